"""A case study put together for reading: text, photos and lessons in their places."""

from dataclasses import dataclass
from datetime import datetime

from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from showcase.prose import Placed, blocks, with_photos
from showcase.visibility import public_cases

FEWEST_LISTED = 3


@dataclass(frozen=True)
class ArticleSection:
    """One section ready to print; ``anchor`` is its id on the page."""

    section: CaseSection
    anchor: str
    content: list[Placed]


@dataclass(frozen=True)
class Article:
    """A whole case: ``lead`` and ``sections`` in reading order."""

    organizations: list[CaseOrganization]
    lead: list[Placed]
    sections: list[ArticleSection]
    lessons: list[Lesson]
    cover: Photo | None

    def keywords(self) -> str:
        """For search engines: whom the case is about."""
        return ",".join(row.name_as_printed for row in self.organizations)

    def headed(self) -> list[ArticleSection]:
        """The sections to list before the text: those with a heading, where there are enough to choose from."""
        headed = [part for part in self.sections if part.section.heading]
        return headed if len(headed) >= FEWEST_LISTED else []


def article_of(case: CaseStudy, photos: list[Photo] | None = None) -> Article:
    """Put ``case`` together, with ``photos`` in place of its own where given; four queries, whatever its length."""
    rows = case.case_organizations.select_related("organization__canonical__subdistrict")
    return put_together(
        case.lead,
        organizations=list(rows.order_by("position", "pk")),
        sections=list(case.sections.order_by("position", "pk")),
        photos=list(case.photos.in_order()) if photos is None else photos,
        lessons=list(case.lessons.order_by("number", "pk")),
    )


def put_together(
    lead: str,
    *,
    organizations: list[CaseOrganization],
    sections: list[CaseSection],
    photos: list[Photo],
    lessons: list[Lesson],
    is_preview: bool = False,
) -> Article:
    """An article of its parts, each already in order; asks no query.

    ``is_preview``: as staff see it, with pictures that are not public yet.
    """
    by_section: dict[int | None, list[Photo]] = {}
    for photo in photos:
        # A slot with neither picture nor words says nothing to a reader.
        if photo.caption or _seen(photo, is_preview):
            by_section.setdefault(photo.section_id, []).append(photo)
    return Article(
        organizations=organizations,
        lead=with_photos(blocks(lead), by_section.get(None, [])),
        sections=[
            ArticleSection(
                section,
                f"section-{section.position}",
                with_photos(blocks(section.body), by_section.get(section.pk, []), section.truncated_note),
            )
            for section in sections
        ],
        lessons=lessons,
        cover=next((photo for photo in photos if _seen(photo, is_preview)), None),
    )


def _seen(photo: Photo, is_preview: bool) -> bool:
    return (photo.private_picture() if is_preview else photo.picture()) is not None


def neighbours_of(case: CaseStudy, at: datetime) -> dict[str, CaseStudy | None]:
    """The cases read before and after ``case`` in the list of all; one query."""
    order = list(public_cases(at).newest_first().values_list("pk", "slug", "title"))
    place = next((index for index, row in enumerate(order) if row[0] == case.pk), None)
    if place is None:
        return {"previous_case": None, "next_case": None}
    return {
        "previous_case": _stub(order[place - 1]) if place else None,
        "next_case": _stub(order[place + 1]) if place + 1 < len(order) else None,
    }


def _stub(row: tuple[int, str, str]) -> CaseStudy:
    return CaseStudy(pk=row[0], slug=row[1], title=row[2])

"""A case as readers would see it, made of a form that nobody has saved; nothing is stored."""

from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from awards.models import AwardRound, Ceremony
from organizations.admin.desk import is_key
from organizations.models import Organization, SourceDocument
from showcase.admin.authoring.fields import MOST_SIGNS
from showcase.admin.authoring.places import LEAD, SAVED, Place, read_place
from showcase.articles import Article, put_together
from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from showcase.tidying import tidy_line, tidy_prose
from showcase.visibility import public_entries

MOST_ROWS = 200
# Stands for the address that a case not on record yet will get.
UNSAVED = "preview"
LONGEST_LINE = 300
CLOSED = {
    "default-src": [NONE],
    "script-src": [NONE],
    "connect-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}


@csp_replace(CLOSED)
def preview_page(request: HttpRequest, saved: CaseStudy | None) -> HttpResponse:
    """The page of the case as it is typed; ``saved`` is the one on record, whose photos it may show."""
    typed = _Typed(request.POST, saved)
    article = typed.article()
    canonical = [row.organization.canonical_id for row in article.organizations]
    context = {
        "case": typed.case(),
        "article": article,
        "entries": public_entries().filter(organization__canonical__in=canonical).newest_first(),
        "preview": True,
        "canonical": "",
    }
    headers = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
    return TemplateResponse(request, "admin/showcase/casestudy/preview.html", context, headers=headers)


class _Row:
    """One row of the form, read leniently: a preview shows what is there, however unfinished."""

    def __init__(self, sent: QueryDict, prefix: str) -> None:
        self.sent, self.prefix = sent, prefix

    def line(self, name: str) -> str:
        return tidy_line(self.sent.get(f"{self.prefix}{name}", "")[:LONGEST_LINE])

    def prose(self, name: str) -> str:
        return tidy_prose(self.sent.get(f"{self.prefix}{name}", "")[:MOST_SIGNS])

    def number(self, name: str) -> int | None:
        said = self.sent.get(f"{self.prefix}{name}", "").strip()
        return int(said) if is_key(said) else None

    def is_ticked(self, name: str) -> bool:
        return self.sent.get(f"{self.prefix}{name}", "") not in ("", "false", "False")


class _Typed:
    """What the form says, as records that are never saved."""

    def __init__(self, sent: QueryDict, saved: CaseStudy | None) -> None:
        self.sent, self.saved, self.form = sent, saved, _Row(sent, "")

    def case(self) -> CaseStudy:
        return CaseStudy(
            slug=self.saved.slug if self.saved else UNSAVED,
            title=self.form.line("title") or "（还没有标题）",
            lead=self.form.prose("lead"),
            round=self._related(AwardRound, "round"),
            ceremony=self._related(Ceremony, "ceremony"),
            source=self._related(SourceDocument, "source"),
        )

    def article(self) -> Article:
        sections = self._sections()
        return put_together(
            self.form.prose("lead"),
            organizations=self._organizations(),
            sections=list(sections.values()),
            photos=self._photos(sections),
            lessons=self._lessons(),
            is_preview=True,
        )

    def _related(self, model: Any, name: str) -> Any:
        key = self.form.number(name)
        return model.objects.filter(pk=key).first() if key else None

    def _rows(self, prefix: str, order: str) -> list[tuple[int, _Row]]:
        """The rows that would be saved, by the number they were given, with their place in the form."""
        total = min(_Row(self.sent, f"{prefix}-").number("TOTAL_FORMS") or 0, MOST_ROWS)
        rows = [(place, _Row(self.sent, f"{prefix}-{place}-")) for place in range(total)]
        kept = [(place, row) for place, row in rows if not row.is_ticked("DELETE")]
        return sorted(kept, key=lambda one: (one[1].number(order) or MOST_ROWS * 1000, one[0]))

    def _organizations(self) -> list[CaseOrganization]:
        rows = [(row.number("organization"), row) for _, row in self._rows("case_organizations", "position")]
        known = Organization.objects.select_related("canonical__subdistrict").in_bulk([key for key, _ in rows if key])
        return [
            CaseOrganization(organization=known[key], name_as_printed=row.line("name_as_printed") or known[key].name)
            for key, row in rows
            if key in known
        ]

    def _sections(self) -> dict[str, CaseSection]:
        """By the name a photo's place gives them; their keys are only for this page."""
        sections = {}
        for position, (place, row) in enumerate(self._rows("sections", "position"), start=1):
            section = CaseSection(
                pk=-position,
                position=position,
                heading=row.line("heading"),
                body=row.prose("body"),
                truncated_note=row.line("truncated_note"),
            )
            if section.heading or section.body:
                key = row.number("id")
                sections[f"{SAVED}-{key}" if key else f"sections-{place}"] = section
        return sections

    def _photos(self, sections: dict[str, CaseSection]) -> list[Photo]:
        on_record = {photo.pk: photo for photo in self.saved.photos.all()} if self.saved else {}
        photos = []
        for _, row in self._rows("photos", "position"):
            photo = on_record.get(row.number("id")) or Photo()
            place = read_place(row.line("place")) or Place(LEAD)
            section = sections.get(f"{place.of}-{place.number}")
            photo.section_id, photo.after_paragraph = section.pk if section else None, place.after_paragraph
            for name in ("caption", "alternative_text", "credit"):
                setattr(photo, name, row.line(name))
            for name in ("is_decorative", "is_illustration", "placement_is_inferred"):
                setattr(photo, name, row.is_ticked(name))
            photos.append(photo)
        return photos

    def _lessons(self) -> list[Lesson]:
        lessons = [
            Lesson(
                number=row.number("number") or place + 1,
                statement=row.line("statement"),
                explanation=row.prose("explanation"),
            )
            for place, row in self._rows("lessons", "number")
        ]
        return [lesson for lesson in lessons if lesson.statement]

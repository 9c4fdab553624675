"""A case as the checks read it: texts and pictures with their places; afterwards nothing asks the database."""

from dataclasses import dataclass, field

from showcase.models import CaseStudy, DocumentImport, WatchedWord
from showcase.versions.wording import photo_name, section_name

MOST_DECISIONS = 50


@dataclass(frozen=True)
class Passage:
    """One text of the case. ``anchor``: the field that holds it, on the page of the case.

    ``is_prose``: running text, whose paragraphs end as sentences do; ``note``: said to be cut short.
    """

    place: str
    anchor: str
    text: str
    is_prose: bool = False
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """One photo; ``anchor`` is the beginning of its fields' names."""

    name: str
    anchor: str
    caption: str
    has_file: bool
    is_described: bool


@dataclass(frozen=True)
class CheckedCase:
    """Everything the checks look at."""

    passages: list[Passage] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    has_source: bool = True
    has_round: bool = True
    has_organization: bool = True
    decisions: list[tuple[str, str]] = field(default_factory=list)
    watched: dict[str, str] = field(default_factory=dict)


def read_case(case: CaseStudy) -> CheckedCase:
    """Read ``case`` for its checks; seven queries, whatever its length."""
    photos = list(case.photos.in_order())
    return CheckedCase(
        passages=_passages(case, [(number, photo.caption) for number, photo in enumerate(photos)]),
        pictures=[
            Picture(
                name=photo_name({"caption": photo.caption, "position": photo.position}),
                anchor=f"id_photos-{number}",
                caption=photo.caption,
                has_file=photo.has_picture(),
                is_described=bool(photo.alternative_text) or photo.is_decorative,
            )
            for number, photo in enumerate(photos)
        ],
        has_source=case.source_id is not None,
        has_round=case.round_id is not None,
        has_organization=case.case_organizations.exists(),
        decisions=_decisions(case),
        watched=dict(WatchedWord.objects.order_by("word").values_list("word", "advice")),
    )


def _passages(case: CaseStudy, captions: list[tuple[int, str]]) -> list[Passage]:
    found = [Passage("标题", "id_title", case.title), Passage("导语", "id_lead", case.lead, is_prose=True)]
    # Rows stand on the page in this order, numbered from 0.
    for number, section in enumerate(case.sections.order_by("position", "pk")):
        name = section_name({"heading": section.heading, "position": section.position})
        anchor = f"id_sections-{number}"
        found.append(Passage(f"{name}的小标题", f"{anchor}-heading", section.heading))
        found.append(Passage(name, f"{anchor}-body", section.body, is_prose=True, note=section.truncated_note))
    found += [
        Passage(f"第 {number + 1} 幅图片的说明", f"id_photos-{number}-caption", caption) for number, caption in captions
    ]
    for number, lesson in enumerate(case.lessons.order_by("number", "pk")):
        name, anchor = f"经验启示第 {lesson.number} 条", f"id_lessons-{number}"
        found.append(Passage(name, f"{anchor}-statement", lesson.statement))
        found.append(Passage(f"{name}阐述", f"{anchor}-explanation", lesson.explanation, is_prose=True))
    return [passage for passage in found if passage.text]


def _decisions(case: CaseStudy) -> list[tuple[str, str]]:
    """What the documents this case came from have left open, for it or for all their drafts."""
    imports = DocumentImport.objects.filter(cases=case).order_by("pk").values_list("decisions", flat=True)
    return [
        (str(one.get("place", "")), str(one.get("question", "")))
        for decisions in imports
        for one in decisions
        if not one.get("settled_at") and one.get("case") in ("", None, case.slug)
    ][:MOST_DECISIONS]

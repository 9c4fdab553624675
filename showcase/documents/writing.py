"""A draft as read becomes a draft on record: everything or nothing, and nothing of it is public."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model

from awards.importing.names import NameIndex
from awards.models import AwardRound, Ceremony
from organizations.models import SourceDocument, StaffUser, Subdistrict
from showcase.documents.drafts import CaseDraft, Decision, DraftFigure
from showcase.documents.matching import match_organizations
from showcase.documents.pictures import StoredPicture, stored_pictures
from showcase.documents.recording import KeptDecision, keep_decisions
from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from showcase.photos.settling import photo_transaction
from showcase.slugs import free_case_slug

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class WrittenCase:
    """The case on record, and what a person has still to decide about it."""

    case: CaseStudy
    decisions: list[KeptDecision]


@dataclass(frozen=True)
class Circumstances:
    """What the document does not say itself. ``names`` spares reading the registry for each case of a page."""

    ceremony: Ceremony | None = None
    round: AwardRound | None = None
    place: Subdistrict | None = None
    position: int = 1
    names: NameIndex | None = None


UNKNOWN = Circumstances()


def write_case(
    draft: CaseDraft,
    *,
    source: SourceDocument,
    by: StaffUser | None,
    about: Circumstances = UNKNOWN,
    pictures: list[StoredPicture] | None = None,
) -> WrittenCase:
    """Write ``draft`` as a draft case with its sections, lessons, photos and organisations.

    ``pictures`` are those of ``stored_pictures(draft)``, for a caller that already holds a transaction open.
    A picture that cannot be taken becomes a captioned slot and a decision. Raises ``ValidationError`` in Chinese.
    """
    with nullcontext(pictures) if pictures is not None else stored_pictures(draft) as stored, photo_transaction():
        writing = _Writing(draft, source, by, about)
        writing.write_organizations()
        writing.write_sections()
        writing.write_photos(stored)
        writing.write_lessons()
        writing.remember_byline()
    return WrittenCase(writing.case, keep_decisions(writing.decisions, writing.case))


class _Writing:
    """One case while it is written."""

    def __init__(self, draft: CaseDraft, source: SourceDocument, by: StaffUser | None, about: Circumstances) -> None:
        self.draft, self.source, self.about = draft, source, about
        self.decisions = list(draft.decisions)
        title = self._fitted(draft.title, CaseStudy, "title", "标题")
        self.case = _saved(
            CaseStudy(
                title=title,
                slug=free_case_slug(title),
                lead=draft.lead,
                round=about.round,
                ceremony=about.ceremony,
                source=source,
                position=about.position,
                written_by=by,
            )
        )
        self.sections: list[CaseSection | None] = []
        self.shifted: set[int] = set()  # sections whose heading became their first paragraph

    def write_organizations(self) -> None:
        """Those on record whose names decide by themselves; the rest are questions."""
        honoured = match_organizations(self.draft, self.about.place, self.about.names)
        for position, (key, printed) in enumerate(honoured.found.items(), start=1):
            _saved(CaseOrganization(case=self.case, organization_id=key, name_as_printed=printed, position=position))
        self.decisions += honoured.decisions

    def write_sections(self) -> None:
        """In order; a heading too long to be one opens the text instead."""
        for index, section in enumerate(self.draft.sections):
            heading, body = section.heading, section.body
            if len(heading) > _length(CaseSection, "heading"):
                heading, body = "", f"{heading}\n\n{body}".strip()
                self.shifted.add(index)
            if not heading and not body:
                self.sections.append(None)
                continue
            note = self._fitted(section.truncated_note, CaseSection, "truncated_note", "原文残缺说明")
            position = len([one for one in self.sections if one]) + 1
            self.sections.append(
                _saved(CaseSection(case=self.case, position=position, heading=heading, body=body, truncated_note=note))
            )

    def write_photos(self, stored: list[StoredPicture]) -> None:
        """Each where the document has it, with its picture or as a captioned slot."""
        figures = zip(self.draft.figures(), stored, strict=True)
        for position, ((index, figure), picture) in enumerate(figures, start=1):
            self._write_photo(position, index, figure, picture)

    def _write_photo(self, position: int, index: int | None, figure: DraftFigure, picture: StoredPicture) -> None:
        where = self._place(index, position)
        photo = Photo(
            case=self.case,
            section=self.sections[index] if index is not None else None,
            after_paragraph=self._after(index, figure),
            position=position,
            placement_is_inferred=figure.placement_is_inferred,
            caption=self._fitted(figure.caption, Photo, "caption", "图片说明", where),
            alternative_text=self._fitted(figure.alternative_text, Photo, "alternative_text", "替代文字", where),
            credit=self._fitted(figure.credit, Photo, "credit", "摄影或供图", where),
        )
        if picture.public_name:
            picture.give_to(photo)
        elif not photo.caption:
            photo.caption = f"图片 {position}（待补）"
        if picture.refusal:
            question = f"图片没有收入：{picture.refusal}已留下图位“{photo.caption}”，请补上图片。"
            self.decisions.append(Decision(where, question))
        _saved(photo)

    def write_lessons(self) -> None:
        """Numbered anew from 1, as printed."""
        for number, lesson in enumerate(self.draft.lessons, start=1):
            statement, explanation = lesson.statement, lesson.explanation
            limit = _length(Lesson, "statement")
            if len(statement) > limit:
                statement, explanation = statement[:limit], f"{statement[limit:]}\n\n{explanation}".strip()
                question = "启示太长，后半句放进了“阐述”；请核对怎样分开。"
                self.decisions.append(Decision(f"经验启示第 {number} 条", question))
            _saved(Lesson(case=self.case, number=number, statement=statement, explanation=explanation))

    def remember_byline(self) -> None:
        """A case has no field for its author: staff find the name beside the source."""
        said = [f"{label}：{text}" for label, text in self._credits() if text]
        if said:
            line = f"《{self.case.title}》{'；'.join(said)}"
            self.source.note = "\n".join(filter(None, [self.source.note, line]))
            self.source.save(update_fields=["note"])

    def _credits(self) -> Iterator[tuple[str, str]]:
        yield "署名", self.draft.byline
        yield "原文注明的来源", self.draft.source

    def _after(self, index: int | None, figure: DraftFigure) -> int | None:
        if figure.after_paragraph is None or index not in self.shifted:
            return figure.after_paragraph
        return figure.after_paragraph + 1

    def _place(self, index: int | None, position: int) -> str:
        heading = self.draft.sections[index].heading if index is not None else "导语"
        return f"图片 {position}（{heading[:20] or f'第 {(index or 0) + 1} 节'}）"

    def _fitted(self, text: str, model: type[Model], name: str, label: str, where: str = "") -> str:
        """``text`` as far as its field holds it; the whole is kept in a decision where it does not."""
        limit = _length(model, name)
        if len(text) > limit:
            question = f"{label}超过 {limit} 字，只收入了前 {limit} 字，请改短。原文：{text}"
            self.decisions.append(Decision(where or label, question))
        return text[:limit]


def _length(model: type[Model], name: str) -> int:
    return model._meta.get_field(name).max_length or 0  # type: ignore[union-attr]


def _saved(record: Row) -> Row:
    record.full_clean()
    record.save()
    return record

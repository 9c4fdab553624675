"""What a page would become: read, held against the registry, and shown before anything is written."""

import unicodedata
from dataclasses import dataclass, field, replace

from django.db.models import Q

from awards.choices import BatchState
from awards.importing.registry import vocabulary
from awards.importing.rows import UnreadableSource
from awards.importing.shared_sources import plan_excerpt
from awards.models import Ceremony, ImportRow
from organizations.choices import SourceKind
from organizations.models import SourceDocument, StaffUser
from showcase.choices import DocumentKind
from showcase.documents.drafts import CaseDraft, Decision
from showcase.documents.page.draft import PageDraft
from showcase.documents.page.reading import read_page
from showcase.documents.page.receiving import checksum, page_text
from showcase.models import CaseStudy, DocumentImport

TITLE_LENGTH = CaseStudy._meta.get_field("title").max_length
NO_PAGE = (
    "没有读到编者按、光荣榜或案例，不像荣誉版面的文字，没有读取。"
    "请确认各段之间有空行，“编者按”“光荣榜”和党组织名称各占一行。"
)


@dataclass(frozen=True)
class PagePlan:
    """A page as read, and what of it is known already.

    ``known`` is the import that the same bytes were before; ``source`` keeps those bytes. ``cases`` are those on
    record already, one for each of the draft's or ``None``; what is to be decided of such a one is that alone.
    """

    draft: PageDraft
    rows: list[ImportRow] = field(default_factory=list)
    source: SourceDocument | None = None
    ceremony: Ceremony | None = None
    known: DocumentImport | None = None
    cases: tuple[CaseStudy | None, ...] = ()

    @property
    def parts(self) -> list[tuple[CaseDraft, CaseStudy | None]]:
        """Each case as read, beside the one on record."""
        return list(zip(self.draft.cases, self.cases, strict=True))

    @property
    def known_count(self) -> int:
        """How many of the cases are on record already."""
        return sum(case is not None for case in self.cases)


def plan_page(data: bytes, by: StaffUser | None) -> PagePlan:
    """Read a page; only reads. Raises ``UnreadableSource`` where it is no page."""
    draft = read_page(page_text(data), vocabulary())
    if not (draft.foreword or draft.roll_lines or draft.cases):
        raise UnreadableSource(NO_PAGE)
    source = SourceDocument.objects.filter(sha256=checksum(data)).order_by("pk").first()
    cases = tuple(known_case(case, draft.headline, source) for case in draft.cases)
    known_or_read = (
        replace(read, decisions=(already_there(case),)) if case else read
        for read, case in zip(draft.cases, cases, strict=True)
    )
    draft = replace(draft, cases=tuple(known_or_read))
    return PagePlan(
        draft,
        cases=cases,
        rows=plan_excerpt(data, draft.roll_lines, by) if draft.roll_names else [],
        source=source,
        ceremony=known_ceremony(draft, source),
        known=known_import(source),
    )


def known_import(source: SourceDocument | None) -> DocumentImport | None:
    """What these bytes became before, as long as anything of it is left."""
    if source is None:
        return None
    imports = DocumentImport.objects.filter(source=source, kind=DocumentKind.PAGE).select_related("batch")
    return next((one for one in imports.order_by("-pk") if _is_left(one)), None)


def known_case(draft: CaseDraft, headline: str, source: SourceDocument | None) -> CaseStudy | None:
    """The case of this title from this page, where it is on record.

    The page is the same where the bytes are, or its headline: it may have been typed or pasted anew. Spaces and
    the width of signs in the title do not count; one typist's line break is another's space.
    """
    same = Q(source=source) if source else Q(pk__in=[])
    if headline:
        same |= Q(source__headline=headline, source__kind=SourceKind.NEWSPAPER)
    title = _levelled(draft.title[:TITLE_LENGTH])
    return next(
        (case for case in CaseStudy.objects.filter(same).order_by("pk") if _levelled(case.title) == title), None
    )


def already_there(case: CaseStudy) -> Decision:
    """What is said of a case that is on record: nothing of it was changed."""
    return Decision("案例", f"同一份版面的案例《{case.title}》已在册，没有另建草稿，也没有改动它。")


def _levelled(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).split())


def known_ceremony(draft: PageDraft, source: SourceDocument | None) -> Ceremony | None:
    """The ceremony the page speaks of, where it is on record: taken from the same page, or of one title and day."""
    if draft.ceremony is None:
        return None
    same = Q(title=draft.ceremony.title, held_on=draft.ceremony.held_on)
    if source:
        same |= Q(source=source)
    return Ceremony.objects.filter(same).order_by("pk").first()


def _is_left(record: DocumentImport) -> bool:
    batch_is_left = record.batch is not None and record.batch.state != BatchState.UNDONE
    return batch_is_left or record.cases.exists()

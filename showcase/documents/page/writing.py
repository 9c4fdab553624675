"""A page on record: its bytes, its ceremony, its rolls as one batch, its cases as drafts. All of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from awards.choices import BatchState
from awards.importing.names import NameIndex
from awards.importing.registry import known_names
from awards.importing.shared_sources import receive_excerpt
from awards.models import AwardRound, Ceremony, ImportBatch, ImportRow
from organizations.choices import SourceKind
from organizations.folding import fold
from organizations.models import SourceDocument, StaffUser, Subdistrict
from organizations.receiving import keep_file
from showcase.choices import DocumentKind
from showcase.documents.drafts import CaseDraft, Decision
from showcase.documents.matching import match_organizations
from showcase.documents.page.ceremonies import about_known, link_rounds, write_ceremony
from showcase.documents.page.planning import PagePlan, plan_page
from showcase.documents.recording import KeptDecision, keep_decisions, record_import, wait_for_imports
from showcase.documents.writing import Circumstances, write_case
from showcase.models import CaseStudy, DocumentImport
from showcase.photos.settling import photo_transaction

NOTE = "报纸版面的文字稿；刊名、刊发日期和版次没有注明。"
UNSIGNED = Decision("来源", "文字稿没有注明刊名、刊发日期和版次；查到后请在“来源”里补上。")


@dataclass(frozen=True)
class WrittenPage:
    """The trace of an import; ``is_new`` is false where the same bytes had been imported before."""

    record: DocumentImport
    is_new: bool


def write_page(data: bytes, file_name: str, *, by: StaffUser | None) -> WrittenPage:
    """Put a page on record as drafts. The same bytes a second time add nothing.

    Raises ``UnreadableSource`` where it is no page, ``ValidationError`` where something cannot be kept;
    nothing is kept then.
    """
    with photo_transaction():
        wait_for_imports()
        plan = plan_page(data, by)
        if plan.known:
            return WrittenPage(plan.known, is_new=False)
        with _source(plan, data, file_name) as source:
            return WrittenPage(_Writing(plan, source, by).record(), is_new=True)


@contextmanager
def _source(plan: PagePlan, data: bytes, file_name: str) -> Iterator[SourceDocument]:
    """The bytes as received, once; a failure leaves no file behind."""
    if plan.source:
        yield plan.source
        return
    name = f"{PurePath(file_name).stem}.txt"  # whatever it was called, it is text, and is read again as such
    source = keep_file(data, name, kind=SourceKind.NEWSPAPER, headline=plan.draft.headline, note=NOTE)
    try:
        yield source
    except BaseException:
        source.file.delete(save=False)
        raise


class _Writing:
    """One page while it is written."""

    def __init__(self, plan: PagePlan, source: SourceDocument, by: StaffUser | None) -> None:
        self.plan, self.draft, self.source, self.by = plan, plan.draft, source, by
        self.decisions: list[KeptDecision] = keep_decisions([*self.draft.decisions, UNSIGNED])

    def record(self) -> DocumentImport:
        batch = self._batch()
        rows = list(batch.rows.select_related("round__scheme", "subdistrict", "organization")) if batch else []
        ceremony = self._ceremony(rows)
        cases = [self._case(position, rows, ceremony) for position in range(1, len(self.draft.cases) + 1)]
        return record_import(
            DocumentKind.PAGE, self.source, cases, self.decisions, by=self.by, ceremony=ceremony, batch=batch
        )

    def _batch(self) -> ImportBatch | None:
        if not self.draft.roll_names:
            return None
        kept = ImportBatch.objects.filter(source=self.source).exclude(state=BatchState.UNDONE).order_by("pk").first()
        return kept or receive_excerpt(self.source, self.draft.roll_lines, by=self.by)

    def _ceremony(self, rows: list[ImportRow]) -> Ceremony | None:
        if self.draft.ceremony is None:
            return None
        known = self.plan.ceremony
        ceremony = known or write_ceremony(self.draft, self.source)
        questions = about_known(known, self.draft) if known else []
        rounds = {row.round.pk: row.round for row in rows if row.round}
        self.decisions += keep_decisions([*questions, *link_rounds(ceremony, rounds.values(), self.by)])
        return ceremony

    def _case(self, position: int, rows: list[ImportRow], ceremony: Ceremony | None) -> CaseStudy:
        """A case of the same title from the same page is the same case, and stays as it is."""
        draft = self.draft.cases[position - 1]
        if known := self.plan.cases[position - 1]:
            self.decisions += keep_decisions(draft.decisions, known)
            return known
        names, place = self._names(), _only_place(rows)
        about = Circumstances(ceremony, _round_of(draft, rows, place, names), place, position, names)
        written = write_case(draft, source=self.source, by=self.by, about=about)
        self.decisions += written.decisions
        return written.case

    def _names(self) -> NameIndex:
        if not hasattr(self, "_index"):
            self._index = NameIndex.of(known_names())
        return self._index


def _only_place(rows: list[ImportRow]) -> Subdistrict | None:
    places = {row.subdistrict.pk: row.subdistrict for row in rows if row.subdistrict}
    return next(iter(places.values())) if len(places) == 1 else None


def _round_of(
    draft: CaseDraft, rows: list[ImportRow], place: Subdistrict | None, names: NameIndex
) -> AwardRound | None:
    """The round in which the page's own rolls name an organisation of the case."""
    keys: set[Any] = set(match_organizations(draft, place, names).found)
    printed = {fold(name) for name in draft.organizations}
    for row in rows:
        if row.round and (row.organization_id in keys or fold(row.organization_text) in printed):
            return row.round
    return None

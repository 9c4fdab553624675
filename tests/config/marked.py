"""Drafts of one subdistrict, marked by a word that nobody else may read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from awards.choices import ListState, TierBasis, Verdict
from awards.discarding import discard_entries, discard_list
from awards.models import HonorEntry, HonorList, ImportBatch, ImportRow
from organizations.choices import SourceKind
from organizations.merging import merge_organizations
from organizations.models import DiscardedDraft, StaffUser, Subdistrict
from organizations.receiving import keep_file
from tests.factories import make_entry, make_list, make_organization, make_round, make_tier

MARK = "密件甲乙丙"
# Asked for, it must find nothing; the page repeats what was asked, so it is only a part of the mark.
PART = "密件甲"


@dataclass
class Scene:
    """What lies in the desk of the other subdistrict."""

    place: Subdistrict
    draft: HonorList
    entry: HonorEntry
    batch: ImportBatch
    row: ImportRow
    bin: list[DiscardedDraft]
    withdrawn: HonorList

    def records(self) -> list[Model]:
        """Every marked record."""
        review = HonorList.objects.filter(subdistrict=self.place, state=ListState.REVIEW)
        entries = HonorEntry.objects.filter(list__subdistrict=self.place)
        return [self.draft, self.withdrawn, *review, *entries, self.batch, self.batch.source, self.row, *self.bin]

    def as_stored(self) -> list[dict[str, Any]]:
        """Every value of every marked record, as the database has it now."""
        rows = [type(one).objects.filter(pk=one.pk).values().first() for one in self.records()]
        return [row or {} for row in rows]


def make_scene(place: Subdistrict, by: StaffUser) -> Scene:
    """Drafts, a list in review, one taken down, an import and a bin, all of ``place`` and all marked."""
    award_round = make_round(7)
    lists = {
        state: make_list(
            award_round=award_round,
            subdistrict=place,
            state=state,
            heading=f"{MARK}榜单 {state}",
            entered_by=by,
            objections_contact=MARK,
        )
        for state in (ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN)
    }
    organization = make_organization("新华居民区党总支", subdistrict=place)
    twin = make_organization("新华社区党总支", subdistrict=place)
    merge_organizations(twin, organization, reason="同一个", by=None)
    entry, *_ = [
        make_entry(
            one,
            honor_list=honor_list,
            tier=make_tier(name, rank=rank),
            tier_basis=TierBasis.INHERITED,
            name_as_printed=f"{MARK}党总支",
            citation=MARK,
        )
        for one, honor_list, name, rank in (
            (organization, lists[ListState.DRAFT], "金奖", 2),
            (twin, lists[ListState.REVIEW], "银奖", 3),
            (organization, lists[ListState.WITHDRAWN], "铜奖", 4),
        )
    ]
    batch, row = _make_import(place, by, award_round)
    return Scene(place, lists[ListState.DRAFT], entry, batch, row, _fill_bin(place, by), lists[ListState.WITHDRAWN])


def _make_import(place: Subdistrict, by: StaffUser, award_round: Any) -> tuple[ImportBatch, ImportRow]:
    source = keep_file(MARK.encode(), f"{MARK}.txt", kind=SourceKind.ROSTER, headline=f"{MARK}名单")
    batch = ImportBatch.objects.create(
        source=source, round=award_round, subdistrict=place, created_by=by, problems=[{"text": MARK}]
    )
    row = ImportRow.objects.create(
        batch=batch,
        number=1,
        location=MARK,
        organization_text=MARK,
        tier_text=MARK,
        message=MARK,
        verdict=Verdict.DECIDE,
        subdistrict=place,
        round=award_round,
    )
    return batch, row


def _fill_bin(place: Subdistrict, by: StaffUser) -> list[DiscardedDraft]:
    thrown = make_list(subdistrict=place, heading=f"{MARK}作废", entered_by=by)
    kept = make_list(subdistrict=place, heading=f"{MARK}留下", entered_by=by)
    make_entry(make_organization("弃居民区党总支", subdistrict=place), honor_list=thrown, name_as_printed=MARK)
    single = make_entry(make_organization("废居民区党总支", subdistrict=place), honor_list=kept, name_as_printed=MARK)
    discard_list(thrown, by)
    discard_entries([single], by)
    return list(DiscardedDraft.objects.order_by("pk"))

"""Everything on record about what a round's roll said and when; read once, then asked by the day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from awards.choices import CorrectedField, ListState, Standing
from awards.correcting import as_read
from awards.models import AwardRound, AwardTier, Correction, HonorEntry, HonorList, StandingChange
from awards.models.lists import HonorListQuerySet
from awards.standing import standing_after
from organizations.merging import merges_followed
from organizations.models import OrganizationMerge, OrganizationName, Subdistrict

# No day is before the first or after the last: nothing has happened yet, or everything.
ANNOUNCED, NOW = date.min, date.max
STANDING = "standing"


def day_of(moment: datetime | None) -> date:
    """The local day of a moment; one that never came lies after every day."""
    return timezone.localdate(moment) if moment else NOW


def day_in_words(day: date) -> str:
    """2021年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Chronicle:
    """The entries of released lists with the facts that changed what they say."""

    entries: list[HonorEntry]
    corrections: dict[int, list[Correction]]
    decisions: dict[int, list[StandingChange]]
    withdrawals: dict[int, list[tuple[date, date]]]
    merges: list[OrganizationMerge]
    keys_of_names: dict[str, int]
    tier_places: dict[str, tuple[bool, int, int]]
    codes: dict[str, str]

    @classmethod
    def of(cls, award_round: AwardRound, lists: HonorListQuerySet | None = None) -> "Chronicle":
        """Read a round; eight queries, however many entries."""
        every = HonorList.objects.all() if lists is None else lists
        released = list(every.filter(round=award_round, released_at__isnull=False))
        of_lists = {"entry__list__in": released}
        corrections = Correction.objects.filter(**of_lists).order_by("corrected_at", "pk")
        decisions = StandingChange.objects.filter(**of_lists).order_by("pk")
        tiers = AwardTier.objects.filter(scheme=award_round.scheme_id)
        return cls(
            entries=list(HonorEntry.objects.filter(list__in=released).for_rolls().order_by("pk")),
            corrections=_by_entry(corrections),
            decisions=_by_entry(decisions),
            withdrawals=_withdrawals(released),
            merges=list(OrganizationMerge.objects.select_related("into_organization").order_by("pk")),
            keys_of_names=_keys_of_names(corrections),
            tier_places={tier.name: (tier.rank is None, tier.rank or 0, tier.pk) for tier in tiers},
            codes=dict(Subdistrict.objects.values_list("name", "code")),
        )

    def text(self, entry: HonorEntry, field: str, on: date) -> str:
        """What ``field`` of the line said at the end of that day."""
        if field == STANDING:
            return self._standing(entry, on).label
        if field == CorrectedField.ORGANIZATION and (followed := self.merges_followed(entry, on)):
            return str(followed[-1].into_organization)
        later = self._corrected_later(entry, field, on)
        return later.before if later else as_read(entry, field)

    def absence(self, entry: HonorEntry, on: date) -> str:
        """Why readers did not see the line on that day; ``""`` where they did."""
        if on == ANNOUNCED:
            return ""
        if day_of(entry.list.released_at) > on:
            return "还没有公布"
        out = any(start <= on < end or (on == end == NOW) for start, end in self.withdrawals[entry.list_id])
        return "已撤下" if out else ""

    def merges_followed(self, entry: HonorEntry, on: date) -> list[OrganizationMerge]:
        """The merges by which readers came from the organisation of the line to the one they saw."""
        later = self._corrected_later(entry, CorrectedField.ORGANIZATION, on)
        # A correction keeps the name alone; one that two organisations bear tells nothing.
        key = self.keys_of_names.get(later.before) if later else entry.organization_id
        return merges_followed(key, self.merges, max(on, day_of(entry.list.released_at)))

    def _corrected_later(self, entry: HonorEntry, field: str, on: date) -> Correction | None:
        rows = self.corrections[entry.pk]
        return next((row for row in rows if row.field == field and day_of(row.corrected_at) > on), None)

    def _standing(self, entry: HonorEntry, on: date) -> Standing:
        decisions = self.decisions[entry.pk]
        if not decisions:
            return Standing(entry.standing)
        counted = [decision for decision in decisions if decision.decided_on <= on]
        return standing_after(counted[-1].act) if counted else Standing.VALID


def _by_entry(facts: Iterable) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for fact in facts:
        found[fact.entry_id].append(fact)
    return found


def _keys_of_names(corrections: Iterable[Correction]) -> dict[str, int]:
    """Organisations by the names corrections have kept of them, where one alone ever bore it."""
    texts = {row.before for row in corrections if row.field == CorrectedField.ORGANIZATION}
    found = defaultdict(set)
    for text, key in OrganizationName.objects.filter(text__in=texts).values_list("text", "organization"):
        found[text].add(key)
    return {text: keys.pop() for text, keys in found.items() if len(keys) == 1}


def _withdrawals(lists: Iterable[HonorList]) -> dict[int, list[tuple[date, date]]]:
    """For each list the days on which it was off the site: from, and until the day it came back.

    A list released again no longer says that it was withdrawn; its history does.
    """
    spans: dict[int, list[tuple[date, date]]] = defaultdict(list)
    left: dict[int, date] = {}
    steps = HonorList.history.filter(id__in=[one.pk for one in lists]).order_by("history_date", "history_id")
    for key, state, moment in steps.values_list("id", "state", "history_date"):
        if state == ListState.WITHDRAWN:
            left.setdefault(key, day_of(moment))
        elif key in left:
            spans[key].append((left.pop(key), day_of(moment)))
    for one in lists:
        if one.state == ListState.WITHDRAWN:
            spans[one.pk].append((day_of(one.withdrawn_at), NOW))
    return spans

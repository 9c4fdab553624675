"""One organisation through time: names, mergers, honours and what became of them, in one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from awards.chronicle import day_in_words
from awards.models import HonorEntry
from organizations.choices import NameKind
from organizations.models import Organization, OrganizationMerge, OrganizationName
from showcase.visibility import entries_for_timeline


@dataclass(frozen=True)
class Moment:
    """Something that happened, on a day (None: no source says when); an honour brings its entry."""

    on: date | None
    title: str = ""
    text: str = ""
    entry: HonorEntry | None = None

    @property
    def in_words(self) -> str:
        """The day as readers read it."""
        return day_in_words(self.on) if self.on else "日期未见记载"


def timeline_of(shown: Organization, names: Iterable[OrganizationName], was_merged: bool = True) -> list[Moment]:
    """Everything dated that is on public record of ``shown``, latest first; one query.

    Up to three more for what was merged into it (``was_merged``: whether anything may have been), corrected
    and decided. What no source dates comes last: to put it anywhere would be a guess.
    """
    entries: list[Any] = list(entries_for_timeline(shown))
    prefetch_related_objects([entry for entry in entries if entry.was_decided_on], "standing_changes")
    prefetch_related_objects([entry for entry in entries if entry.was_corrected], "corrections")
    moments = [*_named(names), *(_merged(shown) if was_merged else ())]
    for entry in entries:
        moments += [Moment(_conferred_on(entry), entry=entry), *_since(entry)]
    # Stable: honours of one day stay in official order.
    return sorted(moments, key=lambda moment: moment.on or date.min, reverse=True)


def _conferred_on(entry: HonorEntry) -> date | None:
    ceremony = entry.round.ceremony
    return entry.round.decided_on or (ceremony.held_on if ceremony else None)


def _named(names: Iterable[OrganizationName]) -> Iterator[Moment]:
    """Names that were borne; a short or misprinted one never began."""
    for name in names:
        source = f"见{name.source.get_kind_display()}《{name.source.headline}》。" if name.source else ""
        if name.kind in (NameKind.CURRENT, NameKind.FORMER) and name.since:
            yield Moment(name.since, f"名称为“{name.text}”", source)
        elif name.kind == NameKind.FORMER and name.until:
            yield Moment(name.until, f"不再称“{name.text}”", source)


def _merged(shown: Organization) -> Iterator[Moment]:
    """Mergers that hold; the reasons were written for colleagues."""
    merges = OrganizationMerge.objects.filter(into_organization__canonical=shown, undone_at=None)
    for merge in merges.select_related("from_organization").order_by("pk"):
        text = "两份登记是同一个党组织，荣誉合在一起，名称仍照原来的名单。"
        yield Moment(timezone.localdate(merge.merged_at), f"“{merge.from_organization}”并入", text)


def _since(entry: Any) -> Iterator[Moment]:
    """What was decided about an honour (from ``entries_for_timeline``), and corrected in it."""
    for change in entry.standing_changes.all() if entry.was_decided_on else ():
        title = f"{change.get_act_display()}{entry.round}（{change.decision_number}）"
        yield Moment(change.decided_on, title, f"理由：{change.reason}")
    for correction in entry.corrections.all() if entry.was_corrected else ():
        said = f"由“{correction.before or '空'}”改为“{correction.after or '空'}”。理由：{correction.reason}"
        on = timezone.localdate(correction.corrected_at)
        yield Moment(on, f"更正{entry.round}的{correction.get_field_display()}", said)

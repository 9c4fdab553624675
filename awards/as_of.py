"""What a round's roll said: when it was announced, on any later day, and now.

Derived, never stored: from the entries as they are now, their corrections taken back one by one, the
decisions on their standing, the dates of their lists and of merges. Everything is told by the day: what
happened on a day counts at its end. A decision counts from the day it was made, whenever it was put on
record; of several, the one put on record last. What no fact on record changed was never different.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from awards.choices import CorrectedField
from awards.chronicle import ANNOUNCED, NOW, STANDING, Chronicle, day_in_words, day_of
from awards.models import AwardRound, HonorEntry
from awards.models.lists import HonorListQuerySet

LABELS = {
    CorrectedField.NAME_AS_PRINTED.value: "名单上的名称",
    CorrectedField.ORGANIZATION.value: "党组织",
    CorrectedField.TIER.value: "等次",
    CorrectedField.SUBDISTRICT.value: "街道（镇）",
    CorrectedField.POSITION.value: "次序",
    CorrectedField.CITATION.value: "表彰词",
    STANDING: "荣誉状态",
}
ON_ROLL = "名单"


@dataclass(frozen=True)
class Line:
    """One line of a roll as it read on a day: by field, the words readers saw."""

    entry: HonorEntry
    texts: dict[str, str]


@dataclass(frozen=True)
class Difference:
    """What one line said before and after, and every fact on record that explains it."""

    entry: HonorEntry
    label: str
    before: str
    after: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class RollOnDay:
    """A roll as it read at the end of a day, in official order. ``on`` may be ``ANNOUNCED`` or ``NOW``."""

    chronicle: Chronicle
    on: date
    lines: list[Line]


def roll_as_announced(award_round: AwardRound, lists: HonorListQuerySet | None = None) -> RollOnDay:
    """Each list as it was when it was first released: no correction, no decision, nothing withdrawn.

    ``lists`` are those to tell of (readers: the public ones); all that were ever released by default.
    """
    return roll_on(Chronicle.of(award_round, lists), ANNOUNCED)


def roll_as_it_stood(award_round: AwardRound, on: date, lists: HonorListQuerySet | None = None) -> RollOnDay:
    """The roll as it stood at the end of the day ``on``."""
    return roll_on(Chronicle.of(award_round, lists), on)


def roll_as_it_stands(award_round: AwardRound, lists: HonorListQuerySet | None = None) -> RollOnDay:
    """The roll as it stands now."""
    return roll_on(Chronicle.of(award_round, lists), NOW)


def roll_on(chronicle: Chronicle, on: date) -> RollOnDay:
    """The same, where several days are asked for at once."""
    lines = [
        Line(entry, {field: chronicle.text(entry, field, on) for field in LABELS})
        for entry in chronicle.entries
        if not chronicle.absence(entry, on)
    ]
    return RollOnDay(chronicle, on, sorted(lines, key=lambda line: _place(chronicle, line)))


def differences(before: RollOnDay, after: RollOnDay, *, for_readers: bool = False) -> list[Difference]:
    """What the later roll says otherwise than the earlier one, in the order of the later.

    ``for_readers``: without the reasons of merges, which were written for colleagues.
    """
    then = {line.entry.pk: line for line in before.lines}
    now = {line.entry.pk: line for line in after.lines}
    found: list[Difference] = []
    for line in after.lines:
        if line.entry.pk in then:
            found.extend(_changes(then[line.entry.pk], line, before, after, for_readers))
        else:
            found.append(_came_or_went(line.entry, before, after))
    return found + [_came_or_went(line.entry, before, after) for line in before.lines if line.entry.pk not in now]


def _changes(then: Line, now: Line, before: RollOnDay, after: RollOnDay, for_readers: bool) -> Iterator[Difference]:
    for field, label in LABELS.items():
        was, says = then.texts[field], now.texts[field]
        if was != says:
            reasons = [*_reasons(now.entry, field, before, after)]
            if field == CorrectedField.ORGANIZATION:
                reasons += _merges(now.entry, before, after, for_readers)
            yield Difference(now.entry, label, was, says, tuple(reasons))


def _came_or_went(entry: HonorEntry, before: RollOnDay, after: RollOnDay) -> Difference:
    said = [roll.chronicle.absence(entry, roll.on) or "在名单上" for roll in (before, after)]
    since = day_in_words(day_of(entry.list.released_at))
    reason = entry.list.withdrawal_reason
    return Difference(entry, ON_ROLL, said[0], said[1], (f"撤下：{reason}" if reason else f"公布于{since}",))


def _reasons(entry: HonorEntry, field: str, before: RollOnDay, after: RollOnDay) -> Iterator[str]:
    chronicle = after.chronicle
    for row in chronicle.corrections[entry.pk]:
        if row.field == field and before.on < day_of(row.corrected_at) <= after.on:
            yield f"更正（{day_in_words(day_of(row.corrected_at))}）：{row.reason}"
    if field == STANDING:
        for decision in chronicle.decisions[entry.pk]:
            if before.on < decision.decided_on <= after.on:
                made = f"{decision.decision_number}，{day_in_words(decision.decided_on)}"
                yield f"{decision.get_act_display()}（{made}）：{decision.reason}"


def _merges(entry: HonorEntry, before: RollOnDay, after: RollOnDay, for_readers: bool) -> Iterator[str]:
    joined, parted = (after.chronicle.merges_followed(entry, roll.on) for roll in (after, before))
    for merge in joined:
        if merge not in parted:
            reason = "" if for_readers else f"：{merge.reason}"
            yield f"并入“{merge.into_organization}”（{day_in_words(day_of(merge.merged_at))}）{reason}"
    for merge in parted:
        if merge not in joined and merge.undone_at:
            reason = "" if for_readers else f"：{merge.undo_reason}"
            yield f"撤销合并（{day_in_words(day_of(merge.undone_at))}）{reason}"


def _place(chronicle: Chronicle, line: Line) -> tuple:
    """As ``HonorEntryQuerySet.in_official_order``, by what the line said that day."""
    tier = chronicle.tier_places.get(line.texts[CorrectedField.TIER].removesuffix("（待确认）"), (1, 0, 0))
    code = chronicle.codes.get(line.texts[CorrectedField.SUBDISTRICT], "~")
    return (*tier, code, int(line.texts[CorrectedField.POSITION]), line.entry.pk)

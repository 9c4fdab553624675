"""The public roll as a few hundred cells, each with its number of honours: what facets and pages go by.

A cell is what one round gave at one tier to one subdistrict, by sector and standing. Whatever is
counted on a page of honours is a sum of cells, so no two pages can disagree, and no count needs to
look at the entries themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from awards.models import HonorCount
from awards.numerals import chinese_numeral

# The dimensions one can ask by, as readers' addresses name them.
DIMENSIONS = ("award", "round", "tier", "subdistrict", "sector", "status")
# Asks for what the source leaves open: entries without a tier, without a subdistrict.
NONE = "none"
# What counts and entries both know of where they stand, by the same names.
STANDS_IN = (
    "round_id",
    "round__number",
    "round__scheme_id",
    "round__scheme__slug",
    "round__scheme__short_name",
    "round__scheme__position",
    "tier_id",
    "tier__name",
    "tier__rank",
    "tier__kind",
    "subdistrict_id",
    "subdistrict__slug",
    "subdistrict__name",
    "subdistrict__code",
)
Place = tuple[int, int, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """So many honours of one kind; the first fields are those of ``STANDS_IN``, in that order."""

    round_id: int
    number: int
    scheme_id: int
    scheme_slug: str
    scheme_name: str
    scheme_position: int
    tier_id: int | None
    tier_name: str | None
    tier_rank: int | None
    tier_kind: str | None
    subdistrict_id: int | None
    subdistrict_slug: str | None
    subdistrict_name: str | None
    subdistrict_code: str | None
    sector: str
    standing: str
    count: int

    @property
    def values(self) -> tuple[str, ...]:
        """What the cell answers to each of ``DIMENSIONS``."""
        tier = NONE if self.tier_id is None else str(self.tier_id)
        place = self.subdistrict_slug or NONE
        return (self.scheme_slug, str(self.number), tier, place, self.sector, self.standing)

    @property
    def labels(self) -> tuple[str, ...]:
        """How each of those answers is called; sector and standing have choices of their own."""
        tier = self.tier_name or "原文未列等次"
        place = self.subdistrict_name or "原文未写街道（镇）"
        return (self.scheme_name, f"第{chinese_numeral(self.number)}轮", tier, place, "", "")

    @property
    def counted(self) -> tuple[int, int | None, int | None, str | None, int]:
        """As ``awards.completeness.Tally`` adds up: round, subdistrict, tier, kind of tier, how many."""
        return (self.round_id, self.subdistrict_id, self.tier_id, self.tier_kind, self.count)

    @property
    def place(self) -> Place:
        """Where its entries stand in the official order, as ``HonorEntryQuerySet.newest_first`` has it."""
        return official_place(
            self.number,
            self.scheme_position,
            self.round_id,
            self.tier_rank,
            self.tier_id,
            self.subdistrict_code,
        )


def official_place(
    number: int, scheme_position: int, round_id: int, rank: int | None, tier_id: int | None, code: str | None
) -> Place:
    """The key by which cells stand in official order: latest round first, what is left open last."""
    by_rank = NO_NUMBER if rank is None else rank
    by_tier = NO_NUMBER if tier_id is None else tier_id
    return (-number, scheme_position, round_id, by_rank, by_tier, "~" if code is None else code)


NO_NUMBER = 2**63


def public_cells(**conditions: Any) -> list[Cell]:
    """Every cell of the public roll (where the counts fit ``conditions``), in no order; one query."""
    kinds = HonorCount.objects.filter(**conditions).order_by().values_list(*STANDS_IN, "sector", "standing")
    rows = kinds.annotate(honors=Sum("count"))
    return [Cell(*row) for row in rows]


@dataclass(frozen=True)
class Counted:
    """What the cells say to one set of choices: the matching ones, and what each other choice would find."""

    matching: list[Cell]
    options: dict[str, Counter[str]]

    @property
    def total(self) -> int:
        """How many honours match."""
        return sum(cell.count for cell in self.matching)


def count(cells: Iterable[Cell], asked: Mapping[str, str]) -> Counted:
    """Hold ``cells`` against what is ``asked`` by dimension; what is left out matches everything.

    ``options`` gives for each value of each dimension what choosing it *instead* would find.
    """
    chosen = [asked.get(name, "") for name in DIMENSIONS]
    options: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    matching = []
    for cell in cells:
        values = cell.values
        failed = [at for at, value in enumerate(chosen) if value and value != values[at]]
        if not failed:
            matching.append(cell)
        for at, name in enumerate(DIMENSIONS):
            # With one dimension against it, it would be found by another choice there.
            honors = cell.count if not failed or failed == [at] else 0
            options[name][values[at]] += honors
    return Counted(matching, options)

"""Beside every choice, what choosing it would find; and what was chosen, to be taken back one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from awards.cells import DIMENSIONS, NONE, Cell, Counted
from awards.choices import Standing
from awards.numerals import chinese_numeral
from organizations.choices import Sector

LABELS = {
    "award": "奖项",
    "round": "轮次",
    "tier": "等次",
    "subdistrict": "街道（镇）",
    "sector": "类别",
    "status": "状态",
}
_FIXED = {"sector": dict(Sector.choices), "status": dict(Standing.choices)}


@dataclass(frozen=True)
class Option:
    """One choice; ``count`` is what choosing it would find, None where that would be too many to count."""

    value: str
    label: str
    count: int | None
    is_chosen: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether choosing it would find nothing."""
        return self.count == 0


@dataclass(frozen=True)
class Facet:
    """One dimension with its choices; ``everything`` counts what leaving it open would find."""

    name: str
    label: str
    options: list[Option]
    everything: int | None
    errors: list[str]


@dataclass(frozen=True)
class Chip:
    """Something chosen, in words, and the query string that takes it back."""

    label: str
    text: str
    query: str


def facets(
    cells: list[Cell],
    counted: Counted | None,
    chosen: Mapping[str, str],
    called: Mapping[str, str],
    errors: Mapping[str, list[str]],
) -> list[Facet]:
    """The dimensions with their choices, in the order of the page.

    ``cells`` are those of the whole roll: what nobody was ever given is not offered. ``counted`` None:
    too many to count. ``called`` names what was chosen, offered or not; ``errors`` what was refused.
    """
    names = _names(cells)
    found = []
    for name in DIMENSIONS:
        counts = counted.options[name] if counted else None
        offered = names[name] | ({chosen[name]: called[name]} if name in chosen else {})
        options = [
            Option(value, label, counts[value] if counts is not None else None, value == chosen.get(name))
            for value, label in offered.items()
        ]
        everything = sum(counts.values()) if counts is not None else None
        found.append(Facet(name, LABELS[name], options, everything, errors.get(name, [])))
    return found


def _names(cells: Iterable[Cell]) -> dict[str, dict[str, str]]:
    """For each dimension the values that occur, in the order readers expect, with their names."""
    places: list[dict[str, tuple]] = [{} for _ in DIMENSIONS]
    for cell in cells:
        orders = (
            (cell.scheme_position,),
            (-cell.number,),
            (
                cell.tier_id is None,
                cell.scheme_position,
                cell.tier_rank is None,
                cell.tier_rank or 0,
                cell.tier_id or 0,
            ),
            (cell.subdistrict_code is None, cell.subdistrict_code or ""),
            (cell.sector != Sector.RESIDENTIAL,),
            (list(Standing.values).index(cell.standing),),
        )
        for at, (value, label, order) in enumerate(zip(cell.values, cell.labels, orders, strict=True)):
            places[at].setdefault(value, (order, label))
    return {
        name: {value: _FIXED.get(name, {}).get(value, label) for value, (_, label) in sorted(found.items(), key=_order)}
        for name, found in zip(DIMENSIONS, places, strict=True)
    }


def _order(item: tuple[str, tuple]) -> tuple:
    value, (order, _) = item
    return (*order, value)


def name_of_choice(name: str, value: str, record: object) -> str:
    """How a chosen value is called where the roll itself has nothing of it."""
    if value == NONE:
        return {"tier": "原文未列等次", "subdistrict": "原文未写街道（镇）"}.get(name, value)
    if name == "round":
        return f"第{chinese_numeral(int(value))}轮"
    return _FIXED.get(name, {}).get(value) or str(getattr(record, "short_name", record))

"""Two organisations side by side: everything that speaks for or against their being one.

What the apps above know of an organisation they declare themselves; settings name them, in the
order in which they are read (``MERGE_EVIDENCE``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from organizations.choices import NameKind
from organizations.merging import everything_under
from organizations.models import Organization, OrganizationName, StaffUser


@dataclass(frozen=True)
class Side:
    """One of the two, with the keys of everything merged into it."""

    organization: Organization
    keys: frozenset[int]


Pair = tuple[Side, Side]


@dataclass(frozen=True)
class Row:
    """One thing compared: what each side says, line by line, and the words for how they compare.

    Empty words: the two cannot be alike, and nothing is said of it.
    """

    label: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    same: str = "一致"
    different: str = "不同"

    @classmethod
    def of(cls, label: str, told: Iterable[Iterable[str]], same: str = "一致", different: str = "不同") -> "Row":
        """The row of what both sides say, the left first."""
        left, right = (tuple(lines) for lines in told)
        return cls(label, left, right, same, different)

    @property
    def verdict(self) -> str:
        """In a word."""
        if not self.left or not self.right:
            return "只有一边有"
        return self.same if self.left == self.right else self.different

    @property
    def is_apart(self) -> bool:
        """Whether the sides say different things that could be the same."""
        return self.left != self.right and bool(self.verdict)

    @property
    def sides(self) -> list[list[tuple[str, bool]]]:
        """Each side's lines, and whether the other side lacks the line while it shares others."""
        shared = set(self.left) & set(self.right)
        return [[(line, bool(shared) and line not in shared) for line in lines] for lines in (self.left, self.right)]


@dataclass(frozen=True)
class Evidence:
    """What one app knows of the two; ``warnings`` is what to see to before they are merged."""

    rows: list[Row]
    warnings: list[str] = field(default_factory=list)


Witness = Callable[[Pair, StaffUser], Evidence]


@cache
def witnesses() -> list[Witness]:
    """Whoever knows something of organisations, in the order of the page."""
    return [import_string(path) for path in settings.MERGE_EVIDENCE]


def compare(left: Organization, right: Organization, by: StaffUser) -> Evidence:
    """All evidence, as far as ``by`` may see it. Merged already, each side still speaks for itself."""
    pair = sides_of(left, right)
    found = [witness(pair, by) for witness in witnesses()]
    rows = [row for evidence in found for row in evidence.rows if row.left or row.right]
    return Evidence(rows, [warning for evidence in found for warning in evidence.warnings])


def sides_of(left: Organization, right: Organization) -> Pair:
    """The two with what was merged into each; what was merged into the other counts for that one only."""
    lefts, rights = everything_under(left), everything_under(right)
    if right.pk in lefts:
        lefts -= rights
    else:
        rights -= lefts
    return Side(left, frozenset(lefts)), Side(right, frozenset(rights))


def registration(pair: Pair, by: StaffUser) -> Evidence:
    """What organizations itself knows: where they are, and every name."""
    left, right = (side.organization for side in pair)
    rows = [
        _row("类别", left.get_sector_display(), right.get_sector_display()),
        _row("层级", left.get_level_display(), right.get_level_display()),
        _row("街道（镇）", left.subdistrict, right.subdistrict),
        _row("居民区", left.neighborhood, right.neighborhood),
        _row("小区名与俗称", *(_aliases(one) for one in (left, right))),
    ]
    names = [list(one.names.through_time()) for one in (left, right)]
    for kind in NameKind:
        told = [tuple(_dated(name) for name in of_side if name.kind == kind) for of_side in names]
        rows.append(Row.of(kind.label, told))
    absorbed = [_names_of(side.keys - {side.organization.pk}) for side in pair]
    rows += [Row.of("已并入它的", absorbed), _row("备注", left.note, right.note)]
    return Evidence(rows, list(_doubts(left, right)))


def _doubts(left: Organization, right: Organization) -> Iterable[str]:
    if left.subdistrict_id and right.subdistrict_id and left.subdistrict_id != right.subdistrict_id:
        yield f"两边不在同一个街道（镇）：{left.subdistrict}和{right.subdistrict}。同名不同街道的，一般是两个党组织。"
    if left.sector != right.sector:
        yield f"两边类别不同：{left.get_sector_display()}和{right.get_sector_display()}。"
    if left.neighborhood_id and right.neighborhood_id and left.neighborhood_id != right.neighborhood_id:
        yield f"两边不在同一个居民区：{left.neighborhood}和{right.neighborhood}。"


def _row(label: str, left: object, right: object) -> Row:
    return Row.of(label, ((str(value),) if value else () for value in (left, right)))


def _aliases(organization: Organization) -> str:
    return "、".join(organization.neighborhood.alias_list()) if organization.neighborhood else ""


def _dated(name: OrganizationName) -> str:
    """陶家宅居民区党支部（2011年3月1日起，2019年5月1日止）."""
    span = "，".join(
        f"{day.year}年{day.month}月{day.day}日{word}" for day, word in ((name.since, "起"), (name.until, "止")) if day
    )
    return f"{name.text}（{span}）" if span else name.text


def _names_of(keys: Iterable[int]) -> tuple[str, ...]:
    return tuple(Organization.objects.filter(pk__in=keys).by_pinyin().values_list("name", flat=True))

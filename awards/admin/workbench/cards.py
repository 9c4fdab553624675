"""One row of a plan as the page shows it: what was read, what may be answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from awards.admin.workbench.answers import CREATE, NO_TIER, ORGANIZATION, AnswerForm, Choices
from awards.choices import BatchState, Resolution, Verdict
from awards.importing.checking import TIER_CONFIRMED
from awards.importing.missing import round_words
from awards.models import AwardTier, ImportRow
from organizations.models import Neighborhood, Organization, StaffUser, Subdistrict
from organizations.scoping import may_write_in, writable_subdistricts

NOT_CHOSEN = ("", "请选择")


@dataclass(frozen=True)
class Option:
    """One organisation, or the act of registering one, that a row may be settled as."""

    value: str
    label: str
    reason: str


@dataclass
class Card:
    """A row, its answers, and what was wrong with them.

    ``is_foreign``: it belongs to a subdistrict this person does not write; it can only be left out.
    """

    row: ImportRow
    form: AnswerForm
    options: list[Option] = field(default_factory=list)
    found: list[Option] = field(default_factory=list)
    error: str = ""
    asked: bool = False
    is_foreign: bool = False

    @property
    def is_skipped(self) -> bool:
        return self.row.resolution == Resolution.SKIPPED

    @property
    def is_open(self) -> bool:
        """Whether it can still be settled."""
        return self.row.entry_id is None and self.row.batch.state != BatchState.UNDONE

    @property
    def needs_decision(self) -> bool:
        """Whether it waits for a person."""
        waits = self.row.verdict in (Verdict.DECIDE, Verdict.ERROR)
        return self.is_open and waits and not self.is_skipped

    @property
    def asks_organization(self) -> bool:
        """Whether it is open which organisation is meant."""
        return self.row.organization_id is None

    @property
    def asks_tier(self) -> bool:
        """Whether the tier is asked for: none was recognised, or another is on record."""
        is_answered = bool(self.row.rest.get(TIER_CONFIRMED))
        is_second = self.row.verdict == Verdict.DECIDE and not self.asks_organization and not self.asks_place
        return not is_answered and len(self.form.fields["tier"].choices) > 1 and (not self.row.tier_id or is_second)

    @property
    def asks_place(self) -> bool:
        """Whether it is open where the row belongs."""
        return self.row.subdistrict_id is None

    @property
    def waits_for_round(self) -> bool:
        """Whether nothing is left to answer here: its round is registered once for the whole list."""
        waits = self.row.round_id is None and "round" in self.row.rest
        return waits and not self.asks_organization and not self.asks_place

    @property
    def round_words(self) -> str:
        """The round it was read under, registered or not."""
        return round_words(self.row)

    @property
    def words_asked(self) -> str:
        """What was typed to find another organisation."""
        return str(self.form["asked"].value() or "").replace("\0", "").strip()

    @property
    def creation_words(self) -> str:
        """How the organisation would be registered, as far as it was recognised."""
        words = []
        for name in ("sector", "place", "neighborhood"):
            value = str(self.form[name].value() or "")
            words += [label for key, label in self.form.fields[name].choices if key and str(key) == value]
        return "，".join(str(word) for word in words) or "请填写"

    @property
    def state(self) -> tuple[str, str]:
        """The word to style it by, and the word to show."""
        if self.is_skipped:
            return "skipped", "已跳过"
        if self.row.entry_id:
            return "recorded", "已写入"
        return self.row.verdict, self.row.get_verdict_display()


class Offers:
    """What the rows of one page may be settled as; asked of the database once for all of them."""

    def __init__(self, rows: Iterable[ImportRow], by: StaffUser) -> None:
        writable = writable_subdistricts(by)
        places = (Subdistrict.objects.all() if writable is None else writable).in_official_order()
        self.places: Choices = [(str(place.pk), place.name) for place in places]
        self.areas: dict[int, Choices] = defaultdict(list)
        for area in Neighborhood.objects.filter(subdistrict__in=[key for key, _ in self.places]).order_by("code"):
            self.areas[area.subdistrict_id].append((str(area.pk), area.name))
        self.tiers: dict[int, Choices] = defaultdict(list)
        schemes = {row.round.scheme_id for row in rows if row.round}
        for tier in AwardTier.objects.filter(scheme__in=schemes).in_official_order():
            self.tiers[tier.scheme_id].append((str(tier.pk), tier.name))

    def for_row(self, row: ImportRow) -> dict[str, Choices]:
        """The choices of each select of ``row``."""
        tiers = list(self.tiers[row.round.scheme_id]) if row.round else []
        if tiers and not row.tier_text:
            tiers.append((NO_TIER, "原文未列等次"))
        areas = self.areas[row.subdistrict_id] if row.subdistrict_id else []
        return {
            "tier": [NOT_CHOSEN, *tiers],
            "place": [NOT_CHOSEN, *self.places],
            "neighborhood": [("", "不属于某个居民区"), *areas],
        }


def cards_of(rows: list[ImportRow], by: StaffUser, data: Mapping[str, Any] | None = None) -> list[Card]:
    """The rows as the page shows them; ``data`` are answers to show again."""
    offers = Offers(rows, by)
    cards = [_card(row, offers, data) for row in rows]
    for card in cards:
        card.is_foreign = card.row.subdistrict is not None and not may_write_in(by, card.row.subdistrict_id)
    return cards


def search_options(found: Iterable[Organization]) -> list[Option]:
    """What a search found, to choose from."""
    return [Option(f"{ORGANIZATION}{one.pk}", one.name, str(one.subdistrict or "街道未注明")) for one in found]


def _card(row: ImportRow, offers: Offers, data: Mapping[str, Any] | None) -> Card:
    creation = next((one for one in row.suggestions if "create" in one), {})
    initial = {
        "sector": creation.get("sector") or (row.round.scheme.sector if row.round else ""),
        "place": str(row.subdistrict_id or ""),
        "neighborhood": str(creation.get("neighborhood") or ""),
    }
    form = AnswerForm(data, row=row, choices=offers.for_row(row), initial=initial)
    options = [
        Option(f"{ORGANIZATION}{one['organization']}", one["name"], one["reason"])
        for one in row.suggestions
        if "organization" in one
    ]
    if creation and row.organization_id is None:
        options.append(Option(CREATE, creation["reason"], ""))
    return Card(row, form, options)

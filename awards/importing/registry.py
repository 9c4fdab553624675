"""What the registry knows when a list is planned: one snapshot, a handful of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from awards.importing.known_schemes import known_scheme
from awards.importing.names import KnownName, NameIndex, core_of
from awards.importing.vocabulary import Vocabulary
from awards.models import AwardRound, AwardScheme, AwardTier, HonorEntry
from organizations.folding import fold
from organizations.models import Neighborhood, OrganizationName, Subdistrict


@dataclass
class Registry:
    """Places, rounds, tiers, names and entries, keyed the way rows ask for them.

    Names are read for the whole registry in one query; entries only for the rounds a list names.
    """

    names: NameIndex
    subdistricts: dict[str, Subdistrict]
    neighborhoods: dict[str, list[Neighborhood]]
    schemes: dict[str, AwardScheme]
    rounds: dict[tuple[str, int], AwardRound]
    tiers: dict[tuple[int, str], AwardTier]
    schemes_with_tiers: set[int]
    recorded: dict[tuple[int, int], list[HonorEntry]] = field(default_factory=lambda: defaultdict(list))

    def subdistrict(self, text: str) -> Subdistrict | None:
        """The subdistrict that ``text`` names, with or without 街道 or 镇."""
        return self.subdistricts.get(fold(text))

    def has_places(self) -> bool:
        """Whether any subdistrict is registered; a fresh installation may have none."""
        return bool(self.subdistricts)

    def round(self, scheme: str, number: int) -> AwardRound | None:
        """The round that a heading names, by any of its scheme's names."""
        return self.rounds.get((fold(scheme), number))

    def scheme_facts(self, text: str) -> tuple[str, str]:
        """Slug and sector of the award that ``text`` names, registered or not; ("", "") for an unknown one."""
        found = self.schemes.get(fold(text)) or known_scheme(text)
        return (found.slug, str(found.sector)) if found else ("", "")

    def tier(self, award_round: AwardRound, text: str) -> AwardTier | None:
        """The tier of that round's scheme that ``text`` names."""
        return self.tiers.get((award_round.scheme_id, fold(text)))

    def neighborhood(self, name: str, place: Subdistrict | None) -> Neighborhood | None:
        """The residential area a name speaks of, where only one can be meant."""
        found = self.neighborhoods.get(core_of(fold(name, place.name if place else "")), [])
        if place is not None:
            found = [area for area in found if area.subdistrict_id == place.pk]
        return found[0] if len(found) == 1 else None

    def entries(self, award_round: AwardRound, organization: int) -> list[HonorEntry]:
        """What is on record for an organisation (by its canonical key) in a round."""
        return self.recorded.get((award_round.pk, organization), [])


def load_registry() -> Registry:
    """Read the snapshot; six queries, however long the list."""
    tiers = list(AwardTier.objects.all())
    schemes = list(AwardScheme.objects.all())
    return Registry(
        names=NameIndex.of(known_names()),
        subdistricts=_subdistricts(),
        neighborhoods=_neighborhoods(),
        schemes={fold(name): scheme for scheme in schemes for name in names_of_scheme(scheme)},
        rounds=_rounds({scheme.pk: scheme for scheme in schemes}),
        tiers={(tier.scheme_id, fold(tier.name)): tier for tier in tiers},
        schemes_with_tiers={tier.scheme_id for tier in tiers},
    )


def vocabulary() -> Vocabulary:
    """The district's own words, for readers to recognise headings by; beside them those of the rolls themselves."""
    tiers = AwardTier.objects.order_by("pk").values_list("name", flat=True)
    schemes = (scheme.short_name.strip('“”"') for scheme in AwardScheme.objects.in_official_order())
    return Vocabulary(
        tiers=tuple(dict.fromkeys([*tiers, *Vocabulary.tiers])),
        subdistricts=tuple(Subdistrict.objects.in_official_order().values_list("name", flat=True)),
        schemes=tuple(dict.fromkeys([*schemes, *Vocabulary.schemes])),
    )


def load_entries(registry: Registry, rounds: set[int]) -> None:
    """Read what ``rounds`` have on record already; one query."""
    for entry in HonorEntry.objects.filter(round__in=rounds).select_related("tier", "organization"):
        registry.recorded[entry.round_id, entry.organization.canonical_id or entry.organization_id].append(entry)


def known_names() -> Iterator[KnownName]:
    """Every name of every organisation; merged ones speak for their canonical."""
    kinds: dict[str, str] = {}
    rows = OrganizationName.objects.order_by("pk").values_list(
        "organization__canonical",
        "organization__canonical__subdistrict",
        "text",
        "folded",
        "kind",
        "organization__canonical__name",
    )
    for key, place, text, folded, kind, current in rows.iterator():
        if key is not None:
            # Most names are their own folded form, and the current one: the same text is kept once.
            key_text, now = (text if text == other else other for other in (folded, current))
            yield KnownName(key, place, text, key_text, kinds.setdefault(kind, kind), now)


def _subdistricts() -> dict[str, Subdistrict]:
    found = {}
    for place in Subdistrict.objects.all():
        found[fold(place.name)] = place
        found[fold(place.name.removesuffix("街道").removesuffix("镇"))] = place
    return found


def _neighborhoods() -> dict[str, list[Neighborhood]]:
    found: dict[str, list[Neighborhood]] = defaultdict(list)
    for area in Neighborhood.objects.select_related("subdistrict"):
        found[core_of(fold(area.name))].append(area)
    return found


def names_of_scheme(scheme: AwardScheme) -> tuple[str, ...]:
    """Every wording by which a heading may name ``scheme``."""
    return scheme.name, scheme.short_name, scheme.slug


def _rounds(schemes: dict[int, AwardScheme]) -> dict[tuple[str, int], AwardRound]:
    found = {}
    for award_round in AwardRound.objects.filter(scheme__in=schemes):
        award_round.scheme = schemes[award_round.scheme_id]
        for name in names_of_scheme(award_round.scheme):
            found[fold(name), award_round.number] = award_round
    return found

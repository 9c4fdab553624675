"""Which pages the published site has, each with the stamp of what it is made of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import get_script_prefix, reverse

from awards.models import AwardRound, AwardScheme
from organizations.models import Organization, Subdistrict
from showcase.cards.fonts import font_path
from showcase.filters import HonorFilter
from showcase.matrix import honored_organizations
from showcase.models import CaseStudy, ContentVersion, Redirect
from showcase.paging import LAST_PAGE, PER_PAGE
from showcase.paths import path_of
from showcase.publication.addresses import Address
from showcase.publication.stamps import Stamp, Stamps, stamp
from showcase.views.cases import PER_PAGE as CASES_PER_PAGE
from showcase.views.exports import roll_files
from showcase.views.organizations import PER_PAGE as ORGANIZATIONS_PER_PAGE
from showcase.views.sitemaps import needs_index, section_paths
from showcase.visibility import public_cases, public_ceremonies, public_entries, public_organizations, public_rounds

Pages = dict[Address, Stamp]
Stories = dict[int | None, Stamp]
# Made of a bit of everything, and few: made again whenever anything differs.
SINGLE = (
    "home",
    "awards",
    "subdistricts",
    "verify_any",
    "report",
    "search",
    "about",
    "accessibility",
    "site_map",
    "robots",
)
# Tell of the moment of the last change.
DATED = ("data", "package", "checksums")


def known_pages(now: Stamps, at: datetime) -> Pages:
    """Every page that is known beforehand; what else a page links to is found on the way."""
    pages: Pages = {_named(name): now.whole for name in SINGLE}
    entries = sum(now.entries.values())
    pages.update({_named(name): stamp(entries) for name in roll_files(len(now.entries))})
    pages.update({_named(name): now.whole for name in ("honors_feed", "cases_feed", "corrections_feed")})
    dated = stamp(now.whole, ContentVersion.objects.values_list("changed_at", flat=True).first())
    pages.update({_named(name): dated for name in DATED})
    pages.update(_lists(now, at))
    pages.update(_records(now, at))
    pages.update(_cards(now, at))
    pages.update((_at(path_of("verify", code)), now.entries[key]) for code, key in now.codes.items())
    # The lists of addresses, and of the days on which each last changed.
    pages[_named("sitemap")] = dated
    if needs_index():
        pages.update((_at(path), dated) for path in section_paths())
    return pages


def _cards(now: Stamps, at: datetime) -> Iterator[tuple[Address, Stamp]]:
    """The pictures of links, where they can be drawn; a browser never asks for them, so no link leads there."""
    if font_path():
        for key, slug in public_cases(at).values_list("pk", "slug"):
            yield _named("case_card", slug), now.cards[key]
        for one in public_rounds():
            yield _named("round_card", one.scheme.slug, one.number), stamp(now.rounds[one.pk], now.of_round.get(one.pk))


def moved_pages() -> dict[Address, str]:
    """Addresses that lead elsewhere, and where: merged organisations, and what editors have moved."""
    merged = Organization.objects.filter(merged_into__isnull=False, canonical__isnull=False)
    moved = {
        _at(path_of("organization", old)): _at(path_of("organization", new)).path
        for old, new in merged.values_list("slug", "canonical__slug")
    }
    return moved | {Address(row.old_path): row.new_path for row in Redirect.objects.all() if row.old_path.endswith("/")}


def _lists(now: Stamps, at: datetime) -> Iterator[tuple[Address, Stamp]]:
    """Each page of the long lists with the stamps of the records on it."""
    rolls = HonorFilter(QueryDict(), queryset=public_entries())
    rolls.is_valid()
    # Every list says how much is on record of what was announced.
    extent = stamp(sum(now.rounds.values()), len(now.entries))
    honors = list(rolls.ordered().values_list("pk", flat=True))
    yield from ((page, stamp(value, extent)) for page, value in _paged("honors", honors, now.entries, PER_PAGE))
    directory = list(public_organizations(at).by_pinyin().values_list("pk", flat=True))
    members = _paged("organizations", directory, now.organizations, ORGANIZATIONS_PER_PAGE)
    yield from ((page, stamp(value, extent)) for page, value in members)
    honored = list(honored_organizations(None, None).values_list("pk", flat=True))
    rows = {key: stamp(now.organizations[key], now.of_organization.get(key)) for key in honored}
    yield from ((page, stamp(value, extent)) for page, value in _paged("matrix", honored, rows, PER_PAGE))
    cases = list(public_cases(at).newest_first().values_list("pk", flat=True))
    yield from _paged("cases", cases, now.cases, CASES_PER_PAGE)
    # The further pages of the log are found by their links; it is short beside the rolls.
    yield _named("corrections"), stamp(now.log, now.whole)


def _records(now: Stamps, at: datetime) -> Iterator[tuple[Address, Stamp]]:
    told = _stories(now, at)
    for key, slug in public_organizations(at).values_list("pk", "slug"):
        value = stamp(now.organizations[key], now.of_organization.get(key), told["organizations__canonical"].get(key))
        yield _at(path_of("organization", slug)), value
    members: dict[int | None, Stamp] = defaultdict(int)
    for key, place_id in public_organizations(at).values_list("pk", "subdistrict_id"):
        members[place_id] += now.organizations[key]
    extent = sum(now.rounds.values())
    for place in Subdistrict.objects.all():
        stories = told["organizations__canonical__subdistrict"].get(place.pk)
        facts = (now.subdistricts[place.pk], now.of_subdistrict.get(place.pk), extent, members[place.pk])
        yield _named("subdistrict", place.slug), stamp(*facts, stories)
    yield from _rounds(now, told["round"], told["ceremony"])
    order = list(public_cases(at).newest_first())
    for before, case, after in zip([None, *order], order, [*order[1:], None], strict=False):
        yield _named("case", case.slug), stamp(now.cases[case.pk], _title(before), _title(after))


def _stories(now: Stamps, at: datetime) -> dict[str, Stories]:
    """The cases by what brings their cards onto a page."""
    told: dict[str, Stories] = {}
    for way in ("organizations__canonical", "organizations__canonical__subdistrict", "round", "ceremony"):
        sums = told.setdefault(way, defaultdict(int))
        for owner, case in public_cases(at).order_by().values_list(way, "pk").distinct():
            sums[owner] += now.cards[case]
    return told


def _rounds(now: Stamps, of_round: Stories, of_ceremony: Stories) -> Iterator[tuple[Address, Stamp]]:
    def roll(award_round: AwardRound) -> Stamp:
        return stamp(now.rounds[award_round.pk], now.of_round.get(award_round.pk))

    rounds = list(public_rounds())
    for one in rounds:
        yield _named("round", one.scheme.slug, one.number), stamp(roll(one), of_round.get(one.pk))
        # Its foot says of which day the record is.
        yield _named("poster", one.scheme.slug, one.number), stamp(roll(one), now.updated_on)
    for scheme in AwardScheme.objects.all():
        yield _named("award", scheme.slug), now.whole
    for ceremony in public_ceremonies():
        rolls = sum(roll(one) for one in rounds if one.ceremony_id == ceremony.pk)
        yield _named("ceremony", ceremony.slug), stamp(now.ceremonies[ceremony.pk], rolls, of_ceremony.get(ceremony.pk))


def _paged(name: str, keys: Sequence[int], stamps: dict[int, Stamp], size: int) -> Iterator[tuple[Address, Stamp]]:
    paginator = Paginator(keys, size)
    for page in paginator:
        if page.number > LAST_PAGE:
            return
        facts = [stamps[key] for key in page.object_list]
        yield _named(name).page(page.number), stamp(facts, paginator.count)


def _title(case: CaseStudy | None) -> tuple[str, str] | None:
    return (case.slug, case.title) if case else None


def _named(name: str, *words: str | int) -> Address:
    """The page of that name, from the root of the site whatever the base path."""
    return _at(reverse(f"showcase:{name}", args=words))


def _at(path: str) -> Address:
    return Address("/" + path.removeprefix(get_script_prefix()))

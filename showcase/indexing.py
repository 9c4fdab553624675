"""Writing what search knows of a record (``SearchDocument`` and its signs), always whole, never patched.

Only public names go in: a name that a draft alone printed is not found before its time.
Pinyin is made of names of organisations and places, never of prose, where persons are named.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Model, Q
from django.urls import reverse

from awards.choices import ListState
from awards.models import AwardRound, AwardTier, HonorEntry, HonorList
from organizations.models import Neighborhood, Organization
from showcase.choices import CaseState, SearchKind
from showcase.models import CaseOrganization, CaseStudy, SearchDocument, SearchGram
from showcase.phrases import PLACE, ROUND, TIER, index_phrases, key_of, records_of, spellings_of_round
from showcase.search_documents import CHUNK, PART, Entry, store

# What the clock opens is found from its moment on, though nobody writes then.
TO_BE_SEEN = (CaseState.PUBLISHED, CaseState.SCHEDULED)


def index_all() -> int:
    """Make every document anew; how many there are."""
    with transaction.atomic():
        SearchGram.objects.all().delete()
        SearchDocument.objects.all().delete()
        index_phrases()
        for model, index in INDEXES.items():
            keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(keys), CHUNK):
                index(keys[start : start + CHUNK])
    return SearchDocument.objects.count()


def is_indexed() -> bool:
    """Whether there is an index at all, or nothing that could be in it."""
    return SearchGram.objects.exists() or not any(model._default_manager.exists() for model in INDEXES)


def index_organizations(keys: Iterable[int]) -> None:
    """Index the organisations readers see for ``keys``: what is merged is found under its canonical."""
    keys = list(dict.fromkeys(keys))
    for start in range(0, len(keys), CHUNK):
        _index_organizations(keys[start : start + CHUNK])


def _index_organizations(keys: list[int]) -> None:
    canonical = Organization.objects.filter(pk__in=keys).values("canonical")
    organizations = list(Organization.objects.filter(pk__in=canonical).with_places())
    if not organizations:
        return  # Being registered just now, and standing for nothing yet.
    found = [organization.pk for organization in organizations]
    names, told, honors = _borne_and_printed(found), _told_of(found), _honors_of(found)
    ways = _ways_to_say_honors(honors)
    SearchDocument.objects.filter(organization__canonical__in=canonical).exclude(organization__in=found).delete()
    entries = []
    for organization in organizations:
        key, place, subdistrict = organization.pk, organization.neighborhood, organization.subdistrict
        published = [name for name, state in told.get(key, ()) if state == CaseState.PUBLISHED]
        conferred = honors.get(key, [])
        entry = Entry(
            SearchKind.ORGANIZATION,
            [organization.name, *names.get(key, ()), *published, *(_place_names(place) if place else ())],
            {
                "organization": organization,
                "title": organization.name,
                "summary": str(subdistrict or ""),
                "path": reverse("showcase:organization", args=[organization.slug]),
            },
            places=[subdistrict.name] if subdistrict else [],
            place_keys=[key_of(PLACE, subdistrict.pk)] if subdistrict else [],
            honors=[text for honor in conferred for text in ways[honor]],
            honor_keys=[sign for honor in conferred for sign in _keys_of_honor(*honor)],
            is_to_be_found=key in honors or key in told,
        )
        entries.append(entry)
    store(entries, "organization")


def index_shared() -> None:
    """Write what many share; where a round or a tier is called otherwise now, whoever received it too."""
    renamed = index_phrases()
    rounds, tiers = (records_of(kind, renamed) for kind in (ROUND, TIER))
    if rounds or tiers:
        honored = HonorEntry.objects.filter(Q(round__in=rounds) | Q(tier__in=tiers))
        index_organizations(honored.values_list("organization", flat=True).distinct())


def index_neighborhoods(keys: Iterable[int]) -> None:
    """Index residential areas under their names and aliases."""
    places = Neighborhood.objects.filter(pk__in=list(keys)).select_related("subdistrict")
    entries = [
        Entry(
            SearchKind.NEIGHBORHOOD,
            [str(place), *_place_names(place)],
            {
                "neighborhood": place,
                "title": str(place),
                "summary": place.subdistrict.name,
                "path": f"{reverse('showcase:subdistrict', args=[place.subdistrict.slug])}#n-{place.code}",
            },
            places=[place.subdistrict.name],
            place_keys=[key_of(PLACE, place.subdistrict_id)],
        )
        for place in places
    ]
    store(entries, "neighborhood")


def index_rounds(keys: Iterable[int]) -> None:
    """Index rounds under their spellings: 第七轮, 第7轮, and 第七届, 第7届, as people say."""
    keys = list(keys)
    public = set(HonorList.objects.public().filter(round__in=keys).values_list("round", flat=True))
    entries = []
    for award_round in AwardRound.objects.filter(pk__in=keys).with_scheme():
        number, short_name = award_round.number, award_round.scheme.short_name
        spoken = [f"{way}{short_name}" for way in spellings_of_round(award_round)[1:]]
        entry = Entry(
            SearchKind.ROUND,
            [award_round.full_title, str(award_round), *spoken],
            {
                "round": award_round,
                "title": f"{award_round}光荣榜",
                "summary": award_round.scheme.name,
                "path": reverse("showcase:round", args=[award_round.scheme.slug, number]),
            },
            is_to_be_found=award_round.pk in public,
        )
        entries.append(entry)
    store(entries, "round")


def index_cases(keys: Iterable[int]) -> None:
    """Index cases under their titles and organisations, with all their text."""
    cases = CaseStudy.objects.filter(pk__in=list(keys)).prefetch_related(
        "sections", "lessons", "photos", "case_organizations"
    )
    entries = []
    for case in cases:
        printed = [row.name_as_printed for row in case.case_organizations.all()]
        prose = [case.lead]
        prose += [f"{section.heading}\n{section.body}" for section in case.sections.all()]
        prose += [f"{lesson.statement}\n{lesson.explanation}" for lesson in case.lessons.all()]
        prose += [photo.caption for photo in case.photos.all()]
        entry = Entry(
            SearchKind.CASE,
            [case.title, *printed],
            {
                "case": case,
                "title": case.title,
                "summary": "、".join(printed)[:300],
                "path": reverse("showcase:case", args=[case.slug]),
            },
            # A title may name a person, and persons are not indexed by pinyin.
            is_read_aloud=False,
            prose=PART.join(text for text in prose if text.strip()),
            is_to_be_found=case.state in TO_BE_SEEN,
        )
        entries.append(entry)
    store(entries, "case")


INDEXES: dict[type[Model], Callable[[Iterable[int]], None]] = {
    Neighborhood: index_neighborhoods,
    Organization: index_organizations,
    AwardRound: index_rounds,
    CaseStudy: index_cases,
}


def _borne_and_printed(keys: list[int]) -> dict[int, list[str]]:
    """Every public name by canonical organisation: borne, and printed on public rolls."""
    found: dict[int, list[str]] = {}
    borne = Organization.objects.filter(canonical__in=keys).values_list("canonical", "names__text")
    rolls = HonorEntry.objects.filter(list__state__in=ListState.PUBLIC, organization__canonical__in=keys)
    printed = rolls.values_list("organization__canonical", "name_as_printed")
    for key, text in [*borne, *printed]:
        if key and text:
            found.setdefault(key, []).append(text)
    return found


def _told_of(keys: list[int]) -> dict[int, list[tuple[str, str]]]:
    """By canonical organisation: how cases print it that readers see now or by the clock, and their state."""
    rows = CaseOrganization.objects.filter(case__state__in=TO_BE_SEEN, organization__canonical__in=keys)
    found: dict[int, list[tuple[str, str]]] = {}
    for key, name, state in rows.values_list("organization__canonical", "name_as_printed", "case__state"):
        if key:
            found.setdefault(key, []).append((name, state))
    return found


Honor = tuple[int, int | None]


def _honors_of(keys: list[int]) -> dict[int, list[Honor]]:
    """Round and tier of every public honour, by canonical organisation."""
    entries = HonorEntry.objects.filter(list__state__in=ListState.PUBLIC, organization__canonical__in=keys)
    found: dict[int, list[Honor]] = {}
    for key, award_round, tier in entries.values_list("organization__canonical", "round", "tier"):
        if key:
            found.setdefault(key, []).append((award_round, tier))
    return found


def _ways_to_say_honors(honors: dict[int, list[Honor]]) -> dict[Honor, list[str]]:
    """Each honour as people ask for it: 第七轮“金银奖”金奖, 第7轮, 第七届, 金奖."""
    asked = {honor for conferred in honors.values() for honor in conferred}
    rounds = AwardRound.objects.with_scheme().in_bulk({number for number, _ in asked}) if asked else {}
    tiers = dict(AwardTier.objects.values_list("pk", "name")) if asked else {}
    ways = {}
    for award_round, tier in asked:
        whole, *spoken = spellings_of_round(rounds[award_round])
        name = tiers[tier] if tier else ""
        ways[award_round, tier] = [f"{whole}{name}", *spoken, name]
    return ways


def _keys_of_honor(award_round: int, tier: int | None) -> list[str]:
    return [key_of(ROUND, award_round), *([key_of(TIER, tier)] if tier else [])]


def _place_names(place: Neighborhood) -> list[str]:
    return [place.name, *place.alias_list()]

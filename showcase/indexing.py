"""Writing what search knows of a record (``SearchDocument``), always whole, never patched.

Only public names go in: a name that a draft alone printed is not found before its time.
Pinyin is made of names of organisations and places, never of prose, where persons are named.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.urls import reverse

from awards.choices import ListState
from awards.models import AwardRound, HonorEntry
from awards.numerals import chinese_numeral
from organizations.folding import fold
from organizations.models import Neighborhood, Organization
from organizations.romanization import syllables
from showcase.choices import SearchKind
from showcase.models import CaseOrganization, CaseStudy, SearchDocument

CHUNK = 500


def index_all() -> int:
    """Make every document anew; how many there are."""
    with transaction.atomic():
        SearchDocument.objects.all().delete()
        index_neighborhoods(Neighborhood.objects.values_list("pk", flat=True))
        index_organizations(Organization.objects.values_list("pk", flat=True))
        index_rounds(AwardRound.objects.values_list("pk", flat=True))
        index_cases(CaseStudy.objects.values_list("pk", flat=True))
    return SearchDocument.objects.count()


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
    names = _names_of_organizations([organization.pk for organization in organizations])
    honors = _honors_of_organizations([organization.pk for organization in organizations])
    SearchDocument.objects.filter(organization__canonical__in=canonical).exclude(
        organization__in=[organization.pk for organization in organizations]
    ).delete()
    documents = []
    for organization in organizations:
        place = organization.neighborhood
        known = [*names.get(organization.pk, []), *(_place_names(place) if place else [])]
        if organization.subdistrict:
            known.append(organization.subdistrict.name)
        document = _document(
            SearchKind.ORGANIZATION,
            organization=organization,
            title=organization.name,
            summary=str(organization.subdistrict or ""),
            path=reverse("showcase:organization", args=[organization.slug]),
            names=[organization.name, *known],
            body=_lines(honors.get(organization.pk, [])),
        )
        documents.append(document)
    _store(documents, "organization")


def index_neighborhoods(keys: Iterable[int]) -> None:
    """Index residential areas under their names and aliases."""
    places = Neighborhood.objects.filter(pk__in=list(keys)).select_related("subdistrict")
    documents = [
        _document(
            SearchKind.NEIGHBORHOOD,
            neighborhood=place,
            title=str(place),
            summary=place.subdistrict.name,
            path=f"{reverse('showcase:subdistrict', args=[place.subdistrict.slug])}#n-{place.code}",
            names=[str(place), *_place_names(place), place.subdistrict.name],
        )
        for place in places
    ]
    _store(documents, "neighborhood")


def index_rounds(keys: Iterable[int]) -> None:
    """Index rounds under their spellings: 第七轮, 第7轮, and 第七届, 第7届, as people say."""
    documents = []
    for award_round in AwardRound.objects.filter(pk__in=list(keys)).with_scheme():
        number, short_name = award_round.number, award_round.scheme.short_name
        spoken = [f"第{figure}届{short_name}" for figure in (chinese_numeral(number), number)]
        document = _document(
            SearchKind.ROUND,
            round=award_round,
            title=f"{award_round}光荣榜",
            summary=award_round.scheme.name,
            path=reverse("showcase:round", args=[award_round.scheme.slug, number]),
            names=[award_round.full_title, str(award_round), f"第{number}轮{short_name}", *spoken],
        )
        documents.append(document)
    _store(documents, "round")


def index_cases(keys: Iterable[int]) -> None:
    """Index cases under their titles and organisations, with all their text."""
    cases = CaseStudy.objects.filter(pk__in=list(keys)).prefetch_related(
        "sections", "lessons", "photos", "case_organizations"
    )
    documents = []
    for case in cases:
        printed = [row.name_as_printed for row in case.case_organizations.all()]
        prose = [case.lead]
        prose += [f"{section.heading}\n{section.body}" for section in case.sections.all()]
        prose += [f"{lesson.statement}\n{lesson.explanation}" for lesson in case.lessons.all()]
        prose += [photo.caption for photo in case.photos.all()]
        document = _document(
            SearchKind.CASE,
            case=case,
            title=case.title,
            summary="、".join(printed),
            path=reverse("showcase:case", args=[case.slug]),
            names=[case.title, *printed],
            body="\n".join(fold(text) for text in prose),
        )
        documents.append(document)
    _store(documents, "case")


def _names_of_organizations(keys: list[int]) -> dict[int, list[str]]:
    """Every public name by canonical organisation: borne, printed on public rolls, printed on cases."""
    of_canonical = {"organization__canonical__in": keys}
    found: dict[int, list[str]] = {}
    borne = Organization.objects.filter(canonical__in=keys).values_list("canonical", "names__text")
    rolls = HonorEntry.objects.filter(list__state__in=ListState.PUBLIC, **of_canonical)
    printed = rolls.values_list("organization__canonical", "name_as_printed")
    told = CaseOrganization.objects.filter(case__state="published", **of_canonical)
    on_cases = told.values_list("organization__canonical", "name_as_printed")
    for key, text in [*borne, *printed, *on_cases]:
        if key and text:
            found.setdefault(key, []).append(text)
    return found


def _honors_of_organizations(keys: list[int]) -> dict[int, list[str]]:
    """Every public honour by canonical organisation, as people ask for it: 第七轮“金银奖”金奖, 第7轮, 金奖."""
    entries = HonorEntry.objects.filter(list__state__in=ListState.PUBLIC, organization__canonical__in=keys)
    found: dict[int, list[str]] = {}
    for entry in entries.select_related("round__scheme", "tier", "organization"):
        if entry.organization.canonical_id:
            tier = entry.tier.name if entry.tier else ""
            honors = [f"{entry.round}{tier}", f"第{entry.round.number}轮", tier]
            found.setdefault(entry.organization.canonical_id, []).extend(honors)
    return found


def _place_names(place: Neighborhood) -> list[str]:
    return [place.name, *place.alias_list()]


# Names of places stand in thousands of documents, and reading one aloud takes a tenth of a millisecond.
_read_aloud = lru_cache(maxsize=1024)(syllables)


def _keys_of(name: str) -> list[str]:
    """The forms under which one name is looked for: folded, in pinyin, by initials."""
    read = _read_aloud(name)
    return [fold(name), "".join(read), "".join(syllable[0] for syllable in read)]


def _lines(texts: list[str]) -> str:
    """Folded texts, each once, with a line break before and after, so that a whole one can be told."""
    keys = dict.fromkeys(key for text in texts if (key := fold(text)))
    return "\n".join(["", *keys, ""]) if keys else ""


def _document(kind: SearchKind, *, names: list[str], **values: Any) -> SearchDocument:
    # The title's three forms stand first, so that an exact match can be told from the others.
    keys = dict.fromkeys(key for name in dict.fromkeys(names) for key in _keys_of(name) if key)
    sort_key = " ".join(_read_aloud(names[0]))[:600]
    return SearchDocument(kind=kind, names="\n".join(["", *keys, ""]), sort_key=sort_key, **values)


def _store(documents: list[SearchDocument], record: str) -> None:
    """Write documents whole, new or known; ``record`` names what they are documents of."""
    SearchDocument.objects.bulk_create(
        documents,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=[record],
        update_fields=["kind", "title", "summary", "path", "sort_key", "names", "body"],
    )

"""The district's own 189 residential areas, whose names lie close together: no decision joins two of them.

Printed in every spelling that offices use, under the right subdistrict, under each of the others and under
none, a name is decided only as the organisation of its own area; anything else is left to a person.
"""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awards.importing.matching import match
from awards.importing.names import KnownName, NameIndex, core_of
from awards.importing.planning import Defaults, plan_rows
from awards.importing.registry import load_registry
from awards.importing.rows import ReadRow, RoundText
from organizations.choices import NameKind
from organizations.folding import fold
from organizations.models import Neighborhood
from tests.factories import make_organization, make_round, make_tier

ROOT = Path(__file__).resolve().parents[3]
RECORDS = json.loads((ROOT / "fixtures/changning.json").read_text("utf-8"))
PLACES = {
    record["fields"]["code"]: record["fields"]["name"]
    for record in RECORDS
    if record["model"] == "organizations.subdistrict"
}
PLACE_KEYS = {name: key for key, name in enumerate(PLACES.values(), 1)}
AREAS = [
    (PLACES[record["fields"]["subdistrict"][0]], record["fields"]["name"])
    for record in RECORDS
    if record["model"] == "organizations.neighborhood"
]
SPELLINGS = [
    "{area}居民区党总支",
    "{area}居民区党支部",
    "{area}居民区党总支部委员会",
    "{area}党总支",
    "{area}社区党总支",
    "{area}居委会党总支",
    "{area}小区党总支",
    "{place}{area}居民区党总支",
    "中共长宁区{place}{area}居民区党总支",
    "“{area}”居民区党总支",
    "{area} 居民区 党总支",
    "（{area}）居民区党总支",
    "{area}一居民区党总支",
    "{area}九村居民区党总支",
    "{place}党总支",
]
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def known(key, place, area, level="党总支"):
    text = f"{area}居民区{level}"
    return KnownName(key, PLACE_KEYS[place], text, fold(text, place), NameKind.CURRENT, text)


INDEX = NameIndex.of(known(key, place, area) for key, (place, area) in enumerate(AREAS))


def wrongly_joined(index, printed, meant):
    """Where ``printed``, which means the area ``meant``, is decided as another one; "" where nowhere."""
    for place, key in [*PLACE_KEYS.items(), ("", None)]:
        found = match(printed, key, place, index)
        if found.organization is not None and (found.organization != meant or AREAS[meant][0] != place):
            return f"{printed} under {place}: {AREAS[found.organization]}"
    return ""


def test_the_names_are_the_real_ones():
    assert (len(AREAS), len(PLACES)) == (189, 10)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_area_is_decided_as_another(spelling):
    printed = [(spelling.format(place=place, area=area), key) for key, (place, area) in enumerate(AREAS)]

    assert [wrong for text, key in printed if (wrong := wrongly_joined(INDEX, text, key))] == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_area_that_is_not_registered_is_never_taken_for_a_neighbour(spelling):
    """Each area in turn is missing from the registry: then nothing at all may be decided."""
    wrong = []
    for key, (place, area) in enumerate(AREAS):
        index = NameIndex.of(known(other, *AREAS[other]) for other in range(len(AREAS)) if other != key)
        found = match(spelling.format(place=place, area=area), PLACE_KEYS[place], place, index)
        if found.organization is not None:
            wrong.append((spelling.format(place=place, area=area), AREAS[found.organization]))

    # 程桥九村居民区党总支 is not 程桥居民区党总支, however near it looks.
    assert wrong == []


@relaxed
@given(st.sampled_from(range(len(AREAS))), st.data())
def test_a_slip_of_the_pen_is_never_decided_as_another_area(key, data):
    place, area = AREAS[key]
    written = list(area)
    at = data.draw(st.integers(0, len(written) - 1))
    sign = data.draw(st.sampled_from("一二三四五六七八九东西南北新老大小村园苑华虹"))
    slip = data.draw(st.sampled_from(["replace", "insert", "drop", "swap"]))
    if slip == "replace":
        written[at] = sign
    elif slip == "insert":
        written.insert(at, sign)
    elif slip == "drop" and len(written) > 1:
        del written[at]
    elif slip == "swap" and at:
        written[at - 1], written[at] = written[at], written[at - 1]
    printed = f"{''.join(written)}居民区党总支"

    found = match(printed, PLACE_KEYS[place], place, INDEX)

    # A slip may spell another area outright (虹桥 for 新桥); then it *is* that name, sign for sign.
    decided = None if found.organization is None else AREAS[found.organization]
    assert decided in (None, (place, "".join(written)))


@relaxed
@given(st.sampled_from(range(len(AREAS))), st.sampled_from(list(PLACE_KEYS)))
def test_the_same_name_in_two_subdistricts_is_never_joined(key, elsewhere):
    place, area = AREAS[key]
    twin = KnownName(999, PLACE_KEYS[elsewhere], f"{area}居民区党总支", fold(f"{area}居民区党总支"), "current", area)
    index = NameIndex.of([*(known(other, *AREAS[other]) for other in range(len(AREAS))), twin])

    for asked, meant in ((place, key), (elsewhere, 999)):
        found = match(f"{area}居民区党总支", PLACE_KEYS[asked], asked, index)
        assert found.organization in ({None} if place == elsewhere else {meant})


@pytest.mark.parametrize("spelling", SPELLINGS[:7])
def test_another_level_or_area_word_of_the_same_area_is_suggested_first(spelling):
    index = NameIndex.of(known(key, place, area, "党委") for key, (place, area) in enumerate(AREAS))
    missed = []
    for key, (place, area) in enumerate(AREAS):
        found = match(spelling.format(place=place, area=area), PLACE_KEYS[place], place, index)
        if found.organization is not None or found.suggestions[0].organization != key:
            missed.append((place, area))

    assert missed == []


def test_suggestions_are_ranked_and_each_says_why():
    for place, area in AREAS:
        found = match(f"{area}党支部", PLACE_KEYS[place], place, INDEX)
        scores = [one.score for one in found.suggestions]
        assert scores == sorted(scores, reverse=True)
        assert all(one.reason for one in found.suggestions)
        assert len({one.organization for one in found.suggestions}) == len(found.suggestions)


def test_no_two_areas_of_the_district_have_the_same_core():
    cores = [core_of(fold(area)) for _, area in AREAS]

    assert len(set(cores)) == len(cores)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spelling", ["{area}居民区党总支", "{area}党总支", "{place}{area}居民区党支部", "{area}社区党总支"]
)
def test_the_area_of_every_real_name_is_recognised(spelling):
    from django.core.management import call_command

    call_command("loaddata", ROOT / "fixtures/changning.json", verbosity=0)
    make_tier("金奖", scheme=make_round(7).scheme)
    rows = [
        ReadRow("第 1 行", "金奖", "printed", spelling.format(place=place, area=area), RoundText("金银奖", 7), place)
        for place, area in AREAS
    ]

    planned = plan_rows(rows, load_registry(), Defaults())

    names = Neighborhood.objects.in_bulk()
    found = [row.suggestions[-1]["neighborhood"] for row in planned]
    assert [names[key].name if key else None for key in found] == [area for _, area in AREAS]


@pytest.mark.django_db
def test_a_list_without_subdistricts_decides_no_area_as_another():
    from django.core.management import call_command

    call_command("loaddata", ROOT / "fixtures/changning.json", verbosity=0)
    make_tier("金奖", scheme=make_round(7).scheme)
    areas = list(Neighborhood.objects.select_related("subdistrict").order_by("code"))
    keys = {make_organization(f"{area.name}居民区党总支", neighborhood=area).pk: area.name for area in areas[::2]}
    rows = [
        ReadRow("第 1 行", "金奖", "printed", shape.format(area.name), RoundText("金银奖", 7))
        for area in areas
        for shape in ("{}居民区党总支", "{}党总支", "{}一居民区党总支")
    ]

    planned = plan_rows(rows, load_registry(), Defaults())

    wrong = [
        (row.read.organization, keys[row.organization])
        for row in planned
        if row.organization and row.read.organization != f"{keys[row.organization]}居民区党总支"
    ]
    assert wrong == []

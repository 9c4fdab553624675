"""Every number of honours shown anywhere is the same number."""

import csv
import io
import json
import re

import pytest
from openpyxl import load_workbook

from awards.choices import ListState, Standing, TierBasis
from awards.models import AnnouncedCount, AwardScheme, AwardTier, HonorEntry
from organizations.choices import Sector
from organizations.models import Subdistrict
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)
from tests.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry():
    """Three public rounds of two awards, every kind of line; beside them a draft and a withdrawn list."""
    places = [make_subdistrict("华阳路街道", slug="huayanglu"), make_subdistrict("新泾镇", slug="xinjing"), None]
    for scheme, number, size in (("jinyin", 7, 6), ("jinyin", 6, 4), ("wuxing", 4, 3)):
        award_round = make_round(number, scheme=make_scheme(scheme))
        for state in (ListState.RELEASED, ListState.DRAFT, ListState.WITHDRAWN):
            honor_list = make_list(award_round=award_round, state=state)
            for position in range(size):
                has_tier = position % 3 < 2
                make_entry(
                    make_organization(
                        f"{state}{scheme}{number}第{position}居民区党总支",
                        sector=Sector.NEW if scheme == "wuxing" else Sector.RESIDENTIAL,
                        subdistrict=places[position % 3],
                    ),
                    honor_list=honor_list,
                    tier=make_tier("金奖", scheme=make_scheme(scheme)) if has_tier else None,
                    tier_basis=TierBasis.PRINTED if has_tier else TierBasis.NONE_PRINTED,
                    standing=Standing.REVOKED if position == 1 else Standing.VALID,
                )
        AnnouncedCount.objects.create(round=award_round, count=50)


def numbers_of_honors() -> dict[str, int]:
    """For every single choice of the roll, and for none, how many readers may see: from the entries themselves."""
    public = HonorEntry.objects.public()
    questions = {"": public}
    questions |= {f"award={one.slug}": public.filter(round__scheme=one) for one in AwardScheme.objects.all()}
    questions |= {f"round={number}": public.filter(round__number=number) for number in (4, 6, 7)}
    questions |= {f"tier={one.pk}": public.filter(tier=one) for one in AwardTier.objects.all()}
    questions |= {f"subdistrict={one.slug}": public.filter(subdistrict=one) for one in Subdistrict.objects.all()}
    questions |= {"tier=none": public.filter(tier=None), "subdistrict=none": public.filter(subdistrict=None)}
    questions |= {f"sector={one}": public.filter(organization__sector=one) for one in Sector.values}
    questions |= {f"status={one}": public.filter(standing=one) for one in (Standing.VALID, Standing.REVOKED)}
    return {question: found.count() for question, found in questions.items()}


def body(client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)


def test_roll_files_and_what_stands_beside_each_choice_give_one_number(client):
    whole = client.get("/honors/").context["page"]
    beside = {f"{facet.name}={option.value}": option.count for facet in whole.facets for option in facet.options}

    for question, number in numbers_of_honors().items():
        page = client.get(f"/honors/?{question}").context["page"]
        sheet = load_workbook(io.BytesIO(body(client, f"/honors.xlsx?{question}"))).active
        table = list(csv.reader(io.StringIO(body(client, f"/honors.csv?{question}").decode("utf-8-sig"))))
        facts = json.loads(body(client, f"/honors.json?{question}"))["honors"]
        interface = client.get(f"/api/v1/honors/?{question}").json()["count"]

        said = [page.total, len(page.entries), sheet.max_row - 1, len(table) - 1, len(facts), interface]
        assert (question, said) == (question, [number] * 6)
        assert beside.get(question, number) == number
    assert {facet.everything for facet in whole.facets} == {whole.total} == {13}


def test_what_stands_beside_a_choice_is_what_choosing_it_gives_under_every_other_choice(client):
    for chosen in ("award=jinyin", "round=6", "subdistrict=xinjing", "status=revoked", "tier=none", "sector=new"):
        for facet in client.get(f"/honors/?{chosen}").context["page"].facets:
            others = "" if chosen.startswith(f"{facet.name}=") else f"{chosen}&"
            for option in facet.options:
                found = client.get(f"/honors/?{others}{facet.name}={option.value}").context["page"].total
                assert (chosen, facet.name, option.label, option.count) == (chosen, facet.name, option.label, found)


def test_home_awards_rounds_subdistricts_and_matrix_give_the_numbers_of_the_roll(client):
    numbers = numbers_of_honors()
    matrix = client.get("/matrix/").context["rows"]
    places = client.get("/subdistricts/").context["subdistricts"]

    assert sum(len(cell) for row in matrix for cell in row.cells) == numbers[""]
    for one in places:
        assert (one.slug, one.honor_count) == (one.slug, numbers[f"subdistrict={one.slug}"])
    for address in ("/honors/", "/organizations/", "/subdistricts/", "/matrix/"):
        assert f"已收录 {numbers['']} / 公布 150" in words_of(client.get(address)), address
    for award in ("jinyin", "wuxing"):
        for address in (f"/honors/?award={award}", f"/matrix/?award={award}"):
            announced = {"jinyin": 100, "wuxing": 50}[award]
            assert f"已收录 {numbers[f'award={award}']} / 公布 {announced}" in words_of(client.get(address)), address
    for award, number, recorded in (("jinyin", 7, 6), ("jinyin", 6, 4), ("wuxing", 4, 3)):
        told = f"已收录 {recorded} / 公布 50"
        pages = (
            "/awards/",
            f"/awards/{award}/",
            f"/awards/{award}/{number}/",
            f"/honors/?award={award}&round={number}",
        )
        assert {address: told in words_of(client.get(address)) for address in pages} == dict.fromkeys(pages, True)


def test_the_sections_of_a_round_add_up_to_the_round(client):
    for by in ("tier", "subdistrict"):
        words = words_of(client.get(f"/awards/jinyin/7/?by={by}"))

        assert sum(map(int, re.findall(r"已收录 (\d+) 个 ", words))) == 6

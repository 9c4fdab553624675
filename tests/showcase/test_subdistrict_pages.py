"""The ten subdistricts, and each one's own page."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from awards.models import AnnouncedCount
from organizations.choices import Level
from showcase.choices import CaseState
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_subdistrict,
    make_tier,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def _address(place) -> str:
    return reverse("showcase:subdistrict", args=[place.slug])


def _read(client, place) -> str:
    return words_of(client.get(_address(place)))


def test_subdistricts_say_how_many_areas_and_public_honors_each_has(client):
    place = make_subdistrict("天山路街道")
    make_neighborhood("甲", subdistrict=place)
    make_neighborhood("乙", subdistrict=place)
    make_entry(make_organization("甲居民区党总支", subdistrict=place), state=ListState.RELEASED)
    make_entry(make_organization("草稿居民区党支部", subdistrict=place))

    assert "天山路街道 2 个居民区 1 项荣誉" in words_of(client.get(reverse("showcase:subdistricts")))


def test_a_subdistrict_without_honors_is_not_said_to_have_won_none(client):
    place = make_subdistrict("新泾镇")

    assert "荣誉尚未收录" in words_of(client.get(reverse("showcase:subdistricts")))
    assert "新泾镇的荣誉尚未收录 本站正在逐份补录名单，未收录不等于未获评；各轮收录多少，见奖项。" in _read(
        client, place
    )


def test_a_subdistrict_counts_against_its_own_announced_total_not_the_districts(client):
    place = make_subdistrict()
    AnnouncedCount.objects.create(round=make_round(), count=50)
    make_entry(make_organization(subdistrict=place), state=ListState.RELEASED)

    words = _read(client, place)

    assert "已收录 1，公布总数未见记载" in words
    assert "50" not in words


def test_a_subdistrict_shows_its_own_lines_only(client):
    place = make_subdistrict("天山路街道")
    make_entry(make_organization("甲居民区党总支", subdistrict=place), state=ListState.RELEASED)
    make_entry(make_organization("乙居民区党支部", subdistrict=make_subdistrict("新泾镇")), state=ListState.RELEASED)

    words = _read(client, place)

    assert "甲居民区党总支" in words
    assert "乙居民区党支部" not in words


def test_a_subdistrict_shows_the_printed_heading_of_its_list(client):
    place = make_subdistrict()
    honor_list = make_list(subdistrict=place, heading="华阳路街道第七轮榜单", state=ListState.RELEASED)
    make_entry(make_organization(subdistrict=place), honor_list=honor_list)

    assert "华阳路街道第七轮榜单" in _read(client, place)


def test_an_area_with_a_public_organization_leads_to_it(client):
    place = make_subdistrict()
    area = make_neighborhood("陶家宅", subdistrict=place)
    organization = make_organization(neighborhood=area)
    make_entry(organization, state=ListState.RELEASED)

    response = client.get(_address(place))

    assert f"n-{area.code}" in Markup(response).ids
    assert reverse("showcase:organization", args=[organization.slug]) in Markup(response).links
    assert "1 个；加粗的已有党组织记录 陶家宅" in words_of(response)


def test_where_no_area_has_a_record_nothing_is_said_of_bold_names(client):
    place = make_subdistrict()
    make_entry(make_organization(neighborhood=make_neighborhood("陶家宅", subdistrict=place)))

    words = _read(client, place)

    assert "居民区 1 个 陶家宅" in words
    assert "加粗" not in words


def test_an_area_whose_organization_only_a_draft_names_is_plain_text(client):
    place = make_subdistrict()
    area = make_neighborhood("陶家宅", subdistrict=place)
    organization = make_organization(neighborhood=area)
    make_entry(organization)

    response = client.get(_address(place))

    assert f"n-{area.code}" in Markup(response).ids
    assert reverse("showcase:organization", args=[organization.slug]) not in Markup(response).links
    assert "陶家宅居民区党总支" not in words_of(response)


def test_an_area_with_two_organizations_tells_them_apart(client):
    place = make_subdistrict()
    area = make_neighborhood("陶家宅", subdistrict=place)
    make_entry(make_organization("陶家宅居民区党总支", neighborhood=area), state=ListState.RELEASED)
    make_entry(make_organization("陶家宅居民区党支部", neighborhood=area), state=ListState.RELEASED)

    words = _read(client, place)

    assert f"陶家宅（{Level.GENERAL_BRANCH.label}）" in words
    assert f"陶家宅（{Level.BRANCH.label}）" in words


def test_a_subdistrict_leaves_out_cases_that_are_not_public(client):
    place = make_subdistrict()
    organization = make_organization(subdistrict=place)
    make_case("公开的案例", organization=organization, state=CaseState.PUBLISHED)
    make_case("草稿里的案例", organization=organization)

    words = _read(client, place)

    assert "公开的案例" in words
    assert "草稿里的案例" not in words


def test_an_unknown_subdistrict_is_not_found(client):
    assert client.get(reverse("showcase:subdistrict", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_subdistricts_ask_three_queries_however_many_there_are(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        make_neighborhood(subdistrict=make_subdistrict(f"第{number}街道"))

    # subdistricts with their counts; what there is by kind (nothing, so nothing was announced); site settings
    with django_assert_num_queries(3):
        client.get(reverse("showcase:subdistricts"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_subdistrict_asks_the_same_queries_however_much_it_has(client, django_assert_num_queries, item_count):
    place = make_subdistrict()
    for number in range(item_count):
        area = make_neighborhood(f"甲{number}", subdistrict=place)
        organization = make_organization(f"甲{number}居民区党总支", neighborhood=area)
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"))
        make_entry(
            organization,
            honor_list=make_list(award_round=award_round, state=ListState.RELEASED),
            tier=make_tier(scheme=award_round.scheme),
        )
        make_case(organization=organization, state=CaseState.PUBLISHED)

    # the subdistrict; its organizations; rounds, their cells, which lines; counts, announced, tiers, lines;
    # cases, their printed names and organizations, their photos; residential areas; site settings
    with django_assert_num_queries(15):
        client.get(_address(place))

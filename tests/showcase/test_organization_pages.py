"""The directory of organisations, and one organisation through time."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState, Standing, StandingAct, TierBasis
from awards.models import StandingChange
from organizations.choices import NameKind
from organizations.models import Organization
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.models import Photo
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_tier,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def _address(organization) -> str:
    return reverse("showcase:organization", args=[organization.slug])


def _read(client, organization) -> str:
    return words_of(client.get(_address(organization)))


def _photo(caption: str, **facts) -> Photo:
    facts.setdefault("released_at", timezone.now())
    photo = Photo(caption=caption, alternative_text=caption, width=1600, height=1067, widths=[480, 960], **facts)
    photo.original.save("a.jpg", ContentFile(b"picture"), save=False)
    photo.save()
    return photo


def test_the_directory_lists_public_organizations_under_their_initials(client):
    make_entry(make_organization("陶家宅居民区党总支"), state=ListState.RELEASED)
    make_entry(make_organization("华院居民区党支部"), state=ListState.RELEASED)
    make_entry(make_organization("草稿居民区党支部"))
    make_organization("无人提及居民区党支部")

    words = words_of(client.get(reverse("showcase:organizations")))

    assert "H 华院居民区党支部 华阳路街道 · 居民区 T 陶家宅居民区党总支 华阳路街道 · 居民区" in words
    assert "草稿" not in words
    assert "无人提及" not in words


def test_an_empty_directory_says_where_to_look_instead(client):
    words = words_of(client.get(reverse("showcase:organizations")))

    assert "还没有公开的党组织记录" in words
    assert "街道镇" in words


def test_an_organization_shows_its_names_through_time_with_their_sources(client):
    organization = make_organization("甲居民区党总支")
    make_entry(organization, state=ListState.RELEASED)
    give_name(
        organization,
        "甲居民区党支部",
        NameKind.FORMER,
        until=datetime.date(2020, 1, 1),
        source=make_source("旧名单"),
    )

    words = _read(client, organization)

    assert "甲居民区党总支 登记名称 甲居民区党支部 曾用名，2020年1月1日停用 见表彰决定《旧名单》" in words


def test_an_honor_stands_under_its_year_tier_round_and_printed_name(client):
    ceremony = make_ceremony(held_on=datetime.date(2021, 11, 24), year_is_inferred=True, date_note="据文意")
    honor_list = make_list(award_round=make_round(ceremony=ceremony), state=ListState.RELEASED)
    organization = make_organization("甲居民区党总支")
    make_entry(organization, honor_list=honor_list, tier=make_tier("金奖"), name_as_printed="甲居民区总支")

    words = _read(client, organization)

    assert "2021年（推断） 金金奖 第七轮居民区党建工作“金银奖”，光荣榜载为“甲居民区总支”，华阳路街道。" in words


def test_a_revoked_honor_stays_with_its_decision(client):
    organization = make_organization()
    entry = make_entry(organization, state=ListState.RELEASED, standing=Standing.REVOKED)
    StandingChange.objects.create(
        entry=entry,
        act=StandingAct.REVOKE,
        decision_number="长委〔2022〕3号",
        decided_on=datetime.date(2022, 5, 6),
        reason="材料不实",
    )

    words = _read(client, organization)

    assert "已撤销" in words
    assert "2022年5月6日 撤销第七轮“金银奖”（长委〔2022〕3号） 理由：材料不实" in words


def test_an_honor_without_tier_is_named_after_its_award(client):
    organization = make_organization("德必公司党支部")
    award_round = make_round(4, scheme=make_scheme("wuxing"))
    make_entry(
        organization,
        honor_list=make_list(award_round=award_round, state=ListState.RELEASED),
        tier_basis=TierBasis.NONE_PRINTED,
    )

    assert "“五星奖”（原文未列等次）" in _read(client, organization)


def test_an_organization_with_a_case_only_is_not_said_to_have_won_nothing(client):
    organization = make_organization("长一居民区党总支")
    make_case("用好带头人", organization=organization, state=CaseState.PUBLISHED)

    words = _read(client, organization)

    assert "本站尚未收录它的荣誉记录。名单还在补录，未收录不等于未获评。" in words
    assert "用好带头人" in words


def test_an_organization_tells_where_it_is_and_what_residents_call_it(client):
    area = make_neighborhood("陶家宅", search_aliases="大西别墅\n锦园")
    organization = make_organization(neighborhood=area)
    make_entry(organization, state=ListState.RELEASED)

    assert "居民区 陶家宅（大西别墅、锦园）" in _read(client, organization)


def test_an_organization_shows_public_photos_of_itself_and_of_its_cases(client):
    organization = make_organization()
    make_entry(organization, state=ListState.RELEASED)
    _photo("组织生活", organization=organization, placement_is_inferred=True)
    _photo("案例现场", case=make_case(organization=organization, state=CaseState.PUBLISHED))
    _photo("草稿现场", case=make_case(organization=organization))
    _photo("未放行的照片", organization=organization, released_at=None)

    words = _read(client, organization)

    assert "组织生活" in words
    assert "案例现场" in words
    assert "草稿现场" not in words
    assert "未放行的照片" not in words
    # Which section it belongs to says nothing here.
    assert "位置为推定" not in words


def test_a_merged_organization_sends_readers_on_for_good(client):
    kept, merged = make_organization("甲居民区党总支"), make_organization("甲居民区总支")
    Organization.objects.filter(pk=merged.pk).update(merged_into=kept, canonical=kept)
    make_entry(merged, state=ListState.RELEASED)

    response = client.get(_address(merged))

    assert response.status_code == 301
    assert response.url == _address(kept)
    assert "甲居民区总支 已并入" in _read(client, kept)
    assert "光荣榜载为“甲居民区总支”" in _read(client, kept)


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
def test_an_organization_that_only_a_hidden_list_names_is_not_found(client, state):
    organization = make_organization()
    make_entry(organization, honor_list=make_list(state=state))
    make_case(organization=organization)

    assert client.get(_address(organization)).status_code == 404


def test_a_public_organization_leaves_out_its_hidden_honors_and_cases(client):
    organization = make_organization()
    make_entry(organization, state=ListState.RELEASED)
    draft_round = make_round(8)
    make_entry(organization, honor_list=make_list(award_round=draft_round))
    make_case("草稿里的案例", organization=organization)

    words = _read(client, organization)

    assert "第八轮" not in words
    assert "草稿里的案例" not in words


@pytest.mark.parametrize("slug", ["nonsense", "x" * 200])
def test_an_unknown_organization_is_not_found(client, slug):
    assert client.get(reverse("showcase:organization", args=[slug])).status_code == 404


def test_the_directory_links_every_organization_once(client):
    organization = make_organization()
    make_entry(organization, state=ListState.RELEASED)
    make_case(organization=organization, state=CaseState.PUBLISHED)

    assert Markup(client.get(reverse("showcase:organizations"))).links.count(_address(organization)) == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_directory_asks_five_queries_however_long(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        area = make_neighborhood(f"甲{number}")
        make_entry(make_organization(f"甲{number}居民区党总支", neighborhood=area), state=ListState.RELEASED)

    # count, organizations; what there is by kind, what was announced; site settings
    with django_assert_num_queries(5):
        client.get(reverse("showcase:organizations"))

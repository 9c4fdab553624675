"""The page about the site, and the words of the site on every page."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from awards.models import AnnouncedCount
from showcase.models import SiteSettings
from tests.factories import make_entry, make_list, make_round, make_scheme, make_tier
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def _page(client) -> str:
    return client.get(reverse("showcase:about")).content.decode()


def test_about_says_how_much_of_each_public_round_is_on_record(client):
    AnnouncedCount.objects.create(round=make_round(), count=50)
    make_entry(state=ListState.RELEASED)
    make_entry(honor_list=make_list(award_round=make_round(8)))

    words = words_of(client.get(reverse("showcase:about")))

    assert "第七轮居民区党建工作“金银奖”：已收录 1 / 公布 50" in words
    assert "第八轮" not in words


def test_about_of_an_empty_registry_says_that_lists_are_being_entered(client):
    assert "名单正在录入、审核，公布以后会列在这里。" in words_of(client.get(reverse("showcase:about")))


def test_about_is_in_the_sites_own_words_where_they_are_set(client):
    SiteSettings.objects.create(about="我们的话。\n\n<b>第二段</b>")

    assert "<p>我们的话。</p>\n\n<p>&lt;b&gt;第二段&lt;/b&gt;</p>" in _page(client)


def test_the_footer_shows_what_the_office_has_filled_in(client):
    SiteSettings.objects.create(
        organizer="某委员会",
        undertaker="某中心",
        data_licence="转载请注明来源",
        contact="62000000",
        site_code="3101050001",
        icp_number="沪ICP备00000000号",
        police_number="沪公网安备00000000000号",
    )

    page = _page(client)

    assert "主办单位：某委员会" in page
    assert "承办单位：某中心" in page
    assert "数据使用：转载请注明来源" in page
    assert "联系方式：62000000" in page
    assert "网站标识码：3101050001" in page
    assert '<a href="https://beian.miit.gov.cn/" rel="noopener">沪ICP备00000000号</a>' in page
    assert '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=00000000000" rel="noopener">沪公网安备' in page


def test_the_footer_is_silent_about_what_is_not_filled_in(client):
    page = _page(client)

    assert [word for word in ("主办单位", "承办单位", "联系方式", "数据使用", "标识码", "beian") if word in page] == []


def test_the_name_of_the_site_is_a_setting(client):
    SiteSettings.objects.create(name="某区荣誉册")

    assert "<title>关于本站－某区荣誉册</title>" in _page(client)


def test_a_page_names_its_own_address_without_filters(client, settings):
    settings.SITE_URL = ""

    page = client.get(reverse("showcase:honors"), {"award": ""}).content.decode()

    assert '<link rel="canonical" href="http://testserver/honors/">' in page


def test_about_leads_to_the_form_for_errors(client):
    page = client.get(reverse("showcase:about")).content.decode()

    assert 'href="#errors"' in page
    assert f'<a href="{reverse("showcase:report")}">告诉我们</a>' in page


def test_a_page_names_its_public_address_where_one_is_set(client, settings):
    settings.SITE_URL = "https://honours.example.org"

    assert '<link rel="canonical" href="https://honours.example.org/about/">' in _page(client)


def test_a_further_page_is_its_own_address(client):
    scheme, tier = make_scheme(), make_tier()
    for number in range(61):
        honor_list = make_list(award_round=make_round(number + 1, scheme=scheme), state=ListState.RELEASED)
        make_entry(honor_list=honor_list, tier=tier)

    page = client.get(reverse("showcase:honors"), {"page": "2", "award": "jinyin"}).content.decode()

    assert '<link rel="canonical" href="http://testserver/honors/?page=2">' in page


@pytest.mark.parametrize("item_count", [1, 3])
def test_about_asks_the_same_queries_however_many_rounds(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"))
        honor_list = make_list(award_round=award_round, state=ListState.RELEASED)
        make_entry(honor_list=honor_list, tier=make_tier(scheme=award_round.scheme))

    # rounds, counts, announced, tiers; schemes; site settings
    with django_assert_num_queries(6):
        client.get(reverse("showcase:about"))

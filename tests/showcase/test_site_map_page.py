"""网站地图 and 无障碍说明."""

import pytest
from django.urls import reverse

from awards.choices import ListState
from organizations.choices import Sector
from showcase import site_map
from showcase.choices import CaseState
from showcase.models import SiteSettings
from tests.factories import make_case, make_entry, make_list, make_organization, make_round, make_scheme
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db

MAP = "/sitemap/"


def test_the_map_leads_to_every_public_record_and_to_no_other(client):
    entry = make_entry(state=ListState.RELEASED)
    case = make_case(state=CaseState.PUBLISHED)
    hidden = [make_entry(honor_list=make_list(award_round=make_round(8))).organization, make_case("机密")]

    links = Markup(client.get(MAP)).links

    shown = [entry.round, entry.organization, entry.subdistrict, entry.round.scheme, case]
    assert {record.get_absolute_url() for record in shown} <= set(links)
    assert {record.get_absolute_url() for record in [*hidden, make_round(8)]} & set(links) == set()


def test_the_map_leads_to_every_page_without_a_record(client):
    links = Markup(client.get(MAP)).links

    names = ["home", "honors", "awards", "cases", "organizations", "subdistricts", "matrix", "verify_any"]
    names += ["corrections", "report", "search", "about", "accessibility", "honors_feed", "cases_feed"]
    assert [name for name in names if reverse(f"showcase:{name}") not in links] == []


def test_a_long_column_is_cut_and_says_by_how_much(client, monkeypatch):
    monkeypatch.setattr(site_map, "LONGEST", 2)
    for name in "一二三":
        make_entry(make_organization(f"第{name}党支部", sector=Sector.NEW), state=ListState.RELEASED)

    assert "还有 1 个，见党组织" in words_of(client.get(MAP))


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_map_asks_the_same_queries_however_much_there_is(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        honor_list = make_list(
            award_round=make_round(number + 1, scheme=make_scheme(f"scheme-{number}")), state=ListState.RELEASED
        )
        make_entry(honor_list=honor_list)
        make_case(state=CaseState.PUBLISHED)

    # site settings; rounds, schemes, ceremonies, cases, subdistricts, organisations
    with django_assert_num_queries(7):
        client.get(MAP)


def test_the_statement_says_how_to_tell_what_cannot_be_read(client):
    SiteSettings.objects.create(organizer="某委员会", contact="62000000")

    response = client.get(reverse("showcase:accessibility"))

    assert "/report/?about=/accessibility/" in Markup(response).links
    assert "也可以联系某委员会：62000000" in words_of(response)
    assert "还没有请残障读者和第三方机构评测" in words_of(response)

"""What 《政府网站发展指引》 asks of every page: who runs the site, its numbers, its tags, when it last changed."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, reverse

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from showcase.choices import CaseState
from showcase.columns import COLUMN_OF
from showcase.latest_change import latest_change, with_latest_change
from showcase.models import SiteSettings
from showcase.urls import urlpatterns
from tests.factories import make_case, make_ceremony, make_entry, make_list, make_round, make_source

pytestmark = pytest.mark.django_db

LATER = datetime.datetime(2023, 5, 4, 8, 30, tzinfo=datetime.UTC)
# Of the other addresses only pages for people stand in a column.
NO_PAGE = ("/api/", "/cards/", "/data/", "/feeds/", "/honors.", "/sitemaps/", "/display/")
WORDLESS = {"healthz", "readyz", "robots", "sitemap"}


def tags(client, address) -> dict[str, str]:
    """The page's meta tags by name, without those that every site has."""
    found = re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', client.get(address).content.decode())
    assert len(found) == len(dict(found))
    return dict(found)


def changed() -> datetime.datetime | None:
    SiteSettings.objects.get_or_create(pk=1)
    return latest_change(with_latest_change(SiteSettings.objects.all()).get())


def test_every_page_says_whose_site_it_is(client, settings):
    settings.SITE_URL = "https://honours.example.org"
    SiteSettings.objects.create(name="某区荣誉册", site_code="3101050001")

    found = tags(client, reverse("showcase:home"))

    assert found == {"SiteName": "某区荣誉册", "SiteDomain": "honours.example.org", "SiteIDCode": "3101050001"}


def test_a_page_in_a_column_names_the_column(client):
    found = tags(client, reverse("showcase:subdistricts"))

    assert (found["ColumnName"], found["ColumnType"]) == ("街道镇", "名录")
    assert "" not in (found["ColumnDescription"], found["ColumnKeywords"])
    assert "SiteIDCode" not in found


def test_every_address_but_the_front_page_stands_in_a_column():
    pages = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern) and pattern.name not in WORDLESS]
    outside = {one.name for one in pages if one.name not in COLUMN_OF and not f"/{one.pattern}".startswith(NO_PAGE)}

    assert outside == {"home"}


def test_a_case_is_an_article_with_its_source(client):
    source = make_source("基层治理", publication="某报")
    case = make_case("四先", state=CaseState.PUBLISHED, published_at=LATER, source=source)

    found = tags(client, case.get_absolute_url())

    assert found["ColumnName"] == "经验案例"
    assert (found["ArticleTitle"], found["PubDate"]) == ("四先", "2023-05-04 16:30")
    assert found["ContentSource"] == "某报"


def test_a_round_and_its_ceremony_are_articles_of_the_day_of_their_first_list(client):
    ceremony = make_ceremony("zhanshihui")
    award_round = make_round(ceremony=ceremony)
    make_entry(honor_list=make_list(award_round=award_round, state=ListState.RELEASED, source=make_source("决定")))
    make_entry(honor_list=make_list(award_round=award_round, state=ListState.RELEASED, released_at=LATER, heading="二"))

    found = [tags(client, page.get_absolute_url()) for page in (award_round, ceremony)]

    assert [one["PubDate"] for one in found] == ["2021-11-24 15:00", "2021-11-24 15:00"]
    assert [one["ContentSource"] for one in found] == ["决定", "长宁基层党建荣誉册"]


def test_a_preview_is_no_article_yet(client):
    assert "PubDate" not in tags(client, reverse("showcase:about"))


@pytest.mark.parametrize("code", ["310105001", "31010500011", "3101O50001", "bm0700001"])
def test_a_site_code_of_another_shape_is_refused_in_words(code):
    with pytest.raises(ValidationError) as refused:
        SiteSettings(site_code=code).full_clean()

    assert "十位数字" in refused.value.message_dict["site_code"][0]


@pytest.mark.parametrize("code", ["3101050001", "bm07000001", ""])
def test_a_site_code_of_either_shape_is_taken(code):
    SiteSettings(site_code=code).full_clean()


@pytest.mark.parametrize("number", ["沪ICP备05000001号", "沪ICP备05000001号-12", "沪ICP证050001号"])
def test_an_icp_number_is_taken_as_the_office_writes_it(number):
    SiteSettings(icp_number=number).full_clean()


def test_drafts_do_not_make_the_record_newer():
    make_entry()
    make_case()

    assert changed() is None


@pytest.mark.parametrize("kind", ["list", "withdrawal", "case", "correction"])
def test_every_public_change_makes_the_record_newer(kind):
    entry = make_entry(state=ListState.RELEASED)
    before = changed()

    if kind == "list":
        make_list(state=ListState.RELEASED, released_at=LATER, heading="又一份")
    if kind == "withdrawal":
        make_list(state=ListState.WITHDRAWN, withdrawn_at=LATER, heading="又一份")
    if kind == "case":
        make_case(state=CaseState.PUBLISHED, published_at=LATER)
    if kind == "correction":
        correct_entry(entry, CorrectedField.CITATION, "表彰词", "补录", None)

    assert changed() > before


def test_the_footer_says_when_the_record_last_changed(client):
    SiteSettings.objects.create()
    make_case(state=CaseState.PUBLISHED, published_at=LATER)

    page = client.get(reverse("showcase:about")).content.decode()

    assert '最近更新：<time datetime="2023-05-04">2023年5月4日</time>' in page

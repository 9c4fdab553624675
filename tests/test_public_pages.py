"""What every public page promises: one heading, a title, nothing inline, no dead link."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from showcase.columns import COLUMN_OF
from showcase.indexing import index_all
from tests.loaded_sample import loaded_sample
from tests.reading import Markup

pytestmark = pytest.mark.django_db

STYLESHEETS = Path(settings.BASE_DIR, "static/css")


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")):
        index_all()
        yield


ADDRESSES = [
    "/",
    "/honors/",
    "/honors/?award=jinyin&sort=name",
    "/honors/?sector=nonsense",
    "/honors/?q=zzz",
    "/awards/",
    "/awards/jinyin/",
    "/awards/jinyin/7/",
    "/awards/jinyin/7/?by=subdistrict",
    "/awards/wuxing/4/",
    "/ceremonies/2021-lianhe-zhanshihui/",
    "/subdistricts/",
    "/subdistricts/huayanglu/",
    "/organizations/",
    "/organizations/taojiazhai/",
    "/organizations/changyi/",
    "/organizations/debi/",
    "/cases/",
    "/cases/taojiazhai-sixian/",
    "/cases/changyi-lingtouyan/",
    "/cases/debi-shengtaiquan/",
    "/search/",
    "/search/?q=tjz",
    "/search/?q=zzz",
    "/about/",
    "/accessibility/",
    "/sitemap/",
    "/corrections/",
    "/matrix/",
    "/matrix/?award=wuxing&subdistrict=xinjing",
    "/data/",
    "/verify/",
    "/verify/?code=zzz",
    "/nothing/",
]


@pytest.fixture(params=ADDRESSES)
def page(request, client) -> Markup:
    return Markup(client.get(request.param))


def test_every_page_has_one_heading_one_title_and_one_main_part(page):
    assert (page.tags["h1"], page.tags["title"], page.tags["main"]) == (1, 1, 1)


def test_no_page_has_anything_inline(page):
    inline = [name for _, name in page.attributes if name == "style" or name.startswith("on")]

    assert inline == []
    assert page.inline_scripts == []
    assert page.tags["style"] == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_carries_the_tags_of_its_column(client, address):
    response = client.get(address)

    found = dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', response.content.decode()))
    column = COLUMN_OF.get(getattr(response.wsgi_request.resolver_match, "url_name", ""))
    assert (found["SiteName"], found["SiteDomain"]) == ("长宁基层党建荣誉册", "testserver")
    assert found.get("ColumnName") == (column and column.name)
    assert ("ArticleTitle" in found) == bool(re.match(r"/(awards/\w+/\d|ceremonies/\w|cases/\w)", address))


def test_every_id_on_a_page_is_used_once(page):
    assert len(page.ids) == len(set(page.ids))


def test_every_page_asks_for_one_search_box(page, client):
    assert page.ids.count("q") + page.ids.count("site-search") == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_in_simplified_chinese_and_has_no_open_question(client, address):
    text = client.get(address).content.decode()

    assert '<html lang="zh-Hans">' in text
    assert "None" not in text


def test_every_link_of_the_site_leads_somewhere(client):
    seen, waiting = set(), ["/"]
    dead = []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code not in (200, 301):
            dead.append((address, response.status_code))
            continue
        if response.status_code == 301:
            waiting.append(response.url)
            continue
        if not response["Content-Type"].startswith("text/html"):
            continue
        links = Markup(response)
        for link in links.links:
            parts = urlsplit(link)
            if parts.fragment and not parts.path:
                assert parts.fragment in links.ids, (address, link)
            if not parts.netloc and (parts.path or parts.query):
                waiting.append((parts.path or urlsplit(address).path) + (f"?{parts.query}" if parts.query else ""))

    assert dead == []
    assert len(seen) > 30


def test_the_anchors_that_search_gives_are_on_the_page(client):
    links = Markup(client.get("/search/?q=大西别墅")).links
    path, anchor = next(link for link in links if "#n-" in link).split("#")

    assert anchor in Markup(client.get(path)).ids


def test_every_component_stylesheet_is_part_of_the_one_that_is_linked(client):
    bundle = STYLESHEETS / "site.css"

    files = [*STYLESHEETS.glob("*.css"), *STYLESHEETS.glob("components/*.css")]
    named = bundle.read_text(encoding="utf-8")
    # print.css comes last, after the stylesheet of a single page.
    unnamed = {file.name for file in files if f'url("{file.relative_to(STYLESHEETS)}")' not in named}
    assert unnamed == {"site.css", "print.css"}
    assert "/static/css/site.css" in client.get(reverse("showcase:home")).content.decode()

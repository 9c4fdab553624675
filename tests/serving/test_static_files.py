"""nginx alone, with ``deploy/nginx-static.conf``, serves what is published as the registry itself would."""

import gzip
import re
from dataclasses import dataclass

import pytest
from django.test import Client, override_settings

from showcase.indexing import index_all
from tests.loaded_sample import loaded_sample
from tests.serving.processes import Answer, Process, ask, nginx_of_files
from tests.showcase.publication.published import SITE_URL, published_to

pytestmark = pytest.mark.django_db

BASES = ("/", "/honours/")
CASE = "/cases/taojiazhai-sixian/"
PAGES = (
    "/",
    "/honors/",
    "/awards/jinyin/7/",
    "/organizations/taojiazhai/",
    CASE,
    "/subdistricts/huayanglu/",
    "/about/",
)
# Filters, and the way to a roll as it was on another day.
ASKS_A_SERVER = r'<form.*?</form>|<nav class="view-switch" aria-label="看哪一份名单">.*?</nav>'
# Nothing on them asks a server.
ENTIRE = ("/", "/organizations/taojiazhai/", CASE, "/about/")
KINDS = {
    "/": "text/html; charset=utf-8",
    "/feeds/honors.atom": "application/atom+xml; charset=utf-8",
    "/honors.json": "application/json; charset=utf-8",
    "/honors.csv": "text/csv; charset=utf-8",
    "/honors.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "/data/honors-registry.zip": "application/zip",
    "/robots.txt": "text/plain; charset=utf-8",
    "/sitemap.xml": "application/xml",
    "/cards/rounds/jinyin/7.png": "image/png",
    "/search/index/manifest.json": "application/json; charset=utf-8",
    "/updated.json": "application/json; charset=utf-8",
    "/static/css/base.css": "text/css; charset=utf-8",
    "/static/js/published/search.js": "text/javascript; charset=utf-8",
    "/static/img/favicon.svg": "image/svg+xml",
}
PROTECTION = (
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


@dataclass(frozen=True)
class Served:
    """One nginx at the root and one under a path; ``live``: what the application answered meanwhile."""

    servers: dict[str, Process]
    trees: dict[str, str]
    live: dict[str, Answer]

    def ask(self, path: str, base: str = "/", **headers: str) -> Answer:
        return ask(self.servers[base].port, f"{base.rstrip('/')}{path}", **headers)


@pytest.fixture(scope="module")
def served(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    with django_db_blocker.unblock(), loaded_sample(folder), override_settings(SITE_URL=SITE_URL):
        index_all()
        published_to(folder / "root/site")
        published_to(folder / "under/honours", base_path="/honours/")
        live = {path: _of_application(path) for path in (*PAGES, *KINDS)}
    places = {"/": folder / "root/site", "/honours/": folder / "under/honours"}
    roots = {"/": places["/"], "/honours/": folder / "under"}
    servers = {base: nginx_of_files(folder, root, base) for base, root in roots.items()}
    trees = {base: published.resolve().parent.name for base, published in places.items()}
    yield Served(servers, trees, live)
    for one in servers.values():
        one.stop()


def _of_application(path: str) -> Answer:
    response = Client().get(path)
    return Answer(response.status_code, dict(response.headers), response.getvalue())


def _policy(answer: Answer) -> set[str]:
    return set(answer.headers["Content-Security-Policy"].split("; "))


def _main(page: bytes) -> list[str]:
    """The words of what a page is about, without what only a server can take; links as the published site has them."""
    text = page.decode()
    text = re.sub(ASKS_A_SERVER, "", text[text.index("<main") : text.index("</main>")], flags=re.DOTALL)
    text = re.sub(r'(href="[^"?]*)\?by=(\w+)"', r'\1by/\2/"', text)
    return re.sub(r'(href="[^"?]*)\?(?:about=[^"]*)?"', r'\1"', text).split()


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_file_is_called_what_it_is(served, path, base):
    answer = served.ask(path, base)

    assert (answer.status, answer.headers["Content-Type"]) == (200, KINDS[path])
    if served.live[path].status == 200:
        assert served.live[path].headers["Content-Type"] == KINDS[path]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_the_application_says(served, path):
    published, live = served.ask(path), served.live[path]

    assert live.status == 200
    assert [word for word in _main(live.body) if word not in _main(published.body)] == []
    if path in ENTIRE:
        assert _main(published.body) == _main(live.body)
    assert {name: published.headers[name] for name in PROTECTION} == {name: live.headers[name] for name in PROTECTION}
    assert _policy(published) == _policy(live)


@pytest.mark.parametrize("path", ["/honors.csv", "/honors.json", "/robots.txt", "/feeds/honors.atom", "/sitemap.xml"])
def test_a_file_for_machines_is_the_one_of_the_application(served, path):
    assert served.ask(path).body == served.live[path].body


@pytest.mark.parametrize("path", PAGES)
def test_under_a_path_only_the_addresses_differ(served, path):
    at_root, under = served.ask(path).body, served.ask(path, "/honours/").body

    assert at_root != under
    assert under.replace(b"/honours/", b"/") == at_root


@pytest.mark.parametrize("base", BASES)
def test_what_is_not_there_is_answered_in_the_words_of_the_site(served, base):
    answer = served.ask("/cases/nothing/", base)

    assert answer.status == 404
    assert "没有这一页" in answer.body.decode()
    assert f'href="{base}honors/"' in answer.body.decode()
    assert [name for name in (*PROTECTION, "Content-Security-Policy") if name not in answer.headers] == []
    assert "immutable" not in served.ask("/static/nothing.css", base).headers.get("Cache-Control", "")


@pytest.mark.parametrize("base", BASES)
def test_texts_come_compressed_as_they_lie_on_disk(served, base):
    plain, packed = served.ask(CASE, base), served.ask(CASE, base, **{"Accept-Encoding": "gzip"})

    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.body) == plain.body
    # Compressed on the way, it would have come in pieces, without its length.
    assert int(packed.headers["Content-Length"]) == len(packed.body) < len(plain.body) / 3
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("base", BASES)
def test_an_address_without_its_slash_leads_to_the_one_with_it(served, base):
    answer = served.ask(CASE.rstrip("/"), base)

    # Without scheme and host: TLS may end before this server.
    assert (answer.status, answer.headers["Location"]) == (301, f"{base.rstrip('/')}{CASE}")


@pytest.mark.parametrize("base", BASES)
def test_pages_are_asked_again_and_hashed_names_are_kept(served, base):
    page = served.ask(CASE, base)
    picture = re.search(r'src="(?:/honours)?(/media/[^"]+)"', page.body.decode())[1]

    assert page.headers["Cache-Control"] == "no-cache"
    assert served.ask(CASE, base, **{"If-None-Match": page.headers["ETag"]}).status == 304
    assert served.ask("/data/", base).headers["Cache-Control"] == "no-cache"
    for path in ("/static/css/base.css", picture):
        answer = served.ask(path, base)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", ["/honors/", "/honors.csv", "/honors.xlsx", "/data/honors-registry.zip"])
def test_a_download_bears_the_name_and_the_leave_the_application_gives_it(served, path, base):
    for name in ("Content-Disposition", "Access-Control-Allow-Origin"):
        assert served.ask(path, base).headers.get(name) == served.live[path].headers.get(name)


def test_nothing_beside_the_tree_is_served(served):
    tree, port = served.trees["/honours/"], served.servers["/honours/"].port

    assert ask(port, "/honours/").status == 200
    for path in (f"/{tree}/site/index.html", f"/{tree}/manifest.json", "/.honours.lock", "/manifest.json"):
        assert ask(port, path).status == 404
    assert served.ask("/../root/").status == 400

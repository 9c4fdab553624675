"""Every kind of answer keeps its reader as safe as headers can."""

from http.cookies import SimpleCookie

import pytest
from django.test import Client

from config.worker import unreadable_answer
from organizations.roles import EDITOR
from showcase.middleware import PERMISSIONS
from tests.factories import make_staff
from tests.showcase.photos.shelves import make_released_photo
from tests.surface.scoring import BEST, directives, marks, score

pytestmark = pytest.mark.django_db

UNPOLICED = ("cookies", "content security policy", "frames")


@pytest.fixture(params=[False, True], ids=["plain", "over TLS"])
def over_tls(request, settings):
    """The settings as ``BEHIND_TLS`` makes them."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = request.param
    settings.SECURE_HSTS_SECONDS = 31_536_000 if request.param else 0
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = request.param
    return request.param


def asked(address: str, over_tls: bool, *, user=None, method: str = "get", **headers: str):
    client = Client(headers=headers)
    if user:
        client.force_login(user)
    return getattr(client, method)(address, secure=over_tls)


PAGES = {
    "front page": ("/", "get"),
    "filtered": ("/honors/?q=1", "get"),
    "form": ("/report/", "get"),
    "display": ("/display/", "post"),
    "sign in": ("/admin/login/", "get"),
    "sent to sign in": ("/admin/", "get"),
    "not found": ("/nothing/", "get"),
    "not readable": ("/?q=%00", "get"),
    "not taken": ("/about/", "put"),
    "feed": ("/feeds/honors.atom", "get"),
    "table": ("/honors.csv", "get"),
    "alive": ("/healthz", "get"),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_to_a_reader_has_the_best_score(page, over_tls):
    address, method = PAGES[page]

    response = asked(address, over_tls, method=method)

    assert score(response.headers, response.cookies, over_tls=over_tls) == BEST, marks(
        response.headers, response.cookies, over_tls=over_tls
    )
    assert response.headers["Permissions-Policy"] == PERMISSIONS
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/admin/", "/admin/showcase/casestudy/add/", "/admin/password_change/"])
def test_staff_pages_have_the_best_score(address, over_tls):
    response = asked(address, over_tls, user=make_staff(EDITOR))

    assert response.status_code == 200
    assert score(response.headers, response.cookies, over_tls=over_tls) == BEST
    assert "no-store" in response.headers["Cache-Control"]


def test_pictures_and_assets_have_no_need_of_more(over_tls, settings, tmp_path):
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/one.css").write_text("a{}")
    settings.STATIC_ROOT = tmp_path / "static"
    photo = make_released_photo()

    picture = asked(photo.picture().src, over_tls)
    asset = asked("/static/css/one.css", over_tls)

    for response in (picture, asset):
        given = marks(response.headers, response.cookies, over_tls=over_tls)
        assert response.status_code == 200
        assert [name for name, points in given.items() if points < 0 and name not in UNPOLICED] == []
        assert given["taken in"] == 10
        response.close()


def test_what_is_for_programs_may_be_taken_in_anywhere_and_asks_for_no_cookie(client):
    response = client.get("/api/v1/honors/")

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert (len(response.cookies), "Access-Control-Allow-Credentials" in response.headers) == (0, False)


def test_a_request_that_gunicorn_cannot_read_is_answered_as_safely_and_in_chinese():
    head, _, body = unreadable_answer().decode().partition("\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])

    assert score(headers, SimpleCookie(), over_tls=False) == BEST
    assert "这个网址读不懂" in body


def test_the_policy_names_every_source_and_none_by_default(client):
    policy = directives(client.get("/").headers["Content-Security-Policy"])

    assert policy.pop("default-src") == policy.pop("object-src") == policy.pop("base-uri") == ["'none'"]
    assert policy.pop("frame-ancestors") == ["'none'"]
    assert set(policy) == {f"{one}-src" for one in ("script", "style", "img", "font", "connect", "frame")} | {
        "form-action"
    }
    assert all(sources == ["'self'"] for sources in policy.values())

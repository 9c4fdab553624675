"""The run log: one JSON object a line, found by its number, and never a secret."""

import json
import logging
import time

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.urls import include, path

from config.log_lines import JsonLines, log_settings
from organizations.roles import CLERK
from showcase.previewing import SALT
from showcase.views.errors import server_error
from tests.factories import make_staff
from tests.pace import is_within


def breaks(request):
    raise ZeroDivisionError


handler500 = server_error
urlpatterns = [path("breaks/", breaks), path("", include("config.urls"))]

NUMBER = "0123456789abcdef"
PASSWORD = "marked-Pass-2021"


def line_of(message, level=logging.INFO, error=None, **more):
    record = logging.LogRecord("x", level, __file__, 1, message, (), error)
    vars(record).update(more)
    return JsonLines().format(record)


def test_whatever_is_said_is_one_line():
    line = line_of('first\nsecond\u2028third\x85"', facts={"name": "a\r\nb\u202e"})

    assert (len(line.splitlines()), json.loads(line)["name"]) == (1, "a\r\nb\u202e")


def test_an_error_is_told_in_the_same_line():
    try:
        raise ValueError("odd\nvalue")
    except ValueError as error:
        line = line_of("failed", error=(ValueError, error, error.__traceback__))

    assert len(line.splitlines()) == 1
    assert json.loads(line)["error"].endswith("ValueError: odd\nvalue")


@pytest.mark.parametrize("piece", ["x", "password", "token=", "://a:b", "a:bbbbbb:", "bearer ", "/preview/"])
def test_a_message_without_end_is_cut_and_read_once(piece):
    endless = piece * (100_000 // len(piece))
    began = time.process_time()

    line = line_of(endless)

    # Read again from every place in it, it took a minute.
    assert is_within(time.process_time() - began, 1)
    assert len(line) < 3_000


@pytest.mark.parametrize(
    "said",
    [
        "/preview/{}/photos/1/",
        "Not Found: /preview/{}/",
        "sessionid={}; path=/",
        "csrfmiddlewaretoken={}&x=1",
        "new_password1={}",
        '{{"password": "{}"}}',
        "Key (session_key)=({}) already exists",
        "postgres://honours:{}@database:5432/honours",
        "Authorization: Bearer {}",
    ],
)
def test_what_is_named_like_a_secret_is_hidden(said):
    assert "MARKED-secret-1" not in line_of(said.format("MARKED-secret-1"))
    assert "MARKED-secret-1" not in line_of("x", facts={"deep": [{"er": said.format("MARKED-secret-1")}]})


def test_what_django_signs_is_hidden_wherever_it_stands():
    signed = signing.dumps({"case": 1}, salt=SALT)

    assert signed.split(":")[0] not in line_of(f"odd {signed} value")


@pytest.fixture
def lines(caplog):
    """Everything that is logged, as it would be written."""
    caplog.handler.setFormatter(JsonLines())
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


@pytest.mark.django_db
def test_marked_secrets_of_a_visit_are_in_no_line(client, caplog, lines, settings):
    make_staff(CLERK, username="luru", password=PASSWORD)
    preview = signing.dumps({"case": 1, "nonce": "x", "until": 1}, salt=SALT)
    client.raise_request_exception = False

    client.post("/admin/login/", {"username": "luru", "password": "MARKED-wrong"})
    client.post("/admin/login/?token=MARKED-query", {"username": "luru", "password": PASSWORD})
    client.get(f"/preview/{preview}/?password=MARKED-query")
    client.get(f"/no/such/page/{preview}/?q=MARKED-query", headers={"Authorization": "Basic MARKED-header"})
    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": "MARKED-new"})
    client.get("/admin/", headers={"Host": "MARKED.example.org:secret"})

    session = Session.objects.get().session_key
    secrets = ["MARKED-", PASSWORD, session, preview, preview.split(":")[2], settings.SECRET_KEY]
    assert [secret for secret in secrets if secret in caplog.text] == []
    assert len([line for line in lines() if line["logger"] == "honours.access"]) == 6


@pytest.mark.django_db
def test_the_line_of_a_request_tells_who_and_what_but_not_what_was_asked(client, lines):
    user = make_staff(CLERK, username="luru")
    client.force_login(user)

    client.get("/admin/?q=x", headers={"X-Request-ID": NUMBER})

    [line] = [line for line in lines() if line["logger"] == "honours.access"]
    told = {name: line[name] for name in ("request", "method", "path", "status", "user")}
    assert told == {"request": NUMBER, "method": "GET", "path": "/admin/", "status": 200, "user": user.pk}
    assert line["ms"] > 0


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/nothing/", "/admin/nothing/"])
def test_an_error_page_shows_the_number_that_the_log_has(client, lines, page):
    response = client.get(page, headers={"X-Request-ID": NUMBER})

    assert response.headers["X-Request-ID"] == NUMBER
    assert {line["request"] for line in lines()} == {NUMBER}
    assert page == "/admin/nothing/" or f"编号：<code>{NUMBER}</code>" in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_breaks_shows_the_number_and_the_log_has_the_error(client, lines, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False

    response = client.get("/breaks/", headers={"X-Request-ID": NUMBER})

    told = [line for line in lines() if "error" in line]
    assert (response.status_code, f"<code>{NUMBER}</code>" in response.content.decode()) == (500, True)
    assert [line["request"] for line in told] == [NUMBER]


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["short", "x" * 65, "abcdefgh<script>", "abcdefgh\n", "编号编号编号编号", ""])
def test_a_number_that_is_none_is_replaced(client, given):
    number = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert (len(number), number.isalnum(), given not in number or not given) == (32, True, True)


def test_everything_goes_through_the_formatter():
    settings = log_settings()

    assert {handler["formatter"] for handler in settings["handlers"].values()} == {"lines"}

"""Where one is signed in, and how to end it there."""

import pytest
from django.test import Client

from organizations.access.own_sessions import device_of
from organizations.roles import CLERK
from tests.factories import make_staff
from tests.organizations.access.doors import DESK, PASSWORD, events, is_in, knock

pytestmark = pytest.mark.django_db

OWN = "/admin/own-sessions/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0"
WECHAT = "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8"


@pytest.fixture
def clerk():
    return make_staff(CLERK, username="luru", password=PASSWORD)


def signed_in(agent: str, username: str = "luru") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    knock(client, username, PASSWORD)
    return client


def handles(client: Client) -> list[str]:
    return [one.handle for one in client.get(OWN).context["found"]]


def test_the_page_names_every_session_with_this_one_first(clerk):
    phone, office = signed_in(WECHAT), signed_in(EDGE)

    found = office.get(OWN).context["found"]

    assert [(one.device, one.is_this, one.address) for one in found] == [
        ("Windows 电脑，Edge", True, DESK),
        ("安卓手机，微信", False, DESK),
    ]
    assert phone.session.session_key not in office.get(OWN).content.decode()


def test_the_sessions_of_others_are_neither_shown_nor_ended(clerk):
    make_staff(CLERK, username="lin", password=PASSWORD)
    other, own = signed_in(EDGE, "lin"), signed_in(EDGE)

    own.post(OWN, {"session": handles(other)[0]})
    own.post(OWN)

    assert (len(handles(own)), is_in(other)) == (1, True)


def test_one_session_is_ended_and_the_others_go_on(clerk):
    first, second, third = (signed_in(EDGE) for _ in range(3))
    chosen = handles(first)[0]

    with events() as told:
        page = third.post(OWN, {"session": chosen}, follow=True)

    assert (is_in(first), is_in(second), is_in(third)) == (False, True, True)
    assert "已退出 1 处登录" in page.content.decode()
    assert told == [("session_ended", "luru", {"limit": "owner", "sessions": 1})]


def test_all_others_are_ended_at_once(clerk):
    first, second, third = (signed_in(EDGE) for _ in range(3))

    third.post(OWN)

    assert (is_in(first), is_in(second), is_in(third)) == (False, False, True)


def test_this_session_cannot_be_ended_from_its_own_list(clerk):
    client = signed_in(EDGE)

    page = client.post(OWN, {"session": handles(client)[0]}, follow=True)

    assert is_in(client)
    assert "没有别的登录需要退出" in page.content.decode()


def test_it_asks_for_the_password_of_a_session_that_gave_it_long_ago(clerk):
    first, second = signed_in(EDGE), signed_in(EDGE)
    session = second.session
    session["access_confirmed"] = 0
    session.save()

    answer = second.post(OWN)

    assert answer.url.startswith("/admin/confirm-password/")
    assert is_in(first)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "iPhone，Safari"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Linux 电脑，Firefox"),
        ("curl/8", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_a_device_is_called_what_people_call_it(agent, words):
    assert device_of(agent) == words

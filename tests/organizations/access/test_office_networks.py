"""With ADMIN_NETWORKS set the staff site opens in the office alone."""

import pytest

from organizations.roles import CLERK
from tests.factories import make_staff
from tests.organizations.access.doors import ELSEWHERE, PASSWORD, events, is_in, knock, networks

pytestmark = pytest.mark.django_db

OFFICE = "10.20.3.4"


@pytest.fixture(autouse=True)
def _office(settings):
    settings.ADMIN_NETWORKS = networks("10.20.0.0/16", "fd00::/8")


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/photos/1/original.jpg", "/admin/nothing/"])
def test_from_elsewhere_every_page_of_it_is_refused_in_chinese_and_asks_nothing(
    client, django_assert_num_queries, path
):
    with events() as told, django_assert_num_queries(0):
        response = client.get(path, REMOTE_ADDR=ELSEWHERE)

    assert response.status_code == 403
    assert f"请把您的网络地址（{ELSEWHERE}）告诉系统管理员" in response.content.decode()
    assert told == [("address_refused", "", {})]


def test_even_the_right_password_opens_nothing_from_elsewhere(client):
    make_staff(CLERK, username="luru", password=PASSWORD)

    assert knock(client, "luru", PASSWORD, ELSEWHERE).status_code == 403
    assert not is_in(client)


def test_a_session_of_the_office_opens_nothing_from_elsewhere(client):
    client.force_login(make_staff(CLERK))

    answers = [client.get("/admin/", REMOTE_ADDR=address).status_code for address in (OFFICE, "fd00::7", ELSEWHERE, "")]

    assert answers == [200, 200, 403, 403]


def test_readers_are_refused_nowhere(client):
    assert client.get("/", REMOTE_ADDR=ELSEWHERE).status_code == 200


def test_a_forged_header_opens_nothing(client):
    response = client.get("/admin/login/", REMOTE_ADDR=ELSEWHERE, HTTP_X_FORWARDED_FOR=OFFICE)

    assert response.status_code == 403

"""A case that was public changes its address, and every address it had leads to it in one step."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from organizations.roles import CHIEF_EDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import Redirect
from showcase.moving import move_case
from tests.factories import make_case, make_staff

pytestmark = pytest.mark.django_db


def public_case(slug="first", **facts):
    return make_case(state=CaseState.PUBLISHED, slug=slug, **facts)


def moved(case, *slugs):
    by = make_staff(CHIEF_EDITOR)
    for slug in slugs:
        case = move_case(case, slug, by)
    return case


def redirects() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def refusal(case, slug) -> str:
    with pytest.raises(ValidationError) as refused:
        move_case(case, slug, make_staff(CHIEF_EDITOR))
    return "".join(refused.value.messages)


def test_the_old_address_answers_301_with_the_new_one(client):
    moved(public_case(), "second")

    response = client.get("/cases/first/")

    assert (response.status_code, response["Location"]) == (301, "/cases/second/")
    assert client.get("/cases/second/").status_code == 200


def test_a_chain_of_addresses_is_flattened():
    moved(public_case(), "second", "third")

    assert redirects() == {"/cases/first/": "/cases/third/", "/cases/second/": "/cases/third/"}


def test_a_case_that_comes_back_leaves_no_loop(client):
    moved(public_case(), "second", "first")

    assert redirects() == {"/cases/second/": "/cases/first/"}
    assert client.get("/cases/first/").status_code == 200
    assert client.get("/cases/second/")["Location"] == "/cases/first/"


def test_an_address_that_was_another_cases_is_refused():
    moved(public_case(), "second")

    assert refusal(public_case("other"), "first") == "这个网址名以前属于另一篇案例，老链接还在用它，请换一个。"


@pytest.mark.parametrize("slug", ["taken", "first", "有汉字", "a b", "", "x" * 81])
def test_an_address_that_cannot_be_is_refused_and_nothing_moves(slug):
    public_case("taken")
    case = public_case()

    assert refusal(case, slug)
    case.refresh_from_db()
    assert (case.slug, redirects()) == ("first", {})


def test_a_case_that_was_never_public_leaves_no_redirect():
    moved(make_case(slug="first"), "second")

    assert redirects() == {}


def test_who_moved_a_case_stays_in_its_history():
    chief = make_staff(CHIEF_EDITOR)

    case = move_case(public_case(), "second", chief)

    latest = case.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (chief, "改网址：/cases/first/ → /cases/second/")


def test_a_withdrawn_case_is_not_given_away_by_its_old_address(client):
    case = make_case(state=CaseState.WITHDRAWN, slug="first", published_at="2021-11-24T04:00:00Z")
    moved(case, "second")

    assert client.get("/cases/first/", follow=True).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(CHIEF_EDITOR, 302), (EDITOR, 403)])
def test_the_address_is_changed_by_chief_editors(client, role, status):
    case = public_case()
    client.force_login(make_staff(role))

    response = client.post(reverse("admin:showcase_casestudy_address", args=[case.pk]), {"slug": "second"})

    assert response.status_code == status


def test_a_refusal_is_said_beside_the_field(client):
    public_case("taken")
    client.force_login(make_staff(CHIEF_EDITOR))

    address = reverse("admin:showcase_casestudy_address", args=[public_case().pk])
    response = client.post(address, {"slug": "taken"})

    assert (response.status_code, "errorlist" in response.content.decode()) == (200, True)

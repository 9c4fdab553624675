"""长辈版: one click on every page, the same address, and no way off the site."""

import pytest

from showcase.display import COOKIE

pytestmark = pytest.mark.django_db

ELDER_PAGE = '<html lang="zh-Hans" data-display="elder">'


def _choose(client, display: str, way_back: str = "/honors/"):
    return client.post("/display/", {"display": display, "next": way_back})


def test_choosing_large_type_leads_back_to_the_same_page_in_large_type(client):
    response = _choose(client, "elder", "/honors/?award=jinyin")

    assert (response.status_code, response["Location"]) == (302, "/honors/?award=jinyin")
    assert ELDER_PAGE in client.get("/honors/").content.decode()


def test_choosing_the_standard_again_forgets_the_choice(client):
    _choose(client, "elder")
    _choose(client, "standard")

    assert ELDER_PAGE not in client.get("/honors/").content.decode()
    assert client.cookies[COOKIE].value == ""


def test_without_a_choice_pages_are_set_in_the_standard(client):
    assert ELDER_PAGE not in client.get("/about/").content.decode()


def test_a_cookie_of_nonsense_is_the_standard(client):
    client.cookies[COOKIE] = '"><script>'

    page = client.get("/about/").content.decode()

    assert ELDER_PAGE not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "\n//evil.example"],
)
def test_the_switch_never_leads_off_the_site(client, elsewhere):
    assert _choose(client, "elder", elsewhere)["Location"] == "/"


def test_an_address_typed_by_hand_changes_nothing(client):
    response = client.get("/display/?display=elder")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert COOKIE not in response.cookies


def test_the_cookie_is_not_for_scripts_and_holds_one_bit(client):
    cookie = _choose(client, "elder").cookies[COOKIE]

    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("elder", True, "Lax")


def test_every_page_offers_the_switch_with_its_own_address(client):
    page = client.get("/search/", {"q": "陶家宅"}).content.decode()

    assert 'name="next" value="/search/?q=%E9%99%B6%E5%AE%B6%E5%AE%85"' in page
    assert "长辈版" in page


def test_a_page_that_is_not_found_offers_the_switch_too(client):
    _choose(client, "elder")

    assert ELDER_PAGE in client.get("/nothing/").content.decode()

"""An address that has moved leads on; nothing leads off the site."""

import pytest

from showcase.models import Redirect

pytestmark = pytest.mark.django_db


def test_a_moved_address_answers_301_with_the_new_one(client):
    Redirect.objects.create(old_path="/cases/old/", new_path="/cases/")

    response = client.get("/cases/old/")

    assert (response.status_code, response["Location"]) == (301, "/cases/")


def test_a_page_that_exists_is_not_redirected(client):
    Redirect.objects.create(old_path="/about/", new_path="/cases/")

    assert client.get("/about/").status_code == 200


def test_a_form_sent_to_a_moved_address_is_not_redirected(client):
    Redirect.objects.create(old_path="/old-cases/", new_path="/cases/")

    assert client.post("/old-cases/").status_code == 404

"""The first reader after a case's moment opens it: words and pictures, on whichever page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from showcase.choices import CaseState, SignOffAct
from tests.factories import make_case, make_ceremony, make_entry, make_list, make_organization, make_round
from tests.showcase.photos.shelves import make_photo, public_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled():
    """A case due a minute ago that nobody has read, with its picture; and where it shows."""
    moment = timezone.now() - timedelta(minutes=1)
    organization, ceremony = make_organization(), make_ceremony("zhanshihui")
    award_round = make_round(ceremony=ceremony)
    make_entry(organization, honor_list=make_list(award_round=award_round, state=ListState.RELEASED))
    facts = {"round": award_round, "ceremony": ceremony, "publish_at": moment, "slug": "dingshi"}
    case = make_case(organization=organization, state=CaseState.SCHEDULED, **facts)
    make_photo(case)
    return case


def pages_of(case) -> dict[str, str]:
    organization = case.organizations.get()
    return {
        "case": reverse("showcase:case", args=[case.slug]),
        "cases": reverse("showcase:cases"),
        "home": reverse("showcase:home"),
        "organization": reverse("showcase:organization", args=[organization.slug]),
        "round": reverse("showcase:round", args=["jinyin", 7]),
        "ceremony": reverse("showcase:ceremony", args=["zhanshihui"]),
    }


@pytest.mark.parametrize("name", ["case", "cases", "home", "organization", "round", "ceremony"])
def test_the_first_page_read_after_its_moment_shows_the_picture(client, scheduled, name):
    page = client.get(pages_of(scheduled)[name]).content.decode()

    address = f"/media/photos/{scheduled.photos.get().public_name}/"
    assert address in page
    assert any(address.removeprefix("/media/").startswith(file.rpartition("/")[0]) for file in public_files())


def test_opening_by_a_page_read_is_signed_by_nobody_as_of_its_time(client, scheduled):
    for _ in range(2):
        client.get(pages_of(scheduled)["case"])

    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.published_at) == (CaseState.PUBLISHED, scheduled.publish_at)
    assert list(scheduled.sign_offs.values_list("act", "by", "at")) == [(SignOffAct.OPEN, None, scheduled.publish_at)]


def test_a_page_read_before_the_moment_opens_nothing(client, scheduled):
    scheduled.publish_at = timezone.now() + timedelta(hours=1)
    scheduled.save()

    answers = [client.get(address).status_code for address in pages_of(scheduled).values()]

    scheduled.refresh_from_db()
    assert answers == [404, 200, 200, 200, 200, 200]
    assert (scheduled.state, public_files()) == (CaseState.SCHEDULED, {})


def test_a_reader_gets_the_words_although_storage_is_away(client, scheduled, settings, tmp_path):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    settings.STORAGES = {
        **settings.STORAGES,
        "public": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "blocked", "base_url": "/media/"},
        },
    }

    response = client.get(pages_of(scheduled)["case"])

    scheduled.refresh_from_db()
    assert (response.status_code, "图片待补" in response.content.decode()) == (200, True)
    assert scheduled.state == CaseState.SCHEDULED

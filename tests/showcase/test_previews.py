"""A preview link shows its case to its holder alone, for its days, and leaves nothing behind."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organizations.roles import EDITOR
from showcase.choices import CaseState
from showcase.models import CaseSection, Photo
from showcase.previewing import DAYS, SALT, links_made, make_preview_link, void_preview_links
from showcase.publishing import release_case, withdraw_case
from tests.factories import make_case, make_organization, make_staff
from tests.reading import Markup, words_of
from tests.showcase.photos.shelves import make_photo, private_files, public_files

pytestmark = pytest.mark.django_db

TITLE = "还没有公布的案例"
HIDDEN = [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN]


@pytest.fixture
def case():
    made = make_case(TITLE, state=CaseState.REVIEW, organization=make_organization(), lead="导语。")
    section = CaseSection.objects.create(case=made, position=1, heading="第一节", body="正文。")
    make_photo(made, section=section, caption="议事现场")
    return made


def link_to(case, days=7) -> str:
    return make_preview_link(case, make_staff(), days).path


def pictures_of(response) -> list[str]:
    return re.findall(r'<img[^>]* src="([^"]+)"', response.content.decode())


def test_the_holder_reads_the_case_as_readers_will_with_its_pictures(client, case):
    photo = case.photos.get()
    shown = client.get(link_to(case))
    previewed, picture = words_of(shown), client.get(pictures_of(shown)[0])
    assert picture.getvalue() == private_files()[f"photos/{photo.public_name}/500.jpg"]
    release_case(case, make_staff())

    # Only what is public can be cited.
    public = words_of(client.get(reverse("showcase:case", args=[case.slug]))).partition(" 引用格式 ")[0]

    assert previewed == f"预览，未公布 公布后读者看到的就是这个样子。内容还可能修改，请不要转发、引用。 {public}"
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert photo.caption in previewed


@pytest.mark.parametrize("what", ["page", "picture", "ended"])
def test_nothing_of_a_preview_is_kept_or_indexed(client, case, what):
    address = link_to(case)
    if what == "picture":
        address = pictures_of(client.get(address))[0]
    if what == "ended":
        void_preview_links(case, make_staff())

    response = client.get(address)
    assert response.getvalue()

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_preview_asks_robots_to_stay_away_and_has_no_address_of_its_own(client, case):
    page = client.get(link_to(case)).content.decode()

    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'rel="canonical"' not in page
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()


def test_looking_at_a_preview_makes_nothing_public(client, case):
    client.get(link_to(case))

    case.refresh_from_db()
    assert (case.state, public_files(), case.photos.get().released_at) == (CaseState.REVIEW, {}, None)


@pytest.mark.parametrize("days", DAYS)
def test_a_link_ends_with_its_days(client, case, days):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        address = link_to(case, days)
        clock.shift(timedelta(days=days, seconds=-1))
        before = client.get(address).status_code
        clock.shift(timedelta(seconds=1))

        after = client.get(address)

    assert (before, after.status_code) == (200, 410)
    assert "这个预览链接已经失效" in words_of(after)
    assert TITLE not in after.content.decode()


def test_a_link_of_other_days_is_refused():
    with pytest.raises(ValidationError) as refused:
        make_preview_link(make_case(), make_staff(), 365)

    assert refused.value.messages == ["预览链接的期限只能是 1、7 或 30 天，请重新选择。"]


def test_voiding_ends_all_links_made_so_far_and_no_later_one(client, case):
    first, second = link_to(case), link_to(case, 30)
    void_preview_links(case, make_staff())
    case.refresh_from_db()

    later = link_to(case)

    assert [client.get(address).status_code for address in (first, second, later)] == [410, 410, 200]


def test_withdrawing_a_case_ends_its_links(client, case):
    address = link_to(case)
    released = release_case(case, make_staff())

    withdraw_case(released, make_staff(), "内容有误")

    assert client.get(address).status_code == 410


def test_pictures_end_with_their_link(client, case):
    picture = pictures_of(client.get(link_to(case)))[0]

    void_preview_links(case, make_staff())

    assert client.get(picture).status_code == 410


def test_a_link_shows_no_picture_of_another_case(client, case):
    foreign = make_photo(make_case())
    mine = pictures_of(client.get(link_to(case)))[0]

    stolen = re.sub(r"/photos/\d+/", f"/photos/{foreign.pk}/", mine)

    assert client.get(stolen).status_code == 404


def test_a_link_shows_no_picture_that_a_release_would_hold_back(client, case):
    silent = make_photo(case, alternative_text="")
    page = client.get(link_to(case))

    stolen = re.sub(r"/photos/\d+/", f"/photos/{silent.pk}/", pictures_of(page)[0])

    assert len(pictures_of(page)) == 1
    assert client.get(stolen).status_code == 404


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1],
        lambda token: f"{token}x",
        lambda token: f"x{token}",
        lambda token: "abc",
        lambda token: "预览",
        lambda token: signing.dumps({"case": 1}, salt=SALT),
        lambda token: signing.dumps([1], salt=SALT),
        lambda token: signing.dumps({"case": 1, "nonce": "", "until": 10**30}, salt=SALT),
        lambda token: signing.dumps(signing.loads(token, salt=SALT), salt="another"),
    ],
    ids=["cut", "longer", "shifted", "short", "chinese", "half", "list", "no date", "foreign salt"],
)
def test_a_garbled_link_is_told_so_in_chinese(client, case, spoil):
    token = link_to(case).split("/")[2]

    response = client.get(f"/preview/{spoil(token)}/")

    assert response.status_code == 404
    assert "这个预览链接不完整" in words_of(response)


def test_a_link_to_a_case_that_was_deleted_has_ended(client, case):
    address = link_to(case)
    Photo.objects.all().delete()
    case.case_organizations.all().delete()
    case.delete()

    assert client.get(address).status_code == 410


def test_a_link_leads_to_the_page_itself_once_the_case_is_public(client, case):
    address = link_to(case)
    release_case(case, make_staff())

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, f"/cases/{case.slug}/")
    assert response["Cache-Control"] == "private, no-store"


def test_a_public_case_needs_no_link():
    with pytest.raises(ValidationError):
        make_preview_link(make_case(state=CaseState.PUBLISHED), make_staff())


def test_who_made_and_voided_links_stays_in_the_history(case):
    first, second = make_staff(EDITOR), make_staff(EDITOR)
    with time_machine.travel("2021-11-24T04:00:00Z", tick=False):
        make_preview_link(case, first)
    void_preview_links(case, second)

    told = [(row.history_user, row.history_change_reason) for row in links_made(case)]

    assert told == [
        (second, "作废全部预览链接"),
        (first, "生成预览链接，7 天有效，到 2021年12月01日 12:00"),
    ]


def test_no_page_links_to_a_preview(client, case):
    link_to(case)

    pages = [reverse(f"showcase:{name}") for name in ("home", "cases", "search", "sitemap", "cases_feed")]

    told = [page for page in pages if "/preview/" in client.get(page).content.decode()]
    assert told == []


def test_a_preview_runs_no_script_of_its_own(client, case):
    page = Markup(client.get(link_to(case)))

    assert (page.inline_scripts, page.tags["h1"]) == ([], 1)

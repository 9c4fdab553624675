"""Nothing of a case that readers may not see can be had by any public address: words, pictures, files on disk."""

import io
import re
import zipfile
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from organizations.roles import CHIEF_EDITOR
from showcase.choices import CaseState
from showcase.indexing import index_all
from showcase.models import CaseCorrection, CaseSection, Lesson
from showcase.photos.releasing import release_photos
from showcase.previewing import make_preview_link
from showcase.publishing import publish_due_cases, release_case, submit_case, withdraw_case
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_staff,
)
from tests.showcase.photos.shelves import files_in, make_photo, public_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """``with committing():`` does what waits for the commit."""
    return partial(django_capture_on_commit_callbacks, execute=True)


SECRET = "机密"
QUERIES = [SECRET, f"{SECRET}标题", f"{SECRET}正文", f"{SECRET}图片", f"{SECRET}启示", f"{SECRET}党支部"]
QUERIES += ["jimi", "jmdzb"]
MEANS_FOR_MACHINES = ("/data/honors-registry.zip", "/api/v1/cases/:", "/sitemaps/cases.xml")
FOR_MACHINES = ["honors_csv", "honors_workbook", "honors_json", "data", "package", "checksums"]
FOR_MACHINES += ["api_organizations", "api_rounds", "api_honors", "api_cases"]


def secret_case(state=CaseState.DRAFT, **facts):
    """A case with something to give away in every place, beside a public honour of its organisation."""
    ceremony = make_ceremony("zhanshihui")
    award_round = make_round(7, ceremony=ceremony)
    organization = make_organization("甲居民区党总支")
    make_entry(organization, honor_list=make_list(award_round=award_round, state=ListState.RELEASED))
    facts = {"round": award_round, "ceremony": ceremony, "source": make_source(f"{SECRET}来源"), **facts}
    case = make_case(f"{SECRET}标题", slug="jimi-anli", lead=f"{SECRET}导语", state=state, **facts)
    case.case_organizations.create(organization=organization, name_as_printed=f"{SECRET}党支部")
    unknown = make_organization(f"{SECRET}未公布党支部", slug="weigongbu")
    case.case_organizations.create(organization=unknown, name_as_printed=unknown.name, position=2)
    section = CaseSection.objects.create(case=case, position=1, heading=f"{SECRET}小标题", body=f"{SECRET}正文")
    Lesson.objects.create(case=case, number=1, statement=f"{SECRET}启示", explanation=f"{SECRET}阐述")
    make_photo(case, section=section, caption=f"{SECRET}图片", alternative_text=f"{SECRET}替代文字")
    CaseCorrection.objects.create(case=case, place=f"{SECRET}之处", before="甲", after="乙", reason=f"{SECRET}理由")
    index_all()
    return case


def public_addresses(case) -> list[str]:
    """Every page of the site that takes no argument, and those of the records around the case."""
    names = ["home", "honors", "awards", "subdistricts", "organizations", "cases", "search", "about", "sitemap"]
    names += ["corrections", "honors_feed", "cases_feed", "corrections_feed"]
    organization = case.organizations.exclude(slug="weigongbu").get()
    return [
        *(reverse(f"showcase:{name}") for name in names),
        reverse("showcase:case", args=[case.slug]),
        reverse("showcase:round", args=["jinyin", 7]),
        reverse("showcase:ceremony", args=["zhanshihui"]),
        reverse("showcase:organization", args=[organization.slug]),
        reverse("showcase:organization", args=["weigongbu"]),
        reverse("showcase:subdistrict", args=[organization.subdistrict.slug]),
        *(reverse(f"showcase:{name}") for name in FOR_MACHINES),
        *(reverse("showcase:sitemap_section", args=[name]) for name in ("cases", "organizations")),
        reverse("showcase:api_case", args=[case.slug]),
        reverse("showcase:api_organization", args=[organization.slug]),
        reverse("showcase:case_card", args=[case.slug]),
        *(f"{reverse('showcase:search')}?q={query}" for query in QUERIES),
    ]


def told_at(client, address) -> str:
    """Everything an address gives, unpacked where it is an archive."""
    given = client.get(address).getvalue()
    if not given.startswith(b"PK"):
        return given.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def leaks(client, case) -> list[str]:
    """What public pages, beyond echoing the reader's own question, give away; and files out in the open."""
    found = []
    photo = case.photos.get()
    for address in public_addresses(case):
        page = told_at(client, address)
        asked = re.escape(address.rpartition("?q=")[2]) if "?q=" in address else None
        words = re.sub(asked, "", page) if asked else page
        if asked and "没有找到" not in page:
            found.append(f"{address}: something is found")
        signs = (SECRET, "jimi-anli", "weigongbu", photo.public_name)
        found += [f"{address}: {sign}" for sign in signs if sign in words and sign not in address]
    for size in ("480.jpg", "500.webp"):
        answer = client.get(f"/media/photos/{photo.public_name}/{size}")
        # Read to its end: a file left open would be a warning in some later test.
        found += [f"photo {size}"] if answer.getvalue() and answer.status_code != 404 else []
    return found + sorted(public_files())


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN])
def test_a_case_that_is_not_public_gives_nothing_away(client, state):
    assert leaks(client, secret_case(state)) == []


def test_a_case_signed_for_later_gives_nothing_away_before_its_time(client):
    chief = make_staff(CHIEF_EDITOR)
    case = secret_case(CaseState.REVIEW, publish_at=timezone.now() + timedelta(hours=1))

    release_case(case, chief)
    publish_due_cases(timezone.now())

    case.refresh_from_db()
    assert case.state == CaseState.SCHEDULED
    assert leaks(client, case) == []


def test_the_same_case_once_public_is_found_by_all_these_means(client, committing):
    """What the other tests look for is there to be found."""
    case = secret_case(CaseState.REVIEW)
    with committing():
        release_case(case, make_staff(CHIEF_EDITOR))

    found = " ".join(leaks(client, case))

    for means in (
        "/cases/:",
        "/:",
        "/search/?q=jm",
        "/sitemap.xml",
        "/organizations/",
        "/feeds/cases.atom",
        ".webp",
        *MEANS_FOR_MACHINES,
    ):
        assert means in found


def test_a_withdrawn_case_is_gone_at_once_with_its_files_and_its_links(client, committing):
    case = secret_case()
    link = make_preview_link(case, make_staff()).path
    with committing():
        case = release_case(submit_case(case, make_staff()), make_staff(CHIEF_EDITOR))
    photo = case.photos.get()
    file = f"/media/photos/{photo.public_name}/480.jpg"
    assert client.get(file).getvalue() == public_files()[file.removeprefix("/media/")]
    assert client.get(reverse("showcase:case", args=[case.slug])).status_code == 200

    with committing():
        withdraw_case(case, make_staff(CHIEF_EDITOR), "内容有误")

    assert leaks(client, case) == []
    assert [client.get(address).status_code for address in (file, link)] == [404, 410]
    assert files_in(storages["public"]) == {}


def test_a_picture_added_to_a_draft_that_was_public_stays_private(client, committing):
    case = secret_case(CaseState.DRAFT, published_at=timezone.now())

    with committing():
        release_photos(case)

    assert leaks(client, case) == []


@pytest.mark.parametrize("where", ["page", "photo"])
def test_a_link_to_one_case_shows_nothing_of_another(client, where):
    case = secret_case()
    token = make_preview_link(make_case("另一篇"), make_staff()).path
    address = token if where == "page" else f"{token}photos/{case.photos.get().pk}/480.jpg"

    response = client.get(address)

    assert SECRET not in response.content.decode()
    assert response.status_code == (200 if where == "page" else 404)


@pytest.mark.parametrize("page", ["previews", "versions", "address"])
def test_the_pages_of_the_desk_are_closed_to_readers(client, page):
    case = secret_case()

    response = client.get(reverse(f"admin:showcase_casestudy_{page}", args=[case.pk]))

    assert (response.status_code, SECRET in response.content.decode()) == (302, False)

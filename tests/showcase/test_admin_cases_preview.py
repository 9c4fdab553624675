"""The preview of a form nobody saved: the public page, for those who write it, and nothing is stored."""

import pytest
from django.urls import reverse

from organizations.roles import AUDITOR, EDITOR
from showcase.choices import CaseState
from showcase.models import CaseStudy, Photo
from tests.factories import make_case, make_ceremony, make_organization, make_round, make_source, make_staff
from tests.reading import words_of
from tests.showcase.photos.shelves import make_photo
from tests.showcase.test_tidying import SCRAPS
from tests.showcase.writing import as_opened, bodies, case_of, post_raw, writing

pytestmark = pytest.mark.django_db
NEW = "/admin/showcase/casestudy/add/preview/"


@pytest.fixture
def editor(client):
    user = make_staff(EDITOR)
    client.force_login(user)
    return user


def preview(client, case, **changes):
    return client.post(writing("preview", case), as_opened(client, case, **changes))


def test_a_case_not_saved_yet_is_shown_as_readers_would_see_it(client, editor):
    organization = make_organization("潘东居民区党支部")
    typed = {"title": "新案例", "lead": "导语。", "round": make_round().pk, "ceremony": make_ceremony().pk}
    typed |= {"source": make_source("一张报纸").pk, "sections-TOTAL_FORMS": "2"}
    typed |= {"sections-0-heading": "后面", "sections-0-position": "2", "sections-0-body": "<ul><li>清单</li></ul>"}
    typed |= {"sections-1-heading": "前面", "sections-1-position": "1", "sections-1-body": "甲\n\n乙"}
    typed |= {"lessons-TOTAL_FORMS": "1", "lessons-0-statement": "依靠群众", "lessons-0-explanation": "因为。"}
    typed |= {"case_organizations-TOTAL_FORMS": "1", "case_organizations-0-organization": organization.pk}
    typed |= {"photos-TOTAL_FORMS": "1", "photos-0-caption": "花园", "photos-0-place": "sections-1:1"}

    response = client.post(NEW, typed)

    assert response.status_code == 200
    assert "showcase/case.html" in [template.name for template in response.templates]
    article = response.context["article"]
    assert [part.section.heading for part in article.sections] == ["前面", "后面"]
    shown = words_of(response)
    assert [
        word for word in ("新案例", "导语。", "潘东居民区党支部", "依靠群众", "一张报纸", "清单") if word not in shown
    ] == []
    assert shown.index("甲") < shown.index("花园") < shown.index("乙")
    assert (CaseStudy.objects.count(), Photo.objects.count()) == (0, 0)


def test_what_is_typed_over_a_case_is_shown_and_not_stored(client, editor):
    case = case_of("原来的字。", "第二节。")

    response = preview(client, case, sections__0__body="新的字。", sections__1__DELETE="on")

    assert ("新的字。" in words_of(response), "第二节。" in words_of(response)) == (True, False)
    assert bodies(case) == ["原来的字。", "第二节。"]


def test_a_private_picture_is_shown_by_its_staff_address(client, editor):
    case = case_of("甲")
    photo = make_photo(case)

    shown = preview(client, case).content.decode()

    assert reverse("private_photo", args=[photo.pk, f"{min(photo.widths)}.jpg"]) in shown
    assert "/media/" not in shown


def test_a_picture_of_another_case_is_not_shown(client, editor):
    case, foreign = case_of("甲"), make_photo(make_case())
    row = {"photos__TOTAL_FORMS": "1", "photos__0__id": str(foreign.pk), "photos__0__caption": "冒名"}

    shown = preview(client, case, **row).content.decode()

    assert "冒名" in shown
    assert f"/photos/{foreign.pk}/" not in shown


def test_the_preview_is_for_nobody_else_and_for_no_machine(client, editor):
    response = client.post(NEW, {"title": "新案例"})

    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'none'", "'self'")
    assert (response["X-Robots-Tag"], response["Cache-Control"].split(",")[0]) == ("noindex, nofollow", "no-store")
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


@pytest.mark.parametrize(
    ("role", "state", "status"),
    [
        ("", CaseState.DRAFT, 302),
        (AUDITOR, CaseState.DRAFT, 403),
        (EDITOR, CaseState.REVIEW, 403),
        (EDITOR, CaseState.DRAFT, 200),
    ],
)
def test_only_who_may_write_the_case_previews_it(client, role, state, status):
    case = make_case(state=state)
    if role:
        client.force_login(make_staff(role))

    assert client.post(writing("preview", case), {"title": "改过"}).status_code == status


def test_a_preview_is_asked_for_by_post_alone(client, editor):
    assert [client.get(NEW).status_code, client.get(writing("preview", make_case())).status_code] == [405, 405]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"sections-TOTAL_FORMS": "99999999", "photos-TOTAL_FORMS": "x", "lessons-TOTAL_FORMS": "²"},
        {"round": "9" * 30, "ceremony": "x", "source": "-1"},
        {"sections-TOTAL_FORMS": "1", "sections-0-body": "".join(SCRAPS), "sections-0-position": "-5"},
        {"sections-TOTAL_FORMS": "1", "sections-0-body": "<ul>\n\n" * 200_000},
        {
            "photos-TOTAL_FORMS": "1",
            "photos-0-place": "section-1:99999",
            "photos-0-id": "9" * 25,
            "photos-0-caption": "x",
        },
        {"lead": "<script>steal()</script>\n\n<table><tr><td onclick='steal()'>格</td></tr></table>"},
    ],
)
def test_whatever_is_sent_there_is_a_page_and_no_script_in_it(client, editor, typed):
    response = post_raw(client, NEW, typed)

    assert response.status_code == 200
    assert [bad for bad in ("<script>steal", "onclick") if bad in response.content.decode()] == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_preview_asks_the_same_however_long_the_case(client, editor, django_assert_num_queries, item_count):
    case = case_of(*["甲"] * item_count)
    for section in case.sections.all():
        Photo.objects.create(case=case, section=section, caption="花园")
    data = as_opened(client, case)

    # session, user, case, two of permissions, photos, site name
    with django_assert_num_queries(7):
        client.post(writing("preview", case), data)

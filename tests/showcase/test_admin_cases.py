"""Case studies on staff pages: parts change places, photos follow their case, two people release."""

import pytest
from django.urls import reverse

from organizations.roles import CHIEF_EDITOR, CLERK, EDITOR
from showcase.choices import CaseState
from showcase.models import CaseOrganization, CaseSection, CaseStudy, Lesson, Photo
from tests.factories import make_case, make_organization, make_staff, make_subdistrict
from tests.staff_forms import complaints, send

pytestmark = pytest.mark.django_db

CASES = "/admin/showcase/casestudy/"
ADD = f"{CASES}add/"


@pytest.fixture
def editor(client):
    user = make_staff(EDITOR)
    client.force_login(user)
    return user


def page(case):
    return reverse("admin:showcase_casestudy_change", args=[case.pk])


def act(case, name):
    return reverse("admin:showcase_casestudy_act", args=[case.pk, name])


def with_sections(case, *headings):
    for position, heading in enumerate(headings, start=1):
        CaseSection.objects.create(case=case, position=position, heading=heading)
    return case


def headings(case):
    return list(case.sections.order_by("position").values_list("heading", flat=True))


def test_who_writes_a_case_is_kept_and_the_address_is_made_of_the_title(client, editor):
    send(client, ADD, title="破解治理难题")

    made = CaseStudy.objects.get()
    assert (made.written_by, made.slug) == (editor, "po-jie-zhi-li-nan-ti")


def test_two_cases_of_one_title_get_two_addresses(client, editor):
    for _ in range(2):
        send(client, ADD, title="破解治理难题")

    assert set(CaseStudy.objects.values_list("slug", flat=True)) == {"po-jie-zhi-li-nan-ti", "po-jie-zhi-li-nan-ti-2"}


def test_an_address_in_use_is_an_error_on_the_form(client, editor):
    make_case(slug="taken")

    response = send(client, ADD, title="破解治理难题", slug="taken")

    assert [bool(complaints(response)), CaseStudy.objects.count()] == [True, 1]


def test_two_sections_may_exchange_places_in_one_save(client, editor):
    case = with_sections(make_case(), "第一", "第二")

    response = send(client, page(case), sections__0__position="2", sections__1__position="1")

    assert (response.status_code, headings(case)) == (302, ["第二", "第一"])


def test_a_section_may_be_put_first_among_three(client, editor):
    case = with_sections(make_case(), "甲", "乙", "丙")
    moved = {"sections__0__position": "2", "sections__1__position": "3", "sections__2__position": "1"}

    send(client, page(case), **moved)

    assert headings(case) == ["丙", "甲", "乙"]


def test_a_deleted_sections_place_may_be_taken_in_the_same_save(client, editor):
    case = with_sections(make_case(), "甲", "乙")

    send(client, page(case), sections__0__DELETE="on", sections__1__position="1")

    assert headings(case) == ["乙"]


def test_two_sections_at_one_place_are_an_error_on_the_form(client, editor):
    case = with_sections(make_case(), "甲", "乙")

    response = send(client, page(case), sections__1__position="1")

    assert "两个章节不能排在同一次序。" in complaints(response)


def test_two_lessons_may_exchange_numbers_in_one_save(client, editor):
    case = make_case()
    for number, statement in enumerate(("甲", "乙"), start=1):
        Lesson.objects.create(case=case, number=number, statement=statement)

    send(client, page(case), lessons__0__number="2", lessons__1__number="1")

    assert list(case.lessons.order_by("number").values_list("statement", flat=True)) == ["乙", "甲"]


def test_an_empty_section_is_an_error_on_the_form(client, editor):
    case = make_case()

    response = send(client, page(case), sections__TOTAL_FORMS="1", sections__0__truncated_note="原文至此中断")

    assert "章节要有小标题或正文。" in complaints(response)


def test_one_organization_twice_is_an_error_on_the_form(client, editor):
    organization = make_organization()
    case = make_case(organization=organization)
    row = {"organization": organization.pk, "name_as_printed": "别的写法", "position": "2"}

    response = send(
        client,
        page(case),
        case_organizations__TOTAL_FORMS="2",
        **{f"case_organizations__1__{name}": value for name, value in row.items()},
    )

    assert "这个党组织已经列在本案例中。" in complaints(response)
    assert CaseOrganization.objects.count() == 1


def test_a_scheduled_moment_is_kept_for_the_release(client, editor):
    case = make_case()

    send(client, page(case), publish_at_0="2030-01-01", publish_at_1="09:00")

    case.refresh_from_db()
    assert (case.state, case.publish_at.year) == (CaseState.DRAFT, 2030)


def test_a_case_goes_to_the_public_by_two_people(client, editor):
    case = make_case(written_by=editor)
    client.post(act(case, "submit"))
    client.force_login(make_staff(CHIEF_EDITOR))

    client.post(act(case, "release"))

    case.refresh_from_db()
    assert case.state == CaseState.PUBLISHED


def test_who_wrote_a_case_is_told_why_somebody_else_must_release_it(client):
    chief = make_staff(CHIEF_EDITOR)
    case = make_case(state=CaseState.REVIEW, written_by=chief)
    client.force_login(chief)

    response = client.post(act(case, "release"), follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert said == ["您撰写、修改或送审过这篇案例，请由另一位主编签发。"]


@pytest.mark.parametrize(
    ("state", "role", "status"),
    [
        (CaseState.DRAFT, EDITOR, 200),
        (CaseState.REVIEW, EDITOR, 403),
        (CaseState.REVIEW, CHIEF_EDITOR, 403),
        (CaseState.PUBLISHED, EDITOR, 403),
        (CaseState.PUBLISHED, CHIEF_EDITOR, 200),
    ],
)
def test_a_case_is_open_to_those_who_may_change_it_where_it_stands(client, state, role, status):
    case = make_case(state=state)
    client.force_login(make_staff(role))

    # 200: the form comes back with its complaints.
    assert client.post(page(case), {"_save": ""}).status_code == status


def test_only_a_draft_that_was_never_public_is_deleted(client, editor):
    draft, public = make_case(), make_case(state=CaseState.PUBLISHED)
    Photo.objects.create(case=draft, caption="邻里花园")

    answers = [
        client.post(reverse("admin:showcase_casestudy_delete", args=[case.pk]), {"post": "yes"}).status_code
        for case in (draft, public)
    ]

    assert (answers, list(CaseStudy.objects.all())) == ([302, 403], [public])


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_cases(client, editor, django_assert_num_queries, item_count):
    for _ in range(item_count):
        make_case(written_by=make_staff(EDITOR))

    # session, user, the user's and the groups' permissions, rounds of the filter, count, rows, site name
    with django_assert_num_queries(8):
        client.get(CASES)


def test_a_clerk_sees_the_cases_of_the_own_subdistricts_and_what_readers_see(client):
    own, other = (make_subdistrict(name) for name in ("华阳路街道", "新华路街道"))
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    client.force_login(clerk)
    make_case("自己街道的草稿", organization=make_organization("甲居民区党总支", subdistrict=own))
    theirs = make_case("别的街道的草稿", organization=make_organization("乙居民区党总支", subdistrict=other))
    nobodys = make_case("还没有党组织的草稿")
    make_case("已经公布的案例", organization=theirs.organizations.get(), state=CaseState.PUBLISHED)

    listed = client.get(reverse("admin:showcase_casestudy_changelist")).context["cl"].result_list

    assert {case.title for case in listed} == {"自己街道的草稿", "已经公布的案例"}
    assert [client.get(page(case)).status_code for case in (theirs, nobodys)] == [302, 302]

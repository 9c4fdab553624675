"""Writing a case: whatever is pasted can be opened again, photos stand where they were put, many come at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from organizations.roles import AUDITOR, CHIEF_EDITOR, EDITOR
from showcase.admin.authoring.case_form import TOO_MANY
from showcase.admin.authoring.fields import MOST_SIGNS, TOO_LONG
from showcase.admin.authoring.places import GONE, UNKNOWN
from showcase.admin.authoring.versions import version_of
from showcase.choices import CaseState
from showcase.models import CaseSection, CaseStudy, Photo
from showcase.photos.adding import FULL, MOST_PHOTOS
from tests.factories import make_case, make_staff
from tests.showcase.photos.pictures import SECRET, jpeg, phone_jpeg
from tests.showcase.photos.shelves import private_files
from tests.showcase.test_tidying import ANYTHING
from tests.showcase.writing import as_opened, bodies, case_of, page, post_raw, writing
from tests.staff_forms import complaints, send

pytestmark = pytest.mark.django_db
ADD = "/admin/showcase/casestudy/add/"


@pytest.fixture
def editor(client):
    user = make_staff(EDITOR)
    client.force_login(user)
    return user


def upload(name="花园.jpg", content=None):
    return SimpleUploadedFile(name, jpeg(60, 40) if content is None else content)


@given(text=ANYTHING)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_case_of_anything_pasted_opens_and_saves_unchanged(client, editor, text):
    case = case_of("")
    typed = {"title": f"题{text[:20]}", "lead": text, "sections__0__body": text}

    saved = post_raw(client, page(case), as_opened(client, case, **typed))
    once = version_of(case)
    again = send(client, page(case))

    assert (saved.status_code, client.get(page(case)).status_code) == (302, 200)
    assert (again.status_code, version_of(case)) == (302, once)


def test_pasted_text_is_kept_as_clean_paragraphs(client, editor):
    case = case_of("")

    send(
        client,
        page(case),
        sections__0__body="\u3000\u3000近年来\u00a0。\r\n\u3000\u3000第二段\u200b。",
        title="题\u00a0目\n",
    )

    assert bodies(case) == ["近年来 。\n\n第二段。"]
    assert CaseStudy.objects.get().title == "题 目"


def test_text_nobody_touched_is_not_rewritten(client, editor):
    case = case_of("来源\u00a0原样。")

    send(client, page(case), lead="新的导语。")

    assert bodies(case) == ["来源\u00a0原样。"]


def test_a_text_without_end_is_refused_and_comes_back(client, editor):
    case = case_of("原来的正文。")

    response = send(client, page(case), sections__0__body="长" * (MOST_SIGNS + 1))

    assert complaints(response) == [TOO_LONG]
    assert bodies(case) == ["原来的正文。"]


def test_ten_megabytes_are_refused_and_nothing_changes(client, editor):
    case = case_of("原来的正文。")
    data = as_opened(client, case, sections__0__body="<p>" * 3_500_000)

    response = client.post(page(case), data)

    assert (response.status_code, bodies(case)) == (400, ["原来的正文。"])
    assert client.get(page(case)).status_code == 200


def test_the_places_of_a_photo_are_the_paragraphs_one_sees(client, editor):
    case = case_of("甲段写得比较长，超过十四个字的部分省去。\n\n<ul><li>清单</li></ul>", lead="导语。")
    photo = Photo.objects.create(case=case, section=case.sections.get(), after_paragraph=2, caption="花园")

    form = client.get(page(case)).context["inline_admin_formsets"][2].formset.forms[0]

    section = case.sections.get()
    assert form["place"].value() == f"section-{section.pk}:2"
    assert [label for _, options in form.fields["place"].widget.choices for _, label in options] == [
        "放在最后",
        "放在最前",
        "放在第 1 段之后：“导语。”",
        "放在最后",
        "放在最前",
        "放在第 1 段之后：“甲段写得比较长，超过十四个字……”",
        "放在第 2 段之后：“清单”",
    ]
    assert photo.after_paragraph == 2


def test_a_photo_is_put_after_a_paragraph_of_a_section_added_in_the_same_save(client, editor):
    case = case_of("旧的一节。")
    Photo.objects.create(case=case, caption="花园")
    row = {"sections__TOTAL_FORMS": "2", "sections__1__heading": "新的一节", "sections__1__body": "甲\n\n乙"}

    send(client, page(case), **row, photos__0__place="sections-1:1")

    photo = Photo.objects.get()
    assert (photo.section.heading, photo.after_paragraph) == ("新的一节", 1)


def test_a_photo_outlives_its_deleted_section(client, editor):
    case = case_of("甲", "乙")
    section = case.sections.get(position=2)
    Photo.objects.create(case=case, section=section, after_paragraph=1, caption="花园")

    response = send(client, page(case), sections__1__DELETE="on", photos__0__caption="花园一角")

    photo = Photo.objects.get()
    assert (response.status_code, photo.caption, photo.section) == (302, "花园一角", None)


def test_a_place_in_another_case_is_an_error_on_the_form(client, editor):
    case, other = case_of("甲"), case_of("乙")
    Photo.objects.create(case=case, caption="花园")

    foreign = send(client, page(case), photos__0__place=f"section-{other.sections.get().pk}:1")
    nonsense = send(client, page(case), photos__0__place="楼上")

    assert (complaints(foreign), complaints(nonsense)) == ([GONE], [UNKNOWN])
    assert Photo.objects.get().section is None


def test_photos_chosen_together_come_with_a_case_not_saved_before(client, editor):
    data = {"title": "新案例", "new_photos": [upload("一.jpg", phone_jpeg()), upload("二.jpg")]}

    response = send(client, ADD, **data)

    assert response.status_code == 302
    assert list(Photo.objects.order_by("position").values_list("position", "released_at")) == [(1, None), (2, None)]
    assert [name for name, content in private_files().items() if SECRET.encode() in content] == []


def test_every_bad_file_among_many_is_named_and_nothing_is_saved(client, editor):
    case = case_of("甲")
    files = [upload("好.jpg"), upload("标志.svg", b"<svg></svg>"), upload("说明.pdf", b"%PDF-1.7")]

    response = send(client, page(case), new_photos=files, sections__0__body="改过")

    said = response.context["adminform"].form.errors["new_photos"]
    assert [one.split("：")[0] for one in said] == ["标志.svg", "说明.pdf"]
    assert (Photo.objects.count(), bodies(case)) == (0, ["甲"])


def test_too_many_files_in_one_request_are_refused(client, editor):
    response = send(client, page(make_case()), new_photos=[upload() for _ in range(13)])

    assert response.context["adminform"].form.errors["new_photos"] == [TOO_MANY]


def test_a_single_upload_becomes_a_row_that_the_open_form_knows(client, editor):
    case = case_of("甲")
    opened = as_opened(client, case)

    answer = client.post(writing("photos", case), {"file": upload(), "version": opened["version"]}).json()
    row = {"id": answer["id"], "case": case.pk, "position": "1", "place": "lead:", "alternative_text": "一片花园"}
    data = opened | {"version": answer["version"], "photos-TOTAL_FORMS": "1"}
    data |= {f"photos-0-{name}": value for name, value in row.items()}
    response = client.post(page(case), data)

    photo = Photo.objects.get()
    assert (response.status_code, photo.pk, photo.alternative_text) == (302, answer["id"], "一片花园")


def test_an_upload_does_not_hide_what_somebody_saved_meanwhile(client, editor):
    case = case_of("甲")
    opened = as_opened(client, case)
    CaseSection.objects.update(body="对方改过")

    answer = client.post(writing("photos", case), {"file": upload(), "version": opened["version"]}).json()

    assert answer["version"] == opened["version"] != version_of(case)


@pytest.mark.parametrize("content", [b"<svg></svg>", b"", b"<script>", jpeg()[:500]])
def test_a_single_upload_that_is_no_photo_says_why(client, editor, content):
    case = make_case()

    answer = client.post(writing("photos", case), {"file": upload(content=content)})

    assert (answer.status_code, list(answer.json()), Photo.objects.count()) == (200, ["error"], 0)


def test_a_case_takes_no_more_photos_than_its_form_shows(client, editor):
    case = make_case()
    for position in range(MOST_PHOTOS):
        Photo.objects.create(case=case, position=position, caption="花园")

    assert client.post(writing("photos", case), {"file": upload()}).json() == {"error": FULL}


@pytest.mark.parametrize(("role", "state"), [(AUDITOR, CaseState.DRAFT), (EDITOR, CaseState.REVIEW)])
def test_who_may_not_write_the_case_uploads_nothing(client, role, state):
    case = make_case(state=state)
    client.force_login(make_staff(role))

    assert client.post(writing("photos", case), {"file": upload()}).status_code == 403
    assert Photo.objects.count() == 0


def test_the_form_asks_the_same_however_long_the_case(client, editor, django_assert_num_queries):
    short, long = case_of("甲"), case_of("甲", "乙", "丙")
    for section in CaseSection.objects.all():
        Photo.objects.create(case=section.case, section=section, caption="花园")
    client.get(page(short))

    with CaptureQueriesContext(connection) as for_one:
        client.get(page(short))
    with django_assert_num_queries(len(for_one)):
        client.get(page(long))


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.PUBLISHED])
def test_title_and_lead_stand_before_the_sections_whatever_the_state(client, state):
    client.force_login(make_staff(CHIEF_EDITOR))

    shown = client.get(page(make_case(state=state))).content.decode()

    parts = ("id_title", "id_lead", "sections-group", "photos-group", "lessons-group", "id_position")
    order = [shown.find(f'id="{part}"') for part in parts]
    assert order == sorted(order)
    assert -1 not in order

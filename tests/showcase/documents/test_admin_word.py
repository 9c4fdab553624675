"""“从 Word 文件新建” on the staff pages: from the list of cases to the page of the draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.admin.documents.word import KNOWN
from showcase.models import CaseStudy, DocumentImport
from tests.factories import make_staff
from tests.files.documents.building import Document, paragraph, picture_bytes, run
from tests.files.documents.making_articles import LEAD, TITLE
from tests.showcase.documents.reading import FILES
from tests.staff_forms import send as fill_in_and_send

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:showcase_casestudy_word")
CASES = reverse("admin:showcase_casestudy_changelist")


@pytest.fixture
def editor(client):
    user = make_staff(EDITOR)
    client.force_login(user)
    return user


def send(client, path, **facts):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(path.name, path.read_bytes()), **facts})


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_list_of_cases_leads_there(client, editor):
    assert f'href="{UPLOAD}"' in client.get(CASES).text


def test_an_upload_ends_on_the_page_of_its_draft(client, editor):
    response = send(client, FILES / "articles/three_captioned_photos.docx")

    case = CaseStudy.objects.get()
    assert (case.title, case.written_by) == (TITLE, editor)
    assert response.headers["Location"] == reverse("admin:showcase_casestudy_change", args=[case.pk])


def test_forty_pictures_arrive_each_in_its_place_and_the_draft_can_be_saved(client, editor):
    document = Document().add(paragraph(TITLE), paragraph(LEAD))
    for number in range(1, 41):
        document.add(paragraph(f"第 {number} 段。"), paragraph(document.picture(picture_bytes(size=(40, 30)))))
        document.add(paragraph(f"图{number} 第 {number} 幅"))
    file = SimpleUploadedFile("四十幅.docx", document.saved())

    address = client.post(UPLOAD, {"file": file}).url
    response = fill_in_and_send(client, address, photos__39__caption="改过")

    case = CaseStudy.objects.get()
    placed = list(case.photos.in_order().values_list("after_paragraph", "caption"))
    expected = [*((number, f"图{number} 第 {number} 幅") for number in range(1, 40)), (40, "改过")]
    assert (response.status_code, placed) == (302, expected)
    assert all(photo.has_picture() for photo in case.photos.all())


def test_what_is_open_is_counted_and_stands_on_the_page_of_the_draft(client, editor):
    response = send(client, FILES / "mess/notes_and_margins.docx")

    page = client.get(response.headers["Location"])
    assert said(page)[1] == "还有 5 处待您决定，列在本页。"
    ((label, words),) = page.context["facts"]
    asked = DocumentImport.objects.get().decisions
    items = "".join(f"<li><strong>{one['place']}</strong>　{one['question']}</li>" for one in asked)
    assert (label, words) == ("待您决定 5 处", f'<ol class="open-decisions">{items}</ol>')


def test_what_a_document_says_is_text_and_no_markup(client, editor):
    document = Document()
    document.part("comments", f'<w:comment w:id="1">{paragraph(run("<script>alert(1)</script>"))}</w:comment>')
    data = document.add(paragraph(TITLE), paragraph(LEAD)).saved()

    response = client.post(UPLOAD, {"file": SimpleUploadedFile("a.docx", data)})

    page = client.get(response.headers["Location"])
    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_what_somebody_has_decided_waits_no_longer(client, editor):
    send(client, FILES / "articles/no_headings.docx")
    document = DocumentImport.objects.get()
    document.decisions[0]["settled_at"] = "2021-11-24"
    document.save()

    page = client.get(reverse("admin:showcase_casestudy_change", args=[document.cases.get().pk]))

    assert page.context["facts"] == []


def test_the_file_as_received_can_be_had_again(client, editor):
    send(client, FILES / "articles/no_headings.docx")

    document = DocumentImport.objects.get()
    page = client.get(reverse("admin:showcase_casestudy_change", args=[document.cases.get().pk]))
    response = client.get(dict(page.context["links"])["下载收到的文件“no_headings.docx”"])
    assert b"".join(response.streaming_content) == (FILES / "articles/no_headings.docx").read_bytes()


def test_the_same_file_leads_to_the_same_draft(client, editor):
    first = send(client, FILES / "articles/no_headings.docx")
    client.get(first.headers["Location"])

    second = send(client, FILES / "articles/no_headings.docx")

    assert second.headers["Location"] == first.headers["Location"]
    assert said(client.get(second.headers["Location"])) == [KNOWN]


@pytest.mark.parametrize("name", ["truncated.docx", "bomb.docx", "external_entity.docx", "empty.docx"])
def test_a_hostile_file_is_refused_beside_its_field(client, editor, name):
    response = send(client, FILES / "hostile" / name)

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["file"])
    assert (CaseStudy.objects.count(), DocumentImport.objects.count()) == (0, 0)


def test_nothing_chosen_is_said(client, editor):
    response = client.post(UPLOAD)

    assert response.context["form"].errors["file"] == ["请选择一个 Word 文件。"]


def test_the_way_is_open_to_the_chief_editor_too(client):
    client.force_login(make_staff(CHIEF_EDITOR))

    assert client.get(UPLOAD).status_code == 200


@pytest.mark.parametrize("role", [CLERK, REVIEWER, AUDITOR])
def test_others_neither_find_the_way_nor_get_in(client, role):
    client.force_login(make_staff(role))

    assert f'href="{UPLOAD}"' not in client.get(CASES).text
    assert send(client, FILES / "articles/no_headings.docx").status_code == 403
    assert CaseStudy.objects.count() == 0

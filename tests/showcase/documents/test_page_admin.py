"""The page “从报纸版面文字新建”: paste, look, write, and find everything again."""

import base64

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from awards.models import ImportBatch
from organizations.models import SourceDocument
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.documents.page.receiving import MAX_BYTES, TOO_LARGE
from showcase.documents.page.writing import write_page
from showcase.documents.recording import record_import
from showcase.models import CaseStudy, DocumentImport
from tests.factories import make_case, make_source, make_staff
from tests.showcase.documents.page_scene import make_registry
from tests.showcase.documents.pages import OWN_PAGES, SEED

pytestmark = pytest.mark.django_db

PAGE = "/admin/showcase/documentimport/page/"
LIST = "/admin/showcase/documentimport/"
TEXT = SEED.read_text("utf-8")
NO_ROLLS = "名单还没有写入：您没有录入名单的权限，请街道录入员或区级审核员到批次里核对各行并写入。"


@pytest.fixture
def editor(client):
    editor = make_staff(EDITOR)
    client.force_login(editor)
    return editor


def confirmed(response):
    """What the plan page sends back when it is confirmed."""
    return response.context["confirm"].initial


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_pasted_page_is_shown_before_anything_is_written(client, editor):
    make_registry()

    response = client.post(PAGE, {"text": TEXT})

    shown = response.content.decode()
    assert "读到展示会一次、名单 6 行、案例 3 篇；有 19 处要您核对。" in shown
    assert [case.title in shown for case in response.context["draft"].cases] == [True] * 3
    assert NO_ROLLS in shown
    assert (CaseStudy.objects.count(), SourceDocument.objects.count()) == (0, 0)


def test_a_confirmed_page_becomes_drafts_and_leads_to_them(client, editor):
    make_registry()

    response = client.post(PAGE, confirmed(client.post(PAGE, {"text": TEXT})), follow=True)

    record = DocumentImport.objects.get()
    shown = response.content.decode()
    addresses = [
        reverse("admin:awards_ceremony_change", args=[record.ceremony_id]),
        reverse("admin:awards_importbatch_plan", args=[record.batch_id]),
        *(reverse("admin:showcase_casestudy_change", args=[case.pk]) for case in record.cases.all()),
    ]
    assert response.redirect_chain == [(f"{LIST}{record.pk}/change/", 302)]
    assert (record.created_by, [address in shown for address in addresses]) == (editor, [True] * 5)
    assert [one["question"] for one in record.decisions if one["question"].replace("&", "&amp;") not in shown] == []
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_page_sent_as_a_file_keeps_its_bytes(client, editor):
    data = (OWN_PAGES / "page_gb18030_crlf.txt").read_bytes()

    plan = client.post(PAGE, {"file": SimpleUploadedFile("六月版.txt", data)})
    client.post(PAGE, confirmed(plan))

    source = SourceDocument.objects.get()
    with source.file.open() as file:
        assert (source.file_name, source.headline, file.read()) == ("六月版.txt", "红榜引路 邻里同心", data)


def test_the_same_page_again_leads_to_what_it_became(client, editor):
    record = write_page(TEXT.encode(), "版面.txt", by=None).record

    response = client.post(PAGE, {"text": TEXT})

    assert response.url == f"{LIST}{record.pk}/change/"
    assert said(response) == ["这份版面以前导入过（内容完全相同），没有新增内容；这里是那一次的结果。"]


def test_confirming_twice_writes_once(client, editor):
    plan = confirmed(client.post(PAGE, {"text": TEXT}))

    answers = [client.post(PAGE, plan).url for _ in range(2)]

    assert (len(set(answers)), CaseStudy.objects.count(), ImportBatch.objects.count()) == (1, 3, 1)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, {"text": ["请粘贴版面文字，或选择一个文件。"]}),
        ({"text": "\u3000\n"}, {"text": ["请粘贴版面文字，或选择一个文件。"]}),
        (
            {"text": TEXT, "file": SimpleUploadedFile("版面.txt", b"x")},
            {"file": ["粘贴和上传只能用一种：请清空粘贴的文字，或不选文件。"]},
        ),
        ({"file": SimpleUploadedFile("版面.txt", b" " * (MAX_BYTES + 1))}, {"file": [TOO_LARGE]}),
        (
            {"file": SimpleUploadedFile("版面.txt", b"")},
            {"file": ["没有文字可以读取。请粘贴版面的文字，或检查是否选错了文件。"]},
        ),
        (
            {"file": SimpleUploadedFile("版面.txt", b"%PDF-1.7")},
            {"file": ["这是 PDF 文件，无法读取。请在 PDF 中选中文字，复制后粘贴。"]},
        ),
    ],
    ids=["nothing", "blank", "both", "too large", "empty file", "pdf"],
)
def test_what_cannot_be_read_is_refused_at_its_field(client, editor, sent, expected):
    assert errors(client.post(PAGE, sent)) == expected


@pytest.mark.parametrize(
    "sent",
    [
        {"page": "不是编码", "file_name": "版面.txt"},
        {"page": base64.b64encode(TEXT.encode()).decode()},
        {"page": base64.b64encode(b"\x00" * 9).decode(), "file_name": "版面.txt"},
    ],
    ids=["no code", "no name", "no text"],
)
def test_a_confirmation_that_was_tampered_with_writes_nothing(client, editor, sent):
    response = client.post(PAGE, sent)

    assert (response.status_code, DocumentImport.objects.count(), len(said(response))) == (200, 0, 1)


def test_nul_bytes_in_pasted_text_are_dropped(client, editor):
    response = client.post(PAGE, {"text": TEXT.replace("当好", "当\0好")})

    assert response.context["draft"].cases[1].title == "当好“领头雁” 用好“带头人”"


def test_what_the_page_says_is_shown_as_text(client, editor):
    shown = client.post(PAGE, {"text": TEXT.replace("当好", "<b>当好</b>")}).content.decode()

    assert ("<b>当好</b>" in shown, "&lt;b&gt;当好&lt;/b&gt;" in shown) == (False, True)


@pytest.mark.parametrize(
    ("role", "status"), [(EDITOR, 200), (CHIEF_EDITOR, 200), (CLERK, 403), (REVIEWER, 403), (AUDITOR, 403)]
)
def test_only_editors_bring_a_page_in(client, role, status):
    client.force_login(make_staff(role))

    assert (client.get(PAGE).status_code, client.post(PAGE, {"text": TEXT}).status_code) == (status, status)


@pytest.mark.parametrize("address", [LIST, "/admin/showcase/casestudy/"])
def test_the_lists_offer_a_new_page_to_editors_alone(client, address):
    offered = []
    for role in (EDITOR, AUDITOR):
        client.force_login(make_staff(role))
        offered.append("从报纸版面文字新建" in client.get(address).content.decode())

    assert offered == [True, False]


def test_a_reviewer_is_sent_to_the_batch_to_write_the_rolls(client):
    record = write_page(TEXT.encode(), "版面.txt", by=None).record
    client.force_login(make_staff(REVIEWER))

    shown = client.get(f"{LIST}{record.pk}/change/").content.decode()

    assert "名单还没有写入：请到批次里核对各行，再写入名单。" in shown


def test_a_page_is_not_brought_in_from_another_site():
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(make_staff(EDITOR))

    assert careful.post(PAGE, {"text": TEXT}).status_code == 403


def test_an_import_is_not_changed_or_made_by_hand(client):
    record = write_page(TEXT.encode(), "版面.txt", by=None).record
    client.force_login(make_staff(EDITOR))

    statuses = [
        client.post(f"{LIST}{record.pk}/change/", {"kind": "word"}).status_code,
        client.get(f"{LIST}add/").status_code,
        client.post(f"{LIST}{record.pk}/delete/", {"post": "yes"}).status_code,
        client.get(f"{LIST}{10**30}/change/").status_code,
    ]

    assert statuses == [403, 404, 403, 302]


@pytest.mark.parametrize("case_count", [1, 3])
def test_the_result_asks_the_same_however_many_drafts(client, editor, django_assert_num_queries, case_count):
    cases = [make_case(f"案例{number}") for number in range(case_count)]
    record = record_import("page", make_source(), cases, [], by=editor)

    # session, user, permissions of user and groups, the import with its source, its cases, site name
    with django_assert_num_queries(7):
        client.get(f"{LIST}{record.pk}/change/")


@pytest.mark.parametrize("import_count", [1, 3])
def test_the_list_asks_the_same_however_many_imports(client, editor, django_assert_num_queries, import_count):
    for _ in range(import_count):
        record_import("page", make_source(), [make_case()], [], by=editor)

    # session, user, permissions of user and groups, count, the imports, site name
    with django_assert_num_queries(7):
        client.get(LIST)

"""Bringing a list in: what is kept, what is refused, and what the page says then."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from awards.choices import Verdict
from awards.importing.reading.limits import MAX_BYTES
from awards.models import ImportBatch
from organizations.models import SourceDocument
from organizations.roles import AUDITOR, EDITOR, REVIEWER
from tests.awards.workbench import ADD, ROLL, make_clerk, make_scene, page, paste, pasted, said
from tests.factories import make_organization, make_round, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_scene()


@pytest.fixture
def reviewer(client, place):
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)
    return reviewer


def test_a_pasted_list_leads_to_its_plan(client, reviewer):
    make_organization("陶家宅居民区党总支")

    response = paste(client)

    batch = ImportBatch.objects.get()
    assert (response.url, batch.created_by) == (page(batch), reviewer)
    assert list(batch.rows.order_by("number").values_list("verdict", flat=True)) == [Verdict.READY, Verdict.DECIDE]


def test_an_uploaded_file_is_kept_as_received(client, reviewer):
    client.post(ADD, {"file": SimpleUploadedFile("名单.txt", ROLL.encode("gb18030"))})

    source = ImportBatch.objects.get().source
    with source.file.open() as file:
        assert (source.file_name, file.read()) == ("名单.txt", ROLL.encode("gb18030"))


def test_the_default_round_serves_rows_that_name_none(client, reviewer):
    batch = pasted(client, "金奖 陶家宅居民区党总支", round=make_round(7).pk)

    assert batch.rows.get().round == make_round(7)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("名单.pdf", b"%PDF-1.7", "这是 PDF 文件，无法读取。"),
        ("名单.txt", b"", "文件是空的，没有可读取的内容。"),
        ("名单.xlsx", b"PK\x03\x04broken", "文件"),
        ("名单.exe", b"MZ\x90\x00", "不认识这种文件。"),
    ],
)
def test_an_unreadable_file_is_refused_at_the_field_and_nothing_is_kept(client, reviewer, name, content, message):
    response = client.post(ADD, {"file": SimpleUploadedFile(name, content)})

    assert response.context["form"].errors["file"][0].startswith(message)
    assert (ImportBatch.objects.count(), SourceDocument.objects.count()) == (0, 0)


def test_a_file_over_the_limit_is_refused_before_it_is_read(client, reviewer):
    response = client.post(ADD, {"file": SimpleUploadedFile("名单.txt", b" " * (MAX_BYTES + 1))})

    assert response.context["form"].errors["file"][0].startswith("文件超过 20 MB")


def test_nothing_sent_asks_for_a_list(client, reviewer):
    response = client.post(ADD, {"text": "  \n"})

    assert response.context["form"].errors["text"] == ["请粘贴名单，或选择一个文件。"]


def test_text_and_file_together_are_refused_and_the_text_is_not_lost(client, reviewer):
    response = client.post(ADD, {"text": ROLL, "file": SimpleUploadedFile("名单.txt", b"x")})

    assert response.context["form"].errors["file"][0].startswith("粘贴和上传只能用一种")
    assert "陶家宅居民区党总支" in response.content.decode()


def test_nul_bytes_in_pasted_text_are_dropped(client, reviewer):
    batch = pasted(client, ROLL.replace("陶家宅", "陶\0家宅"))

    assert batch.rows.order_by("number")[0].organization_text == "陶家宅居民区党总支"


def test_the_same_list_sent_twice_makes_one_batch(client, reviewer):
    paste(client)

    response = client.post(ADD, {"text": ROLL}, follow=True)

    assert ImportBatch.objects.count() == 1
    assert said(response) == ["这份名单您已经录入过，还没有写入；这里是原来的那一批。"]


def test_a_paste_beyond_the_limit_of_a_request_is_refused_without_an_error(client, reviewer):
    assert paste(client, "陶家宅居民区党总支\n" * 250_000).status_code == 400


def test_a_clerk_of_one_subdistrict_has_it_chosen_and_no_other_offered(client, place):
    make_subdistrict("新华路街道")
    client.force_login(make_clerk(place))

    field = client.get(ADD).context["form"].fields["subdistrict"]

    assert [str(one) for one in field.queryset] == ["华阳路街道"]
    assert (field.initial, field.empty_label) == (place, None)


def test_a_clerk_cannot_choose_another_subdistrict(client, place):
    other = make_subdistrict("新华路街道")
    client.force_login(make_clerk(place))

    response = paste(client, subdistrict=other.pk)

    assert list(response.context["form"].errors) == ["subdistrict"]
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("role", [AUDITOR, EDITOR])
def test_who_only_looks_cannot_bring_a_list_in(client, place, role):
    client.force_login(make_staff(role))

    assert (client.get(ADD).status_code, paste(client).status_code) == (403, 403)


def test_a_list_is_not_brought_in_from_another_site(place):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(make_staff(REVIEWER))

    assert careful.post(ADD, {"text": ROLL}).status_code == 403


@pytest.mark.parametrize("round_count", [1, 3])
def test_the_page_asks_the_same_however_many_rounds(client, reviewer, django_assert_num_queries, round_count):
    for number in range(1, round_count):
        make_round(number)

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not,
    # rounds for the form, subdistricts, rounds for the template, site name
    with django_assert_num_queries(10):
        client.get(ADD)

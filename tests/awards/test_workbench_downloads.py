"""Workbooks to take away can be brought in again, and carry no live formula."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from awards.choices import Verdict
from awards.importing.workbooks_out import as_plain_text
from awards.models import ImportBatch, ImportRow
from organizations.choices import Sector
from organizations.models import Organization
from organizations.roles import AUDITOR, REVIEWER
from tests.awards.workbench import ADD, make_clerk, make_scene, page, pasted
from tests.factories import make_organization, make_round, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db
FORM = "/admin/awards/importbatch/template.xlsx"
HEADING = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n"


@pytest.fixture(autouse=True)
def reviewer(client):
    make_scene()
    client.force_login(make_staff(REVIEWER))


def opened(response):
    return load_workbook(io.BytesIO(response.content))


def cells(response):
    """The rows of the first sheet under its headings."""
    return [[cell.value for cell in row] for row in opened(response).worksheets[0].iter_rows(min_row=3)]


def uploaded(client, content):
    client.post(ADD, {"file": SimpleUploadedFile("名单.xlsx", content)})
    return ImportBatch.objects.latest("pk")


def test_open_rows_are_downloaded_with_their_reasons(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n银奖 没有的居民区党总支\n")

    found = cells(client.get(page(batch, "open_rows")))

    assert found == [
        ["银奖", "没有的居民区党总支", "华阳路街道", "第 3 行", "没有登记这个党组织，请核对名称，或新建。"]
    ]


def test_corrected_rows_can_be_brought_in_again(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅的党组织\n")
    book = opened(client.get(page(batch, "open_rows")))
    book.worksheets[0]["B3"] = "陶家宅居民区党总支"
    content = io.BytesIO()
    book.save(content)

    again = uploaded(client, content.getvalue()).rows.get()

    assert (again.verdict, again.round, str(again.tier), str(again.subdistrict)) == (
        Verdict.READY,
        make_round(7),
        "金奖",
        "华阳路街道",
    )


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_no_name_becomes_a_formula(client, name):
    batch = pasted(client, HEADING + "金奖 陶家宅的党组织\n")
    ImportRow.objects.update(organization_text=name)

    cell = opened(client.get(page(batch, "open_rows"))).worksheets[0]["B3"]

    assert (cell.data_type, cell.value.startswith("'")) == ("s", True)


def test_ordinary_text_is_left_as_it_is():
    assert as_plain_text("陶家宅居民区党总支") == "陶家宅居民区党总支"


def test_characters_no_workbook_can_hold_do_not_break_the_download(client):
    batch = pasted(client, HEADING + "金奖 陶家宅的党组织\n")
    ImportRow.objects.update(organization_text="陶\x01家\ufffe宅")

    assert cells(client.get(page(batch, "open_rows")))[0][1] == "陶家宅"


def test_a_form_bears_its_round_and_offers_tiers_organizations_and_subdistricts(client):
    make_organization("陶家宅居民区党总支")
    make_organization("某某公司党支部", sector=Sector.NEW)

    book = opened(client.get(FORM, {"round": make_round(7).pk}))

    sheet, choices = book.worksheets
    columns = [[cell.value for cell in column if cell.value] for column in choices.iter_cols()]
    assert sheet["A1"].value == "第七轮居民区党建工作“金银奖”名单"
    assert columns == [["金奖标兵", "金奖", "银奖"], ["陶家宅居民区党总支"], ["华阳路街道"]]
    assert len(sheet.data_validations.dataValidation) == 3


def test_a_form_that_was_filled_in_reads_as_what_was_filled_in(client):
    make_organization("陶家宅居民区党总支")
    make_organization("没有填的居民区党总支")
    book = opened(client.get(FORM, {"round": make_round(7).pk}))
    for column, text in enumerate(["金奖", "陶家宅居民区党总支", "华阳路街道"], start=1):
        book.worksheets[0].cell(3, column, text)
    content = io.BytesIO()
    book.save(content)

    batch = uploaded(client, content.getvalue())

    row = batch.rows.get()
    assert (row.verdict, row.round, batch.problems) == (Verdict.READY, make_round(7), [])


def test_a_form_for_a_clerk_offers_only_the_own_subdistrict(client):
    make_organization("陶家宅居民区党总支")
    make_organization("新华居民区党总支", subdistrict=make_subdistrict("新华路街道"))
    client.force_login(make_clerk(make_scene()))

    choices = opened(client.get(FORM, {"round": make_round(7).pk})).worksheets[1]

    assert [choices["B1"].value, choices["B2"].value, choices["C2"].value] == ["陶家宅居民区党总支", None, None]


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 30])
def test_a_form_of_no_round_is_not_found(client, asked):
    assert client.get(FORM, {"round": asked}).status_code == 404


def test_who_enters_nothing_needs_no_form(client):
    client.force_login(make_staff(AUDITOR))

    assert client.get(FORM, {"round": make_round(7).pk}).status_code == 403


@pytest.mark.parametrize("row_count", [1, 3])
def test_the_download_asks_the_same_however_many_rows(client, django_assert_num_queries, row_count):
    batch = pasted(client, HEADING + "".join(f"金奖 第{number}居民区党总支\n" for number in range(row_count)))

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not, batch, rows,
    # the latest lines of the security log, and one more
    with django_assert_num_queries(10):
        client.get(page(batch, "open_rows"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_organization_a_form_offers_becomes_a_formula(client, start):
    make_organization("陶家宅居民区党总支")
    Organization.objects.update(name=f"{start}SUM(A1)党支部")

    cell = opened(client.get(FORM, {"round": make_round(7).pk})).worksheets[1]["B1"]

    assert (cell.data_type, cell.value) == ("s", f"'{start}SUM(A1)党支部")

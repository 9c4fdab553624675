"""The roll as files: what the page shows, in Chinese, harmless, and readable by the import again."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from awards.choices import ListState, TierBasis, Verdict
from awards.exporting import COLUMNS
from awards.importing.planning import Defaults
from awards.importing.receiving import receive_list
from organizations.choices import SecurityAct
from organizations.models import SecurityEvent
from organizations.roles import CLERK
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_staff,
    make_tier,
)

pytestmark = pytest.mark.django_db

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def honor_list():
    return make_list(state=ListState.RELEASED, heading="金银奖榜单", source=make_source("表彰决定"))


def _body(client, address: str, **filters) -> bytes:
    response = client.get(address, filters)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def _lines(client, **filters) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_body(client, "/honors.csv", **filters).decode("utf-8-sig"))))


def test_a_csv_begins_with_the_mark_that_excel_needs_for_chinese(client, honor_list):
    assert _body(client, "/honors.csv")[:3] == b"\xef\xbb\xbf"


def test_a_csv_holds_every_fact_of_a_line(client, honor_list):
    make_entry(
        make_organization("陶家宅居民区党总支"), honor_list=honor_list, verify_code="7K0M1PQRST", citation="攻坚"
    )

    assert _lines(client) == [
        {
            "奖项类别": "“金银奖”",
            "轮次": "7",
            "等次": "金奖",
            "党组织名称": "陶家宅居民区党总支",
            "街道（镇）": "华阳路街道",
            "等次依据": "原文写明",
            "登记名称": "陶家宅居民区党总支",
            "荣誉状态": "有效",
            "表彰词": "攻坚",
            "榜单": "金银奖榜单",
            "来源": "表彰决定",
            "核验码": "7K0M1PQRST",
        }
    ]


def test_the_filters_of_the_page_hold_for_its_files(client, honor_list):
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list)
    other = make_list(award_round=make_round(4, scheme=make_scheme("wuxing")), state=ListState.RELEASED)
    make_entry(make_organization("德必党支部"), honor_list=other, tier_basis=TierBasis.NONE_PRINTED)

    assert [line["党组织名称"] for line in _lines(client, award="wuxing")] == ["德必党支部"]


@pytest.mark.parametrize("state", [ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN])
@pytest.mark.parametrize("address", ["/honors.csv", "/honors.json"])
def test_what_is_not_public_is_in_no_file(client, honor_list, address, state):
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list)
    make_entry(make_organization("机密居民区党总支"), honor_list=make_list(award_round=make_round(8), state=state))

    body = _body(client, address).decode()

    assert "陶家宅" in body
    assert "机密" not in body


def test_a_workbook_has_a_frozen_filtered_header_and_numbers_as_numbers(client, honor_list):
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list)

    sheet = load_workbook(io.BytesIO(_body(client, "/honors.xlsx"))).active

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:L2")
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert (sheet["B2"].value, sheet["B2"].data_type) == (7, "n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_any_file_is_a_formula(client, honor_list, start):
    make_entry(make_organization(f"{start}cmd党总支"), honor_list=honor_list)

    cell = load_workbook(io.BytesIO(_body(client, "/honors.xlsx"))).active["D2"]

    assert (cell.value, cell.data_type) == (f"'{start}cmd党总支", "s")
    assert _lines(client)[0]["党组织名称"] == f"'{start}cmd党总支"


def test_json_names_each_honour_by_its_code(client, honor_list):
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list, verify_code="7K0M1PQRST")
    make_entry(honor_list=honor_list, tier=make_tier("银奖", rank=3))

    honors = json.loads(_body(client, "/honors.json"))["honors"]

    assert len(honors) == 2
    assert honors[0]["id"] == "7K0M1PQRST"
    assert honors[0]["url"] == "http://testserver/verify/7K0M1PQRST/"
    assert honors[0]["organization_name"] == "陶家宅居民区党总支"


def test_an_empty_roll_is_an_empty_file(client):
    assert _lines(client) == []
    assert json.loads(_body(client, "/honors.json")) == {"honors": []}


@pytest.mark.parametrize("address", ["/honors.csv", "/honors.xlsx", "/honors.json"])
def test_a_filter_nobody_offers_is_refused_in_words(client, address):
    response = client.get(address, {"sector": "nonsense"})

    assert response.status_code == 400
    assert "没有可下载的文件：条件有误" in response.content.decode()


def test_a_workbook_too_long_to_make_is_refused_with_the_way_out(client, honor_list, monkeypatch):
    monkeypatch.setattr("awards.exporting.WORKBOOK_ROWS", 1)
    for name in ("甲", "乙"):
        make_entry(make_organization(f"{name}居民区党总支"), honor_list=honor_list)

    response = client.get("/honors.xlsx")

    assert response.status_code == 400
    assert "超过 1 条，请下载 .csv，或先缩小范围" in response.content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize("address", ["/honors.csv", "/honors.json"])
def test_a_file_asks_as_much_for_one_as_for_three(client, honor_list, django_assert_num_queries, address, item_count):
    for number in range(item_count):
        make_entry(make_organization(f"第{number}居民区党总支"), honor_list=honor_list)

    # the lines with their organisations; lists, sources, rounds, schemes, tiers and subdistricts once for all of them
    with django_assert_num_queries(7):
        _body(client, address)


@pytest.mark.parametrize("address", ["/honors.xlsx", "/honors.csv"])
def test_a_file_brought_in_again_is_on_record_row_by_row(client, honor_list, address):
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=honor_list, tier=make_tier("金奖标兵", rank=0))
    make_entry(make_organization("苏一居民区党总支"), honor_list=honor_list, tier_basis=TierBasis.INHERITED)
    other = make_list(award_round=make_round(4, scheme=make_scheme("wuxing")), state=ListState.RELEASED)
    make_entry(make_organization("德必党支部"), honor_list=other, tier_basis=TierBasis.NONE_PRINTED)

    batch = receive_list(_body(client, address), f"名录{address[-5:]}", by=None, defaults=Defaults())

    rows = list(batch.rows.order_by("organization_text").values_list("organization_text", "verdict"))
    assert rows == [(name, Verdict.RECORDED) for name in ("德必党支部", "苏一居民区党总支", "陶家宅居民区党总支")]


def test_what_staff_take_away_is_written_down_and_what_a_reader_takes_is_not(client, honor_list):
    make_entry(honor_list=honor_list)
    _body(client, "/honors.csv")
    before = SecurityEvent.objects.count()
    clerk = make_staff(CLERK)
    client.force_login(clerk)

    for kind in ("csv", "xlsx", "json"):
        _body(client, f"/honors.{kind}", award="jinyin")

    lines = SecurityEvent.objects.filter(act=SecurityAct.EXPORTED).order_by("pk")
    assert before == 0
    assert [(line.user, line.subject, line.detail) for line in lines] == [
        (clerk, f"光荣榜 .{kind}", {"filters": {"award": "jinyin"}, "entries": 1}) for kind in ("csv", "xlsx", "json")
    ]

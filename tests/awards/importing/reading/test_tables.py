import pytest

from awards.importing.reading import read_text
from awards.importing.reading.cells import as_text
from awards.importing.reading.columns import columns_of
from awards.importing.reading.roll import Roll
from awards.importing.reading.tables import TableReader
from awards.importing.reading.words import words_of
from awards.importing.vocabulary import Vocabulary
from tests.awards.importing.reading.samples import in_round, tiers_and_names

WORDS = words_of(Vocabulary())


def table(*rows: str):
    """Rows of cells parted by |, read as a table copied from a spreadsheet."""
    return read_text("\n".join(row.replace("|", "\t") for row in rows))


@pytest.mark.parametrize(
    "wording",
    [
        "单位",
        "单位名称",
        "党组织",
        "党组织名称（全称）",
        "获奖单位",
        "名 称",
        "先进集体",
        "受表彰单位",
        "*单位名称",
        "姓名",
    ],
)
def test_the_column_of_names_is_known_by_every_usual_wording(wording):
    assert [group.name for group in columns_of(["序号", wording, "备注"], WORDS).groups] == [1]


@pytest.mark.parametrize("wording", ["等次", "奖项等次", "荣誉等次", "奖次", "获奖等级", "等 级"])
def test_the_column_of_tiers_is_known_by_every_usual_wording(wording):
    assert columns_of(["单位名称", wording], WORDS).groups[0].tier == 1


@pytest.mark.parametrize("wording", ["街道", "街镇", "所属街道", "推荐单位", "街道（镇）", "街道/镇"])
def test_the_column_of_subdistricts_is_known_by_every_usual_wording(wording):
    assert columns_of(["单位名称", wording], WORDS).groups[0].subdistrict == 1


def test_a_row_of_data_is_no_header():
    assert columns_of(["1", "陶家宅居民区党总支", "金奖"], WORDS) is None


def test_the_surer_of_two_name_columns_is_taken_and_the_other_kept_beside():
    reading = table("居民区|党组织名称|等次", "陶家宅|陶家宅居民区党总支|金奖")

    assert [(row.organization, row.rest) for row in reading.rows] == [("陶家宅居民区党总支", {"居民区": "陶家宅"})]


def test_one_row_may_confer_two_tiers():
    assert tiers_and_names(table("单位名称|荣誉", "甲居民区党总支|金奖标兵、特色治理奖")) == [
        ("金奖标兵", "甲居民区党总支"),
        ("特色治理奖", "甲居民区党总支"),
    ]


def test_an_honor_may_name_scheme_round_and_tier_at_once():
    reading = table(
        "党组织名称|荣誉称号",
        "甲居民区党总支|第七轮居民区党建工作“金银奖”金奖标兵",
        "乙有限公司党支部|第四轮“五星奖”",
    )

    assert [(row.tier, row.tier_basis, in_round(row)) for row in reading.rows] == [
        ("金奖标兵", "printed", ("金银奖", 7)),
        ("", "none_printed", ("五星奖", 4)),
    ]


def test_a_blank_tier_does_not_lean_on_a_row_of_another_round():
    reading = table("党组织|奖项|等次|届次", "甲居民区党总支|金银奖|金奖|第七届", "乙党支部|五星奖||４")

    assert [(row.tier, in_round(row)) for row in reading.rows] == [("金奖", ("金银奖", 7)), ("", ("五星奖", 4))]


def test_a_scheme_of_the_row_never_takes_the_number_of_another_scheme():
    reading = table("第七轮“金银奖”名单", "党组织名称|奖项", "乙党支部|五星奖")

    assert in_round(reading.rows[0]) == ("五星奖", None)


def test_each_of_two_groups_leans_on_its_own_column():
    reading = table(
        "序号|单位名称|等次|序号|单位名称|等次",
        "1|甲居民区党总支|金奖|2|乙居民区党总支|银奖",
        "3|丙居民区党总支||4|丁居民区党总支|",
    )

    assert [(row.tier, row.tier_basis) for row in reading.rows] == [
        ("金奖", "printed"),
        ("银奖", "printed"),
        ("金奖", "inherited"),
        ("银奖", "inherited"),
    ]


def test_what_a_blank_cell_takes_from_above_is_said():
    reading = table("单位名称|等次|所属街道", "甲居民区党总支|金奖|江苏路街道", "乙居民区党总支|银奖|")

    assert [(row.subdistrict, row.rest) for row in reading.rows] == [
        ("江苏路街道", {}),
        ("江苏路街道", {"街道沿用上一行": "江苏路街道"}),
    ]


def test_rows_may_end_before_their_last_columns():
    reading = table(
        "单位名称|等次|备注", "甲居民区党支部|金奖|好", "乙居民区党支部|金奖", "丙居民区党支部|金奖|", "丁居民区党支部"
    )

    assert [(row.organization, row.tier_basis, row.rest) for row in reading.rows] == [
        ("甲居民区党支部", "printed", {"备注": "好"}),
        ("乙居民区党支部", "printed", {}),
        ("丙居民区党支部", "printed", {}),
        ("丁居民区党支部", "inherited", {}),
    ]


def test_a_number_where_a_name_should_be_stands_in_nobody_s_way():
    reading = table(
        "单位名称|等次|所属街道", "甲居民区党支部|金奖|新泾镇", "3|金奖|新泾镇", "乙居民区党支部|金奖|新泾镇"
    )

    assert [row.organization for row in reading.rows][::2] == ["甲居民区党支部", "乙居民区党支部"]


def test_a_subdistrict_in_the_name_serves_where_no_column_tells_it():
    reading = table("单位名称|等次", "甲居民区党支部|金奖", "江苏路街道乙居民区党支部|金奖", "丙居民区党支部|金奖")

    assert [row.subdistrict for row in reading.rows] == ["", "江苏路街道", ""]


def test_repeated_headers_prepared_blank_rows_and_page_numbers_are_passed_over():
    reading = table(
        "序号|单位名称|等次", "1|甲居民区党总支|金奖", "第 1 页", "序号|单位名称|等次", "2|乙居民区党总支|银奖", "3||"
    )

    assert tiers_and_names(reading) == [("金奖", "甲居民区党总支"), ("银奖", "乙居民区党总支")]
    assert reading.problems == []


def test_a_paragraph_among_the_tiers_is_clipped_and_said():
    reading = table("单位名称|等次", f"甲居民区党支部|{'事迹' * 100}")

    assert [len(row.tier) for row in reading.rows] == [120]
    assert [len(problem.text) for problem in reading.problems] == [200]


def test_a_second_header_with_other_columns_takes_over():
    reading = table("单位名称|等次", "甲居民区党总支|金奖", "第四轮“五星奖”", "序号|党组织名称", "1|乙党支部")

    assert [(row.organization, row.tier, row.rest) for row in reading.rows] == [
        ("甲居民区党总支", "金奖", {}),
        ("乙党支部", "", {}),
    ]


def test_a_note_below_and_a_row_without_a_name_are_listed():
    reading = table("序号|单位名称|等次", "1|甲居民区党总支|金奖", "2||银奖", "注：以上排名不分先后。")

    assert [(problem.position, problem.text) for problem in reading.problems] == [
        ("第 3 行", "2 银奖"),
        ("第 4 行", "注：以上排名不分先后。"),
    ]


def test_sums_and_vacancies_are_announced():
    reading = table("第七轮“金银奖”", "单位名称|等次", "空缺|金奖标兵", "甲居民区党总支|金奖", "合计|50")

    assert [(one.tier, one.count) for one in reading.announced] == [("金奖标兵", 0), ("", 50)]


def test_who_fills_in_the_form_names_the_subdistrict():
    reading = table("填报单位（盖章）：华阳路街道", "单位名称|等次", "甲居民区党总支|金奖")

    assert reading.rows[0].subdistrict == "华阳路街道"


@pytest.mark.parametrize(
    ("cell", "text"), [(7.0, "7"), (7.25, "7.25"), (None, ""), (True, "是"), ("甲\n乙", "甲\v乙"), (1e300, "1e+300")]
)
def test_cells_show_what_a_person_sees(cell, text):
    assert as_text(cell) == text


def test_further_columns_are_kept_whether_plain_or_not():
    header = ["单位名称", "等次", "证书编号", "备注", "日期"]
    plain, spaced, blank, number = (
        ["甲居民区党支部", "金奖", "QY-1", "连续三届", "2021-11-24"],
        ["乙居民区党支部", "金奖", "QY-2", " 连续 两届 ", "2021-11-24"],
        ["丙居民区党支部", "金奖", "QY-3", "", "2021-11-24"],
        ["丁居民区党支部", "金奖", 4.0, "　", 44524.0],
    )
    rows = [header, plain, plain, spaced, blank, number]

    roll = Roll(WORDS)
    TableReader(roll).read(enumerate(rows, 1))

    assert [row.rest for row in roll.reading.rows[1:]] == [
        {"证书编号": "QY-1", "备注": "连续三届", "日期": "2021-11-24"},
        {"证书编号": "QY-2", "备注": "连续 两届", "日期": "2021-11-24"},
        {"证书编号": "QY-3", "日期": "2021-11-24"},
        {"证书编号": "4", "日期": "2021-11-24"},
    ]

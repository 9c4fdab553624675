import pytest

from awards.importing.reading import read_source
from awards.importing.rows import UnreadableSource
from tests.awards.importing.reading.samples import in_round, read_sample, tiers_and_names
from tests.files.honors import making_xlsx

THREE = [("金奖标兵", "陶家宅居民区党总支"), ("金奖", "华院居民区党支部"), ("银奖", "华山居民区党总支")]


def test_title_and_header_are_found_and_rows_keep_their_numbers():
    reading = read_sample("xlsx/title_and_header.xlsx")

    assert tiers_and_names(reading) == THREE
    assert [row.position for row in reading.rows] == [f"工作表“名单” 第 {number} 行" for number in (4, 5, 6)]
    assert [in_round(row) for row in reading.rows] == [("金银奖", 7)] * 3
    assert [row.rest for row in reading.rows] == [{}, {"备注": "连续三届"}, {}]
    assert [one.count for one in reading.announced] == [3]


def test_a_merged_tier_is_printed_for_each_row_and_a_blank_one_is_inherited():
    reading = read_sample("xlsx/merged_tiers.xlsx")

    assert [(row.tier, row.tier_basis) for row in reading.rows] == [
        ("金奖", "printed"),
        ("金奖", "printed"),
        ("金奖", "printed"),
        ("银奖", "printed"),
        ("银奖", "inherited"),
    ]


def test_merged_cells_are_found_where_the_sheet_begins_far_from_its_corner():
    book, sheet = making_xlsx.book([])
    for cell, value in {"C5": "等次", "D5": "单位名称", "C6": "金奖", "D6": "甲党支部", "D7": "乙党支部"}.items():
        sheet[cell] = value
    sheet.merge_cells("C6:C7")

    reading = read_source(making_xlsx.saved(book), "a.xlsx")

    assert [(row.position[-5:], row.tier, row.tier_basis) for row in reading.rows] == [
        ("第 6 行", "金奖", "printed"),
        ("第 7 行", "金奖", "printed"),
    ]


def test_a_row_that_only_repeats_merged_cells_is_not_read_twice():
    book, sheet = making_xlsx.book([["单位名称", "等次"], ["甲党支部", "金奖"], [None, None], ["乙党支部", "银奖"]])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")

    reading = read_source(making_xlsx.saved(book), "a.xlsx")

    assert tiers_and_names(reading) == [("金奖", "甲党支部"), ("银奖", "乙党支部")]


def test_every_visible_sheet_is_read_under_its_own_headings_and_a_hidden_one_is_said():
    reading = read_sample("xlsx/several_sheets.xlsx")

    assert [(row.tier, in_round(row)) for row in reading.rows] == [
        ("金奖标兵", ("金银奖", 7)),
        ("金奖", ("金银奖", 7)),
        ("银奖", ("金银奖", 7)),
        ("", ("五星奖", 4)),
    ]
    assert [problem.position for problem in reading.problems] == ["工作表“草稿”"]


def test_numbers_and_days_are_read_in_every_form():
    reading = read_sample("xlsx/numbers_and_dates.xlsx")

    assert [in_round(row) for row in reading.rows] == [("", 7)] * 3
    assert [row.rest["表彰日期"] for row in reading.rows] == ["2021-11-24", "2021-11-24", "2021年11月24日"]


def test_headings_stand_between_rows():
    reading = read_sample("xlsx/headings_between_rows.xlsx")

    assert [row.subdistrict for row in reading.rows] == ["华阳路街道", "华阳路街道", "江苏路街道"]
    assert [(one.subdistrict, one.count) for one in reading.announced] == [("华阳路街道", 2), ("", 3)]


def test_two_recipients_share_a_row():
    assert tiers_and_names(read_sample("xlsx/two_recipients_in_a_row.xlsx")) == [
        ("金奖", "甲居民区党总支"),
        ("银奖", "乙居民区党总支"),
    ]


def test_without_a_header_cells_are_read_as_lines():
    reading = read_sample("xlsx/no_header.xlsx")

    assert [(row.tier, row.tier_basis, row.organization) for row in reading.rows] == [
        ("金奖", "printed", "甲居民区党总支"),
        ("金奖", "printed", "乙居民区党总支"),
        ("金奖", "inherited", "丙居民区党总支"),
    ]


def test_a_formula_gives_its_saved_value_and_a_lost_or_wrong_one_is_said():
    reading = read_sample("xlsx/formulas.xlsx")

    assert tiers_and_names(reading) == [("金奖", "甲居民区党总支"), ("银奖", "乙居民区党总支")]
    assert [(one.position, one.text) for one in reading.problems[:2]] == [
        ("工作表“名单” A4", "公式"),
        ("工作表“名单” A5", "#N/A"),
    ]


def test_names_without_beside_columns_and_with_long_ones_take_the_same_way():
    rows = [[f"第{number}居民区党支部"] for number in range(3)]

    reading = read_source(making_xlsx.saved(making_xlsx.book([["单位名称"], *rows])[0]), "a.xlsx")

    assert [row.organization for row in reading.rows] == [row[0] for row in rows]


def test_a_long_table_is_read_row_by_row_like_a_short_one():
    head = ["单位名称", "等次", "所属街道", "备注"]
    rows = [[f"第{number}居民区党支部", "金奖", "华阳路街道", number % 3 or None] for number in range(50)]
    rows[20] = ["江苏路街道", None, None, None]
    rows[30] = ["第30居民区党支部", None, None, None]

    reading = read_source(making_xlsx.saved(making_xlsx.book([head, *rows])[0]), "a.xlsx")

    assert [row.organization for row in reading.rows] == [row[0] for row in rows if "街道" not in row[0]]
    assert [row.tier_basis for row in reading.rows].count("inherited") == 1
    assert [row.rest.get("备注") for row in reading.rows[:4]] == [None, "1", "2", None]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("truncated.xlsx", "损坏"),
        ("with_macros.xlsx", "带有宏"),
        ("external_entity.xlsx", "外部引用"),
        ("bomb.xlsx", "过大"),
        ("nothing_in_it.xlsx", "没有读到任何内容"),
        ("really_an_old_workbook.xlsx", "旧版 Excel"),
    ],
)
def test_a_faulty_workbook_is_refused_with_what_to_do(name, message):
    with pytest.raises(UnreadableSource, match=f"{message}.*请"):
        read_sample(f"xlsx/{name}")

import pytest

from awards.importing.reading import read_source
from awards.importing.reading.limits import MAX_CELL_LENGTH
from awards.importing.rows import UnreadableSource
from tests.awards.importing.reading.samples import read_sample, tiers_and_names

THREE = [("金奖标兵", "陶家宅居民区党总支"), ("金奖", "华院居民区党支部"), ("银奖", "华山居民区党总支")]


@pytest.mark.parametrize(
    "name", ["utf8.csv", "utf8_with_mark.csv", "gbk.csv", "utf16_tabs.csv", "semicolons.csv", "tabs.tsv"]
)
def test_every_encoding_and_separator_gives_the_same_rows(name):
    reading = read_sample(f"csv/{name}")

    assert reading == read_sample("csv/utf8.csv")
    assert tiers_and_names(reading) == THREE
    assert [row.position for row in reading.rows] == ["第 3 行", "第 4 行", "第 5 行"]
    assert [row.rest for row in reading.rows] == [{}, {"备注": "连续三届"}, {}]


def test_characters_outside_gbk_are_read():
    assert read_sample("csv/gb18030_rare_character.csv").rows[-1].organization == "㙍村居民区党总支"


def test_blanks_that_merged_cells_left_are_inherited():
    bases = [row.tier_basis for row in read_sample("csv/blank_below_merged.csv").rows]

    assert bases == ["printed", "inherited", "inherited"]


def test_without_a_header_rows_are_read_as_lines():
    assert tiers_and_names(read_sample("csv/no_header.csv")) == [(tier, name) for tier, name in THREE]


def test_tiers_may_head_the_columns():
    assert tiers_and_names(read_sample("csv/tiers_as_columns.csv")) == [
        ("金奖标兵", "陶家宅居民区党总支"),
        ("金奖", "华院居民区党支部"),
        ("银奖", "华一居民区党总支"),
    ]


def test_a_line_break_in_a_cell_parts_two_names_or_stands_inside_one():
    assert tiers_and_names(read_sample("csv/line_breaks_in_cells.csv")) == [
        ("金奖", "华山居民区党总支"),
        ("金奖", "岐山居民区党总支"),
        ("银奖", "上海德必(集团)有限公司党支部"),
    ]


def test_an_overlong_field_is_clipped_and_said():
    reading = read_sample("csv/field_longer_than_131072.csv")

    assert [len(row.rest["备注"]) for row in reading.rows] == [MAX_CELL_LENGTH]
    assert [(problem.position, len(problem.text)) for problem in reading.problems] == [("第 2 行", MAX_CELL_LENGTH)]


def test_an_unpaired_quote_does_not_swallow_the_rows_below():
    reading = read_sample("csv/quote_never_closed.csv")

    assert tiers_and_names(reading) == THREE
    assert [problem.position for problem in reading.problems] == ["第 4 行"]


def test_a_row_without_a_name_is_listed():
    reading = read_sample("csv/no_name_in_a_row.csv")

    assert [(one.position, one.text) for one in reading.problems] == [("第 6 行", "4 银奖 第七轮")]


def test_a_web_page_in_disguise_is_refused():
    with pytest.raises(UnreadableSource, match="网页"):
        read_sample("csv/really_a_web_page.csv")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableSource, match="不是文字"):
        read_source(b"\xff\xff\xfe\x00" * 100, "a.csv")

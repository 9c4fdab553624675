import pytest

from awards.importing.reading import read_source
from awards.importing.rows import UnreadableSource
from tests.awards.importing.reading.samples import in_round, read_sample, tiers_and_names


@pytest.mark.parametrize("name", ["plain.xls", "two_sheets.xls"])
def test_an_old_workbook_is_read_like_a_new_one(name):
    reading = read_sample(f"xls/{name}")

    assert tiers_and_names(reading)[:2] == [("金奖标兵", "陶家宅居民区党总支"), ("金奖", "华院居民区党支部")]
    assert [row.subdistrict for row in reading.rows[:2]] == ["华阳路街道"] * 2


def test_each_old_sheet_stands_under_its_own_title():
    assert [in_round(row) for row in read_sample("xls/two_sheets.xls").rows] == [
        ("金银奖", 7),
        ("金银奖", 7),
        ("五星奖", None),
    ]


def test_a_title_above_the_header_names_the_round():
    assert in_round(read_sample("xls/title_above_header.xls").rows[0]) == ("金银奖", 7)


def test_merged_tiers_of_an_old_workbook_are_printed():
    bases = [(row.tier, row.tier_basis) for row in read_sample("xls/merged_tiers.xls").rows]

    assert bases == [("金奖", "printed"), ("金奖", "printed"), ("金奖", "inherited")]


def test_the_title_of_an_old_sheet_names_the_subdistrict():
    assert read_sample("xls/sheet_named_for_subdistrict.xls").rows[0].subdistrict == "江苏路街道"


def test_an_old_sheet_without_header_is_read_as_lines():
    assert tiers_and_names(read_sample("xls/no_header.xls")) == [
        ("金奖", "陶家宅居民区党总支"),
        ("银奖", "华院居民区党支部"),
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("one_cell_in_the_last_corner.xls", "离名单很远"),
        ("truncated.xls", "损坏"),
        ("locked_with_password.xls", "加了密码"),
        ("locked_new_format.xlsx", "加了密码"),
        ("really_an_old_word_file.xls", "旧版 Word"),
    ],
)
def test_a_faulty_old_workbook_is_refused_with_what_to_do(name, message):
    with pytest.raises(UnreadableSource, match=f"{message}.*请"):
        read_sample(f"xls/{name}")


def test_noise_behind_the_mark_of_the_old_format_is_refused():
    with pytest.raises(UnreadableSource, match="损坏"):
        read_source(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 3000, "a.xls")

"""Chinese numerals of rounds, written and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.numerals import chinese_numeral, read_numeral
from tests.factories import make_round


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (7, "七"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (12, "十二"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
        # No round was ever that high; digits are still a number everyone can read.
        (0, "0"),
        (100, "100"),
        (-7, "-7"),
    ],
)
def test_numbers_are_written_as_round_names_write_them(number, written):
    assert chinese_numeral(number) == written


@given(number=st.integers(1, 9_999))
def test_what_is_written_is_read_back(number):
    assert read_numeral(f"第{chinese_numeral(number)}轮") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第七轮", 7),
        ("第7轮", 7),
        ("第７轮", 7),
        (" 第 七 轮 ", 7),
        ("七", 7),
        ("7.0", 7),
        ("0", 0),
        ("两", 2),
        ("十", 10),
        ("第 十二 届", 12),
        ("二十", 20),
        ("贰拾", 20),
        ("廿", 20),
        ("廿一", 21),
        ("卅", 30),
        ("柒", 7),
        ("一百零二", 102),
        ("两百", 200),
        ("二〇二一", 2021),
    ],
)
def test_numbers_are_read_however_a_source_writes_them(text, number):
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text", ["", "第轮", "若干", "金奖", "七轮金银奖", "第七轮金银奖", "7.5", "第①②轮x", "-7", "一" * 10]
)
def test_what_writes_no_number_is_none(text):
    assert read_numeral(text) is None


@given(text=st.text(max_size=20))
def test_no_text_breaks_the_reader(text):
    number = read_numeral(text)

    assert number is None or number >= 0


@pytest.mark.django_db
def test_a_round_is_called_by_its_numeral():
    award_round = make_round(7)

    assert (award_round.label, str(award_round)) == ("第七轮", "第七轮“金银奖”")
    assert award_round.full_title == "第七轮居民区党建工作“金银奖”"

"""The numbers that Word makes itself, counted as Word counts them."""

import pytest

from showcase.documents.word.numbers import Level, Numbers, written


def lists(**restarts):
    """Two lists of one shape: 一、 with （一） below; list 2 begins anew where asked to."""
    levels = {0: Level("chineseCounting", "%1、"), 1: Level("chineseCounting", "（%2）"), 2: Level("decimal", "%2.%3")}
    numbers = Numbers({"a": levels}, {"1": "a", "2": "a"})
    numbers.restarts.update(restarts.get("restarts", {}))
    return numbers


def labels(numbers, *belongs):
    return [numbers.next_label(key, level) for key, level in belongs]


def test_a_level_begins_anew_below_the_next_of_the_level_above():
    belongs = [("1", "0"), ("1", "1"), ("1", "1"), ("1", "0"), ("1", "1")]

    assert labels(lists(), *belongs) == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_a_label_may_show_the_levels_above():
    assert labels(lists(), ("1", "0"), ("1", "1"), ("1", "1"), ("1", "2")) == ["一、", "（一）", "（二）", "二.1"]


def test_lists_of_one_shape_count_on_unless_told_to_begin_anew():
    assert labels(lists(), ("1", "0"), ("2", "0")) == ["一、", "二、"]
    assert labels(lists(restarts={"2": {0}}), ("1", "0"), ("2", "0"), ("2", "0")) == ["一、", "一、", "二、"]


def test_what_belongs_to_no_list_has_no_label():
    assert labels(lists(), ("0", "0"), ("9", "0"), ("1", "8")) == ["", "", ""]


@pytest.mark.parametrize(
    ("form", "third"),
    [
        ("decimal", "3"),
        ("chineseCountingThousand", "三"),
        ("japaneseCounting", "三"),
        ("ideographTraditional", "丙"),
        ("decimalEnclosedCircleChinese", "③"),
        ("lowerLetter", "c"),
        ("upperLetter", "C"),
        ("lowerRoman", "iii"),
        ("upperRoman", "III"),
        ("none", ""),
        ("bahtText", "3"),
    ],
)
def test_every_form_is_written_as_word_writes_it(form, third):
    assert written(3, form) == third

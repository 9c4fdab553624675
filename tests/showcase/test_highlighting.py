"""Marking what was looked for, in the text as it was written."""

import pytest

from showcase.highlighting import AROUND, excerpt, marked, spans_of


def mark(text: str, *words: str, read: str = "") -> str:
    return marked(text, spans_of(text, words, read.split()))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("陶家宅居民区", ["家宅"], "陶<mark>家宅</mark>居民区"),
        ("德必（集团）公司", ["必集团公"], "德<mark>必（集团）公</mark>司"),
        ("第７轮“金银奖”", ["第7轮", "金银奖"], "<mark>第７轮</mark>“<mark>金银奖</mark>”"),
        ("\uff34３创意园", ["t3"], "<mark>\uff34３</mark>创意园"),
        ("华一华一村", ["华一"], "<mark>华一华一</mark>村"),
        ("陶家宅", ["陶家", "家宅"], "<mark>陶家宅</mark>"),
        ("陶家宅", ["江苏"], "陶家宅"),
        ("<b>甲</b>", ["甲"], "&lt;b&gt;<mark>甲</mark>&lt;/b&gt;"),
        ("", ["甲"], ""),
    ],
)
def test_words_are_marked_where_they_are_written(text, words, expected):
    assert mark(text, *words) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tjz", "<mark>陶家宅</mark>居民区"),
        ("jiazhai", "陶<mark>家宅</mark>居民区"),
        ("jiazh", "陶<mark>家宅</mark>居民区"),
        ("zjm", "陶家<mark>宅居民</mark>区"),
        ("xyz", "陶家宅居民区"),
    ],
)
def test_what_was_typed_as_it_sounds_is_marked_as_it_is_written(word, expected):
    assert mark("陶家宅居民区", word, read="tao jia zhai ju min qu") == expected


def test_nothing_is_marked_by_sound_where_signs_and_sounds_do_not_pair():
    assert mark("陶家宅", "jz", read="tao jia") == "陶家宅"


def test_an_excerpt_shows_the_first_place_of_a_long_text_and_what_stands_around_it():
    text = "前" * 100 + "加装\n电梯" + "后" * 100

    before, after = "前" * (AROUND - 3), "后" * (2 * AROUND)
    assert excerpt(text, ["电梯"]) == f"…{before}加装 <mark>电梯</mark>{after}…"


def test_a_text_without_the_words_has_no_excerpt():
    assert excerpt("加装电梯", ["车棚"]) == ""

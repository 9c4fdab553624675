"""Pinyin of organisations and places: sort keys, initials and addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.naming import free_slug
from organizations.romanization import SLUG_LENGTH, ascii_slug, initials, pinyin, syllables
from tests.factories import make_organization

# Chinese as it is written, rare and supplementary characters, Latin, digits, signs.
names = st.text(st.one_of(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), st.characters()), max_size=60)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("长宁", "chang ning"),
        ("长宁路", "chang ning lu"),
        ("长一居民区", "chang yi ju min qu"),
        ("长支二村", "chang zhi er cun"),
        ("长顺居民区", "chang shun ju min qu"),
        ("成长", "cheng zhang"),
        ("朝阳", "chao yang"),
        ("重庆", "chong qing"),
        ("会稽", "kuai ji"),
        ("绿地", "lv di"),
        ("Ｅ座12号", "e zuo 12 hao"),
        ("虹桥 SOHO 2号楼", "hong qiao soho 2 hao lou"),
        ("Café大厦", "cafe da sha"),
        ("𠮷野家", "ye jia"),
        ("㐂", ""),
        ("（·）", ""),
        ("", ""),
    ],
)
def test_names_are_read_as_this_district_says_them(text, read):
    assert pinyin(text) == read


@pytest.mark.parametrize(("text", "letters"), [("陶家宅", "tjz"), ("长一", "cy"), ("T3 Park大厦", "tpds"), ("！", "")])
def test_initials_are_the_first_letter_of_every_word(text, letters):
    assert initials(text) == letters


@given(text=names)
def test_syllables_are_lower_case_ascii_words(text):
    assert [word for word in syllables(text) if not re.fullmatch(r"[a-z0-9]+", word)] == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("长宁居民区党总支", "chang-ning-ju-min-qu-dang-zong-zhi"),
        ("T3 Park大厦党支部", "t3-park-da-sha-dang-zhi-bu"),
        ("“”", ""),
    ],
)
def test_a_slug_is_pinyin_with_hyphens(name, slug):
    assert ascii_slug(name) == slug


@given(text=names)
def test_a_slug_leaves_room_for_a_number_and_breaks_between_syllables(text):
    slug = ascii_slug(text)

    assert len(slug) <= SLUG_LENGTH - 8
    assert slug.split("-") == (syllables(text)[: slug.count("-") + 1] if slug else [""])


@pytest.mark.django_db
def test_a_taken_slug_gets_the_next_free_number():
    make_organization("陶家宅", slug="tao-jia-zhai")
    make_organization("套家宅", slug="tao-jia-zhai-3")

    first = make_organization("桃家宅")
    second = make_organization("逃家宅")

    assert [first.slug, second.slug] == ["tao-jia-zhai-2", "tao-jia-zhai-4"]


@pytest.mark.django_db
def test_a_longer_slug_does_not_take_a_shorter_one():
    make_organization("华院居民区", slug="hua-yuan-ju-min-qu")

    assert free_slug("华院") == "hua-yuan"


@pytest.mark.django_db
def test_names_nobody_can_romanise_still_get_addresses_of_their_own():
    first = make_organization("㐂")
    second = make_organization("㐂㐂")

    assert [first.slug, second.slug] == ["organization", "organization-2"]


@pytest.mark.django_db
def test_the_longest_name_taken_twice_still_fits():
    name = "装" * 60
    make_organization(name)

    slug = free_slug(name)

    assert slug == "-".join(["zhuang"] * 10) + "-2"

"""The signs of a text, and those a word is looked for by: pure functions."""

import pytest

from showcase.grams import BEGINS_TITLE, IN_NAMES, IN_TEXT, Name, Signs, order_of, tail_of, weight_before, weight_of
from showcase.spelling import MOST_READINGS, cuts, readings_of, runs_of, tails_with

TAO = Name("陶家宅居民区党总支", ("tao", "jia", "zhai", "ju", "min", "qu", "dang", "zong", "zhi"))


def signs_of(name: Name) -> dict[str, int]:
    signs = Signs()
    signs.put_name(name, BEGINS_TITLE)
    return signs.places


def test_a_name_is_known_by_its_characters_pairs_and_sounds_and_its_ending_is_one_sign():
    places = signs_of(TAO)

    beginning = {"name:陶家宅居民区党总支", "陶", "陶家", "tao", "taojia", "tj", "t"}
    inside = {"家", "宅", "家宅", "宅居", "jia", "zhai", "jiazhai", "zhaiju", "jz", "zj", "tail:居民区党总支"}
    assert {sign for sign, place in places.items() if place == BEGINS_TITLE} == beginning
    assert {sign for sign, place in places.items() if place == IN_NAMES} == inside


def test_a_sign_that_stands_in_several_places_keeps_the_best():
    signs = Signs()
    signs.put_text("家家陶家宅")
    signs.put_name(TAO, BEGINS_TITLE)

    assert (signs.places["陶家"], signs.places["家宅"], signs.places["家陶"]) == (BEGINS_TITLE, IN_NAMES, IN_TEXT)


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("陶家宅居民区党总支", "居民区党总支"),
        ("德必文化有限公司党支部", "有限公司党支部"),
        ("华一居民区", "居民区"),
        ("长宁党委", "党委"),
        ("陶总支", ""),
        ("党支部", "党支部"),
    ],
)
def test_how_a_name_ends(name, tail):
    assert tail_of(name) == tail


def test_documents_of_a_sign_are_in_the_order_of_place_then_kind_then_pinyin():
    asked = [(0, 0, "an"), (0, 0, "an hua"), (0, 0, "ban"), (0, 1, "an"), (1, 0, "an"), (3, 3, "zzzzzzzzzzzzzzz")]
    weights = [weight_of(place, order_of(kind, key)) for place, kind, key in asked]

    assert weights == sorted(weights)
    assert len(set(weights)) == len(weights)
    assert weights[-1] < 2**63
    assert [weight < weight_before(0) for weight in weights] == [True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("letters", "cut"),
    [
        ("taojiazhai", ["tao", "jia", "zhai"]),
        ("taojiazh", ["tao", "jia"]),
        ("xian", ["xian"]),
        ("xian", ["xi", "an"]),
        ("lvyuan", ["lv", "yuan"]),
    ],
)
def test_letters_are_cut_into_syllables_in_every_way_and_the_last_may_be_half_typed(letters, cut):
    assert cut in cuts(letters)


def test_initials_cannot_be_cut():
    assert cuts("tjzjmq") == []


def test_a_word_made_to_be_cut_in_countless_ways_is_cut_in_a_few():
    assert len(cuts("an" * 30)) == MOST_READINGS
    assert len(readings_of("ge" * 30)) <= MOST_READINGS + 1


@pytest.mark.parametrize(
    ("word", "runs"),
    [
        ("陶jia宅", ("陶", "jia", "宅")),
        ("tao家宅", ("tao", "家", "宅")),
        ("陶家宅", ()),
        ("taojiazhai", ()),
        ("7轮", ()),
    ],
)
def test_a_word_half_in_letters_falls_into_its_parts(word, runs):
    assert runs_of(word) == runs


@pytest.mark.parametrize(
    ("word", "tails"),
    [
        ("民区党总", ["居民区党总支"]),
        ("minqudangzong", ["居民区党总支"]),
        ("mqdz", ["居民区党总支", "居民区党支部"]),
        ("陶", []),
    ],
)
def test_a_word_may_stand_in_the_ending_of_names(word, tails):
    assert tails_with(word) == tails


def test_what_stands_in_endings_proves_nothing_by_its_absence():
    assert [reading.required() for reading in readings_of("宅居民区")] == [("宅居",)]
    assert [reading.required() for reading in readings_of("居民区")] == [()]

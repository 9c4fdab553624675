"""Names as keys: what levels two spellings, and what never may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.choices import Level
from organizations.folding import fold, stem_and_level

NAMES = (
    "陶家宅居民区党总支",
    "华院居民区党支部",
    "第十居民区党总支",
    "上海德必文化创意产业发展(集团)有限公司党支部",
    "Art Park大厦12号联合党支部",
)
# Whatever a clerk's keyboard, Word or a PDF puts between the characters of a name.
NOISE = " \t\u00a0\u2003\u3000\u200b\ufeff\"'“”‘’「」『』《》()（）[]【】〔〕·•・，、。-—_"
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
PREFIXES = ("", "中共", "中国共产党", "上海市", "长宁区", "上海市长宁区", "中共上海市长宁区", "中共长宁区")
PLACES = ("华阳路街道", "新泾镇", "程家桥街道")
ORDINALS = "一二三四五六七八九十"

names = st.sampled_from(NAMES)


@st.composite
def noisy(draw: st.DrawFn, name: str) -> str:
    """``name`` with meaningless characters before, between and after its own."""
    gaps = draw(st.lists(st.text(NOISE, max_size=2), min_size=len(name) + 1, max_size=len(name) + 1))
    return gaps[0] + "".join(sign + gap for sign, gap in zip(name, gaps[1:], strict=True))


@given(data=st.data(), name=names)
def test_spaces_quotes_brackets_and_dots_do_not_change_the_key(data, name):
    assert fold(data.draw(noisy(name))) == fold(name)


@given(name=names, wide=st.sets(st.integers(0, 40)))
def test_width_and_case_do_not_change_the_key(name, wide):
    typed = "".join(sign.upper().translate(FULL_WIDTH) if at in wide else sign for at, sign in enumerate(name))

    assert fold(typed) == fold(name)


@given(text=st.text())
def test_a_key_is_its_own_key(text):
    key = fold(text)

    assert fold(key) == key


@given(prefix=st.sampled_from(PREFIXES), place=st.sampled_from(PLACES), data=st.data(), name=names)
def test_party_city_district_and_subdistrict_before_a_name_do_not_change_the_key(prefix, place, data, name):
    typed = data.draw(noisy(prefix + place + name))

    assert fold(typed, place) == fold(name)


@given(text=st.text(), place=st.sampled_from(PLACES))
def test_a_key_without_its_place_is_its_own_key(text, place):
    key = fold(text, place)

    assert fold(key, place) == key


@given(first=st.sampled_from(ORDINALS), second=st.sampled_from(ORDINALS))
def test_names_that_differ_by_their_number_stay_apart(first, second):
    keys = {fold(f"第{first}居民区党总支"), fold(f"第{second}居民区党总支")}

    assert len(keys) == len({first, second})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("陶家宅居民区党总支", "陶家宅居民区党支部"),
        ("华一居民区党总支", "华十居民区党总支"),
        ("金廷居民区党支部", "金庭居民区党支部"),
        ("金庭居民区党支部", "金堤居民区党支部"),
        ("上海德必文化有限公司党支部", "上海德必文化股份有限公司党支部"),
        ("长宁一村党支部", "长宁二村党支部"),
        ("新华路街道华山居民区党支部", "华阳路街道华山居民区党支部"),
    ],
)
def test_different_names_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        # The place is dropped from the front only, and only where it is the place meant.
        ("新华路街道华阳路街道联合党支部", "华阳路街道", "新华路街道华阳路街道联合党支部"),
        ("陶家宅华阳路街道党支部", "华阳路街道", "陶家宅华阳路街道党支部"),
        ("华阳路第一党支部", "华阳路街道", "华阳路第一党支部"),
        # 长宁 in a name is no prefix unless it says 长宁区.
        ("长宁路居民区党总支", "", "长宁路居民区党总支"),
        ("上海长宁人人中心党支部", "", "上海长宁人人中心党支部"),
        # 一 is a number and stays; the dash it resembles goes.
        ("长一居民区党总支", "", "长一居民区党总支"),
        ("长—居民区党总支", "", "长居民区党总支"),
        ("⾦奖", "", "金奖"),
        ("中共上海市长宁区华阳路街道", "华阳路街道", ""),
        ("（ ）", "", ""),
        ("", "", ""),
    ],
)
def test_what_is_left_of_a_name(name, place, key):
    assert fold(name, place) == key


@pytest.mark.parametrize(
    ("name", "stem", "level"),
    [
        ("陶家宅居民区党总支", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("陶家宅居民区党总支部", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("陶家宅居民区党总支部委员会", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("陶家宅居民区党总支委员会", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("陶家宅居民区总支部委员会", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("陶家宅居民区总支委员会", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("陶家宅居民区总支", "陶家宅居民区", Level.GENERAL_BRANCH),
        ("华院居民区党支部", "华院居民区", Level.BRANCH),
        ("华院居民区党支部委员会", "华院居民区", Level.BRANCH),
        ("华院居民区支部委员会", "华院居民区", Level.BRANCH),
        ("华院居民区支部", "华院居民区", Level.BRANCH),
        ("虹桥集团党委", "虹桥集团", Level.COMMITTEE),
        ("虹桥集团党委员会", "虹桥集团", Level.COMMITTEE),
        ("上海德必（集团）有限公司党支部", "上海德必集团有限公司", Level.BRANCH),
        (
            "中共上海市长宁区华阳路街道陶家宅居民区总支部委员会",
            "华阳路街道陶家宅居民区",
            Level.GENERAL_BRANCH,
        ),
    ],
)
def test_the_ending_tells_the_level(name, stem, level):
    assert stem_and_level(name) == (stem, level)


@pytest.mark.parametrize(
    "name",
    # A bare level has nothing before it; a residents' committee and a building are no Party level.
    ["党支部", "党总支", "总支部委员会", "支部", "陶家宅居民委员会", "陶家宅居委会", "金奖标兵", "俱乐部", ""],
)
def test_a_name_without_a_level_is_all_stem(name):
    assert stem_and_level(name) == (name, None)

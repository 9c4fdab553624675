"""The newspaper page and the real district, asked in every way people ask."""

import pytest
from django.utils import timezone

from awards.models import HonorEntry, HonorList
from organizations.choices import NameKind
from organizations.models import Organization
from organizations.naming import give_name
from showcase.indexing import index_all
from showcase.near_spellings import near_spellings
from showcase.search import find
from tests.loaded_sample import loaded_sample
from tests.reading import words_of

pytestmark = pytest.mark.django_db

TAO, HUAYUAN, HUAYI = "陶家宅居民区党总支", "华院居民区党支部", "华一居民区党总支"
PANDONG, SUYI, CHANGYI = "潘东居民区党支部", "苏一居民区党总支", "长一居民区党总支"
DEBI = "上海德必文化创意产业发展(集团)有限公司党支部"


def full_width(letters: str) -> str:
    """As a Chinese keyboard writes them."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in letters)


FINDS: list[tuple[str, str]] = [
    *[
        (query, TAO)
        for query in (
            "陶家宅居民区党总支",
            "陶家宅居民区",
            "陶家宅党总支",
            "陶家宅",
            "陶家",
            "家宅",
            "陶",
            "大西别墅",
            "大西",
            "西别墅",
            "别墅小区",
            "taojiazhai",
            "TAOJIAZHAI",
            "TaoJiaZhai",
            "taojia",
            "jiazhai",
            "tjz",
            "TJZ",
            full_width("tjz"),
            full_width("TAOJIAZHAI"),
            "daxibieshu",
            "dxbs",
            "陶家宅居委会",
            "陶家宅居委",
            "陶家宅社区",
            "陶家宅居民委员会",
            "大西别墅小区",
            "華陽路 陶家宅",
            "陶家宅居民區黨總支",
            "陶家宅居民區",
            "大西別墅",
            "华阳路街道陶家宅",
            "华阳路陶家宅",
            "华阳陶家宅",
            "華陽路街道陶家宅",
            "华阳路 陶家宅",
            "陶家宅 华阳路街道",
            "陶家宅　华阳路",
            "“陶家宅”",
            "(陶家宅)",
            "中共陶家宅",
            "金奖标兵",
            "金獎標兵",
            "华阳路 金奖标兵",
            "第七轮金奖标兵",
            "第7轮 金奖标兵",
            "陶家宅 第七轮",
            "陶家宅七轮",
            "陶总支",
            "陶家宅 金银奖",
            "陶家宅居民区党支部",  # its former name
            "陶jia宅",
            "tao家宅",
            "陶家zhai",
            "tao jia zhai",
            "taojiazh",  # half typed
            "陶家宅 第七届",
            "陶家宅 7轮",
            "陶家宅 七",
        )
    ],
    *[
        (query, HUAYUAN)
        for query in ("华院", "华院居民区", "huayuan", "hyjmq", "hyjm", "華院", "华阳路华院", "华院党支部", "院居民区")
    ],
    *[
        (query, HUAYI)
        for query in (
            "华一",
            "华一居民区党总支",
            "huayi",
            "華一",
            "华阳路街道华一",
            "第七轮金银奖银奖",
            "华一居委会",
            "银奖",
        )
    ],
    *[
        (query, PANDONG)
        for query in ("潘东", "pandong", "潘東", "pdjmq", "潘东居民区党支部", "华阳路潘东", "特色治理奖 潘东")
    ],
    *[(query, SUYI) for query in ("苏一", "suyi", "蘇一", "syjmq", "苏一党总支", "特色治理奖 苏一")],
    *[(query, CHANGYI) for query in ("长一", "changyi", "長一", "cyjmq", "长一居民区", "长一党总支")],
    *[
        (query, DEBI)
        for query in (
            "德必",
            "debi",
            "德必文化",
            "上海德必",
            "文化创意",
            "德必文化创意产业发展集团股份有限公司",
            "五星奖 德必",
            "德必 第四轮",
        )
    ],
]

FINDS_NOTHING = [
    "zhangning",
    "xyzzy",
    "火星居民区",
    "陶家宅 火星",
    "%",
    "_",
    "\\",
    "'; drop table",
    "陶%宅",
    "王为人陶家宅",
    "第九十九轮",
    "zzz",
    "taojiazhaizhai",
    "🙂",
    "九九九九",
    "陶jia庄",
    "区居党民",  # each character is everywhere, the whole nowhere
    "minjuqu",
    "第九十九届",
]


@pytest.fixture(scope="module", autouse=True)
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")):
        give_name(Organization.objects.get(name=TAO), "陶总支", NameKind.ABBREVIATION)
        give_name(Organization.objects.get(name=TAO), "陶家宅居民区党支部", NameKind.FORMER)
        index_all()
        yield


def _organizations(query: str) -> list[str]:
    return [one.title for one in find(query, timezone.now()).results if one.kind == "organization"]


def test_the_table_is_as_long_as_it_should_be():
    assert len(FINDS) >= 80
    assert len({query for query, _ in FINDS}) == len(FINDS)


@pytest.mark.parametrize(("query", "title"), FINDS)
def test_a_question_finds_its_organisation_among_the_first_three(query, title):
    assert title in _organizations(query)[:3]


@pytest.mark.parametrize("query", FINDS_NOTHING)
def test_what_nobody_is_called_finds_nothing_and_says_what_to_do(client, query):
    words = words_of(client.get("/search/", {"q": query}))

    assert "共 0 条" in words
    assert "换成小区名或居民区名" in words


@pytest.mark.parametrize(
    ("misspelt", "title"),
    [
        ("陶加宅", TAO),
        ("淘家宅", TAO),
        ("陶家斋", TAO),
        ("taojiazai", TAO),
        ("taojazhai", TAO),
        ("大西别野", TAO),
        ("德毕文化", DEBI),
    ],
)
def test_a_near_spelling_is_asked_back(misspelt, title):
    assert title in [one.title for one in near_spellings(misspelt, timezone.now())][:3]


def test_the_page_asks_whether_the_near_name_was_meant(client):
    assert f"你是不是要找： {TAO}（华阳路街道）" in words_of(client.get("/search/", {"q": "陶加宅"}))


def test_a_name_that_only_a_draft_holds_is_not_asked_back():
    hidden = HonorEntry.objects.get(name_as_printed=SUYI)
    HonorList.objects.filter(pk=hidden.list_id).update(state="draft")
    try:
        assert SUYI not in [one.title for one in near_spellings("苏乙居民区党总支", timezone.now())]
    finally:
        HonorList.objects.filter(pk=hidden.list_id).update(state="released")


@pytest.mark.parametrize(
    ("pinyin", "area"),
    [
        ("changningxincheng", "长宁新城居民区"),
        ("cnxc", "长宁新城居民区"),
        ("feile", "飞乐居民区"),
        ("beizhai", "北翟居民区"),
        ("beidi", "北翟居民区"),
        ("fanyu", "番禺居民区"),
        ("panyu", "番禺居民区"),
        ("luyuanyicun", "绿园一村居民区"),
        ("lvyuanyicun", "绿园一村居民区"),
    ],
)
def test_the_areas_of_the_district_are_read_aloud_as_they_are_called(pinyin, area):
    assert [one.title for one in find(pinyin, timezone.now()).results][:1] == [area]


@pytest.mark.parametrize("pinyin", ["zhangningxincheng", "feiyue"])
def test_they_are_not_found_by_another_reading_of_a_character(pinyin):
    assert find(pinyin, timezone.now()).results == []

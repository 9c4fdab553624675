"""The poster on paper, as Chromium sets it: whatever is called one sheet is one sheet."""

import pytest

from awards.choices import ListState
from awards.models import AnnouncedCount
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_subdistrict,
    make_tier,
)

# An A3 sheet less its margins, in CSS pixels.
MILLIMETRE = 96 / 25.4
WIDTH, HEIGHT = 273 * MILLIMETRE, 396 * MILLIMETRE
NAMES = ["华一居民区党委", "陶家宅居民区党总支", "天山华庭居民区党总支", "芙蓉江路第一居民区党总支"]
LONG = "上海某某文化创意产业发展(集团)股份有限公司党支部"


def hang(number: int, count: int, names: list[str]) -> str:
    """Put a round of ``count`` names on record; return the address of its poster."""
    tiers = [
        make_tier("金奖标兵", rank=1),
        make_tier(rank=2),
        make_tier("银奖", rank=3),
        make_tier("特色治理奖", rank=None),
    ]
    places = [make_subdistrict("华阳路街道"), make_subdistrict("仙霞新村街道")]
    award_round = make_round(number, document_number="长委组〔2019〕6号")
    AnnouncedCount.objects.create(round=award_round, count=count)
    honor_list = make_list(award_round=award_round, state=ListState.RELEASED, source=make_source("关于命名表彰的决定"))
    for position in range(count):
        organization = make_organization(f"第{number}轮第{position}党支部", subdistrict=places[position % 2])
        name, tier = names[position % len(names)], tiers[min(3, position * 4 // count)]
        make_entry(organization, honor_list=honor_list, tier=tier, position=position, name_as_printed=name)
    return f"/awards/jinyin/{number}/poster/"


@pytest.mark.parametrize(
    ("number", "count", "names"),
    [
        (30, 1, NAMES),
        (31, 5, NAMES),
        (32, 13, NAMES),
        (33, 28, NAMES),
        (34, 50, NAMES),
        (35, 72, NAMES),
        (36, 20, [LONG]),
    ],
)
def test_one_sheet_holds_the_whole_roll(open_page, number, count, names):
    page = open_page({"width": round(WIDTH), "height": round(HEIGHT)})
    page.emulate_media(media="print")
    page.goto(hang(number, count, names))

    poster = page.locator(".poster")
    assert "poster--running" not in poster.get_attribute("class")
    assert poster.bounding_box()["height"] <= HEIGHT
    assert page.locator(".poster-tier__entry").count() == count
    assert page.evaluate("document.documentElement.scrollWidth") <= round(WIDTH)


def test_the_button_is_there_only_with_scripts(open_page):
    page, plain = open_page(), open_page(java_script_enabled=False)

    for one in (page, plain):
        one.goto("/awards/jinyin/7/poster/")

    shown = [one.get_by_role("button", name="打印海报").is_visible() for one in (page, plain)]
    assert shown == [True, False]

"""The newspaper page that started the registry: all of it can be read on the public site, and nothing more."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from awards.completeness import tally
from awards.models import AwardRound, HonorEntry
from tests.loaded_sample import loaded_sample
from tests.walking import walk_site, without_spaces

# All of them, or pytest-django would run some far from the others and the sample be loaded twice.
pytestmark = pytest.mark.django_db

LINES = [
    line.strip()
    for line in (Path(__file__).parent / "files" / "huayang-newspaper-page.txt").read_text("utf-8").splitlines()
    if line.strip()
]
LESSONS = [line for line in LINES if re.match(r"- \d+\.", line)]
TIER_LINES = [line for line in LINES if line.startswith("- ") and line not in LESSONS]
PLAIN_LINES = [line for line in LINES if not line.startswith("- ")]
# The text file has half-width marks where the paper had full-width ones, so a site may typeset prose;
# headings, names and captions stay as given. All of those are shorter than any line of prose.
SHORTEST_PROSE = 35
HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every public page of a site that holds the sample, read once, and the addresses that failed."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")):
        yield walk_site(Client())


@pytest.fixture(scope="module")
def pages(site):
    return {page.address: page for page in site[0]}


@pytest.fixture(scope="module")
def whole_text(pages):
    return "\n".join(page.text for page in pages.values())


def test_the_page_was_taken_apart_completely():
    assert (len(LESSONS), len(TIER_LINES), len(PLAIN_LINES)) == (9, 4, len(LINES) - 13)


def test_every_link_of_the_public_site_leads_somewhere(site):
    assert site[1] == {}


def test_every_line_of_the_page_can_be_read(whole_text):
    assert [line for line in PLAIN_LINES if not can_be_read(line, whole_text)] == []


def can_be_read(line, text):
    wanted = without_spaces(line)
    if len(wanted) >= SHORTEST_PROSE:
        return wanted.translate(HALF_WIDTH) in text.translate(HALF_WIDTH)
    return wanted in text


@pytest.mark.parametrize("address", ["/awards/jinyin/7/", "/subdistricts/huayanglu/"])
def test_each_tier_stands_right_before_its_name(pages, address):
    rows = [row.text for row in pages[address].rows] + [row.heading + row.text for row in pages[address].rows]
    wanted = [without_spaces(line.removeprefix("- ")) for line in TIER_LINES]

    assert [line for line in wanted if not any(line in row for row in rows)] == []


def test_every_lesson_can_be_read_whole_and_in_its_place(pages):
    rows = [row for page in pages.values() for row in page.rows]

    assert [(line, places_of(line, rows)) for line in LESSONS] == [(line, [int(line[2])]) for line in LESSONS]


def places_of(lesson, rows):
    """At which places of their lists a lesson stands; its own number may be written there or counted."""
    number, said = re.fullmatch(r"- (\d+)\.(.+)", lesson).groups()
    wanted = without_spaces(said).translate(HALF_WIDTH)
    spellings = {start + wanted for start in ("", f"{number}.", number)}
    # Where statement and explanation stand apart, the mark between them may be left out.
    spellings |= {spelling.replace(";", "", 1) for spelling in spellings}
    return [row.number for row in rows if row.text.translate(HALF_WIDTH) in spellings]


def test_suyi_is_shown_as_unconfirmed(pages):
    rows = [row.text for row in pages["/awards/jinyin/7/"].rows if "苏一居民区党总支" in row.text]

    assert rows
    assert [row for row in rows if "待确认" not in row] == []


@pytest.mark.usefixtures("site")
def test_nothing_on_the_rolls_is_invented():
    rounds = AwardRound.objects.public().with_scheme().newest_first()
    counts = tally(rounds)
    recorded = {(one.scheme.slug, one.number): counts.of(one) for one in rounds}

    assert HonorEntry.objects.public().count() == 6
    assert {key: (count.recorded, count.announced) for key, count in recorded.items()} == {
        ("jinyin", 7): (5, 50),
        ("wuxing", 4): (1, 22),
    }


def test_organizations_are_the_seven_of_the_page(pages):
    slugs = ["taojiazhai", "huayuan", "huayi", "pandong", "suyi", "changyi", "debi"]
    addresses = {address for address in pages if re.fullmatch(r"/organizations/.+/", address)}

    assert addresses == {f"/organizations/{slug}/" for slug in slugs}


def test_each_page_shows_the_name_it_printed(pages):
    assert "上海德必文化创意产业发展(集团)有限公司党支部" in pages["/awards/wuxing/4/"].text
    assert "上海德必文化创意产业发展(集团)股份有限公司党支部" in pages["/cases/debi-shengtaiquan/"].text


def test_the_year_is_said_to_be_inferred(pages):
    text = pages["/ceremonies/2021-lianhe-zhanshihui/"].text

    assert "11月24日下午" in text
    assert re.search("2021年[^。]{0,12}推断|推断[^。]{0,12}2021年", text)

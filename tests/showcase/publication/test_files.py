"""Which files a publication has at any size, and which of them a change writes."""

import json
import re

import pytest
import time_machine

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from awards.models import HonorEntry
from showcase.choices import CaseState
from tests.factories import make_case, make_entry, make_organization
from tests.showcase.publication.published import SITE_URL, dead_links, files_of, pages_of, published_to

pytestmark = pytest.mark.django_db

LATER = "2026-03-09 08:00:00+00:00"


def correct(name: str) -> None:
    entry = HonorEntry.objects.get(organization__slug="suyi")
    correct_entry(entry, CorrectedField.NAME_AS_PRINTED, name, "漏字", None)


def test_a_change_writes_just_the_files_that_read_differently(target):
    before = {name: (body, (target / name).stat().st_ino) for name, body in files_of(target).items()}
    correct("苏一居民区党支部（更正）")

    done = published_to(target)

    # What lies compressed beside a file goes with it.
    after = {name: body for name, body in files_of(target).items() if not name.endswith((".gz", ".br"))}
    same = [name for name, (body, _) in before.items() if after.get(name) == body]
    assert [name for name in same if (target / name).stat().st_ino != before[name][1]] == []
    # The workbook is the one file besides.
    assert done.written == len(after) - len(same) + 1
    assert "organizations/taojiazhai/index.html" in same


def test_change_after_change_gives_what_publishing_from_nothing_gives_and_leaves_nothing_of_before(target, tmp_path):
    case = make_case("昙花一现", slug="tanhua", state=CaseState.PUBLISHED)
    for name in ("第一次更正", "第二次更正", "第三次更正"):
        correct(f"苏一居民区党支部（{name}）")
        done = published_to(target)
        # What a killed run has left.
        (target.parent / ".site.abcdefgh/site").mkdir(parents=True)
    case.delete()
    correct("苏一居民区党支部（第二次更正）")

    done = published_to(target)
    published_to(tmp_path / "whole")

    trees = sorted(path.name for path in tmp_path.glob(".site.*") if path.is_dir())
    assert files_of(target) == files_of(tmp_path / "whole")
    assert done.written < done.kept
    assert (len(trees), "abcdefgh" in str(trees)) == (2, False)
    told = [body.decode() for name, body in files_of(tmp_path).items() if ".site." in name and name.endswith(".html")]
    assert [text for text in told if "昙花一现" in text] == []


def test_a_change_of_another_day_gives_what_publishing_from_nothing_gives(target, tmp_path):
    with time_machine.travel(LATER, tick=False):
        correct("苏一居民区党支部（更正）")
        done = published_to(target)
        published_to(tmp_path / "whole")

    assert files_of(target) == files_of(tmp_path / "whole")
    assert done.kept > done.written


def test_the_day_of_the_last_change_stands_on_the_front_page_and_in_a_file_for_all_others(target):
    with time_machine.travel(LATER, tick=False):
        correct("苏一居民区党支部（更正）")
        published_to(target)

    pages = pages_of(target)
    assert [name for name, text in pages.items() if "最近更新：<time" in text] == ["index.html"]
    assert '<p data-updated="/updated.json">最近更新：<a href="/">见首页</a></p>' in pages["about/index.html"]
    assert '<time datetime="2026-03-09">2026年3月9日</time>' in pages["index.html"]
    assert json.loads((target / "updated.json").read_text()) == {"day": "2026-03-09", "words": "2026年3月9日"}


def test_more_addresses_than_one_file_takes_are_several_files_under_an_index(target, monkeypatch):
    whole = set(re.findall("<loc>(.*?)</loc>", (target / "sitemap.xml").read_text()))
    monkeypatch.setattr("showcase.views.sitemaps.MOST_IN_ONE", 5)
    monkeypatch.setattr("showcase.sitemaps.RegistrySitemap.limit", 2)
    correct("苏一居民区党支部（更正）")

    published_to(target)

    index = re.findall("<loc>(.*?)</loc>", (target / "sitemap.xml").read_text())
    files = [(target / one.removeprefix(f"{SITE_URL}/")).read_text() for one in index]
    assert f"{SITE_URL}/sitemaps/organizations-2.xml" in index
    assert {one for text in files for one in re.findall("<loc>(.*?)</loc>", text)} == whole
    assert dead_links(target) == []


def test_a_roll_too_long_for_a_workbook_has_none_and_no_link_to_it(target, monkeypatch):
    assert (target / "honors.xlsx").exists()
    monkeypatch.setattr("awards.exporting.WORKBOOK_ROWS", 3)
    make_entry(make_organization("新一居民区党总支"), state=ListState.RELEASED)

    published_to(target)

    assert not (target / "honors.xlsx").exists()
    assert [name for name, text in pages_of(target).items() if "/honors.xlsx" in text] == []
    assert 'href="/honors.csv"' in (target / "data/index.html").read_text()
    assert dead_links(target) == []


def test_a_further_page_names_itself_to_machines_as_it_is_published(target):
    for number in range(61):
        make_entry(make_organization(f"第{number}村居民区党总支"), state=ListState.RELEASED)

    published_to(target)

    second = (target / "honors/page/2/index.html").read_text()
    assert f'"url":"{SITE_URL}/honors/page/2/"' in second
    assert f"本页网址：{SITE_URL}/honors/page/2/" in second
    assert "?page=" not in second

"""What addresses and links become on the published site."""

import pytest

from showcase.publication.addresses import Address, address_of, published_link
from showcase.publication.links import rewritten
from showcase.publication.searching import file_of, grams_of

ORIGIN = "https://honours.example.org"


@pytest.mark.parametrize(
    ("live", "published"),
    [
        ("/honors/", "/honours/honors/"),
        ("/honors/?page=1", "/honours/honors/"),
        ("/honors/?page=2", "/honours/honors/page/2/"),
        ("/awards/jinyin/7/?page=3&by=subdistrict", "/honours/awards/jinyin/7/by/subdistrict/page/3/"),
        ("/honors/?award=jinyin", "/honours/honors/"),
        ("/honors/?page=../../etc", "/honours/honors/"),
        ("/search/?q=tjz", "/honours/search/?q=tjz"),
        ("/subdistricts/huayanglu/#n-310105001001", "/honours/subdistricts/huayanglu/#n-310105001001"),
        ("/static/css/site.css", "/honours/static/css/site.css"),
    ],
)
def test_a_live_link_becomes_a_published_one(live, published):
    assert published_link(live, "/honours/") == published


def test_pages_lie_in_folders_and_files_where_they_are():
    files = [address_of(link).file for link in ("/", "/cases/", "/cases/?page=2", "/honors.csv")]

    assert files == ["index.html", "cases/index.html", "cases/page/2/index.html", "honors.csv"]


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("?page=3", "/cases/page/3/"),
        ("?", "/cases/"),
        ("/cases/?page=2&amp;x=1", "/cases/"),
        ("https://beian.example.org/", "https://beian.example.org/"),
        (f"{ORIGIN}/cases/?page=2", f"{ORIGIN}/cases/page/2/"),
    ],
)
def test_links_are_read_from_the_page_they_stand_on(link, written):
    page = f'<main><a href="{link}">x</a></main>'

    text, _ = rewritten(page, Address("/cases/").page(2), ORIGIN, "/")

    assert text == f'<main><a href="{written}">x</a></main>'


def test_a_fragment_the_page_does_not_have_is_told():
    _, links = rewritten('<p id="a"><a href="#a">x</a> <a href="#b">y</a></p>', Address("/about/"), ORIGIN, "/")

    assert links.loose_ends == ["#b"]


def test_names_are_found_by_one_character_by_two_and_as_a_whole():
    assert grams_of("\n陶家宅\ntjz\n") == {
        *("陶", "家", "宅", "陶家", "家宅", "=陶家宅"),
        *("t", "j", "z", "tj", "jz", "=tjz"),
    }
    assert {file_of(gram, 1) for gram in grams_of("陶家宅")} == {0}

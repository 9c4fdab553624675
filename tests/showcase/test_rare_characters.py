"""生僻字 outside the plane of everyday characters: kept, found, sorted, read and written out like any other."""

import csv
import io

import pytest
from django.urls import reverse

from awards.choices import ListState
from showcase.indexing import index_all
from tests.factories import make_entry, make_list, make_organization
from tests.reading import words_of

pytestmark = pytest.mark.django_db

# One of each block: extensions A, A, B, E, C, and H, which no dictionary of ours reads.
RARE = ["㛃", "䶮", "𠅤", "𬭎", "𫖯", "\U00031c21"]


@pytest.fixture(params=RARE)
def name(request) -> str:
    return f"{request.param}园居民区党总支"


@pytest.fixture
def entry(name):
    made = make_entry(make_organization(name), honor_list=make_list(state=ListState.RELEASED))
    index_all()
    return made


def test_the_page_shows_the_name_as_it_was_entered(client, entry, name):
    response = client.get(entry.organization.get_absolute_url())

    assert f'<h1 class="page-head__title">{name}</h1>' in response.content.decode()


def test_the_character_alone_finds_it(client, entry, name):
    assert name in words_of(client.get("/search/", {"q": name[0]}))
    assert name in words_of(client.get("/honors/", {"q": name[0]}))


def test_the_address_is_ascii_and_not_empty(entry):
    slug = entry.organization.slug

    assert slug.isascii()
    assert slug


def test_it_leaves_whole_in_the_export(client, entry, name):
    response = client.get("/honors.csv")
    content = b"".join(response) if response.streaming else response.content

    assert any(name in row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_poster_and_the_check_name_it_whole(client, entry, name):
    pages = [f"/verify/{entry.verify_code}/", reverse("showcase:poster", args=["jinyin", 7])]

    assert [name in words_of(client.get(page)) for page in pages] == [True, True]


def test_they_sort_by_their_reading_among_the_others(client):
    honor_list = make_list(state=ListState.RELEASED)
    for one in ("张园党支部", "䶮园党支部", "安园党支部", "㛃园党支部"):
        make_entry(make_organization(one), honor_list=honor_list)

    words = words_of(client.get("/organizations/"))

    places = [words.index(one) for one in ("安园党支部", "㛃园党支部", "䶮园党支部", "张园党支部")]
    assert places == sorted(places)

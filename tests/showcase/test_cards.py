"""The pictures of links: drawn from the record, never of what is not public, never a row of boxes."""

import io
import os

import pytest
from PIL import Image

from awards.choices import ListState
from showcase.cards import fonts
from showcase.cards.drawing import Card, drawn
from showcase.cards.keeping import card_bytes
from showcase.choices import CaseState
from tests.factories import make_case, make_entry, make_list, make_organization, make_round
from tests.reading import Markup

pytestmark = pytest.mark.django_db

CARD = Card("长宁基层党建荣誉册", "经验案例", "坚持党员“四先” 破解治理难题", "陶家宅居民区党总支")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def font():
    if not fonts.font_path():
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a Chinese font: install the Debian package fonts-noto-cjk")
        pytest.skip("no Chinese font on this machine")


@pytest.fixture
def no_font(settings):
    """A machine without any font; whatever was found before is forgotten, before and after."""
    settings.FONT_FOLDERS = []
    fonts.font_path.cache_clear()
    yield
    fonts.font_path.cache_clear()


def _metas(response) -> str:
    return response.content.decode().partition("</head>")[0]


def test_a_case_s_card_is_a_picture_of_the_usual_size(client, font):
    make_case(slug="sixian", organization=make_organization(), state=CaseState.PUBLISHED)

    response = client.get("/cards/cases/sixian.png")

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 60_000


def test_a_round_s_card_changes_with_its_count(client, font):
    honor_list = make_list(state=ListState.RELEASED)
    make_entry(honor_list=honor_list)
    before = client.get("/cards/rounds/jinyin/7.png")
    make_entry(honor_list=honor_list)
    after = client.get("/cards/rounds/jinyin/7.png")

    assert before.status_code == after.status_code == 200
    assert before["ETag"] != after["ETag"]
    assert before.content != after.content


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN])
def test_what_is_not_public_has_no_card(client, font, state):
    make_case(slug="secret", state=state)
    make_entry(honor_list=make_list(award_round=make_round(8)))

    assert client.get("/cards/cases/secret.png").status_code == 404
    assert client.get("/cards/rounds/jinyin/8.png").status_code == 404


def test_pages_of_cases_and_rounds_name_their_card(client, font):
    make_case(slug="sixian", state=CaseState.PUBLISHED)
    make_entry(state=ListState.RELEASED)

    case, award_round = (_metas(client.get(address)) for address in ("/cases/sixian/", "/awards/jinyin/7/"))

    assert '<meta property="og:image" content="http://testserver/cards/cases/sixian.png">' in case
    assert '<meta property="og:type" content="article">' in case
    assert '<meta property="og:image" content="http://testserver/cards/rounds/jinyin/7.png">' in award_round


def test_without_a_font_there_is_no_card_and_no_page_names_one(client, no_font):
    make_case(slug="sixian", state=CaseState.PUBLISHED)

    assert client.get("/cards/cases/sixian.png").status_code == 404
    assert "og:image" not in _metas(client.get("/cases/sixian/"))


def test_a_character_the_font_has_not_is_marked_as_printers_do(font):
    assert fonts.drawable("陶家宅\U0010fffe党") == "陶家宅〓党"


def test_a_title_too_long_for_the_paper_is_cut(font):
    long, longer = (drawn(Card("站", "案例", "长" * count, "党")) for count in (200, 300))

    assert long == longer


def test_a_card_is_drawn_once_and_few_are_kept(font, settings, monkeypatch):
    drawings = []
    monkeypatch.setattr("showcase.cards.keeping.MOST", 2)
    monkeypatch.setattr("showcase.cards.keeping.drawn", lambda card: drawings.append(card) or b"png")

    for title in ("一", "一", "二", "三"):
        card_bytes(Card("站", "案例", title, "党"))

    assert [card.title for card in drawings] == ["一", "二", "三"]
    assert len(list((settings.DATA_DIR / "cards").glob("*.png"))) == 2


def test_every_page_says_in_a_chat_what_it_is(client):
    make_entry(state=ListState.RELEASED)

    for address in ("/", "/honors/", "/awards/jinyin/7/", "/about/", "/data/"):
        metas = _metas(client.get(address))
        assert f'<meta property="og:url" content="http://testserver{address}">' in metas
        assert '<meta property="og:title" content="">' not in metas
    assert Markup(client.get("/honors/")).tags["title"] == 1

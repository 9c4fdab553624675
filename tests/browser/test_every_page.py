"""Every kind of page, standard, 长辈版 and dark: valid markup, no barrier that axe-core finds, no sideways scroll."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE
from tests.browser.kinds import ERRORS, KINDS, NOT_PAGES, addresses, names
from tests.browser.tooling import tool

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Large type is read against seven to one, beyond what AA asks.
AUDIT = """async tags => (await axe.run({
  runOnly: tags,
  rules: {"color-contrast-enhanced": {enabled: document.documentElement.dataset.display === "elder"}},
  resultTypes: ["violations"],
})).violations.flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.join(" ")}`))"""
DISPLAYS = ["standard", "elder"]
PRESSED = (
    "button, input:not([type=hidden], [type=checkbox], [type=radio], [tabindex='-1']), select, textarea, summary, nav a"
)
LOW = """all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map(
  one => `${one.className || one.localName} ${one.getBoundingClientRect().height}`)"""
WIDTHS = {1: [320, 360, 768, 1280], 2: [320, 768, 1280]}
ENLARGE = """times => {
  const root = document.documentElement;
  root.style.fontSize = `${times * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
# How far the page scrolls; frames that scroll without a name or for the mouse alone; text cut off at the edge.
JUTS_OUT = """() => {
  const all = [...document.querySelectorAll("body *")], page = document.scrollingElement;
  const framed = "[role=region][tabindex='0'][aria-label]";
  return [
    page.scrollWidth - page.clientWidth,
    all.filter(one => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth
      && !one.matches(`${framed}, input, textarea, select`)).map(one => one.className),
    all.filter(one => [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
      && one.getBoundingClientRect().right > page.clientWidth + 1 && !one.closest(`${framed}, .visually-hidden`)
      ).map(one => one.textContent.trim()),
  ];
}"""


@pytest.fixture(scope="module")
def reading(chromium, registry):
    """One page for each display; what it fetched once it keeps."""
    contexts = {display: chromium.new_context(base_url=registry, viewport=PHONE) for display in DISPLAYS}
    contexts["elder"].add_cookies([{"name": "display", "value": "elder", "url": registry}])
    yield {display: context.new_page() for display, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def axe():
    return tool("axe-core/axe.min.js").read_text(encoding="utf-8")


def pages_of(kind):
    return [*addresses(kind)] if kind in KINDS else ERRORS


def test_every_public_address_is_a_kind_of_page_or_none():
    assert names() == {*KINDS, *NOT_PAGES}


@pytest.mark.parametrize("display", DISPLAYS)
@pytest.mark.parametrize("kind", [*KINDS, "errors"])
def test_axe_finds_no_barrier_by_day_and_in_the_dark(reading, axe, kind, display):
    page, found = reading[display], {}
    page.set_viewport_size(PHONE)
    for address in pages_of(kind):
        page.goto(address)
        # Not as a tag of the page: its policy lets nobody add a script.
        page.evaluate(axe)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            found[address, scheme] = page.evaluate(AUDIT, TAGS)

    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("display", DISPLAYS)
@pytest.mark.parametrize("kind", [*KINDS, "errors"])
def test_no_page_scrolls_sideways_at_any_width_nor_with_text_twice_as_large(reading, kind, display):
    page, found = reading[display], {}
    for address in pages_of(kind):
        page.goto(address)
        for times, widths in WIDTHS.items():
            page.evaluate(ENLARGE, times)
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                found[address, width, times] = page.evaluate(JUTS_OUT)

    assert {where: what for where, what in found.items() if what != [0, [], []]} == {}


def test_what_is_pressed_has_room_for_a_thumb(reading):
    """WCAG asks for 24 pixels, which axe-core measures; what a reader uses most has 44."""
    page = reading["standard"]
    page.set_viewport_size(PHONE)
    low = {}
    for address in [*addresses(), *ERRORS]:
        page.goto(address)
        low[address] = page.locator(PRESSED).evaluate_all(LOW)

    assert {address: those for address, those in low.items() if those} == {}


def test_the_nu_html_checker_finds_no_error(reading, tmp_path):
    checker = tool("vnu-jar/build/dist/vnu.jar", "java")
    read = {}
    for display in DISPLAYS:
        for number, address in enumerate([*addresses(), *ERRORS]):
            file = tmp_path / f"{display}-{number}.html"
            file.write_bytes(reading[display].request.get(address, max_redirects=0).body())
            read[file.name] = f"{address} ({display})"

    # One for all pages: its start takes longer than a hundred of them.
    command = ["java", "-jar", checker, "--format", "json", "--exit-zero-always", *tmp_path.glob("*.html")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr  # noqa: S603

    messages = json.loads(said)["messages"]
    assert [(read[Path(one["url"]).name], one["message"], one.get("extract")) for one in messages] == []

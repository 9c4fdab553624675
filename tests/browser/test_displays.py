"""Ways to read: 长辈版, dark, without motion, in the colours of the reader's own system, by ear."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.kinds import KINDS, addresses

READ = [
    "home",
    "awards",
    "round",
    "organization",
    "case",
    "cases",
    "subdistrict",
    "corrections",
    "verify_any",
    "report",
]
# Blocks of text that stand beside each other.
COLUMNS = "main :is(.columns, .grid, dl, .home-lead__rolls, .story-nav, ol:not(.breadcrumb__list))"
BESIDE = """all => all
  .filter(one => new Set([...one.children].filter(child => child.checkVisibility() && !child.matches("dt"))
    .map(child => Math.round(child.getBoundingClientRect().left))).size > 1)
  .map(one => one.className)"""
VOICES = """
const spoken = window.spoken = [];
const voice = {lang: "zh-CN", localService: true};
const speech = {speaking: false, pending: false, getVoices: () => window.mute ? [] : [voice],
  speak(said) { this.speaking = true; spoken.push(said.text); }, cancel() { this.speaking = false; }};
Object.defineProperty(window, "speechSynthesis", {value: speech});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def elder(open_page, registry):
    """Open pages of the large type."""

    def opened(viewport=PHONE, **options):
        page = open_page(viewport, **options)
        page.context.add_cookies([{"name": "display", "value": "elder", "url": registry}])
        return page

    return opened


def test_the_large_type_is_large_in_one_column_and_widely_spaced(elder):
    page, seen = elder(DESKTOP), {}
    # A refusal is told to the console too, where it would count as something gone wrong.
    for address in (one for one in addresses(*READ) if "nonsense" not in one):
        page.goto(address)
        style = "getComputedStyle(document.querySelector('main p:not([class])') || document.body)"
        size = page.evaluate(f"parseFloat({style}.fontSize)")
        leading = page.evaluate(f"parseFloat({style}.lineHeight)")
        seen[address] = size >= 18, leading >= 1.5 * size, page.locator(COLUMNS).evaluate_all(BESIDE)

    assert {address: what for address, what in seen.items() if what != (True, True, [])} == {}


@pytest.mark.parametrize(("display", "motion"), [("elder", "no-preference"), ("standard", "reduce")])
def test_nothing_moves_for_whom_it_should_not(open_page, site, display, motion):
    page = open_page(DESKTOP, reduced_motion=motion)
    page.context.add_cookies([{"name": "display", "value": display, "url": site}])
    page.goto("/cases/taojiazhai-sixian/")

    moving = """[...document.querySelectorAll("*")].filter(one => {
      const style = getComputedStyle(one);
      return style.animationName !== "none" || style.transitionDuration !== "0s" || style.scrollBehavior === "smooth";
    }).length"""
    assert page.evaluate(moving) == 0


def test_the_page_is_read_aloud_where_there_is_a_voice(elder):
    page = elder()
    page.add_init_script(VOICES)
    page.goto("/cases/taojiazhai-sixian/")

    page.get_by_role("button", name="朗读").click()

    assert page.evaluate("spoken[0]").startswith("陶家宅居民区党总支")
    assert page.evaluate("spoken.length") == page.evaluate("new Set(spoken).size") > 10
    page.get_by_role("button", name="停止朗读").click()
    assert page.evaluate("speechSynthesis.speaking") is False


def test_without_a_voice_nothing_is_offered(elder):
    page = elder()
    page.add_init_script(f"window.mute = true; {VOICES}")
    page.goto("/cases/taojiazhai-sixian/")

    assert page.locator("[data-read-aloud]").is_visible() is False


def test_in_the_colours_of_the_system_marks_and_choices_are_still_seen(open_page, registry):
    page = open_page(DESKTOP, forced_colors="active")
    page.goto("/awards/jinyin/7/")
    style = "one => { const style = getComputedStyle(one); return [style.borderTopWidth, style.fontWeight]; }"

    assert page.locator(".tier-mark").first.evaluate(style)[0] != "0px"
    assert page.locator(".view-switch__link[aria-current]").first.evaluate(style)[1] == "700"
    page.goto(next(addresses("verify")))
    behind = "one => getComputedStyle(one).backgroundColor"
    assert page.locator(".qr-code__drawing").evaluate(behind) == "rgb(255, 255, 255)"


def test_the_pages_looked_at_are_kinds_of_pages():
    assert set(READ) <= set(KINDS)

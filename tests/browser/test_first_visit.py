"""A first visit over a thin line: how much travels, that nothing moves while it comes, and what Lighthouse says."""

import brotli
import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.serving import LEAST_SCORE, PAGES, STEADY, lighthouse, served
from tests.browser.tooling import TOOLS, tool

# Without photos: fonts are the system's own.
ROLL_BUDGET = 60 * 1024
PHOTOS = ("image/jpeg", "image/webp", "image/avif")
SHIFTS = """() => new Promise(said => new PerformanceObserver(list => {
  said(list.getEntries().filter(one => one.entryType === "layout-shift").map(one => one.value));
}).observe({type: "layout-shift", buffered: true}) || setTimeout(() => said([]), 300))"""


@pytest.fixture(scope="module")
def address(chromium, tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture
def visit(chromium, address):
    """Visit a page with an empty cache; gives the page, and each answer as (address, kind, bytes over the wire)."""
    contexts = []

    def visited(path, viewport=PHONE, **cookies):
        context = chromium.new_context(viewport=viewport, base_url=address)
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page, heads, answers = context.new_page(), {}, []
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.responseReceived", lambda said: heads.update({said["requestId"]: said["response"]}))
        line.on("Network.loadingFinished", lambda said: answers.append((said["requestId"], said["encodedDataLength"])))
        page.goto(path)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        return page, [_weighed(line, key, heads[key], size) for key, size in answers]

    yield visited
    for context in contexts:
        context.close()


def _weighed(line, key, head, size):
    """A page leaves the application as it is where the front server compresses it; then it is weighed compressed."""
    if head["mimeType"] == "text/html" and "content-encoding" not in {name.lower() for name in head["headers"]}:
        body = line.send("Network.getResponseBody", {"requestId": key})["body"].encode()
        size += len(brotli.compress(body, quality=5)) - len(body)
    return head["url"], head["mimeType"], size


@pytest.mark.parametrize("display", ["standard", "elder"])
def test_a_first_visit_to_a_roll_of_sixty_fits_its_budget(visit, display):
    page, answers = visit(PAGES["roll"], display=display)
    weighed = {where: size for where, kind, size in answers if kind not in PHOTOS}

    assert page.locator(".entry-list__name").count() == 60
    assert sum(weighed.values()) <= ROLL_BUDGET, weighed


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_is_asked_of_another_host(visit, address, path):
    _, answers = visit(path)

    assert len(answers) > 2
    # The calendar in a date field is the browser's own drawing.
    own = (f"{address}/", "data:image/svg+xml;base64,")
    assert [where for where, _, _ in answers if not where.startswith(own)] == []


@pytest.mark.parametrize(
    ("viewport", "display"),
    [(PHONE, "standard"), (PHONE, "elder"), (DESKTOP, "standard")],
    ids=["phone", "elder", "desk"],
)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_moves_while_the_page_comes(visit, path, viewport, display):
    page, _ = visit(path, viewport, display=display)

    assert page.evaluate(SHIFTS) == []


def test_lighthouse_gives_almost_full_marks(address):
    tool("lighthouse/package.json")
    said = lighthouse(TOOLS / "lighthouse.mjs", address, STEADY)

    poor = {name: page for name, page in said.items() if min(page["scores"].values()) < LEAST_SCORE}
    assert [set(page["scores"]) for page in said.values()] == [set(STEADY)] * len(PAGES)
    assert poor == {}

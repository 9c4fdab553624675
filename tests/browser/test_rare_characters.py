"""生僻字 on screen and on paper: a glyph, not the box that stands for a missing one."""

import shutil
import subprocess

import pytest

RARE = ["㛃", "䶮", "𠅤", "𬭎", "𫖯"]
# A noncharacter: no font has it, so it is drawn as a missing glyph is.
MISSING = "\U0003fffe"


@pytest.fixture(scope="module", autouse=True)
def _fonts():
    """Whether this machine has a font with these characters is not our doing; then there is nothing to see."""
    for character in RARE:
        command = [shutil.which("fc-list") or "fc-list", f":charset={ord(character):x}"]
        if not subprocess.run(command, capture_output=True, text=True, check=False).stdout:  # noqa: S603
            pytest.skip(f"no font with {character} on this machine")


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("font", ["--font-serif", "--font-sans"])
def test_every_character_has_a_glyph_of_its_own(open_page, media, font):
    page = open_page()
    page.emulate_media(media=media)
    page.goto("/about/")
    page.evaluate(f"document.querySelector('h1').style.fontFamily = 'var({font})'")
    heading = page.locator("h1")

    def drawn(character: str) -> bytes:
        heading.evaluate("(element, text) => { element.textContent = text; }", character)
        return heading.screenshot()

    drawings = [drawn(character) for character in [MISSING, *RARE]]

    assert len(set(drawings)) == 1 + len(RARE)


def test_a_name_with_them_breaks_no_line_apart(open_page):
    page = open_page({"width": 320, "height": 700})
    page.goto("/about/")
    page.locator("h1").evaluate("(element, text) => { element.textContent = text; }", "".join(RARE) * 12)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320

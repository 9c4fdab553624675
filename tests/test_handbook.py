"""The staff handbook says what the screens say, and shows pictures that are there.

What the handbook sets in bold is on the screen; “…” in it stands for what varies.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = ROOT / "docs/handbook.zh.md"
PICTURES = ROOT / "docs/images/handbook"
# Rules of conduct, not words on a screen.
RULES = {"粗体", "录的人不能自己公布", "改内容", "撤下", "恢复旧版"}
HAN = r"[\u4e00-\u9fff]"
SCREENS = (
    "templates/**/*.html",
    "static/js/admin/**/*.js",
    "locale/**/*.po",
    *(f"{app}/**/*.py" for app in ("organizations", "awards", "showcase", "config")),
)
# The words that Django itself brings.
STOCK = {"执行"}
STOCK_COMMANDS = {"migrate", "loaddata", "createsuperuser"}


def chapters() -> dict[str, str]:
    parts = re.split(r"^## ", HANDBOOK.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: part for part in parts}


def words_on_screens() -> str:
    paths = {path for pattern in SCREENS for path in ROOT.glob(pattern) if "migrations" not in path.parts}
    return "\n".join(path.read_text("utf-8") for path in sorted(paths))


@pytest.fixture(scope="module")
def screens():
    # Long sentences are broken over lines in Python; what readers see is one.
    return re.sub(r'"\s*\n\s*f?"', "", words_on_screens())


def is_on_a_screen(words: str, screens: str) -> bool:
    """Whether ``words`` stand there, and not as a part of a longer word."""
    words = words.strip("…")
    pattern = r"[^\n]{1,80}?".join(map(re.escape, words.split("…")))
    before = rf"(?<!{HAN})" if re.match(HAN, words) else ""
    after = rf"(?!{HAN})" if re.match(HAN, words[-1]) else ""
    if re.search(before + pattern + after, screens):
        return True
    # The button of an act is “确认” and the name of the act.
    act = words.removeprefix("确认")
    return act != words and f'"{act}"' in screens


@pytest.mark.parametrize("title", list(chapters()))
def test_what_the_handbook_sets_in_bold_is_on_a_screen(title, screens):
    quoted = set(re.findall(r"\*\*(.+?)\*\*", chapters()[title]))

    missing = {words for words in quoted - RULES - STOCK if not is_on_a_screen(words, screens)}

    assert quoted
    assert missing == set()


def test_the_handbook_names_every_picture_there_is_and_no_other():
    named = re.findall(r"!\[[^\]]+\]\(images/handbook/([^)]+)\)", HANDBOOK.read_text("utf-8"))

    assert sorted(named) == sorted(path.name for path in PICTURES.iterdir())


def test_pictures_of_the_handbook_are_small():
    too_heavy = {path.name: path.stat().st_size for path in PICTURES.iterdir() if path.stat().st_size > 150_000}

    assert too_heavy == {}


def test_commands_of_the_handbook_exist():
    named = set(re.findall(r"manage\.py ([a-z_]+)", HANDBOOK.read_text("utf-8")))
    ours = {path.stem for path in ROOT.glob("*/management/commands/*.py")}

    assert named - ours - STOCK_COMMANDS == set()

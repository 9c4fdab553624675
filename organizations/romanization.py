"""Pinyin of organisations and places (never of persons): sort keys, initials, slugs."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial

# What the general dictionary reads wrongly among the names of this district.
# 长宁 and 长一 are Chang; 朝阳 here is Chaoyang; 会稽 is Kuaiji.
LOCAL_READINGS = {
    "长宁": [["cháng"], ["níng"]],
    "长一": [["cháng"], ["yī"]],
    "长二": [["cháng"], ["èr"]],
    "长支": [["cháng"], ["zhī"]],
    "长顺": [["cháng"], ["shùn"]],
    "长虹": [["cháng"], ["hóng"]],
    "长新": [["cháng"], ["xīn"]],
    "行政": [["xíng"], ["zhèng"]],
    "朝阳": [["cháo"], ["yáng"]],
    "会稽": [["kuài"], ["jī"]],
    "大金更": [["dà"], ["jīn"], ["gēng"]],
}

# What people also say, and look for; addresses and order keep to the reading above.
ALSO_READ = {
    "会稽": ["hui", "ji"],
    "番禺": ["fan", "yu"],
    "北翟": ["bei", "zhai"],
    "绿": ["lu"],
    "女": ["nu"],
    "吕": ["lu"],
}

_ASCII_WORD = re.compile(r"[a-z0-9]+")
SLUG_LENGTH = 80


@cache
def _reader() -> Callable[[str], list[str]]:
    """The dictionary with the local readings in it."""
    # Slow import: 55 MB that only writing needs; a process that serves readers does without.
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # noqa: PLC0415

    load_phrases_dict(LOCAL_READINGS)
    return partial(lazy_pinyin, style=Style.NORMAL, v_to_u=False)


def syllables(text: str) -> list[str]:
    """``text`` as lower-case syllables without tones; Latin words and digits stay whole."""
    read = _reader()(unicodedata.normalize("NFKC", text))
    # Runs that are not Chinese come back whole, “T3 Park” as one; accents go, letters stay.
    plain = (unicodedata.normalize("NFKD", run).encode("ascii", "ignore").decode().lower() for run in read)
    return [word for run in plain for word in _ASCII_WORD.findall(run)]


def other_readings(text: str, read: list[str]) -> list[list[str]]:
    """Further ways to say ``text``, which is usually ``read`` so: 北翟 is Beidi, and Beizhai to most."""
    found = []
    for word, said in ALSO_READ.items():
        if word in text:
            usual = syllables(word)
            places = range(len(read) - len(usual) + 1)
            found += [
                [*read[:at], *said, *read[at + len(usual) :]] for at in places if read[at : at + len(usual)] == usual
            ]
    return found


def pinyin(text: str) -> str:
    """Full pinyin with a space between syllables: the key for sorting Chinese names."""
    return " ".join(syllables(text))


def initials(text: str) -> str:
    """First letters only: 陶家宅 gives ``tjz``."""
    return "".join(syllable[0] for syllable in syllables(text))


def ascii_slug(text: str) -> str:
    """A readable ASCII address for ``text``; ``""`` where nothing can be romanised."""
    slug = ""
    for syllable in syllables(text):
        if len(slug) + len(syllable) > SLUG_LENGTH - 8:  # room for a number that tells two apart
            break
        slug = f"{slug}-{syllable}" if slug else syllable
    return slug

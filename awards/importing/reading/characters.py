"""Characters that mean the same in a list: width, spaces, quotes, dashes."""

import re
from functools import lru_cache

# Pasting from the web or from PDF brings these along; they print nothing.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_CHINESE = "\u3400-\u9fff\uf900-\ufaff\u3007"
_SINGLE_CHINESE = re.compile(rf"[{_CHINESE}]\Z")
_ONLY_CHINESE = re.compile(rf"[{_CHINESE}]+\Z")
_SIGNS_AROUND = re.compile(r"[\s\"'\[\]《》]+")
_SOFT_BREAK = re.compile(r"\s*[\n\v]\s*")
# Long runs are no layout, and would be searched again and again by every pattern that allows spaces.
_ENDLESS_SPACES = re.compile(r"[^\S\n\v]{200,}")
_RUN_OF_SPACES = re.compile(r"\s+")

_SAME = {
    " ": "\u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f",
    '"': "“”„‟「」『』〝〞＂",
    "'": "‘’‛＇",
    "-": "‐‑‒–—―─－−",
    "[": "【〔〖［",
    "]": "】〕〗］",
    ":": "∶︰﹕",
    ",": "﹐",
    "、": "﹑､",
    ";": "﹔",
    "。": "｡",
    "·": "・•‧∙･",
}
_LEVEL = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_LEVEL |= {ord(sign): ord(plain) for plain, signs in _SAME.items() for sign in signs}


def visible(text: str) -> str:
    """``text`` without signs that print nothing or endless spaces, its line ends all ``\\n`` (soft ones ``\\v``)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = text.replace("\u2028", "\v").replace("\u2029", "\n").replace("\x85", "\n")
    return _ENDLESS_SPACES.sub("    ", _INVISIBLE.sub("", text))


@lru_cache(maxsize=1024)  # the same line is asked for some thirty times while it is read
def level(text: str) -> str:
    """``text`` with half-width signs and plain quotes, sign for sign: positions stay true."""
    return text.translate(_LEVEL)


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """What decides whether two words are the same word: no spaces, quotes or brackets around."""
    return _SIGNS_AROUND.sub("", level(text)).casefold()


def is_chinese(text: str) -> bool:
    """Whether ``text`` holds Chinese characters and nothing else."""
    return bool(_ONLY_CHINESE.match(text))


def unpadded(text: str) -> str:
    """``text`` without the spaces that stretch it: 刘    英 → 刘英, 光 荣 榜 → 光荣榜.

    Other runs of spaces become one; a line break inside is a soft one and is dropped.
    """
    if "\n" in text or "\v" in text:
        text = _SOFT_BREAK.sub("", text)
    text = text.strip()
    if not _RUN_OF_SPACES.search(text):
        return text
    parts = _RUN_OF_SPACES.split(text)
    if len(parts) > 1 and all(_SINGLE_CHINESE.match(part) for part in parts):
        return "".join(parts)
    return _RUN_OF_SPACES.sub(" ", text)

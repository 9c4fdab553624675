"""Text pasted from Word, WPS or a web page, made what it looks like: clean paragraphs, tables and lists.

Tidying twice changes nothing more, so a case that is opened and saved again stays as it is.
"""

import re
from html import escape
from html.parser import HTMLParser

from showcase.prose import clean_html, is_html_block, pieces

# A lone surrogate cannot be stored; the others print nothing, or turn the direction of what follows.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# It joins what is one sign to the eye, as in a family of emoji; anywhere else it prints nothing.
_STRAY_JOINER = re.compile(
    "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)
_ODD_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile("\r\n|[\r\v\x85\u2028]")
_PARAGRAPH_ENDS = re.compile("[\f\u2029]")
# Two full-width spaces open a paragraph in Chinese typescripts, blank line or not.
_INDENTED = re.compile(r"\n(?=[ \u3000]*(?:\u3000[ \u3000]*\u3000| {4,}))")
_BEFORE_HTML = re.compile(r"\n(?=[ \u3000]*<(?:table|ul|ol)[\s>])", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")
_BREAK_IN_WORDS = re.compile(r"(?<=[!-~])\s*\n\s*(?=[!-~])")
_BREAK = re.compile(r"\s*\n\s*")
_NESTING = re.compile(r"<(/?)(?:table|ul|ol|strong|em)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
MOST_NESTED = 12
MOST_ROUNDS = 5


def tidy_line(text: str) -> str:
    """``text`` on one line, without signs that print nothing; spaces inside it stay as typed."""
    return re.sub(r"\s*\n\s*", " ", _visible(text)).strip()


def tidy_prose(text: str) -> str:
    """``text`` as paragraphs, tables and lists with a blank line between."""
    for _ in range(MOST_ROUNDS):
        tidied = _tidied(text)
        if tidied == text:
            return tidied
        text = tidied
    # Tags so tangled that every cleaning finds something new: to be read as they stand.
    return _tidied(text.replace("<", "＜"))


def _visible(text: str) -> str:
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    return _ODD_SPACES.sub(" ", _STRAY_JOINER.sub("", _INVISIBLE.sub("", text)))


def _tidied(text: str) -> str:
    text = _INDENTED.sub("\n\n", _BEFORE_HTML.sub("\n\n", _visible(text)))
    lines = "\n".join(line.strip() for line in text.split("\n"))
    tidied = []
    for piece in pieces(_BLANK_LINES.sub("\n\n", lines)):
        tidied += _tidied_html(piece) if is_html_block(piece) else [piece]
    return "\n\n".join(piece for piece in tidied if piece)


def _tidied_html(piece: str) -> list[str]:
    """The tables and lists of ``piece``, cleaned, and the paragraphs that stood between them."""
    if _nesting(piece) > MOST_NESTED:
        return [_as_words(_TAG.sub(" ", piece))]
    parts = _Parts()
    parts.feed(clean_html(piece))
    parts.close()
    found = parts.ended()
    if not found and _TAG.sub("", piece).strip():
        # A tag that never ends swallows what follows it; nothing anybody wrote is dropped.
        return [_as_words(piece)]
    return found


def _nesting(piece: str) -> int:
    depth = deepest = 0
    for found in _NESTING.finditer(piece):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _as_words(text: str) -> str:
    """``text`` as one paragraph that no longer begins like a table or list."""
    words = _in_one_line(text).strip()
    return f"＜{words[1:]}" if words.startswith("<") else words


def _in_one_line(text: str) -> str:
    """Lines joined as in Chinese print; words of other languages keep a space between."""
    return _BREAK.sub("", _BREAK_IN_WORDS.sub(" ", text))


class _Parts(HTMLParser):
    """Cleaned HTML, cut into paragraphs of plain text and whole tables and lists."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.html: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.open and tag in ("table", "ul", "ol"):
            self._end_paragraph()
        elif not self.open:
            if tag in ("p", "br"):
                self._end_paragraph()
            return
        self.html.append(self.get_starttag_text() or "")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open:
            if tag == "p":
                self._end_paragraph()
            return
        self.html.append(f"</{tag}>")
        self.open.pop()
        if not self.open:
            html, self.html = "".join(self.html), []
            self.parts += [html] if _TAG.sub("", html).strip() else []

    def handle_data(self, data: str) -> None:
        if self.open:
            # The cleaning writes a hard space as an entity.
            self.html.append(escape(_in_one_line(_visible(data)), quote=False))
        else:
            self.words.append(data)

    def ended(self) -> list[str]:
        """The parts, once everything was fed."""
        self._end_paragraph()
        return self.parts

    def _end_paragraph(self) -> None:
        words, self.words = _as_words(_visible("".join(self.words))), []
        self.parts += [words] if words else []

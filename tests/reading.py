"""Reading a page as a reader or a machine does: its words, its links, its headings."""

import re
from collections import Counter
from html.parser import HTMLParser

from django.http import HttpResponse
from django.utils.html import strip_tags

_BLOCK = re.compile(r"<(?:br|/(?:p|li|dt|dd|h[1-6]|th|td|div|small|label|option))>")


def words_of(response: HttpResponse) -> str:
    """The words of the page's main part; blocks, and every run of white space, part them by one space."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main, "the page has no main part"
    return re.sub(r"\s+", " ", _unescaped(strip_tags(_BLOCK.sub(" ", main[0])))).strip()


def _unescaped(text: str) -> str:
    for entity, character in {"&quot;": '"', "&#x27;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}.items():
        text = text.replace(entity, character)
    return text


class Markup(HTMLParser):
    """What a page is made of: how often each tag occurs, its ids, links and attributes."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.inline_scripts: list[str] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        known = dict(attrs)
        self.attributes += [(tag, name) for name in known]
        if known.get("id"):
            self.ids.append(known["id"])
        if tag == "a" and known.get("href"):
            self.links.append(known["href"])
        # What no browser runs is no script.
        if tag == "script" and "src" not in known and known.get("type") != "application/ld+json":
            self.inline_scripts.append(self.get_starttag_text() or "")

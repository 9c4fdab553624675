"""Walking the public site as a reader does: link after link, reading only what stands in ``<main>``."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from django.test import Client

ROWS = {"li", "tr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNREAD = {"script", "style", "template"}
NOT_PAGES = ("//", "/admin/", "/media/", "/static/")


@dataclass
class Row:
    """The text of one list item, table row or ``<dl>`` group.

    ``number`` is its place among its siblings, ``heading`` what it stands under.
    """

    number: int
    heading: str
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return without_spaces("".join(self.pieces))


@dataclass
class Element:
    """A tag still open while the page is read."""

    tag: str
    hidden: bool
    row: Row | None = None
    rows: int = 0


class Page(HTMLParser):
    """What one page says (``text``, ``rows``) and where it leads (``links``)."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.rows: list[Row] = []
        self._pieces: list[str] = []
        self._heading: list[str] = []
        self._open = [Element("", hidden=False)]
        self.feed(html)

    @property
    def text(self) -> str:
        """All of ``<main>``, without spaces: between Chinese characters they carry no meaning."""
        return without_spaces("".join(self._pieces))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given, parent = dict(attrs), self._open[-1]
        if tag == "a" and given.get("href"):
            self.links.append(urldefrag(urljoin(self.address, given["href"]))[0])
        if tag in VOID:
            return
        hidden = parent.hidden or tag in UNREAD or given.get("aria-hidden") == "true"
        element = Element(tag, hidden)
        if tag in ROWS or (tag == "div" and parent.tag == "dl"):
            parent.rows += 1
            element.row = Row(parent.rows, without_spaces("".join(self._heading)))
            self.rows.append(element.row)
        if tag in HEADINGS:
            self._heading = []
        self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1].hidden or all(element.tag != "main" for element in self._open):
            return
        self._pieces.append(data)
        for element in self._open:
            if element.tag in HEADINGS:
                self._heading.append(data)
            if element.row:
                element.row.pieces.append(data)


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def walk_site(client: Client) -> tuple[list[Page], dict[str, int]]:
    """Every HTML page reachable from ``/``, and every address that did not answer 200.

    The staff site is left out, and so are addresses with a query: they are the same pages, filtered.
    """
    pages, failed, waiting, seen = [], {}, ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        if response.status_code != 200:
            failed[address] = response.status_code
        elif response["Content-Type"].startswith("text/html"):
            page = Page(address, response.content.decode())
            pages.append(page)
            new = {link for link in page.links if is_public_page(link)} - seen
            seen |= new
            waiting += sorted(new)
    return pages, failed


def is_public_page(link: str) -> bool:
    return link.startswith("/") and not link.startswith(NOT_PAGES) and "?" not in link

"""The links of a page: found, and written as the published site needs them."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

from showcase.publication.addresses import Address, address_of, published_link

_ATTRIBUTE = re.compile(r'(\s(?:href|src|action)=")([^"]*)(")|(\ssrcset=")([^"]*)(")')
_PLAIN_LINK = re.compile(rb'\s(?:href|src|action)="([^"#?]+)')
_ID = re.compile(r'\sid="([^"]+)"')
_STYLE_URL = re.compile(r'url\(\s*["\']?([^"\')]+)["\']?\s*\)')
# A page of the staff site is no part of what is published, and neither is another site.
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass
class Links:
    """Where a page leads, and the fragments it names of itself that it does not have."""

    targets: set[Address] = field(default_factory=set)
    loose_ends: list[str] = field(default_factory=list)


def rewritten(text: str, address: Address, origin: str, base: str) -> tuple[str, Links]:
    """The HTML ``text`` of the live page ``address`` as the site published at ``origin`` under ``base`` has it."""
    links = Links()
    ids: set[str] | None = None
    here = address.live

    def one(link: str) -> str:
        nonlocal ids
        raw = html.unescape(link)
        start = origin if raw.startswith(f"{origin}{base}") else ""
        raw = raw.removeprefix(start)
        if not raw or _ELSEWHERE.match(raw):
            return link
        if raw.startswith("#"):
            ids = set(_ID.findall(text)) if ids is None else ids
            if raw != "#" and html.unescape(raw[1:]) not in ids:
                links.loose_ends.append(raw)
            return link
        # A bare “?” asks for this page without its questions; urljoin would keep them.
        whole = address.path if raw == "?" else urljoin(here, without_base(raw, base))
        links.targets.add(address_of(whole))
        return html.escape(f"{start}{published_link(whole, base)}")

    text = _ATTRIBUTE.sub(lambda match: _written(match, one), text)
    # What is said to machines and printed at the foot names the page in full.
    whole = _in_full(origin, base)
    return whole.sub(lambda match: one(match[0]) if "?" in match[0] else match[0], text), links


def links_to(text: bytes, places: set[bytes]) -> set[bytes]:
    """Which of ``places`` (as the published site writes them) the published page ``text`` leads to."""
    return places.intersection(_PLAIN_LINK.findall(text))


def addresses_in(text: str, origin: str, base: str) -> set[Address]:
    """The pages of the site that a text for machines (feed, list of addresses, data) names in full."""
    return {address_of(without_base(link.removeprefix(origin), base)) for link in _in_full(origin, base).findall(text)}


@lru_cache(maxsize=4)
def _in_full(origin: str, base: str) -> re.Pattern:
    return re.compile(re.escape(origin + base) + r"""[^\s"'<>{}\\,|]*""")


def without_base(link: str, base: str) -> str:
    """``link`` from the root of the site. Addresses of pages bear the base path already, those of assets do not."""
    return link.removeprefix(base.rstrip("/")) if base != "/" and link.startswith(base) else link


def _written(match: re.Match, one: Callable[[str], str]) -> str:
    if match[2] is not None:
        return f"{match[1]}{one(match[2])}{match[3]}"
    pictures = (part.split() for part in match[5].split(",") if part.strip())
    return match[4] + ", ".join(" ".join([one(link), *width]) for link, *width in pictures) + match[6]


def style_links(text: str, path: str) -> set[Address]:
    """The files that the stylesheet at ``path`` names."""
    found = (link for link in _STYLE_URL.findall(text) if not _ELSEWHERE.match(link) and not link.startswith("#"))
    return {address_of(urljoin(path, link)) for link in found}

"""What a live address is called on the published site, where no server reads the query.

Lists keep their pages: ``/honors/?page=2`` lies at ``/honors/page/2/``. Whatever narrows a list is not
published; such a link leads to the whole list.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

# Questions that a page of its own answers. Anything else narrows a list.
PUBLISHED_QUESTIONS = ("by", "page")
# Answered by a script in the browser, from the query as it stands.
IN_THE_BROWSER = ("/search/", "/verify/")
_PLAIN = re.compile(r"[0-9a-z-]{1,40}")


@dataclass(frozen=True, order=True)
class Address:
    """One page of the live site: its path and the questions that have pages of their own."""

    path: str
    questions: tuple[tuple[str, str], ...] = ()

    @property
    def published(self) -> str:
        """Its path on the published site, still without the base path."""
        return self.path + "".join(f"{name}/{value}/" for name, value in self.questions)

    @property
    def file(self) -> str:
        """Where it lies, from the root of the published site."""
        name = self.published.lstrip("/")
        return f"{name}index.html" if not name or name.endswith("/") else name

    @property
    def query(self) -> str:
        """Its query on the live site."""
        return "&".join(f"{name}={value}" for name, value in self.questions)

    @property
    def live(self) -> str:
        """Its path and query on the live site."""
        return f"{self.path}?{self.query}" if self.questions else self.path

    def page(self, number: int) -> "Address":
        """The further page ``number`` of the same list."""
        return Address(self.path, (*self.questions, ("page", str(number)))) if number > 1 else self


def address_of(link: str) -> Address:
    """The page that ``link`` (from the root, unescaped) leads to on the published site."""
    parts = urlsplit(link)
    asked = dict(parse_qsl(parts.query))
    if asked.get("page") == "1":
        del asked["page"]
    path = unquote(parts.path)
    if path.endswith("/") and all(name in PUBLISHED_QUESTIONS and _PLAIN.fullmatch(asked[name]) for name in asked):
        return Address(path, tuple((name, asked[name]) for name in PUBLISHED_QUESTIONS if name in asked))
    return Address(path)


def published_link(link: str, base: str) -> str:
    """How the published site under ``base`` (``/`` or ``/honours/``) writes the link."""
    parts = urlsplit(link)
    address = address_of(link)
    query = f"?{parts.query}" if parts.query and address.path in IN_THE_BROWSER else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{base.rstrip('/')}{quote(address.published)}{query}{fragment}"

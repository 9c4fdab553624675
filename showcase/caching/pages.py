"""One page as it is kept: its bytes, plain and compressed, and the headers that go with them."""

import gzip
import hashlib
from dataclasses import dataclass, field

import brotli

from showcase.caching.negotiation import BROTLI, ENCODINGS, GZIP, IDENTITY

Headers = list[tuple[str, str]]

# Somebody may keep a copy, but has to ask each time whether it still holds.
ASK_EACH_TIME = "no-cache"
VARY = "Accept-Encoding, Cookie"
# Level 5 is within a twentieth of the smallest and takes a millisecond; 11 would take a hundred.
COMPRESSORS = {
    BROTLI: lambda body: brotli.compress(body, quality=5),
    GZIP: lambda body: gzip.compress(body, 6, mtime=0),
}
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/atom+xml", "application/geo+json")
# For the key, the headers and the objects that hold them.
OVERHEAD = 4096
# The number of a request is of whoever asked first.
WRITTEN_ANEW = {"content-length", "vary", "cache-control", "etag", "x-request-id"}


@dataclass(slots=True)
class Variant:
    """A page in one encoding, ready to be sent."""

    headers: Headers
    unchanged: Headers
    chunks: tuple[bytes, ...]


@dataclass(slots=True)
class KeptPage:
    """A public page. ``size``: the bytes it may take in memory, all encodings counted."""

    headers: Headers
    body: bytes
    etags: frozenset[str] = field(init=False)
    size: int = field(init=False)
    _digest: str = field(init=False)
    _variants: dict[str, Variant] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        # Of the bytes alone: the same page has the same name in every process, and after a change elsewhere.
        self._digest = hashlib.blake2b(self.body, digest_size=12).hexdigest()
        self.etags = frozenset(self._etag(encoding) for encoding in (IDENTITY, *ENCODINGS))
        # A compressed copy is kept only where it takes less than half, so two of them add no more than the page.
        self.size = 2 * len(self.body) + OVERHEAD

    def variant(self, encoding: str) -> Variant:
        """The page in ``encoding``, compressed once."""
        found = self._variants.get(encoding)
        if found is None:
            found = self._variants[encoding] = self._made(encoding)
        return found

    def _made(self, encoding: str) -> Variant:
        if encoding == IDENTITY:
            return self._with(self.body, IDENTITY)
        compressed = COMPRESSORS[encoding](self.body) if self._is_compressible() else self.body
        if len(compressed) * 2 >= len(self.body):
            return self.variant(IDENTITY)
        return self._with(compressed, encoding)

    def _with(self, body: bytes, encoding: str) -> Variant:
        unchanged = [("ETag", self._etag(encoding)), ("Cache-Control", ASK_EACH_TIME), ("Vary", VARY)]
        headers = [*self.headers, *unchanged, ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return Variant(headers, unchanged, (body,))

    def _etag(self, encoding: str) -> str:
        return f'"{self._digest}-{encoding}"' if encoding else f'"{self._digest}"'

    def _is_compressible(self) -> bool:
        kind = dict(self.headers).get("Content-Type", "")
        return kind.startswith(COMPRESSIBLE)


def kept_page(headers: Headers, body: bytes) -> KeptPage:
    """The page with the headers that do not depend on who asks."""
    return KeptPage([pair for pair in headers if pair[0].lower() not in WRITTEN_ANEW], body)

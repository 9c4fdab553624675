"""Addresses of ten thousand records at a time: the pattern is looked up once, not for each of them."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

# Stands in an address where the word will; a code and a slug may have all its signs.
_WORD = "0000000000"


def path_of(name: str, word: str) -> str:
    """What ``reverse("showcase:<name>", args=[word])`` gives; ``word`` is a slug or a code and is not escaped."""
    before, after = _around(name, get_script_prefix(), get_urlconf())
    return f"{before}{word}{after}"


@lru_cache(maxsize=64)
def _around(name: str, prefix: str, urlconf: str | None) -> tuple[str, str]:
    before, _, after = reverse(f"showcase:{name}", urlconf, args=[_WORD]).rpartition(_WORD)
    return before, after

"""Public addresses of lower models, so that organizations and awards need not know of a public site above them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name: str, *args: object) -> str:
    """The address of a public page, under the prefix the application is mounted at."""
    return _address(get_script_prefix(), name, *args)


# Slugs are permanent, so an address once found stays true; finding it costs a tenth of a line of the roll.
@lru_cache(maxsize=8192)
def _address(prefix: str, name: str, *args: object) -> str:
    return reverse(f"showcase:{name}", args=args)


ADDRESSES = {
    "organizations.subdistrict": lambda place: address("subdistrict", place.slug),
    "organizations.organization": lambda one: address("organization", one.slug),
    "awards.awardscheme": lambda scheme: address("award", scheme.slug),
    "awards.awardround": lambda one: address("round", one.scheme.slug, one.number),
    "awards.ceremony": lambda ceremony: address("ceremony", ceremony.slug),
    "showcase.casestudy": lambda case: address("case", case.slug),
}

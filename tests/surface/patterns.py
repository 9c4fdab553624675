"""Every pattern of the URL conf, called as the rules call it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

SHORT = "<path:object_id>/"


@dataclass(frozen=True)
class Pattern:
    """One pattern: its name in the rules, its route, and the names of what stands in it."""

    name: str
    route: str
    parameters: tuple[str, ...]
    takes_something: bool


def patterns(resolver: Any = None, route: str = "", space: str = "") -> Iterator[Pattern]:
    """All of them. One without a name is called by its route, but the short form of a record by its model."""
    for one in (resolver or get_resolver()).url_patterns:
        here = f"{route}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from patterns(one, here, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield Pattern(
                _name(one, here, space), here, tuple(one.pattern.regex.groupindex), bool(one.pattern.regex.groups)
            )


def _name(one: Any, route: str, space: str) -> str:
    if one.name:
        return f"{space}{one.name}"
    if route.endswith(SHORT):
        return f"{space}{'_'.join(route.removesuffix(SHORT).strip('/').split('/')[-2:])}_short"
    return route

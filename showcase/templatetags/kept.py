"""``{% kept_part %}``: a component that many pages show alike, made once for each content version."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from showcase.caching.kept import kept_of

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_part(context: Context, name: str, key: Hashable = None, **given: Any) -> SafeString:
    """The component ``name`` with ``given`` alone, as ``{% include … only %}`` gives it.

    All that it shows must be of the public record and of ``given``: who reads makes no difference.
    ``key``: the record or the question that ``given`` is of; what it takes to answer may then be lazy.
    Where a key is asked for and is empty, nothing is kept.
    """

    def make() -> str:
        found = context.template.engine.get_template(name)  # type: ignore[union-attr]
        # In a tag of the head a file's last line break would show.
        return str(found.render(context.new(given))).strip()

    kept = kept_of(getattr(context, "request", None))
    if key is None:
        return mark_safe(kept.part((name, *map(_key, given.values())), make))  # nosec B308 B703 # what a template escaped
    return mark_safe(kept.record((name, key), make) if key else make())  # nosec B308 B703 # what a template escaped


def _key(value: Any) -> Hashable:
    """A record by its key: what else it says is of the version."""
    return (value._meta.label, value.pk) if isinstance(value, Model) else value

"""Where Chinese text may break; not a character of it is changed."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_ROUND = re.compile(r"(第[^第轮]{1,5}轮)")


@register.filter
def heading_breaks(text: str) -> SafeString:
    """Let a roll's heading break after “第七轮”, as the paper broke it, rather than inside a word."""
    return mark_safe(_ROUND.sub(r"\1<wbr>", conditional_escape(text)))  # nosec B308 B703 # escaped before

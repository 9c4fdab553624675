"""Cells that carry their column's head, so that a narrow screen can set a row as a card."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def labelled(cells: Iterable[str], headers: list[dict[str, Any]]) -> list[SafeString]:
    """Each ``<td …>`` or ``<th …>`` of a list row, with ``data-label`` from ``headers``."""
    return [_labelled(str(cell), header) for cell, header in zip(cells, headers, strict=False)]


def _labelled(cell: str, header: dict[str, Any]) -> SafeString:
    # The first column is the check box; its head is another check box, not a word.
    if "action-checkbox" in cell or not cell.startswith(("<td", "<th")):
        return mark_safe(cell)  # nosec B308 B703 # the admin escaped the cell
    label = format_html(' data-label="{}"', conditional_escape(header["text"]))
    return mark_safe(f"{cell[:3]}{label}{cell[3:]}")  # nosec B308 B703 # the admin escaped the cell, format_html the label

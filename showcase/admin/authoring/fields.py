"""Form fields that take text as it was pasted and keep it clean."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from showcase.tidying import tidy_line, tidy_prose

# Some forty times the longest case of the newspaper page.
MOST_SIGNS = 100_000
TOO_LONG = f"这一栏超过 {MOST_SIGNS // 10_000} 万字，没有保存。请只留正文，或分成几个章节。"


class LineField(forms.CharField):
    """One line: no line breaks, no hard spaces, nothing invisible."""

    def to_python(self, value: Any) -> str:
        return super().to_python(tidy_line(value) if isinstance(value, str) else value)


class ProseField(forms.CharField):
    """Paragraphs with a blank line between; tables and lists as allow-listed HTML."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if len(text) > MOST_SIGNS:
            raise ValidationError(TOO_LONG)
        return tidy_prose(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        # Text stored before it was ever tidied counts as changed only if somebody touched it.
        return (initial or "").replace("\r\n", "\n").strip() != (data or "").replace("\r\n", "\n").strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-prose": "", "spellcheck": "false"}

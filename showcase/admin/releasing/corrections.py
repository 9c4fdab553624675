"""Saving a published case: why, asked on its page; what changed, told to readers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from showcase.correcting import REASON_NEEDED

REASON_FIELD = "correction_reason"
FIELDSET = (
    "更正",
    {
        "fields": [REASON_FIELD],
        "description": "案例已经发布。改动读者看得到的内容，要写明理由；"
        "改前、改后和理由会公开在案例页和“更正”页。更正前的文字不宜公开的（如个人信息），请先撤下，改好再签发。",
    },
)


class PublishedCaseForm(forms.ModelForm):
    """Mixed into the form of a published case. ``rows_changed`` is set by the desk for each request."""

    correction_reason = forms.CharField(
        label="更正理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="如“据街道来函更正姓名”。只改首页推荐、版面次序的不用写。",
    )
    # What of the form itself readers read; new photos they see only once these have words.
    read = frozenset({"title", "lead", "round", "ceremony", "source"})

    def rows_changed(self) -> bool:
        """Whether any row of the page is new, changed or to be deleted."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_reason = (cleaned.get(REASON_FIELD) or "").strip()
        if not has_reason and (self.read.intersection(self.changed_data) or self.rows_changed()):
            self.add_error(REASON_FIELD, ValidationError(REASON_NEEDED))
        return cleaned

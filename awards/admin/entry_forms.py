"""Forms of entries: one on its own page, many on the quick-edit list."""

from typing import Any

from django.core.exceptions import ValidationError

from awards.choices import ListState
from awards.models import HonorEntry
from organizations.admin.whole_record import WholeFormSet, WholeRecordForm, constraint_named

SETTLED = {
    ListState.REVIEW: "名单正在审核，条目不能修改；要修改，请审核员先退回名单。",
    ListState.NOTICE: "正在公示的条目不能直接修改，请登记更正。",
    ListState.RELEASED: "已公布的条目不能直接修改，请登记更正。",
    ListState.WITHDRAWN: "这份名单公布过，条目不能直接修改，请登记更正。",
}


ADDED_BY_LIST = "漏了的条目另录一份名单（同一轮、同一个街道），送审公布后就并入这一轮。"


class EntryForm(WholeRecordForm):
    """One entry; its round is the list's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name_as_printed" in self.fields:
            self.fields["name_as_printed"].required = False
            self.fields["name_as_printed"].help_text = "照来源原样；与党组织的现用名一字不差时可以留空。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        honor_list = cleaned.get("list") or (self.instance.list if self.instance.list_id else None)
        if honor_list:
            self.instance.round = honor_list.round
            if message := SETTLED.get(ListState(honor_list.state)):
                raise ValidationError(message)
        organization = cleaned.get("organization")
        if organization and not cleaned.get("name_as_printed"):
            cleaned["name_as_printed"] = organization.name
        return cleaned


class EntryRowForm(WholeRecordForm):
    """One line of the quick edit: tier, how it is known, order."""

    class Meta:
        model = HonorEntry
        fields = ["tier", "tier_basis", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The column heads are no labels to a screen reader.
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = f"{self.instance.name_as_printed}：{field.label}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # The lines posted need not be those that were shown.
        if self.instance.list_id and (message := SETTLED.get(ListState(self.instance.list.state))):
            raise ValidationError(message)
        return cleaned


class EntryRowFormSet(WholeFormSet):
    """All lines saved together."""

    once = (
        (
            ("organization_id", "round_id", "tier_id"),
            constraint_named(HonorEntry, "awards_entry_once_per_round_and_tier"),
        ),
    )

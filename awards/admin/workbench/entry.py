"""Bringing a list in: pasted, or as a file."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from awards.admin.pasting import PastedField, PasteOrFileForm
from awards.admin.workbench.access import page_context, plan_address, require, seen_batch
from awards.importing.planning import Defaults
from awards.importing.portions import AT_ONCE
from awards.importing.reading.limits import MAX_BYTES
from awards.importing.reading.source import TOO_LARGE
from awards.importing.receiving import pending_twin, receive_again, receive_list
from awards.importing.rows import UnreadableSource
from awards.models import AwardRound
from organizations.models import StaffUser, Subdistrict
from organizations.scoping import writable_subdistricts

PASTED = "粘贴的名单.txt"
ENDINGS = (".txt", ".csv", ".xlsx", ".xls", ".docx")


class EntryForm(PasteOrFileForm):
    """A list and what it does not say itself. ``received()`` gives its bytes, ``defaults()`` the rest."""

    max_bytes, too_large = MAX_BYTES, TOO_LARGE
    nothing_given = "请粘贴名单，或选择一个文件。"
    pasted_name = PASTED

    text = PastedField(
        label="粘贴名单",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="或上传文件",
        required=False,
        allow_empty_file=True,
        help_text="Excel（.xlsx、.xls）、Word（.docx）、.csv 或 .txt，不超过 20 MB。",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    round = forms.ModelChoiceField(
        AwardRound.objects.none(),
        label="默认轮次",
        required=False,
        empty_label="名单里写明了",
        help_text="名单里没有写是哪个奖项的第几轮，就在这里选。",
    )
    subdistrict = forms.ModelChoiceField(
        Subdistrict.objects.none(),
        label="默认街道（镇）",
        required=False,
        empty_label="名单里写明了",
        help_text="名单里没有写是哪个街道的，就在这里选。",
    )

    def __init__(self, *args: Any, user: StaffUser, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        offer_defaults(self, user)

    def defaults(self) -> Defaults:
        """What was said of the whole list."""
        return Defaults(self.cleaned_data["round"], self.cleaned_data["subdistrict"])


def offer_defaults(form: forms.Form, user: StaffUser) -> None:
    """Let ``form`` offer rounds, and the subdistricts ``user`` may write; the only one is chosen."""
    form.fields["round"].queryset = AwardRound.objects.with_scheme().newest_first()  # type: ignore[attr-defined]
    places = form.fields["subdistrict"]
    writable = writable_subdistricts(user)
    offered = (Subdistrict.objects.all() if writable is None else writable).in_official_order()
    places.queryset = offered  # type: ignore[attr-defined]
    if writable is not None and len(offered) == 1:
        places.initial, places.empty_label, places.required = offered[0], None, True  # type: ignore[attr-defined]


def entry_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Ask for the list; read it and go on to its plan."""
    require(request, "awards.add_importbatch")
    is_sent = request.method == "POST"
    form = EntryForm(request.POST if is_sent else None, request.FILES if is_sent else None, user=request.user)
    if is_sent and form.is_valid() and (answer := _received(request, form)):
        return answer
    context = page_context(desk, request, "录入名单", form=form)
    return TemplateResponse(request, "admin/awards/importbatch/entry.html", context)


def _received(request: HttpRequest, form: EntryForm) -> HttpResponse | None:
    """Keep the list; None where it cannot be read, and the form says why."""
    (data, file_name), defaults = form.received(), form.defaults()
    if twin := pending_twin(data, by=request.user, defaults=defaults):
        messages.info(request, "这份名单您已经录入过，还没有写入；这里是原来的那一批。")
        return redirect(plan_address(twin))
    try:
        batch = receive_list(data, file_name, by=request.user, defaults=defaults, at_once=AT_ONCE)
    except UnreadableSource as error:
        form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        return None
    return redirect(plan_address(batch))


def again_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Bring the file of an undone batch in anew, as it was received."""
    require(request, "awards.add_importbatch")
    batch = seen_batch(request, key)
    try:
        again = receive_again(batch, request.user, at_once=AT_ONCE)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return redirect(plan_address(batch))
    messages.success(request, "已按原件重新核对，这是新的一批；原来撤销的那一批留作记录。")
    return redirect(plan_address(again))

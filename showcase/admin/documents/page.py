"""A newspaper page as text: paste it, see what it would become, write it as drafts."""

import base64
import binascii
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from awards.admin.pasting import PastedField, PasteOrFileForm
from awards.importing.rows import UnreadableSource
from showcase.admin.documents.results import note_about_rolls
from showcase.documents.page.planning import PagePlan, plan_page
from showcase.documents.page.receiving import MAX_BYTES, TOO_LARGE
from showcase.documents.page.writing import write_page
from showcase.models import DocumentImport

PASTED = "粘贴的版面.txt"
KNOWN = "这份版面以前导入过（内容完全相同），没有新增内容；这里是那一次的结果。"
LOST = "要写入的内容没有完整传回，请重新粘贴或上传。"


class PageForm(PasteOrFileForm):
    """The page, pasted or as a file. ``received()`` gives the bytes and their name."""

    max_bytes, too_large = MAX_BYTES, TOO_LARGE
    nothing_given = "请粘贴版面文字，或选择一个文件。"
    pasted_name = PASTED

    text = PastedField(
        label="粘贴版面文字",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="或上传文字文件",
        required=False,
        allow_empty_file=True,
        help_text=".txt，不超过 1 MB；UTF-8、GBK 都可以。",
        widget=forms.FileInput(attrs={"accept": ".txt"}),
    )


class ConfirmedForm(forms.Form):
    """The bytes that were shown in the plan, sent back to be written: they are read anew."""

    page = forms.CharField(widget=forms.HiddenInput)
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean_page(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["page"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError(LOST) from error


def page_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Ask for the page; show its plan; write it once that was confirmed."""
    if not request.user.has_perm("showcase.add_documentimport"):
        raise PermissionDenied
    if "page" in request.POST:
        return _write(desk, request)
    is_sent = request.method == "POST"
    form = PageForm(request.POST if is_sent else None, request.FILES if is_sent else None, label_suffix="")
    if is_sent and form.is_valid():
        data, file_name = form.received()
        try:
            return _show(desk, request, plan_page(data, request.user), data, file_name)
        except UnreadableSource as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
    return _ask(desk, request, form)


def _write(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    confirmed = ConfirmedForm(request.POST)
    if not confirmed.is_valid():
        messages.error(request, LOST)
        return _ask(desk, request, PageForm(label_suffix=""))
    try:
        written = write_page(confirmed.cleaned_data["page"], confirmed.cleaned_data["file_name"], by=request.user)
    except (UnreadableSource, ValidationError) as error:
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        messages.error(request, f"没有写入任何内容：{''.join(said)}")
        return _ask(desk, request, PageForm(label_suffix=""))
    if written.is_new:
        messages.success(request, "已全部写成草稿，读者都还看不到。请逐条核对下面列出的问题。")
    else:
        messages.info(request, KNOWN)
    return _to_result(written.record)


def _show(desk: ModelAdmin, request: HttpRequest, plan: PagePlan, data: bytes, file_name: str) -> HttpResponse:
    if plan.known:
        messages.info(request, KNOWN)
        return _to_result(plan.known)
    page = base64.b64encode(data).decode()
    confirm = ConfirmedForm(initial={"page": page, "file_name": file_name[-200:]})
    facts = {"plan": plan, "draft": plan.draft, "confirm": confirm, "note_about_rolls": note_about_rolls(request.user)}
    return _page(desk, request, "核对版面", "page_plan", **facts)


def _ask(desk: ModelAdmin, request: HttpRequest, form: PageForm) -> HttpResponse:
    return _page(desk, request, "从报纸版面文字新建", "page", form=form)


def _page(desk: ModelAdmin, request: HttpRequest, title: str, template: str, **facts: Any) -> HttpResponse:
    context = {**desk.admin_site.each_context(request), "opts": desk.opts, "title": title, "media": desk.media, **facts}
    return TemplateResponse(request, f"admin/showcase/documentimport/{template}.html", context)


def _to_result(record: DocumentImport) -> HttpResponse:
    return redirect("admin:showcase_documentimport_change", record.pk)

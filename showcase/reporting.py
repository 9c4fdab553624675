"""发现错误: a reader says what is wrong, without an account; nothing of the sender is kept."""

from urllib.parse import unquote, urlsplit

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from organizations.access.addresses import client_address
from showcase.choices import ReportState
from showcase.models import ErrorReport

# An honest reader rarely finds more; a flood would bury the others.
RATE = "5/h"
MESSAGE_LENGTH = 2000
PAGE_LENGTH = 300


class ReportForm(forms.Form):
    """What is wrong, and on which page. ``nickname`` is for machines, which fill in everything."""

    message = forms.CharField(
        label="哪里有误，应该是什么",
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": MESSAGE_LENGTH}),
        error_messages={"required": "请写明哪里有误。", "max_length": f"请写在 {MESSAGE_LENGTH} 字以内。"},
    )
    page = forms.CharField(
        label="在哪一页", max_length=PAGE_LENGTH, required=False, help_text="如 /awards/jinyin/7/；不清楚可以留空。"
    )
    nickname = forms.CharField(
        label="请留空", required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )


def page_read(request: HttpRequest) -> str:
    """The page of this site that the reader means: the one its link names, or comes from; nothing for any other."""
    named = request.GET.get("about", "")
    if named.startswith("/") and not named.startswith("//"):
        return named[:PAGE_LENGTH]
    came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    return unquote(came_from.path)[:PAGE_LENGTH] if came_from.netloc == request.get_host() else ""


def may_report(request: HttpRequest) -> bool:
    """Whether this address has reports left this hour; asking counts as one."""
    return not is_ratelimited(request, group="report", key=_sender, rate=RATE, method="POST", increment=True)


def keep_report(form: ReportForm) -> None:
    """Put a reader's words on the staff's list; what a machine filled in is dropped."""
    if not form.cleaned_data["nickname"]:
        ErrorReport.objects.create(page=form.cleaned_data["page"] or "（未写明）", message=form.cleaned_data["message"])


def settled_reports() -> QuerySet[ErrorReport]:
    """What came of reports, latest first; the words of the reader are not public."""
    return ErrorReport.objects.exclude(state=ReportState.OPEN).order_by("-settled_at", "-pk").defer("message")


def _sender(group: str, request: HttpRequest) -> str:
    """The address to count by. Only a hash of it is held, for an hour."""
    return client_address(request) or ""

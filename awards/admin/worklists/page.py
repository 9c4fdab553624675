"""A page of work to do: each row says what is wrong, what to do, and leads to where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from awards.worklists import within
from organizations.admin.desk import ReadOnlyAdmin


@dataclass(frozen=True)
class Finding:
    """What is wrong with one row, and the next step; no ``address`` where the step is somebody else's."""

    problem: str
    step: str
    label: str = ""
    address: str = ""


def waited(since: datetime | None, today: date) -> str:
    """How long something submitted at ``since`` has waited, in words."""
    if since is None:
        return "提交时间没有记录"
    days = (today - timezone.localdate(since)).days
    return f"已等 {days} 天" if days > 0 else "今天提交"


class WorklistChangeList(ChangeList):
    """Explains all rows of the page at once, so that no row asks the database for itself."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = self.result_list = list(self.result_list)
        for row, finding in zip(rows, self.model_admin.explain(request, rows), strict=True):
            row.finding = finding


class WorklistAdmin(ReadOnlyAdmin):
    """A worklist: read here, mended elsewhere. A row leaves it when it is no longer wrong."""

    change_list_template = "admin/worklists/change_list.html"
    list_display: Sequence[str] = ["__str__", "problem", "next_step"]
    list_display_links = None
    sortable_by = ()
    actions = None
    # What is listed, and when a row leaves the list.
    rule = ""
    # Where the subdistrict of a row is found; a clerk sees the own subdistricts' rows only.
    place = "subdistrict"

    def wrong(self, request: HttpRequest) -> QuerySet:
        """All rows that are wrong, whoever may see them."""
        return self.model._default_manager.all()

    def seen_by(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """Those of ``rows`` that are the person's business."""
        return within(rows, request.user, self.place)

    def explain(self, request: HttpRequest, rows: list[Any]) -> list[Finding]:
        """One finding for each row of the page."""
        raise NotImplementedError

    def waiting(self, request: HttpRequest) -> int:
        """How many rows wait for this person."""
        # Not ``get_queryset``: what a page shows beside each row, no total needs.
        return self.seen_by(request, self.wrong(request)).order_by().count()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.seen_by(request, self.wrong(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return WorklistChangeList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The record itself has the page; what one may not see answers as stock."""
        return self._own_page(request, object_id, "change") or super().change_view(request, object_id)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return self._own_page(request, object_id, "history") or super().change_view(request, object_id)

    def _own_page(self, request: HttpRequest, object_id: str, page: str) -> HttpResponse | None:
        record = self.get_object(request, object_id) if self.has_view_permission(request) else None
        own = self.opts.concrete_model._meta
        return redirect(f"admin:{own.app_label}_{own.model_name}_{page}", record.pk) if record else None

    @admin.display(description="问题")
    def problem(self, row: Model) -> str:
        return row.finding.problem  # type: ignore[attr-defined]

    @admin.display(description="下一步")
    def next_step(self, row: Model) -> str:
        finding: Finding = row.finding  # type: ignore[attr-defined]
        if not finding.address:
            return finding.step
        # One box: on a phone the cell lays its parts side by side.
        words = '<div>{} <a class="worklist-step" href="{}">{}</a></div>'
        return format_html(words, finding.step, finding.address, finding.label)

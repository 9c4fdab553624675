"""Imports: the list of batches, and the way to the pages of the workbench."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from awards.admin.filters import RoundFilter
from awards.admin.workbench.access import plan_address, seen_batch
from awards.admin.workbench.defaults import replan_view
from awards.admin.workbench.downloads import open_rows_view, template_view
from awards.admin.workbench.entry import again_view, entry_view
from awards.admin.workbench.founding import found_round_view
from awards.admin.workbench.plan import plan_view
from awards.admin.workbench.progress import plan_on_view
from awards.admin.workbench.writing import apply_view, create_all_view
from awards.choices import BatchState
from awards.importing.leftovers import NOTHING_LEFT, in_state, state_words, with_leftovers
from awards.importing.scoping import batches_seen_by, rows_seen_by
from awards.importing.undoing import reason_not_to_undo, undo_batch
from awards.models import ImportBatch, ImportRow
from organizations.admin.acts import Act, ActsMixin
from organizations.admin.desk import HistoryDeskAdmin, PartAdmin, ReadOnlyAdmin, is_key

UNDO = Act(
    "undo",
    "撤销写入",
    "awards.change_importbatch",
    (BatchState.APPLIED,),
    lambda batch, by, reason: undo_batch(batch, by),
    done="已撤销：这一批写入的条目都已删除，由它新建的空名单也已删除。要再录入，按“按原件重新录入”。",
    consequence="撤销后，这一批写入的条目全部删除；新建的党组织和登记的名称保留。已提交或公布的名单不能撤销。",
    obstacle=reason_not_to_undo,
)


class StateFilter(admin.SimpleListFilter):
    """The states, and apart from them the batches in which nothing is left to do."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(str(BatchState.PLANNED), "待处理"), ("idle", NOTHING_LEFT), *BatchState.choices[1:]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
        asked = self.value()
        return in_state(queryset, NOTHING_LEFT if asked == "idle" else asked) if asked else queryset


@admin.register(ImportBatch)
class ImportBatchAdmin(ActsMixin, ReadOnlyAdmin, HistoryDeskAdmin):
    """One text or file of results: listed here, worked on in the workbench."""

    acts = [UNDO]
    list_display = ["title", "state_column", "rows_column", "open_column", "created_by", "created_at"]
    list_filter = [StateFilter, RoundFilter]
    search_fields = ["source__headline", "source__file_name"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        seen = batches_seen_by(request.user).select_related("source", "created_by")
        return with_leftovers(seen).order_by(*self.ordering)

    def get_list_display(self, request: HttpRequest) -> list[str]:
        # The workbench has no room for it, and who checks what was done comes from this list.
        return [*self.list_display, *(["history_column"] if self.has_view_history_permission(request) else [])]

    def get_urls(self) -> list[URLPattern]:
        return [
            self._page("template.xlsx", template_view, "template", "GET", "HEAD"),
            self._page("<int:key>/plan/", plan_view, "plan", "GET", "HEAD", "POST"),
            self._page("<int:key>/apply/", apply_view, "apply", "POST"),
            self._page("<int:key>/plan-on/", plan_on_view, "plan_on", "POST"),
            self._page("<int:key>/again/", again_view, "again", "POST"),
            self._page("<int:key>/round/", found_round_view, "found_round", "GET", "HEAD", "POST"),
            self._page("<int:key>/replan/", replan_view, "replan", "POST"),
            self._page("<int:key>/create/", create_all_view, "create_all", "GET", "HEAD", "POST"),
            self._page("<int:key>/rows.xlsx", open_rows_view, "open_rows", "GET", "HEAD"),
            *super().get_urls(),
        ]

    def _page(self, address: str, view: Callable[..., HttpResponse], name: str, *methods: str) -> URLPattern:
        guarded = require_http_methods(methods)(partial(view, self))
        return path(address, self.admin_site.admin_view(guarded), name=f"awards_importbatch_{name}")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("awards.add_importbatch")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A list is brought in as text or file, not typed into fields."""
        return entry_view(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A batch is looked at on its plan; what one may not see answers as stock."""
        if request.method in ("GET", "HEAD") and is_key(object_id) and self.has_view_permission(request):
            return redirect(plan_address(seen_batch(request, int(object_id))))
        return super().change_view(request, object_id, form_url, extra_context)

    def _change_address(self, record: Any) -> str:
        return plan_address(record)

    @admin.display(description="名单", ordering="source__headline")
    def title(self, batch: ImportBatch) -> str:
        return batch.source.headline

    @admin.display(description="状态", ordering="state")
    def state_column(self, batch: ImportBatch) -> str:
        return state_words(batch)

    @admin.display(description="行", ordering="row_count")
    def rows_column(self, batch: ImportBatch) -> str:
        address = reverse("admin:awards_importrow_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{} 行</a>', address, batch.pk, batch.row_count)  # type: ignore[attr-defined]

    @admin.display(description="待处理", ordering="open_count")
    def open_column(self, batch: ImportBatch) -> str:
        return f"{batch.open_count} 行" if batch.open_count else "—"  # type: ignore[attr-defined]

    @admin.display(description="经过")
    def history_column(self, batch: ImportBatch) -> str:
        address = reverse("admin:awards_importbatch_history", args=[batch.pk])
        return format_html('<a href="{}">修改记录</a>', address)


@admin.register(ImportRow)
class ImportRowAdmin(PartAdmin):
    """Every row of every import."""

    list_display = ["location", "organization_text", "tier_text", "verdict", "message", "resolution", "entry"]
    list_filter = ["verdict", "resolution"]
    search_fields = ["organization_text", "message"]
    ordering = ["-batch", "number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRow]:
        return rows_seen_by(request.user).select_related("round__scheme", "entry").order_by(*self.ordering)

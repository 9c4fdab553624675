"""Documents that became drafts: listed, and each with what came of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from organizations.admin.desk import HistoryDeskAdmin, ReadOnlyAdmin, is_key
from showcase.admin.documents.page import page_view
from showcase.admin.documents.results import result_of
from showcase.admin.documents.ticking import answer_to_tick, case_asked_about, may_tick, tick
from showcase.models import DocumentImport


@admin.register(DocumentImport)
class DocumentImportAdmin(ReadOnlyAdmin, HistoryDeskAdmin):
    """One Word file or newspaper page; a record leads to the drafts and to what is still to decide."""

    list_display = ["title", "kind", "case_column", "decision_column", "created_by", "created_at"]
    list_filter = ["kind"]
    search_fields = ["source__headline", "source__file_name"]
    ordering = ["-created_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DocumentImport]:
        read_with = DocumentImport.objects.select_related("source", "created_by")
        return read_with.annotate(case_count=Count("cases")).order_by(*self.ordering)

    def get_urls(self) -> list[URLPattern]:
        decisions = self.admin_site.admin_view(require_POST(self.decision_view))
        ticked = path("<int:pk>/decisions/", decisions, name="showcase_documentimport_decisions")
        return [self._page("page/", page_view, "page"), ticked, *super().get_urls()]

    def _page(self, address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        guarded = require_http_methods(["GET", "HEAD", "POST"])(partial(view, self))
        return path(address, self.admin_site.admin_view(guarded), name=f"showcase_documentimport_{name}")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_add = request.user.has_perm("showcase.add_documentimport")
        return super().changelist_view(request, {"may_import": may_add, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What came of a document, instead of its fields."""
        record = self.get_object(request, object_id) if is_key(object_id) else None
        if request.method not in ("GET", "HEAD") or record is None or not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(record),
            "media": self.media,
            "record": record,
            "result": result_of(record, request),
        }
        return TemplateResponse(request, "admin/showcase/documentimport/result.html", context)

    def decision_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tick off what the document left open; with a script one stays on the page."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        if not may_tick(request, case_asked_about(request, record)):
            raise PermissionDenied
        return answer_to_tick(request, tick(request, record), "showcase_documentimport_change", record.pk)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Documents are read, not typed into fields."""
        raise Http404

    @admin.display(description="文稿", ordering="source__headline")
    def title(self, record: DocumentImport) -> str:
        return str(record.source)

    @admin.display(description="草稿", ordering="case_count")
    def case_column(self, record: DocumentImport) -> str:
        return f"{record.case_count} 篇"  # type: ignore[attr-defined]

    @admin.display(description="待决定")
    def decision_column(self, record: DocumentImport) -> str:
        count = sum(not one.get("settled_at") for one in record.decisions)
        return f"{count} 处" if count else "—"

"""Papers and files that records were taken from."""

import hashlib
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from organizations.admin.desk import HistoryDeskAdmin
from organizations.admin.whole_record import WholeRecordForm
from organizations.choices import SecurityAct, SourceKind
from organizations.models import SourceDocument, StaffUser
from organizations.scoping import writable_subdistricts
from organizations.security_log import record

MOST_BYTES = 20 * 1024 * 1024
# Kinds of source that somebody hands in, rather than publishes.
HANDED_IN = (SourceKind.ROSTER, SourceKind.DOCUMENT)


class SourceForm(WholeRecordForm):
    """A source; a file it came with is kept as received, with its checksum."""

    class Meta:
        # The stock widget wants a public address, and these files have none.
        widgets = {"file": forms.FileInput}

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError("文件超过 20 MB，请分开上传或只传需要的几页。")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            self.instance.sha256, self.instance.byte_size = digest.hexdigest(), file.size
            self.instance.file_name = PurePath(file.name).name[:200]
        return cleaned


@admin.register(SourceDocument)
class SourceDocumentAdmin(HistoryDeskAdmin):
    """A received file is never replaced: a better one is another source."""

    form = SourceForm
    list_display = ["headline", "kind", "publication", "published_on", "has_file"]
    list_filter = ["kind"]
    search_fields = ["headline", "publication", "file_name"]
    date_hierarchy = "published_on"
    ordering = ["-created_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceDocument]:
        return sources_seen_by(request.user, super().get_queryset(request))

    def has_change_permission(self, request: HttpRequest, obj: SourceDocument | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or may_open(request, obj))

    def get_fieldsets(self, request: HttpRequest, obj: SourceDocument | None = None) -> list[Any]:
        awaits_file = self.has_change_permission(request, obj) if obj else True
        file = "file" if awaits_file and not (obj and obj.file) else "received_file"
        return [
            (
                None,
                {
                    "fields": ["kind", "headline", ("publication", "published_on", "page")],
                    "description": "记录是从哪里抄录的。来源上没有写的，就留空。",
                },
            ),
            ("文件与备注", {"fields": [file, "note"], "description": "收到的文件原样保存，不公开。"}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: SourceDocument | None = None) -> list[str]:
        return ["received_file"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.file_view))
        return [path("<int:pk>/file/", view, name="organizations_sourcedocument_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as received, to save; never shown inside the site."""
        source = self.get_object(request, str(pk))
        if source is None or not source.file:
            raise Http404
        if not self.has_view_permission(request, source) or not may_open(request, source):
            raise PermissionDenied
        record(SecurityAct.EXPORTED, by=request.user, subject=source, detail={"source": source.pk})
        return FileResponse(
            source.file.open("rb"),
            as_attachment=True,
            filename=source.file_name or PurePath(source.file.name).name,
            content_type="application/octet-stream",
        )

    @admin.display(description="有文件", boolean=True)
    def has_file(self, source: SourceDocument) -> bool:
        return bool(source.file)

    @admin.display(description="收到的文件")
    def received_file(self, source: SourceDocument) -> str:
        if not source.file:
            return "没有文件"
        address = reverse("admin:organizations_sourcedocument_file", args=[source.pk])
        kilobytes = max(1, (source.byte_size or 0) // 1024)
        return format_html('<a href="{}">{}</a>（{} KB）', address, source.file_name or "下载", kilobytes)


def sources_seen_by(user: StaffUser, sources: QuerySet[SourceDocument]) -> QuerySet[SourceDocument]:
    """Those of ``sources`` that ``user`` may cite: papers anyone could read, and what ``user`` handed in.

    A roster or a manuscript of a colleague speaks of results nobody has released.
    """
    if writable_subdistricts(user) is None:
        return sources
    return sources.filter(~Q(kind__in=HANDED_IN) | Q(pk__in=_handed_in_by(user)))


def may_open(request: HttpRequest, source: SourceDocument) -> bool:
    """A file may hold lists of every subdistrict: a clerk opens, and changes, only what that clerk handed in."""
    return writable_subdistricts(request.user) is None or _handed_in_by(request.user).filter(id=source.pk).exists()


def _handed_in_by(user: StaffUser) -> QuerySet:
    return SourceDocument.history.filter(history_type="+", history_user=user).values("id")

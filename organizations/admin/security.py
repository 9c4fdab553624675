"""The security log, to be read by auditors alone; nobody changes or deletes a line of it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from organizations.admin.desk import ReadOnlyAdmin, back_to
from organizations.choices import SecurityAct
from organizations.models import SecurityEvent
from organizations.security_log import record
from organizations.security_reading import as_csv, may_read_security_log

AT_ONCE = 2000
# What was typed may be long; the page of the line has all of it.
LONGEST_SHOWN = 40


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    """Filtered by event, person and day; what is found can be taken away as a sheet, which is written down."""

    list_display = ["at", "act", "who", "what", "address"]
    list_display_links = ["at"]
    list_filter = ["act", ("user", admin.RelatedOnlyFieldListFilter), "at"]
    list_select_related = ["user"]
    search_fields = ["username", "user__full_name", "subject", "address", "request_id"]
    search_help_text = "登录名、姓名、对象、网络地址或编号。"
    date_hierarchy = "at"
    ordering = ["-pk"]
    change_list_template = "admin/organizations/security_log.html"
    fieldsets = [
        (
            None,
            {
                "fields": ["at", "act", "user", "username", "subject", "told"],
                "description": "日志由系统写入，不能修改，也不能删除；至少保存 180 天。",
            },
        ),
        ("从哪里", {"fields": ["address", "agent", "request_id"]}),
        ("核对", {"fields": ["digest"]}),
    ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_read_security_log(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_read_security_log(request.user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.export_view))
        return [path("export/", view, name="organizations_securityevent_export"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        address = reverse("admin:organizations_securityevent_export", query=request.GET)
        return super().changelist_view(request, {"export_url": address, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        # A line has no history: it is one.
        return super().render_change_form(request, {**context, "shows_history": False}, *args, **kwargs)

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows with the same filters, all pages of it, as .csv."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return back_to("organizations_securityevent_changelist")
        detail = {"filters": request.GET.dict(), "lines": found.count()}
        record(SecurityAct.EXPORTED, by=request.user, subject="安全日志", detail=detail)
        response = StreamingHttpResponse(as_csv(found.iterator(AT_ONCE)), content_type="text/csv; charset=utf-8")
        name = f"安全日志-{timezone.localdate():%Y%m%d}.csv"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        response["Cache-Control"] = "no-store"
        return response

    @admin.display(description="谁", ordering="username")
    def who(self, line: SecurityEvent) -> str:
        name = Truncator(line.username).chars(LONGEST_SHOWN)
        return f"{line.user}（{name}）" if line.user and str(line.user) != line.username else name

    @admin.display(description="对象", ordering="subject")
    def what(self, line: SecurityEvent) -> str:
        return Truncator(line.subject).chars(LONGEST_SHOWN)

    @admin.display(description="详情")
    def told(self, line: SecurityEvent) -> str:
        # Sorted: PostgreSQL keeps names in an order of its own.
        facts = ((name, _in_words(fact)) for name, fact in sorted(line.detail.items()))
        return format_html_join("", "<div>{}：{}</div>", facts) or "—"


def _in_words(fact: Any) -> str:
    if isinstance(fact, list):
        return " → ".join(_in_words(one) for one in fact)
    if isinstance(fact, dict):
        return "，".join(f"{name}={_in_words(one)}" for name, one in fact.items())
    return {True: "是", False: "否", None: "（无）", "": "（无）"}.get(fact, str(fact))

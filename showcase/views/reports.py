"""发现错误."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from showcase.paging import paged
from showcase.reporting import ReportForm, keep_report, may_report, page_read, settled_reports


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, and what came of earlier reports; never cached, for it carries a token."""
    form = ReportForm(request.POST or None, initial={"page": page_read(request)})
    is_flood = False
    if request.method == "POST" and form.is_valid():
        if may_report(request):
            keep_report(form)
            return redirect("showcase:report_received")
        is_flood = True
    context = {"form": form, "is_flood": is_flood, "page": paged(request, settled_reports())}
    return render(request, "showcase/report.html", context, status=429 if is_flood else 400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD"])
def report_received(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "showcase/report_received.html")

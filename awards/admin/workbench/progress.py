"""A long list on its way to a plan: how far it has come, and the next portion."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from awards.admin.workbench.access import may_settle, page_context, plan_address, require, seen_batch
from awards.importing.portions import plan_on, progress_of
from awards.importing.rows import UnreadableSource
from awards.models import ImportBatch

UNREADABLE = "没有核对完：保存的原件读不出来了，请重新录入这份名单。"


def progress_page(desk: ModelAdmin, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """In place of the plan, as long as rows wait for their verdict."""
    planned, total = progress_of(batch) or (0, 0)
    facts = {"batch": batch, "planned": planned, "total": total, "can_settle": may_settle(request)}
    context = page_context(desk, request, str(batch.source), **facts)
    return TemplateResponse(request, "admin/awards/importbatch/progress.html", context)


def plan_on_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Give the next rows their verdict; a script is told how far it has come."""
    require(request, "awards.change_importbatch", "awards.change_importrow")
    batch = seen_batch(request, key)
    try:
        batch = plan_on(batch, request.user)
    except (UnreadableSource, OSError):
        messages.error(request, UNREADABLE)
        return redirect(plan_address(batch))
    if not request.accepts("text/html"):
        planned, total = progress_of(batch) or (1, 1)
        return JsonResponse({"planned": planned, "total": total})
    return redirect(plan_address(batch))

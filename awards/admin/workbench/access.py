"""Who may open and change which page of the workbench."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from awards.importing.scoping import batches_seen_by
from awards.models import ImportBatch


def require(request: HttpRequest, *permissions: str) -> None:
    """Raise ``PermissionDenied`` unless the person has them all."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def seen_batch(request: HttpRequest, key: int) -> ImportBatch:
    """The batch of that key; ``Http404`` where the person may not see it."""
    batches = batches_seen_by(request.user).select_related("source", "round__scheme", "subdistrict", "created_by")
    return get_object_or_404(batches, pk=key)


def may_settle(request: HttpRequest) -> bool:
    """Whether the person changes rows at all; an auditor only looks."""
    return request.user.has_perms(["awards.change_importbatch", "awards.change_importrow"])


def plan_address(batch: ImportBatch) -> str:
    """Where a batch is settled."""
    return reverse("admin:awards_importbatch_plan", args=[batch.pk])


def page_context(desk: ModelAdmin, request: HttpRequest, title: str, **facts: Any) -> dict[str, Any]:
    """What every page of the workbench shows around its own ``facts``."""
    return {**desk.admin_site.each_context(request), "opts": desk.opts, "title": title, "media": desk.media, **facts}

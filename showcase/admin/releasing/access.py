"""Who opens which page beside a case, and what all these pages show."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from organizations.admin.desk import is_key
from showcase.models import CaseStudy


def seen_case(desk: ModelAdmin, request: HttpRequest, object_id: str, *permissions: str) -> CaseStudy:
    """The case of that page, for somebody with all ``permissions``. Raises ``Http404``, ``PermissionDenied``."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied
    key = unquote(object_id)
    case = desk.get_object(request, key) if is_key(key) else None
    if case is None:
        raise Http404
    return case


def case_page(case: CaseStudy, name: str = "change", *args: Any) -> str:
    """The address of one of the pages beside a case; of its own page by default."""
    return reverse(f"admin:showcase_casestudy_{name}", args=[case.pk, *args])


def page_context(desk: ModelAdmin, request: HttpRequest, case: CaseStudy, title: str, **facts: Any) -> dict[str, Any]:
    """What every page beside a case shows around its own ``facts``."""
    return {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": title,
        "original": case,
        "change_url": case_page(case),
        "media": desk.media,
        **facts,
    }

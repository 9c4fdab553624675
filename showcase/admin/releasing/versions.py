"""The versions of a case: the list, what one changed, and putting one back."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from organizations.admin.acts import ReasonForm
from organizations.models import StaffUser
from showcase.admin.editing import may_edit
from showcase.admin.releasing.access import case_page, page_context, seen_case
from showcase.choices import CaseState
from showcase.models import CaseStudy
from showcase.photos.settling import photo_transaction
from showcase.versions.differences import Change, differences
from showcase.versions.restoring import restore_version
from showcase.versions.saves import Version, versions_of
from showcase.versions.snapshots import snapshot_of
from showcase.versions.wording import names_for

READ_BY = "showcase.view_casesection"
MOST_SHOWN = 100
MOST_PLACES = 6


def versions_view(desk: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """All versions, latest first, each with the places it changed."""
    case = seen_case(desk, request, object_id, READ_BY)
    versions = versions_of(case)
    shown = versions[:MOST_SHOWN]
    names = names_for(*(snapshot for version in shown for snapshot in (version.before, version.after)))
    people = StaffUser.objects.in_bulk({version.by for version in shown if version.by})
    lines = [
        {
            "version": version,
            "by": people.get(version.by, "系统"),
            "url": case_page(case, "version", version.key),
            **_places(differences(version.before, version.after, names), is_first=version.number == 1),
        }
        for version in shown
    ]
    context = page_context(desk, request, case, f"版本：{case}", lines=lines, count=len(versions))
    return TemplateResponse(request, "admin/showcase/casestudy/versions.html", context)


def version_view(desk: ModelAdmin, request: HttpRequest, object_id: str, key: int) -> HttpResponse:
    """What one version changed, or how it differs from now; a POST puts it back."""
    case = seen_case(desk, request, object_id, READ_BY)
    versions = versions_of(case)
    version = next((one for one in versions if one.key == key), None)
    if version is None:
        raise Http404
    form = _reason_form(request, case)
    if request.method == "POST":
        if not _may_restore(desk, request, case):
            raise PermissionDenied
        if (form is None or form.is_valid()) and _restored(desk, request, case, version, form):
            return redirect(case_page(case))
    against_now = request.GET.get("against") == "now" or request.method == "POST"
    before, after = (version.after, snapshot_of(case)) if against_now else (version.before, version.after)
    context = page_context(
        desk,
        request,
        case,
        f"第 {version.number} 版：{case}",
        version=version,
        by=StaffUser.objects.filter(pk=version.by).first() or "系统",
        changes=_grouped(differences(before, after, names_for(before, after))),
        against_now=against_now,
        is_latest=version.key == versions[0].key,
        may_restore=_may_restore(desk, request, case),
        form=form,
        list_url=case_page(case, "versions"),
    )
    return TemplateResponse(request, "admin/showcase/casestudy/version.html", context)


def _may_restore(desk: ModelAdmin, request: HttpRequest, case: CaseStudy) -> bool:
    return desk.has_change_permission(request, case) and may_edit(request, case)


def _reason_form(request: HttpRequest, case: CaseStudy) -> ReasonForm | None:
    """Where the case is public, readers are told why."""
    if case.state != CaseState.PUBLISHED:
        return None
    return ReasonForm(request.POST if request.method == "POST" else None)


def _restored(
    desk: ModelAdmin, request: HttpRequest, case: CaseStudy, version: Version, form: ReasonForm | None
) -> bool:
    try:
        with photo_transaction():
            restore_version(case, version.key, request.user, form.cleaned_data["reason"] if form else "")
            desk.log_change(request, case, f"恢复到第 {version.number} 版")
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return False
    messages.success(request, f"已恢复到第 {version.number} 版；恢复之前的样子也留在版本里。")
    return True


def _places(changes: list[Change], *, is_first: bool) -> dict[str, Any]:
    """What the list says of a version in one line."""
    if is_first:
        return {"places": ["录入"], "more": 0}
    places = list(dict.fromkeys(change.place for change in changes))
    return {"places": places[:MOST_PLACES], "more": max(0, len(places) - MOST_PLACES)}


def _grouped(changes: list[Change]) -> list[tuple[str, list[Change]]]:
    """Changes one after the other, those of one place together."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.place, []).append(change)
    return list(groups.items())

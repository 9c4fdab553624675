"""Putting what is ready on record, and registering organisations that nobody knew."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from awards.admin.workbench.access import page_context, plan_address, require, seen_batch
from awards.admin.workbench.answers import key_of
from awards.choices import BatchState, Resolution, Verdict
from awards.importing.applying import apply_batch
from awards.importing.portions import progress_of
from awards.importing.settling import create_organization
from awards.models import ImportBatch, ImportRow
from organizations.choices import Sector
from organizations.models import Neighborhood, StaffUser, Subdistrict
from organizations.scoping import may_write_in

# One press creates no more than a person could have read through.
MOST_CREATED = 200


def apply_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Write the ready rows; pressed twice, they are written once."""
    require(request, "awards.change_importbatch", "awards.add_honorentry", "awards.add_honorlist")
    batch = seen_batch(request, key)
    if progress_of(batch):
        messages.error(request, "这份名单还没有核对完，没有写入；请先核对完。")
        return redirect(plan_address(batch))
    try:
        with transaction.atomic():
            written = apply_batch(batch, request.user)
            if written:
                desk.log_change(request, batch, f"写入 {written} 条")
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return redirect(plan_address(batch))
    if written:
        messages.success(request, f"已写入 {written} 条，都在草稿里，读者还看不到。请打开名单核对，再提交审核。")
    else:
        messages.info(request, "没有可以写入的行，什么也没有改变。")
    return redirect(plan_address(batch))


@dataclass(frozen=True)
class NewOrganization:
    """One organisation that a row offers to register, and where."""

    row: ImportRow
    sector: Sector
    subdistrict: Subdistrict
    neighborhood: Neighborhood | None


def unknown_organizations(batch: ImportBatch, by: StaffUser) -> list[NewOrganization]:
    """Names that resemble nothing on record, each once, where ``by`` may register them; four queries."""
    if batch.state == BatchState.UNDONE or not by.has_perm("organizations.add_organization"):
        return []
    rows = batch.rows.filter(verdict=Verdict.DECIDE, organization=None, entry=None, subdistrict__isnull=False)
    rows = rows.exclude(resolution=Resolution.SKIPPED).select_related("subdistrict", "round__scheme")
    found: dict[tuple[str, int | None], ImportRow] = {}
    for row in rows.order_by("number")[: 5 * MOST_CREATED]:
        if len(row.suggestions) == 1 and row.suggestions[0]["sector"] and may_write_in(by, row.subdistrict_id):
            found.setdefault((row.organization_text, row.subdistrict_id), row)
    chosen = list(found.values())[:MOST_CREATED]
    areas = Neighborhood.objects.in_bulk({row.suggestions[0]["neighborhood"] for row in chosen} - {None})
    return [
        NewOrganization(
            row, Sector(row.suggestions[0]["sector"]), row.subdistrict, areas.get(row.suggestions[0]["neighborhood"])
        )
        for row in chosen
    ]


def create_all_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Lay the unknown names before the person; on a POST register those that were shown."""
    require(request, "awards.change_importbatch", "awards.change_importrow", "organizations.add_organization")
    batch = seen_batch(request, key)
    unknown = unknown_organizations(batch, request.user)
    if request.method == "POST":
        shown = {key_of(text) for text in request.POST.getlist("row")[:MOST_CREATED]}
        _create(request, [one for one in unknown if one.row.pk in shown])
        return redirect(plan_address(batch))
    context = page_context(
        desk,
        request,
        f"新建 {len(unknown)} 个党组织",
        batch=batch,
        original=batch.source,
        unknown=unknown,
        change_url=plan_address(batch),
    )
    return TemplateResponse(request, "admin/awards/importbatch/create_all.html", context)


def _create(request: HttpRequest, chosen: list[NewOrganization]) -> None:
    refused = []
    for one in chosen:
        place = {"sector": one.sector, "subdistrict": one.subdistrict, "neighborhood": one.neighborhood}
        try:
            create_organization(one.row, request.user, **place)
        except ValidationError as error:
            refused.append(f"{one.row.organization_text}：{''.join(error.messages)}")
    if len(chosen) > len(refused):
        messages.success(request, f"已新建 {len(chosen) - len(refused)} 个党组织。")
    for reason in refused[:10]:
        messages.error(request, reason)

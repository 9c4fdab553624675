"""Workbooks to take away: open rows with their reasons, and a form for the next list."""

from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from awards.admin.workbench.access import require, seen_batch
from awards.admin.workbench.answers import key_of
from awards.choices import Resolution, Verdict
from awards.importing.workbooks_out import form_workbook, rows_workbook
from awards.models import AwardRound, AwardTier
from organizations.choices import SecurityAct
from organizations.models import Organization, StaffUser, Subdistrict
from organizations.scoping import writable_subdistricts
from organizations.security_log import record

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# More choices than this no drop-down helps with; typing does.
MOST_CHOICES = 5_000


def open_rows_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """The rows of a batch that wait for a person, to be corrected and brought in again."""
    require(request, "awards.view_importbatch", "awards.view_importrow")
    batch = seen_batch(request, key)
    rows = batch.rows.filter(verdict__in=(Verdict.DECIDE, Verdict.ERROR), entry=None)
    rows = rows.exclude(resolution=Resolution.SKIPPED).select_related("round__scheme", "subdistrict")
    record(SecurityAct.EXPORTED, by=request.user, subject=batch, detail={"batch": batch.pk, "what": "待处理的行"})
    return _download(rows_workbook(rows.order_by("number")), f"待处理的行-{batch.pk}.xlsx")


def template_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """A form to fill in for the round asked for, with what the person may enter to choose from."""
    require(request, "awards.view_awardround", "awards.add_importbatch")
    key = key_of(request.GET.get("round", ""))
    if key is None:
        raise Http404
    award_round = get_object_or_404(AwardRound.objects.with_scheme(), pk=key)
    tiers = [row.tier for row in award_round.round_tiers.in_official_order()] or list(
        AwardTier.objects.filter(scheme=award_round.scheme).in_official_order()
    )
    places, organizations = _offered(award_round, request.user)
    record(SecurityAct.EXPORTED, by=request.user, subject=award_round, detail={"what": "填报表"})
    form = form_workbook(award_round, [tier.name for tier in tiers], organizations, places)
    return _download(form, f"{award_round}名单填报表.xlsx")


def _offered(award_round: AwardRound, user: StaffUser) -> tuple[list[str], list[str]]:
    """Names of the subdistricts ``user`` may write, and of the organisations in them."""
    known = Organization.objects.canonical_only().filter(sector=award_round.scheme.sector)
    writable = writable_subdistricts(user)
    if writable is not None:
        known = known.filter(subdistrict__in=writable)
    places = (Subdistrict.objects.all() if writable is None else writable).in_official_order()
    names = known.by_pinyin().values_list("name", flat=True)[:MOST_CHOICES]
    return list(places.values_list("name", flat=True)), list(names)


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response

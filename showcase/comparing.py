"""What showcase knows of two organisations that may be one: cases, photos, and what readers get."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from organizations.comparing import Evidence, Pair, Row, Side
from organizations.models import Organization, StaffUser
from showcase.models import CaseOrganization, CaseStudy, Photo
from showcase.scoping import cases_seen_by
from showcase.visibility import public_organizations


def stories(pair: Pair, by: StaffUser) -> Evidence:
    """Cases with the names they printed, photos of the organisation itself, and its public page."""
    told = _told_to(by).filter(organization__in=pair[0].keys | pair[1].keys)
    cases = [[row for row in told if row.organization_id in side.keys] for side in pair]
    both = {row.case for row in cases[0]} & {row.case for row in cases[1]}
    rows = [
        Row.of("经验案例", ([_case_in_words(row) for row in rows] for rows in cases)),
        Row.of("照片", (_photos(side, by) for side in pair)),
        Row.of("读者看到的网页", ([_page(side.organization)] for side in pair), different=""),
    ]
    return Evidence(rows, [f"案例“{case}”同时列了两边，合并后同一页会列出两次。" for case in both])


def _told_to(by: StaffUser) -> QuerySet[CaseOrganization]:
    """The lines of cases that ``by`` may read of: a draft is named to nobody else."""
    if not by.has_perm("showcase.view_casestudy"):
        return CaseOrganization.objects.none()
    every = CaseOrganization.objects.filter(case__in=cases_seen_by(by, CaseStudy.objects.all()))
    return every.select_related("case").order_by("case", "position", "pk")


def _case_in_words(row: CaseOrganization) -> str:
    return f"{row.case}，印作“{row.name_as_printed}”（{row.case.get_state_display()}）"


def _photos(side: Side, by: StaffUser) -> tuple[str, ...]:
    if not by.has_perm("showcase.view_photo"):
        return ()
    photos = Photo.objects.filter(organization__in=side.keys).in_order()
    return tuple(f"{photo}（{'已公开' if photo.released_at else '未公开'}）" for photo in photos)


def _page(organization: Organization) -> str:
    """The address, and what readers find there."""
    address = reverse("showcase:organization", args=[organization.slug])
    shown = public_organizations(timezone.now()).filter(spellings=organization).first()
    if shown is None:
        return f"{address}（读者还看不到）"
    if shown.pk == organization.pk:
        return address
    return f"{address} 自动转到 {reverse('showcase:organization', args=[shown.slug])}"

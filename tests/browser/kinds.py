"""Every kind of public page, with an address of each; a kind that is not named here fails a test."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from awards.models import HonorEntry

# Under the name its address has in showcase/urls.py. The sample and ``records.add_history`` fill them.
KINDS: dict[str, tuple[str, ...]] = {
    "home": ("/",),
    "honors": ("/honors/", "/honors/?award=jinyin&sort=name&page=2", "/honors/?sector=nonsense", "/honors/?q=zzz"),
    "awards": ("/awards/",),
    "award": ("/awards/jinyin/",),
    "round": (
        "/awards/jinyin/7/",
        "/awards/jinyin/7/?by=subdistrict",
        "/awards/jinyin/7/?as_of=announced",
        "/awards/jinyin/7/?as_of=nonsense",
        "/awards/jinyin/8/",
        "/awards/wuxing/4/",
    ),
    "ceremony": ("/ceremonies/2021-lianhe-zhanshihui/",),
    "subdistricts": ("/subdistricts/",),
    "subdistrict": ("/subdistricts/huayanglu/",),
    "organizations": ("/organizations/",),
    "organization": ("/organizations/taojiazhai/", "/organizations/debi/"),
    "cases": ("/cases/",),
    "case": ("/cases/taojiazhai-sixian/", "/cases/changyi-lingtouyan/", "/cases/debi-shengtaiquan/"),
    "matrix": ("/matrix/", "/matrix/?award=wuxing&subdistrict=xinjing"),
    "verify_any": ("/verify/", "/verify/?code=zzz"),
    "verify": ("/verify/{standing}/", "/verify/{revoked}/"),
    "report": ("/report/",),
    "report_received": ("/report/received/",),
    "corrections": ("/corrections/",),
    "search": ("/search/", "/search/?q=居民区", "/search/?q=陶家栅", "/search/?q=zzz"),
    "about": ("/about/",),
    "data": ("/data/",),
    "poster": ("/awards/jinyin/7/poster/", "/awards/jinyin/8/poster/"),
    "accessibility": ("/accessibility/",),
    "site_map": ("/sitemap/",),
    "preview": ("/preview/nobody-gave-this-link/",),
}
# What Django shows where a page cannot be given; ``urls.py`` beside this file gives them addresses.
ERRORS = ("/errors/400/", "/errors/403/", "/nothing/", "/errors/500/", "/errors/503/", "/honors.xlsx?sector=nonsense")
NOT_PAGES = {
    "honors_csv", "honors_workbook", "honors_json", "honors_feed", "cases_feed", "corrections_feed",
    "display", "healthz", "readyz", "robots", "sitemap", "preview_photo", "public_photo", "private_photo",
    "package", "checksums", "case_card", "round_card", "sitemap_section", "sitemap_part",
}  # fmt: skip


def names(resolver: URLResolver | None = None) -> set[str]:
    """The names of all addresses outside the staff site and the interface for machines."""
    found = set()
    for pattern in (resolver or get_resolver("config.urls")).url_patterns:
        if not isinstance(pattern, URLResolver):
            found.add(pattern.name or str(pattern.pattern))
        elif not str(pattern.pattern).startswith(("admin/", "api/")):
            found |= names(pattern)
    return found


def addresses(*kinds: str) -> Iterator[str]:
    """Where the pages of ``kinds`` are, or all of them; codes are those of the registry as it is."""
    entries = HonorEntry.objects.public()
    codes = {
        "revoked": entries.filter(standing_changes__isnull=False).values_list("verify_code", flat=True).first(),
        "standing": entries.filter(standing_changes__isnull=True).values_list("verify_code", flat=True).first(),
    }
    for kind in kinds or KINDS:
        for address in KINDS[kind]:
            yield address.format(**codes)

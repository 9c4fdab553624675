"""What every page's frame reads."""

from django.conf import settings
from django.http import HttpRequest

from showcase.display import display_of
from showcase.models import SiteSettings
from showcase.models.site import ONLY_ROW


def site(request: HttpRequest) -> dict[str, SiteSettings | str]:
    """The site's words (one query, or the defaults before anything was set), the page's one address, the display."""
    return {
        "site": SiteSettings.objects.filter(pk=ONLY_ROW).first() or SiteSettings(),
        "canonical": canonical_address(request),
        "display": display_of(request),
    }


def canonical_address(request: HttpRequest) -> str:
    """Where search engines should look for this page: without filters, but a further page is its own."""
    address = absolute_address(request, request.path)
    page = request.GET.get("page", "")
    return f"{address}?page={page}" if page.isascii() and page.isdigit() and page != "1" else address


def absolute_address(request: HttpRequest, path: str) -> str:
    """``path`` as others write it down: under ``SITE_URL``, or where the request found us."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)

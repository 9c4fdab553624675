"""What every page's frame reads."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from showcase.caching.kept import kept_of
from showcase.columns import COLUMN_OF
from showcase.display import display_of
from showcase.latest_change import latest_change, with_latest_change
from showcase.models import SiteSettings
from showcase.models.site import ONLY_ROW


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's words (one query, or the defaults before anything was set), the page's one address, the display.

    ``is_static``: the page is being published as a plain file, and no server will answer its forms.
    """
    words = kept_of(request).part(SiteSettings, _words)
    canonical = canonical_address(request)
    return {
        "site": words,
        "site_domain": urlsplit(canonical).hostname,
        "latest_change": latest_change(words),
        "column": COLUMN_OF.get(getattr(request.resolver_match, "url_name", None) or ""),
        "canonical": canonical,
        "display": display_of(request),
        "is_static": getattr(request, "is_static", False),
    }


def _words() -> SiteSettings:
    return with_latest_change(SiteSettings.objects.filter(pk=ONLY_ROW)).first() or SiteSettings()


def canonical_address(request: HttpRequest) -> str:
    """Where search engines should look for this page: without filters, but a further page is its own."""
    address = absolute_address(request, request.path)
    page = request.GET.get("page", "")
    return f"{address}?page={page}" if page.isascii() and page.isdigit() and page != "1" else address


def absolute_address(request: HttpRequest, path: str) -> str:
    """``path`` as others write it down: under ``SITE_URL``, or where the request found us."""
    path = under_prefix(path)
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def under_prefix(path: str) -> str:
    """``path`` below the place where the site stands: storages, unlike ``reverse``, do not know of it."""
    prefix = get_script_prefix()
    return path if path.startswith(prefix) else f"{prefix}{path.lstrip('/')}"

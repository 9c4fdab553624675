"""Staff pages of the showcase: one file per noun."""

from showcase.admin import cases, corrections, parts, photos, redirects, reports, search, site, worklists
from showcase.admin.documents import imports

__all__ = [
    "cases",
    "corrections",
    "imports",
    "parts",
    "photos",
    "redirects",
    "reports",
    "search",
    "site",
    "worklists",
]

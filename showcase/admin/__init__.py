"""Staff pages of the showcase: one file per noun."""

from showcase.admin import cases, corrections, parts, photos, redirects, reports, search, site, worklists
from showcase.admin.documents import imports
from showcase.admin.releasing import records

__all__ = [
    "cases",
    "corrections",
    "imports",
    "parts",
    "photos",
    "records",
    "redirects",
    "reports",
    "search",
    "site",
    "worklists",
]

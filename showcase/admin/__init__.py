"""Staff pages of the showcase: one file per noun."""

from showcase.admin import cases, corrections, documents, parts, photos, redirects, reports, search, site, worklists

__all__ = [
    "cases",
    "corrections",
    "documents",
    "parts",
    "photos",
    "redirects",
    "reports",
    "search",
    "site",
    "worklists",
]

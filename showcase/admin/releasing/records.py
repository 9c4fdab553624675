"""Words to watch, and what acts alone write: sign-offs."""

from django.contrib import admin

from organizations.admin.desk import HistoryDeskAdmin, ReadOnlyAdmin
from showcase.models import CaseSignOff, WatchedWord


@admin.register(WatchedWord)
class WatchedWordAdmin(HistoryDeskAdmin):
    """The site's own list: a word on it is pointed out before a release, never forbidden."""

    list_display = ["word", "advice"]
    search_fields = ["word", "advice"]
    ordering = ["word"]
    fieldsets = [
        (
            None,
            {
                "fields": ["word", "advice"],
                "description": "案例里出现这里的词，签发前会提醒，并写出这里的理由；提醒不影响签发。",
            },
        )
    ]


@admin.register(CaseSignOff)
class CaseSignOffAdmin(ReadOnlyAdmin):
    """Who took which step, across all cases; each case shows its own on its page."""

    list_display = ["at", "act", "case", "by", "note"]
    list_display_links = None
    list_filter = ["act"]
    list_select_related = ["case", "by"]
    search_fields = ["case__title", "note"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]

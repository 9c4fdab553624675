"""What the search knows; written by the site itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from organizations.admin.desk import PartAdmin
from showcase.models import ContentVersion, SearchDocument


class MadeByTheSite(PartAdmin):
    """Kept by the site; shown to superusers who look into a fault."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Goes with the record it repeats, whoever deletes that.
        return True


@admin.register(SearchDocument)
class SearchDocumentAdmin(MadeByTheSite):
    """One record as search sees it."""

    list_display = ["title", "kind", "path"]
    list_filter = ["kind"]
    search_fields = ["title"]
    ordering = ["kind", "sort_key", "pk"]
    fields = ["kind", "title", "summary", "path", "names"]


@admin.register(ContentVersion)
class ContentVersionAdmin(MadeByTheSite):
    """The number behind every cached page."""

    list_display = ["number", "changed_at", "next_change_at"]
    ordering = ["pk"]

"""Roles, as Django's groups; what one allows is changed in the open of the security log."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse

from organizations.access.reconfirming import ask_for_password
from organizations.account_changes import note_role_change, permissions_of

admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """As stock, but the own password is asked again, and every change of permissions is written down."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.has_change_permission(request) and (asked := ask_for_password(request)):
            return asked
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if self.has_delete_permission(request) and (asked := ask_for_password(request)):
            return asked
        return super().delete_view(request, object_id, extra_context)

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:
        form.permissions_before = permissions_of(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        note_role_change(form.instance, form.permissions_before, request.user)

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        before = permissions_of(obj)
        note_role_change(Group(name=obj.name), before, request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for role in queryset:
            self.delete_model(request, role)

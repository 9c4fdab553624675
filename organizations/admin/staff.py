"""Accounts of staff: managed by superusers, read by auditors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from organizations.admin.desk import HistoryDeskAdmin
from organizations.models import StaffUser
from organizations.passwords import InitialPasswordForm

HELP = {
    "is_active": "取消以后不能再登录；账号和经办记录都保留。",
    "is_staff": "可以登录工作台。",
    "is_superuser": "能做一切，包括管理账号；只给系统管理员。",
    "groups": "可以兼任几个角色。",
}


class NewStaffForm(UserCreationForm):
    """A new account; its password is for the first visit only."""

    class Meta:
        model = StaffUser
        fields = ["username", "full_name", "must_change_password", "groups", "subdistricts"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["must_change_password"].initial = True

    def save(self, commit: bool = True) -> Any:
        # Whoever gets an account here is to use this desk.
        self.instance.is_staff = True
        return super().save(commit)


@admin.register(StaffUser)
class StaffUserAdmin(UserAdmin, HistoryDeskAdmin):
    """What a person may do comes from the groups, where from the subdistricts."""

    form = HistoryDeskAdmin.form
    add_form = NewStaffForm
    change_password_form = InitialPasswordForm
    list_display = ["username", "full_name", "roles", "places", "is_active", "must_change_password", "last_login"]
    list_filter = ["groups", "subdistricts", "is_active"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "full_name", "email"], "description": "登录名和显示在经办记录里的姓名。"}),
        (
            "能做什么、在哪里",
            {
                "fields": ["groups", "subdistricts", "is_active", "is_staff", "is_superuser"],
                "description": "权限由角色决定；街道录入员必须选定街道。停用账号请取消“有效”，不要删除。",
            },
        ),
        ("密码", {"fields": ["must_change_password", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "full_name", "password1", "password2", "must_change_password"],
                "description": "初始密码请当面或用电话告诉本人；首次登录后要自己改密码。",
            },
        ),
        ("能做什么、在哪里", {"fields": ["groups", "subdistricts"], "description": "街道录入员必须选定街道。"}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StaffUser]:
        return super().get_queryset(request).prefetch_related("groups", "subdistricts")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.label = "角色"
        if field:
            field.queryset = field.queryset.order_by("code" if db_field.name == "subdistricts" else "pk")
        return field

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in HELP:
            field.help_text = HELP[db_field.name]
        return field

    def links_for(self, request: HttpRequest, record: StaffUser) -> list[tuple[str, str]]:
        if not request.user.is_superuser:
            return []
        return [("重设密码…", reverse("admin:auth_user_password_change", args=[record.pk]))]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # What a person did stays on record under that person's name.
        return False

    @admin.display(description="角色")
    def roles(self, user: StaffUser) -> str:
        names = [group.name for group in user.groups.all()]
        return "、".join(["系统管理员"] * user.is_superuser + names) or "—"

    @admin.display(description="街道（镇）")
    def places(self, user: StaffUser) -> str:
        return "、".join(place.name for place in user.subdistricts.all()) or "—"

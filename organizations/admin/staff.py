"""Accounts of staff: managed by superusers, read by auditors."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations.access import sessions
from organizations.access.lockout import forgive
from organizations.access.reconfirming import ask_for_password
from organizations.access.second_factor import disable, has_second_factor
from organizations.account_changes import account_of, note_account_change
from organizations.admin.acts import Act, ActsMixin
from organizations.admin.desk import HistoryDeskAdmin
from organizations.models import StaffUser
from organizations.passwords import InitialPasswordForm
from organizations.security_events import tell

HELP = {
    "is_active": "取消以后不能再登录；账号和经办记录都保留。",
    "is_staff": "可以登录工作台。",
    "is_superuser": "能管理账号和系统；公布、签发、更正、合并另需角色。只给系统管理员。",
    "groups": "可以兼任几个角色。",
}

WITH_FACTOR, WITHOUT_FACTOR = "with_second_factor", "without_second_factor"
# Nobody gives themselves a role, or closes the own account by mistake.
GIVEN_BY_OTHERS = ["groups", "is_active", "is_staff", "is_superuser"]
ACTS = [
    Act(
        "forgive",
        "解除登录限制",
        "organizations.change_staffuser",
        (WITH_FACTOR, WITHOUT_FACTOR),
        lambda user, by, reason: _forgive(user, by),
        done="已解除，本人现在就可以再试。",
    ),
    Act(
        "end-sessions",
        "强制退出",
        "organizations.change_staffuser",
        (WITH_FACTOR, WITHOUT_FACTOR),
        lambda user, by, reason: _sign_out(user, by),
        done="这个账号在所有电脑上都已退出。",
        consequence="这个账号在所有电脑上马上退出，没有保存的内容会丢失。账号可能被盗用时使用，并请重设密码。",
        needs_password=True,
    ),
    Act(
        "remove-second-factor",
        "取消登录验证码",
        "organizations.change_staffuser",
        (WITH_FACTOR,),
        lambda user, by, reason: disable(None, user, by=by.get_username()),
        done="已取消。本人下次登录后要重新启用验证码。",
        consequence="本人手机丢失、恢复码也用完时使用。请先当面或打电话确认是本人；取消后，登录只凭密码，直到本人重新启用。",
        needs_password=True,
    ),
]


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
class StaffUserAdmin(ActsMixin, UserAdmin, HistoryDeskAdmin):
    """What a person may do comes from the groups, where from the subdistricts."""

    acts = ACTS
    form = HistoryDeskAdmin.form
    add_form = NewStaffForm
    change_password_form = InitialPasswordForm
    list_display = ["username", "full_name", "roles", "places", "is_active", "must_change_password", "last_login"]
    list_filter = ["groups", "subdistricts", "is_active"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "last_login_address", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "full_name", "email"], "description": "登录名和显示在经办记录里的姓名。"}),
        (
            "能做什么、在哪里",
            {
                "fields": ["groups", "subdistricts", "is_active", "is_staff", "is_superuser"],
                "description": "权限由角色决定；街道录入员必须选定街道。停用账号请取消“有效”，不要删除。",
            },
        ),
        ("密码", {"fields": ["must_change_password", "last_login", "last_login_address", "date_joined"]}),
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

    def save_model(self, request: HttpRequest, obj: StaffUser, form: Any, change: bool) -> None:
        form.account_before = account_of(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        note_account_change(form.instance, form.account_before, request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StaffUser]:
        return super().get_queryset(request).prefetch_related("groups", "subdistricts")

    def state_of(self, record: StaffUser) -> str:
        return WITH_FACTOR if has_second_factor(record) else WITHOUT_FACTOR

    def get_readonly_fields(self, request: HttpRequest, obj: StaffUser | None = None) -> list[str]:
        return [*self.readonly_fields, *(GIVEN_BY_OTHERS if obj is not None and obj == request.user else ())]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.has_change_permission(request) and (asked := ask_for_password(request)):
            return asked
        return super().changeform_view(request, *args, **kwargs)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """As stock; whoever gets an initial password may try it at once, and nobody goes on with the old one."""
        if self.has_change_permission(request) and (asked := ask_for_password(request)):
            return asked
        return super().user_change_password(request, id, form_url)

    def log_change(self, request: HttpRequest, obj: StaffUser, message: Any) -> Any:
        if request.resolver_match.url_name == "auth_user_password_change":
            forgive(obj.username)
        return super().log_change(request, obj, message)

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


def _forgive(user: StaffUser, by: StaffUser) -> None:
    forgive(user.username)
    tell("unlocked", None, user, by=by.get_username())


def _sign_out(user: StaffUser, by: StaffUser) -> None:
    sessions.end_sessions(user.pk)
    tell("session_ended", None, user, limit="administrator", by=by.get_username())

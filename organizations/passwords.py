"""Passwords of staff: an initial one is for a single use."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AdminPasswordChangeForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from organizations.choices import SecurityAct
from organizations.models import PastPassword, StaffUser
from organizations.security_log import record
from organizations.tracing import current_request

# The same for a name that is not there, a wrong password, an account that has to wait, one that is closed.
NOT_LET_IN = (
    "登录名或密码不对，或者刚才错的次数太多、要等一会儿。请核对后再试；"
    "接连输错要等的时间会越来越长。忘了密码，请联系系统管理员。"
)


class SignInForm(AdminAuthenticationForm):
    """Name and password; labels stand above their fields, without a colon."""

    error_messages = {"invalid_login": NOT_LET_IN, "inactive": NOT_LET_IN}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ConfirmPasswordForm(forms.Form):
    """The own password again."""

    password = forms.CharField(
        label="您的密码",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        error_messages={"required": "请输入您的密码。"},
    )


class CodeForm(forms.Form):
    """A code of the phone, or a recovery code."""

    code = forms.CharField(
        label="验证码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
        error_messages={"required": "请输入验证码。", "max_length": "验证码没有这么长，请核对。"},
    )


class OwnPasswordForm(PasswordChangeForm):
    """One's own new password; the duty to change it ends with it."""

    required_css_class = "required"

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.request = request

    def clean_old_password(self) -> str:
        """Asked as at the door, so that an open session is no way to try passwords without end."""
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=old) != self.user:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def clean_new_password2(self) -> str:
        new = self.cleaned_data.get("new_password2", "")
        if new and self.user.check_password(new):
            raise ValidationError("新密码不能和原来的一样。")
        return new

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = False
        remember_password(self.user)
        return _kept_and_told(super().save, self.user, commit)


class InitialPasswordForm(AdminPasswordChangeForm):
    """A password set by an administrator: its owner must choose another at the next visit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        # Everybody signs in with a password here; an account is closed by 有效, not by having none.
        self.fields.pop("usable_password", None)
        for name in ("password1", "password2"):
            self.fields[name].required = True

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = True
        remember_password(self.user)
        return _kept_and_told(super().save, self.user, commit)


@transaction.atomic
def _kept_and_told(save: Callable[[bool], Any], user: Any, commit: bool) -> Any:
    """Keep the new password, and write down whose it is and who chose it; not what it is."""
    saved = save(commit)
    asking = getattr(current_request(), "user", None)
    by = asking if asking is not None and asking.pk else user
    record(SecurityAct.PASSWORD_CHANGED, by=by, subject=user.get_username(), detail={"own": by.pk == user.pk})
    return saved


def remember_password(user: StaffUser) -> None:
    """Keep the present password among the used ones, where it came without Django telling of it (createsuperuser)."""
    stored = StaffUser.objects.filter(pk=user.pk).values_list("password", flat=True).first()
    if stored:
        PastPassword.objects.get_or_create(user=user, encoded=stored)

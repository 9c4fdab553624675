"""Passwords of staff: an initial one is for a single use."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AdminPasswordChangeForm, PasswordChangeForm
from django.core.exceptions import ValidationError


class SignInForm(AdminAuthenticationForm):
    """Name and password; labels stand above their fields, without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class OwnPasswordForm(PasswordChangeForm):
    """One's own new password; the duty to change it ends with it."""

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean_new_password2(self) -> str:
        new = self.cleaned_data.get("new_password2", "")
        if new and self.user.check_password(new):
            raise ValidationError("新密码不能和原来的一样。")
        return new

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = False
        return super().save(commit)


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
        return super().save(commit)

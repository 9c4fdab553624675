"""Django's own pages of signing in and of the own password, with what access asks beyond them."""

from typing import Any

from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from organizations.access import second_factor, signing_in
from organizations.access.pages import safe_next
from organizations.passwords import OwnPasswordForm, SignInForm
from organizations.security_events import tell


class SignInView(LoginView):
    """The password; whoever has a second factor goes on to give its code."""

    authentication_form = SignInForm

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if second_factor.has_second_factor(user):
            signing_in.wait_for_code(self.request, user)
            return redirect(f"{reverse('admin:sign_in_code')}?{urlencode({'next': safe_next(self.request)})}")
        signing_in.sign_in(self.request, user)
        return redirect(safe_next(self.request))


class OwnPasswordView(PasswordChangeView):
    """One's own new password; every other session of that person ends with it."""

    form_class = OwnPasswordForm
    template_name = "admin/own_password.html"
    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_invalid(self, form: Any) -> HttpResponse:
        if "old_password" in form.errors:
            tell("reauthentication_failed", self.request, self.request.user)
        return super().form_invalid(form)

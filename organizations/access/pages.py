"""The pages of access: the code at the door, the own password again, the own second factor."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from organizations.access import reconfirming, second_factor, sessions, signing_in
from organizations.access.own_sessions import end_others, own_sessions
from organizations.models import SecondFactor, StaffUser
from organizations.passwords import CodeForm, ConfirmPasswordForm

SALT = "access_salt"
WRONG_CODE = "验证码不对、已经用过，或者刚才错的次数太多、要等一会儿。请等手机上的数字换过之后再试。"
WRONG_OWN = "密码不对，或者刚才错的次数太多、要等一会儿。请核对后再试。"


class StaffRequest(HttpRequest):
    """A request that only somebody signed in can have sent."""

    user: StaffUser


class AccessPages:
    """The pages for ``site``."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        inside = self.site.admin_view
        return [
            path("login/code/", never_cache(sensitive_post_parameters()(self.sign_in_code)), name="sign_in_code"),
            path("confirm-password/", inside(self.confirm_password), name="confirm_password"),
            path("second-factor/", inside(self.own_second_factor), name="second_factor"),
            path("own-sessions/", inside(self.own_sessions), name="own_sessions"),
        ]

    def sign_in_code(self, request: HttpRequest) -> HttpResponse:
        """The code of whoever gave the right password a moment ago."""
        user = signing_in.half_way(request)
        if user is None:
            messages.info(request, "请先输入登录名和密码。")
            return redirect("admin:login")
        form = CodeForm(request.POST or None, label_suffix="")
        if form.is_valid():
            if signing_in.finish(request, user, form.cleaned_data["code"]):
                return redirect(safe_next(request))
            form.add_error("code", WRONG_CODE)
        return self._page(request, "sign_in_code", "输入验证码", form=form, next=safe_next(request))

    def confirm_password(self, request: HttpRequest) -> HttpResponse:
        """The own password again, then on to where it was asked for."""
        form = ConfirmPasswordForm(request.POST or None, label_suffix="")
        if form.is_valid():
            if reconfirming.confirm(request, form.cleaned_data["password"]):
                return redirect(safe_next(request))
            form.add_error("password", WRONG_OWN)
        return self._page(request, "confirm_password", "请再输入一次密码", form=form, next=safe_next(request))

    def own_second_factor(self, request: StaffRequest) -> HttpResponse:
        """Enable, replace, renew, disable; every step asks for a recent password."""
        if asked := reconfirming.ask_for_password(request):
            return asked
        if second_factor.has_second_factor(request.user) and not sessions.has_second_factor(request):
            # A session older than it, which has shown no code: not the one to replace it.
            logout(request)
            return redirect_to_login(request.path)
        steps = {"enable": self._enable, "renew": self._renew, "disable": self._disable}
        step = steps.get(request.POST.get("step", ""))
        return step(request) if step else self._second_factor_page(request, CodeForm(label_suffix=""))

    def own_sessions(self, request: StaffRequest) -> HttpResponse:
        """Where one is signed in; any of the others can be ended, or all of them."""
        if asked := reconfirming.ask_for_password(request):
            return asked
        if request.method != "POST":
            return self._page(request, "own_sessions", "我的登录", found=own_sessions(request, request.user))
        if ended := end_others(request, request.user, request.POST.get("session", "")):
            messages.success(request, f"已退出 {ended} 处登录。不认得的，请马上修改密码，并告诉系统管理员。")
        else:
            messages.info(request, "那里已经退出，没有别的登录需要退出。")
        return redirect("admin:own_sessions")

    def _enable(self, request: StaffRequest) -> HttpResponse:
        form = CodeForm(request.POST, label_suffix="")
        salt = request.session.get(SALT)
        if salt and form.is_valid():
            if codes := second_factor.enable(request, request.user, salt, form.cleaned_data["code"]):
                del request.session[SALT]
                return self._recovery_codes(
                    request, codes, "验证码已启用。从下次登录起，输入密码之后还要输入手机上的验证码。"
                )
            form.add_error("code", "验证码不对。请核对手机时间是否准确，等数字换过之后再输入。")
        return self._second_factor_page(request, form)

    def _renew(self, request: StaffRequest) -> HttpResponse:
        if not second_factor.has_second_factor(request.user):
            return redirect("admin:second_factor")
        codes = second_factor.renew_recovery_codes(request, request.user)
        return self._recovery_codes(request, codes, "恢复码已换新，原来的都不能再用。")

    def _disable(self, request: StaffRequest) -> HttpResponse:
        if second_factor.needs_second_factor(request.user):
            messages.error(request, "您的角色必须使用验证码，不能停用。换手机请按“换一部手机”。")
        elif second_factor.disable(request, request.user, by=request.user.get_username()):
            messages.success(request, "验证码已停用，以后登录只需密码。")
        return redirect("admin:second_factor")

    def _second_factor_page(self, request: StaffRequest, form: CodeForm) -> HttpResponse:
        factor = SecondFactor.objects.filter(user=request.user).first()
        facts: dict[str, Any] = {"form": form, "factor": factor}
        facts["is_needed"] = second_factor.needs_second_factor(request.user)
        if factor:
            facts["codes_left"] = factor.recovery_codes.filter(used_at=None).count()
        if factor is None or "replace" in request.GET:
            salt = request.session.setdefault(SALT, second_factor.new_salt())
            facts["qr_code"] = second_factor.qr_code(salt, request.user, str(self.site.site_header))
            facts["key"] = second_factor.key_as_typed(salt)
        return self._page(request, "second_factor", "登录验证码", **facts)

    def _recovery_codes(self, request: HttpRequest, codes: list[str], done: str) -> HttpResponse:
        return self._page(request, "recovery_codes", "请保存恢复码", codes=codes, done=done)

    def _page(self, request: HttpRequest, template: str, title: str, **facts: Any) -> HttpResponse:
        request.current_app = self.site.name
        context = {**self.site.each_context(request), "title": title, **facts}
        return TemplateResponse(request, f"admin/access/{template}.html", context)


def safe_next(request: HttpRequest) -> str:
    """Where to go on: a page of this site that the request names, or the front page of the staff site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("admin:index")

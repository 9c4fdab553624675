"""The staff site: Django's admin under the registry's own name and order."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from config.worklists import WORKLISTS, front_page
from organizations.passwords import OwnPasswordForm, SignInForm
from showcase.models import SiteSettings
from showcase.models.site import ONLY_ROW

TO_DO, OTHERS = "待办", "其他"
# The desk in working order; what is not named here is either part of another page or listed last.
DESKS = (
    (TO_DO, WORKLISTS),
    (
        "录入与名单",
        (
            "awards.HonorList",
            "awards.HonorEntry",
            "awards.ImportBatch",
            "awards.Correction",
            "awards.StandingChange",
            "awards.AwardRound",
            "awards.Ceremony",
            "awards.AwardScheme",
            "organizations.DiscardedDraft",
        ),
    ),
    (
        "党组织",
        (
            "organizations.Organization",
            "organizations.OrganizationMerge",
            "organizations.SourceDocument",
            "organizations.Neighborhood",
            "organizations.Subdistrict",
        ),
    ),
    (
        "经验案例",
        (
            "showcase.CaseStudy",
            "showcase.DocumentImport",
            "showcase.Photo",
            "showcase.CaseCorrection",
            "showcase.CaseSignOff",
            "showcase.WatchedWord",
        ),
    ),
    ("网站", ("showcase.ErrorReport", "showcase.SiteSettings", "showcase.Redirect")),
    ("系统", ("organizations.StaffUser", "auth.Group", "showcase.SearchDocument", "showcase.ContentVersion")),
)


class DescribedChoices(AutocompleteJsonView):
    """Choices of a search field told apart: two organisations may bear one name."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        describe = getattr(self.model_admin, "describe_choice", str)
        return {**result, "text": describe(obj)}


class RegistryAdminSite(admin.AdminSite):
    """All staff pages; one instance, made by ``config.apps``."""

    site_header = "长宁基层党建荣誉册"
    site_title = "荣誉册工作台"
    index_title = "工作台"
    site_url = "/"
    empty_value_display = "—"
    login_form = SignInForm

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The desks in working order; one application alone as stock."""
        if app_label:
            return super().get_app_list(request, app_label)
        offered = {
            f"{app['app_label']}.{model['object_name']}": model
            for app in super().get_app_list(request)
            for model in app["models"]
        }
        desks = [(name, [offered.pop(key) for key in keys if key in offered]) for name, keys in DESKS]
        desks.append((OTHERS, list(offered.values())))
        return [_desk(number, name, models) for number, (name, models) in enumerate(desks) if models]

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The front page: who one is, what waits, where to go."""
        roles = [group.name for group in request.user.groups.order_by("pk")]
        greeting = {
            "roles": "、".join(["系统管理员"] * request.user.is_superuser + roles),
            "today": timezone.localdate(),
            **front_page(self, request),
        }
        response = super().index(request, {**greeting, **(extra_context or {})})
        # The worklists have their own block there, with counts.
        desks = response.context_data["app_list"]  # type: ignore[attr-defined]
        desks[:] = [desk for desk in desks if desk["name"] != TO_DO]
        return response

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """As stock, under the site's name (the stock page calls the host name ``site``)."""
        name = SiteSettings.objects.filter(pk=ONLY_ROW).values_list("name", flat=True).first()
        return super().login(request, {"registry_name": name or self.site_header, **(extra_context or {})})

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """As stock, with our form: it ends the duty to change an initial password."""
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse_lazy("admin:password_change_done", current_app=self.name),
            template_name="admin/own_password.html",
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        request.current_app = self.name
        return view(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return DescribedChoices.as_view(admin_site=self)(request)


def _desk(number: int, name: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    """One group of the desk, in the shape of Django's own."""
    for model in models:
        if model["model"] is apps.get_model("auth", "Group"):
            model["name"] = "角色"
    return {
        "name": name,
        "app_label": f"desk-{number}",
        "app_url": reverse("admin:index"),
        "has_module_perms": True,
        "models": models,
    }

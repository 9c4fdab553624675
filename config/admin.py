"""The staff site: Django's admin under the registry's own name and order."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from config.worklists import WORKLISTS, front_page
from organizations.access.doors import OwnPasswordView, SignInView
from organizations.access.pages import AccessPages, safe_next
from organizations.access.signing_in import previous_visit
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
    (
        "系统",
        (
            "organizations.StaffUser",
            "auth.Group",
            "organizations.SecurityEvent",
            "showcase.SearchDocument",
            "showcase.ContentVersion",
        ),
    ),
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

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages of access before the stock ones, whose last pattern takes everything."""
        view = self.admin_view(self.view_on_site)
        # The way to a record's public page asks who may see the record.
        own = path("r/<path:content_type_id>/<path:object_id>/", view, name="view_on_site")
        stock = (one for one in super().get_urls() if getattr(one, "name", "") != own.name)
        return [*AccessPages(self).urls(), own, *stock]

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
            "previous_visit": previous_visit(request),
            **front_page(self, request),
        }
        response = super().index(request, {**greeting, **(extra_context or {})})
        # The worklists have their own block there, with counts.
        desks = response.context_data["app_list"]  # type: ignore[attr-defined]
        desks[:] = [desk for desk in desks if desk["name"] != TO_DO]
        return response

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The door, under the site's name (the stock page calls the host name ``site``)."""
        if request.method == "GET" and self.has_permission(request):
            return redirect(safe_next(request))
        name = SiteSettings.objects.filter(pk=ONLY_ROW).values_list("name", flat=True).first()
        context = {
            **self.each_context(request),
            "title": "登录",
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "registry_name": name or self.site_header,
            REDIRECT_FIELD_NAME: safe_next(request),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return SignInView.as_view(template_name="admin/login.html", extra_context=context)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """As stock, with our form: it ends the duty to change an initial password."""
        view = OwnPasswordView.as_view(
            success_url=reverse_lazy("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        request.current_app = self.name
        return never_cache(view)(request)

    def view_on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponse:
        """Lead to the public page: the stock way tells anybody on the staff the address of any draft."""
        # Staff pages register themselves with this site, so it has to be there before they are.
        from organizations.admin.desk import is_key  # noqa: PLC0415

        kind = ContentType.objects.filter(pk=content_type_id).first() if is_key(content_type_id) else None
        desk = self._registry.get(kind.model_class()) if kind else None  # type: ignore[arg-type]
        record = desk.get_object(request, object_id) if desk else None
        if record is None or desk is None or not desk.has_view_permission(request, record):
            raise Http404
        return shortcut(request, content_type_id, object_id)

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

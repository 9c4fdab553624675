"""The page where editors make links for those who shall look at a case before its release."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from showcase.admin.releasing.access import case_page, page_context, seen_case
from showcase.models import CaseStudy
from showcase.previewing import DAYS, DEFAULT_DAYS, PreviewLink, links_made, make_preview_link, void_preview_links

MOST_TOLD = 30


class PreviewForm(forms.Form):
    """For how long."""

    days = forms.TypedChoiceField(
        label="有效期", choices=[(days, f"{days} 天") for days in DAYS], initial=DEFAULT_DAYS, coerce=int
    )


def previews_view(desk: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show which links were made; a POST makes one, or voids them all."""
    case = seen_case(desk, request, object_id, "showcase.change_casestudy")
    if request.method != "POST":
        return _page(desk, request, case, PreviewForm())
    if "void" in request.POST:
        void_preview_links(case, request.user)
        desk.log_change(request, case, "作废预览链接")
        messages.success(request, "以前生成的预览链接都已作废，打开只会看到“已经失效”。")
        return redirect(case_page(case, "previews"))
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return _page(desk, request, case, form)
    try:
        link = make_preview_link(case, request.user, form.cleaned_data["days"])
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return redirect(case_page(case, "previews"))
    desk.log_change(request, case, f"生成预览链接（{form.cleaned_data['days']} 天）")
    return _page(desk, request, case, form, link)


def _page(
    desk: ModelAdmin, request: HttpRequest, case: CaseStudy, form: PreviewForm, link: PreviewLink | None = None
) -> HttpResponse:
    context = page_context(
        desk,
        request,
        case,
        f"预览链接：{case}",
        form=form,
        link=link,
        address=_whole_address(request, link.path) if link else "",
        is_public=case.is_public(timezone.now()),
        made=links_made(case)[:MOST_TOLD],
    )
    return TemplateResponse(request, "admin/showcase/casestudy/previews.html", context)


def _whole_address(request: HttpRequest, path: str) -> str:
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)

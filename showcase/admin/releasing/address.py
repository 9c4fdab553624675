"""The page where a chief editor changes the address of a case that was public."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from showcase.admin.releasing.access import case_page, page_context, seen_case
from showcase.moving import address_of, move_case

MOVED_BY = "showcase.release_casestudy"


class AddressForm(forms.Form):
    """The new slug."""

    slug = forms.CharField(
        label="新网址名",
        max_length=80,
        validators=[validate_slug],
        widget=forms.TextInput(attrs={"class": "vTextField", "autocapitalize": "off", "spellcheck": "false"}),
        help_text="字母、数字和连字符，如 taojiazhai-sixian。",
    )


def address_view(desk: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask for the new address, say what follows; a POST moves the case."""
    case = seen_case(desk, request, object_id, MOVED_BY)
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"slug": case.slug})
    if request.method == "POST" and form.is_valid():
        old_path = address_of(case.slug)
        try:
            with transaction.atomic():
                moved = move_case(case, form.cleaned_data["slug"], request.user)
                desk.log_change(request, moved, "改网址")
        except ValidationError as error:
            form.add_error(None if "slug" not in error.message_dict else "slug", error.messages)
        else:
            messages.success(request, f"网址已改为 {address_of(moved.slug)}；打开 {old_path} 会自动转到新网址。")
            return redirect(case_page(moved))
    context = page_context(desk, request, case, f"改网址：{case}", form=form, path=address_of(case.slug))
    return TemplateResponse(request, "admin/showcase/casestudy/address.html", context)

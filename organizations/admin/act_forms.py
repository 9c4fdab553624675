"""Pages with a form of their own, in the look of the change form."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest
from django.template.response import TemplateResponse


def act_form_page(
    desk: ModelAdmin, request: HttpRequest, form: forms.Form, title: str, *, description: str = "", **extra: Any
) -> TemplateResponse:
    """The page that asks ``form``; ``extra`` may hold ``facts``, ``method``, ``template`` and ``submit``."""
    form.label_suffix = ""
    template = extra.pop("template", "admin/act_form.html")
    fields = {"fields": list(form.fields), "description": description}
    context = {
        **desk.admin_site.each_context(request),
        "title": title,
        "opts": desk.opts,
        "form": form,
        "errors": form.errors,
        "adminform": AdminForm(form, [(None, fields)], {}, (), desk),
        "media": desk.media + form.media,
        **extra,
    }
    return TemplateResponse(request, template, context)

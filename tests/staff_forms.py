"""Filling in a staff form as a browser would: what the page shows, with some of it changed."""

from typing import Any

from django.forms import BaseForm, FileInput, ModelMultipleChoiceField, MultiWidget
from django.http import HttpResponse
from django.test import Client


def filled_in(response: HttpResponse) -> dict[str, Any]:
    """What the page would send if nothing on it were touched."""
    context = response.context
    forms = []
    if "adminform" in context:
        forms = [context["adminform"].form]
        for inline in context.get("inline_admin_formsets", []):
            forms += [inline.formset.management_form, *inline.formset.forms]
    elif context["cl"].formset:
        forms = [context["cl"].formset.management_form, *context["cl"].formset.forms]
    return {name: value for form in forms for name, value in _values(form)}


def send(client: Client, url: str, **changes: Any) -> HttpResponse:
    """Open the page, change what is named, press 保存. Row fields are named with ``__`` for ``-``."""
    data = filled_in(client.get(url)) | {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(url, {"_save": "保存", **data})


def complaints(response: HttpResponse) -> list[str]:
    """Everything the form page says is wrong."""
    context = response.context
    if "adminform" in context:
        found = context["errors"]
        return [message for one in found for message in ([one] if isinstance(one, str) else one)]
    formset = context["cl"].formset
    said = [message for form in formset.forms for messages in form.errors.values() for message in messages]
    return [*formset.non_form_errors(), *said]


def _values(form: BaseForm) -> list[tuple[str, Any]]:
    values: list[tuple[str, Any]] = []
    for field in form:
        value, widget = field.value(), field.field.widget
        if isinstance(widget, MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            values += [(f"{field.html_name}_{number}", part or "") for number, part in enumerate(parts)]
        elif isinstance(value, bool):
            values += [(field.html_name, "on")] if value else []
        elif isinstance(field.field, ModelMultipleChoiceField):
            values += [(field.html_name, value)] if value else []
        elif not isinstance(widget, FileInput):
            values.append((field.html_name, "" if value is None else value))
    return values

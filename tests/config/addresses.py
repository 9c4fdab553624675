"""Every address of the staff site, filled in with records: what a curious member of staff could type."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpResponse
from django.urls import get_resolver, reverse

# Signing out ends the walk; the catch-all only redirects.
NOT_WALKED = ("logout", "login", "app_list")


def addresses_of(records: Iterable[Model]) -> dict[str, str]:
    """Address by what it is, of every page of the staff site that takes one of ``records``, or none."""
    by_model: dict[str, list[Model]] = {}
    for record in records:
        for model in admin.site._registry:
            # A worklist is another page of the same record.
            if model._meta.concrete_model is type(record):
                by_model.setdefault(f"{model._meta.app_label}_{model._meta.model_name}", []).append(record)
    found = {}
    for name, parameters in _patterns():
        if not parameters:
            found[name] = reverse(f"admin:{name}")
        for model_name, those in by_model.items():
            if parameters and (name.startswith(f"{model_name}_") or name == "view_on_site"):
                for record in those:
                    for arguments in _arguments(parameters, record):
                        found[f"{name} {arguments}"] = reverse(f"admin:{name}", kwargs=arguments)
    return found


def list_addresses(word: str) -> Iterator[str]:
    """Every list asked for ``word``, and with each choice of its side filters."""
    for model, desk in admin.site._registry.items():
        start = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        yield f"{start}?q={word}"
        yield f"{start}?all="
        for one in desk.list_filter:
            if isinstance(one, str) and model._meta.get_field(one.split("__")[0]).is_relation:
                yield from (f"{start}?{one}__id__exact={key}" for key in (1, 2, 3))


def autocomplete_addresses(term: str) -> Iterator[str]:
    """The choices of every search field, also of those that no page offers to everybody."""
    # A proxy's fields are those of its table.
    for model in [model for model in admin.site._registry if not model._meta.proxy]:
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                asked = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
                yield f"{reverse('admin:autocomplete')}?{asked}&term={term}"


def said_by(response: HttpResponse) -> str:
    """Everything an answer holds: its head, its page, and what is packed in a workbook."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in parts.namelist())
    words = body.decode(errors="replace")
    if words and response.headers.get("Content-Type", "") == "application/json":
        # There a character is written as its number.
        words = json.dumps(json.loads(words), ensure_ascii=False)
    return f"{unquote(str(response.headers))}{words}"


def _patterns() -> Iterator[tuple[str, list[str]]]:
    inside = get_resolver().namespace_dict["admin"][1].reverse_dict
    for name in [name for name in inside if isinstance(name, str) and name not in NOT_WALKED]:
        for possibilities, *_ in inside.getlist(name):
            for _, parameters in possibilities:
                yield name, parameters


def _arguments(parameters: list[str], record: Model) -> Iterator[dict[str, Any]]:
    if parameters == ["content_type_id", "object_id"]:
        yield {"content_type_id": ContentType.objects.get_for_model(record).pk, "object_id": record.pk}
        return
    first, *others = parameters
    if not others:
        yield {first: record.pk}
    elif others == ["act_name"]:
        for act in admin.site._registry[type(record)].acts:  # type: ignore[attr-defined]
            yield {first: record.pk, "act_name": act.name}
    else:
        version = record.history.first() if hasattr(record, "history") else None
        yield {first: record.pk, others[0]: version.pk if version else 1}

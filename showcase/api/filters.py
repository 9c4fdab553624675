"""The filters of ``/honors/``, asked by programs: the same fields, but nothing forgiven."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest

from awards.cells import NONE, count, public_cells
from awards.models.entries import HonorEntryQuerySet
from showcase import bounds
from showcase.api.answers import Refused
from showcase.api.listing import AFTER, Found
from showcase.browsing.asking import Asked
from showcase.browsing.words import among
from showcase.filters import HonorFilter
from showcase.models import SearchDocument
from showcase.search import having

HONOR_FILTERS = ("q", "award", "round", "tier", "subdistrict", "sector", "status")
ORGANIZATION_FILTERS = ("q", "subdistrict", "sector")
ROUND_FILTERS = ("award",)
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def fields_of(names: Iterable[str]) -> dict[str, forms.Field]:
    """The form fields of these filters, by name."""
    fields = HonorFilter().form.fields
    return {name: fields[name] for name in names}


def choices_of(field: forms.Field) -> dict[str, str] | None:
    """What may be chosen, with its words; None where anything of the right kind may be written."""
    if isinstance(field, ModelChoiceField):
        known = {str(field.prepare_value(one)): str(one) for one in field.queryset or ()}
        # What a source does not say can be asked for, too.
        null_label = getattr(field, "null_label", None)
        return known | ({NONE: str(null_label)} if null_label and known else {})
    if isinstance(field, forms.ChoiceField):
        offered: Any = field.choices
        return {str(code): str(label) for code, label in offered if code}
    return None


def asked(request: HttpRequest, names: Iterable[str]) -> HonorFilter:
    """A checked filter with what ``request`` asks of ``names``. Raises ``Refused``."""
    given = {name: request.GET[name] for name in names if name in request.GET}
    problems = {name: words for name, field in fields_of(given).items() if (words := _fault(field, given[name]))}
    honor_filter = HonorFilter(given)
    if problems or not honor_filter.is_valid():
        raise Refused({name: " ".join(map(str, errors)) for name, errors in honor_filter.errors.items()} | problems)
    return honor_filter


def honors_asked(request: HttpRequest, rows: QuerySet[Any]) -> Found:
    """Those of ``rows`` that the filters of ``/honors/`` leave."""
    question = Asked.of(asked(request, HONOR_FILTERS).form.cleaned_data)
    chosen = cast(HonorEntryQuerySet, rows.filter(**question.conditions))
    if not question.choices and not question.words:
        return Found(chosen, known=_honors(question) if AFTER not in request.GET else None)
    if not question.words:
        total = _honors(question)
        return Found(chosen, known=total, in_stretches=total > bounds.SMALL_REGISTRY)
    matching = bounds.bounded_matching(question.words)
    named = chosen.filter(organization__canonical__in=matching.organizations)
    if matching.is_whole:
        return Found(named)
    # Very many are called so: each row that stands in the choices is asked for its name.
    if question.choices and _honors(question) <= bounds.SMALL_REGISTRY:
        return Found(among(chosen, question.words))
    return Found(among(chosen, question.words), some=named, in_stretches=True)


def _honors(question: Asked) -> int:
    """How many the choices leave, from the counts that pages go by; one query."""
    return count(public_cells(), question.choices).total


def organizations_asked(request: HttpRequest, rows: QuerySet[Any]) -> Found:
    """Organisations by their names, place and sector."""
    chosen = asked(request, ORGANIZATION_FILTERS).form.cleaned_data
    words, place, sector = (chosen.get(name) for name in ORGANIZATION_FILTERS)
    rows = rows.filter(sector=sector) if sector else rows
    if place:
        rows = rows.filter(subdistrict=None if place == NONE else place)
    if not words:
        return Found(rows, in_stretches=bool(sector or place) and not bounds.is_small())
    matching = bounds.bounded_matching(words)
    named = rows.filter(pk__in=matching.organizations)
    if matching.is_whole:
        return Found(named)
    documents = having(SearchDocument.objects.filter(organization=OuterRef("pk")), words)
    return Found(rows.filter(Exists(documents)), some=named, in_stretches=True)


def rounds_asked(request: HttpRequest, rows: QuerySet[Any]) -> Found:
    """Rounds of one award."""
    award = asked(request, ROUND_FILTERS).form.cleaned_data.get("award")
    return Found(rows.filter(scheme=award) if award else rows)


def _fault(field: forms.Field, given: str) -> str:
    """What is wrong with a value that a form would have put right."""
    if not given:
        return "请写明要筛选什么；不筛选就去掉这个参数。"
    choices = choices_of(field)
    if choices is not None and given not in choices:
        return f"没有这个{field.label}；可用的有：{'、'.join(choices)}。"
    if isinstance(field, forms.DecimalField) and not _NUMBER.fullmatch(given):
        return f"{field.label}请写 1 到 999 的整数。"
    most = getattr(field, "max_length", None)
    return f"请不要超过 {most} 个字。" if most and len(given) > most else ""

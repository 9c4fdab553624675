"""The page that lays a round's roll as it was announced beside what it says on another day."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from awards.as_of import LABELS, Difference, Line, RollOnDay, differences, roll_on
from awards.choices import ListState
from awards.chronicle import ANNOUNCED, NOW, Chronicle, day_in_words
from awards.models import AwardRound, HonorList
from awards.models.lists import HonorListQuerySet
from awards.scoping import lists_seen_by
from organizations.models import StaffUser

ON_ANNOUNCEMENT, TODAY, ON_DAY = "announced", "now", "day"
CHOICES = [(ON_ANNOUNCEMENT, "当时公布"), (TODAY, "现在"), (ON_DAY, "指定日期")]
# The columns of the page; the citation is long and seldom there: it is told where it differs.
COLUMNS = ("position", "name_as_printed", "organization", "tier", "subdistrict", "standing")


class DayForm(forms.Form):
    """Which roll to show."""

    view = forms.ChoiceField(label="看哪一份", choices=CHOICES, widget=forms.RadioSelect, initial=TODAY)
    on = forms.DateField(label="日期", required=False, widget=AdminDateWidget, help_text="到这一天结束时，名单怎么写。")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("view") == ON_DAY and not cleaned.get("on") and "on" not in self.errors:
            raise ValidationError({"on": "请填写日期，如 2021-11-24。"})
        return cleaned

    def day(self) -> date:
        """The day asked for."""
        special = {ON_ANNOUNCEMENT: ANNOUNCED, TODAY: NOW}
        return special.get(self.cleaned_data["view"]) or self.cleaned_data["on"]


def lists_told_to(user: StaffUser) -> HonorListQuerySet:
    """Lists everybody sees, and those that ``user`` may open on staff pages."""
    return HonorList.objects.filter(Q(state__in=ListState.PUBLIC) | Q(pk__in=lists_seen_by(user).values("pk")))


class AsOfMixin(admin.ModelAdmin):
    """For the staff page of rounds."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.as_of_view)
        return [path("<path:object_id>/as-of/", view, name="awards_awardround_as_of"), *super().get_urls()]

    def links_for(self, request: HttpRequest, record: AwardRound) -> list[tuple[str, str]]:
        """Also leads to the roll as it was announced, once something was."""
        links = super().links_for(request, record)  # type: ignore[misc]
        if not lists_told_to(request.user).filter(round=record, released_at__isnull=False).exists():
            return links
        return [*links, ("当时公布的和现在的对照…", reverse("admin:awards_awardround_as_of", args=[record.pk]))]

    def as_of_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One roll, line by line, with what differs from the announcement and why."""
        award_round = self.get_object(request, unquote(object_id))
        if award_round is None or not self.has_view_permission(request, award_round):
            raise Http404
        form = DayForm(request.GET if "view" in request.GET else {"view": TODAY}, label_suffix="")
        context = {
            **self.admin_site.each_context(request),
            "title": f"{award_round.full_title}：当时公布的和现在的",
            "opts": self.opts,
            "original": award_round,
            "change_url": reverse("admin:awards_awardround_change", args=[award_round.pk]),
            "form": form,
            "media": self.media + form.media,
            **(_comparison(award_round, form.day(), request.user) if form.is_valid() else {}),
        }
        return TemplateResponse(request, "admin/awards/awardround/as_of.html", context)


def _comparison(award_round: AwardRound, on: date, by: StaffUser) -> dict[str, Any]:
    chronicle = Chronicle.of(award_round, lists_told_to(by))
    announced = roll_on(chronicle, ANNOUNCED)
    shown = announced if on == ANNOUNCED else roll_on(chronicle, on)
    # Beside the announcement itself stands what has become of it.
    found = differences(announced, roll_on(chronicle, NOW) if on == ANNOUNCED else shown)
    seen = set(lists_seen_by(by).filter(round=award_round).values_list("pk", flat=True))
    return {
        "heading": _heading(on),
        "versus": "到现在的变化" if on == ANNOUNCED else "与当时公布不同",
        "columns": [LABELS[field] for field in COLUMNS],
        "rows": _rows(shown.lines, found, seen),
        "absent": _rows(_lines_gone(announced, shown), found, seen),
        "change_count": len(found),
        "made_on": timezone.localdate(),
    }


def _heading(on: date) -> str:
    return {ANNOUNCED: "当时公布", NOW: "现在"}.get(on) or f"到 {day_in_words(on)} 为止"


def _lines_gone(announced: RollOnDay, shown: RollOnDay) -> list[Line]:
    there = {line.entry.pk for line in shown.lines}
    return [line for line in announced.lines if line.entry.pk not in there]


def _rows(lines: list[Line], found: list[Difference], seen: set[int]) -> list[dict[str, Any]]:
    """The lines as the page lays them out; those of lists in ``seen`` lead to their staff page."""
    by_entry: dict[int, list[Difference]] = {}
    for difference in found:
        by_entry.setdefault(difference.entry.pk, []).append(difference)
    return [
        {
            "entry": line.entry,
            "is_open": line.entry.list_id in seen,
            "cells": [(LABELS[field], line.texts[field]) for field in COLUMNS],
            "differences": by_entry.get(line.entry.pk, []),
        }
        for line in lines
    ]

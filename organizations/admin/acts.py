"""Steps a record takes by a press of a button: submit, release, withdraw, undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from organizations.access.reconfirming import ask_for_password
from organizations.choices import SecurityAct
from organizations.models import StaffUser
from organizations.security_log import record_failure


def nothing_against(record: Any, by: StaffUser) -> str:
    """No obstacle."""
    return ""


@dataclass(frozen=True)
class Act:
    """One step: its button, who may take it and in which states, and what it does.

    ``obstacle`` says in Chinese why this person may not take it now. ``consequence`` is what the
    confirming page says will happen; without it the button acts at once. What ``needs_password`` is taken by
    somebody who gave it just now.
    """

    name: str
    label: str
    permission: str
    states: tuple[str, ...]
    perform: Callable[[Any, StaffUser, str], object]
    done: str
    consequence: str = ""
    needs_reason: bool = False
    is_main: bool = False
    needs_password: bool = False
    obstacle: Callable[[Any, StaffUser], str] = nothing_against


class ReasonForm(forms.Form):
    """Why, in the person's own words."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="写明原因和依据，会留在记录里。",
        error_messages={"required": "请写明理由。"},
    )


class ActsMixin(admin.ModelAdmin):
    """Buttons above the form, each with its own address that only a POST sets off."""

    acts: Sequence[Act] = ()
    # What opens the transaction of a step; acts with files of their own bring one that takes these along.
    all_or_nothing = staticmethod(transaction.atomic)

    def state_of(self, record: Model) -> str:
        """The state that decides which acts are open."""
        return record.state  # type: ignore[attr-defined]

    def facts_before(self, request: HttpRequest, record: Model, act: Act) -> list[str]:
        """What the confirming page lays before the person."""
        return []

    def act_for(self, record: Any, act: Act) -> Act:
        """``act`` in the words that are true of ``record`` as it stands."""
        return act

    def done_words(self, act: Act, taken: Any) -> str:
        """What is said once it is done; ``taken`` is what the act gave back."""
        return act.done

    def get_urls(self) -> list[URLPattern]:
        info = self.opts.app_label, self.opts.model_name
        view = self.admin_site.admin_view(self.act_view)
        return [
            path("<path:object_id>/acts/<slug:act_name>/", view, name="{}_{}_act".format(*info)),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        record = kwargs.get("obj")
        if record is not None and kwargs.get("change"):
            context["acts"] = [
                {"act": act, "obstacle": act.obstacle(record, request.user), "url": self._address(record, act)}
                for act in self._open_acts(request, record)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def act_view(self, request: HttpRequest, object_id: str, act_name: str) -> HttpResponse:
        """Take the step, or ask first where it is a weighty one."""
        record = self.get_object(request, unquote(object_id))
        act = next((one for one in self.acts if one.name == act_name), None)
        if record is None or act is None:
            raise Http404
        act = self.act_for(record, act)
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        if act.needs_password and (asked := ask_for_password(request)):
            return asked
        form = ReasonForm(request.POST if request.method == "POST" else None) if act.needs_reason else None
        if request.method != "POST" or (form and not form.is_valid()):
            return self._ask(request, record, act, form)
        self._take(request, record, act, form.cleaned_data["reason"] if form else "")
        return redirect(self._change_address(record))

    def _open_acts(self, request: HttpRequest, record: Model) -> list[Act]:
        state, user = self.state_of(record), request.user
        open_acts = (act for act in self.acts if state in act.states and user.has_perm(act.permission))
        return [self.act_for(record, act) for act in open_acts]

    def _take(self, request: HttpRequest, record: Model, act: Act, reason: str) -> None:
        try:
            # The desk's own line of it too: a process that dies here has done all of it or nothing.
            with self.all_or_nothing():
                taken = act.perform(record, request.user, reason)
                self.log_change(request, record, act.label)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            detail = {"act": act.label, "reason": error.messages}
            record_failure(SecurityAct.REFUSED, by=request.user, subject=record, detail=detail)
            return
        messages.success(request, self.done_words(act, taken))

    def _ask(self, request: HttpRequest, record: Model, act: Act, form: ReasonForm | None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"{act.label}：{record}",
            "opts": self.opts,
            "original": record,
            "change_url": self._change_address(record),
            "act": act,
            "obstacle": act.obstacle(record, request.user) if self.state_of(record) in act.states else "",
            "facts": self.facts_before(request, record, act),
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/act_confirmation.html", context)

    def _address(self, record: Model, act: Act) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_act", args=[record.pk, act.name])

    def _change_address(self, record: Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

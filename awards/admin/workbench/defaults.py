"""Saying afterwards of which round and subdistrict a list is, and looking at its rows anew."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from awards.admin.workbench.access import plan_address, require, seen_batch
from awards.admin.workbench.entry import offer_defaults
from awards.importing.planning import Defaults
from awards.importing.portions import AT_ONCE, plan_again
from awards.importing.rows import UnreadableSource
from awards.models import AwardRound, ImportBatch
from organizations.models import StaffUser, Subdistrict


class DefaultsForm(forms.Form):
    """What the list does not say itself."""

    round = forms.ModelChoiceField(
        AwardRound.objects.none(), label="默认轮次", required=False, empty_label="名单里写明了"
    )
    subdistrict = forms.ModelChoiceField(
        Subdistrict.objects.none(), label="默认街道（镇）", required=False, empty_label="名单里写明了"
    )

    def __init__(self, *args: Any, batch: ImportBatch, user: StaffUser, **kwargs: Any) -> None:
        initial = {"round": batch.round_id, "subdistrict": batch.subdistrict_id}
        super().__init__(*args, initial=initial, label_suffix="", **kwargs)
        offer_defaults(self, user)


def replan_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Look at every unsettled row again, as after a round or an organisation was registered."""
    require(request, "awards.change_importbatch", "awards.change_importrow")
    batch = seen_batch(request, key)
    form = DefaultsForm(request.POST, batch=batch, user=request.user)
    if not form.is_valid():
        messages.error(request, "没有重新核对：请重新选择轮次和街道。")
        return redirect(plan_address(batch))
    defaults = Defaults(form.cleaned_data["round"], form.cleaned_data["subdistrict"])
    try:
        plan_again(batch, by=request.user, defaults=defaults, at_once=AT_ONCE)
    except (UnreadableSource, OSError):
        messages.error(request, "没有重新核对：保存的原件读不出来了，请重新录入这份名单。")
    else:
        messages.success(request, "已按现在的登记重新核对；处理过的行和已写入的行保持不变。")
    return redirect(plan_address(batch))

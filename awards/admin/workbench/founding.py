"""Registering, once for a whole list, the round it names."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from awards.admin.workbench.access import page_context, plan_address, require, seen_batch
from awards.admin.workbench.answers import key_of
from awards.choices import TierKind
from awards.importing.founding import found_round
from awards.importing.missing import MissingRound, TierOffer, missing_round, missing_rounds, reason_not_to_register
from awards.models import AwardTier, ImportBatch
from organizations.models import StaffUser


@dataclass(frozen=True)
class RoundOffer:
    """An unregistered round on the page of a plan: where to register it, or whom to ask."""

    missing: MissingRound
    address: str
    obstacle: str


def round_offers(batch: ImportBatch, by: StaffUser) -> list[RoundOffer]:
    """What the list names and the registry lacks."""
    return [
        RoundOffer(one, _address(batch, one), "" if one.registered else reason_not_to_register(one, by))
        for one in missing_rounds(batch)
    ]


class SchemeForm(forms.Form):
    """The tiers of an award that is registered with its first round."""

    tiers = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, offers: list[TierOffer], **kwargs: object) -> None:
        super().__init__(*args, initial={"tiers": [one.name for one in offers if one.is_printed]}, **kwargs)
        self.fields["tiers"].choices = [(one.name, _words(one)) for one in offers]  # type: ignore[attr-defined]


def found_round_view(desk: ModelAdmin, request: HttpRequest, key: int) -> HttpResponse:
    """Lay before the person what would be registered; on a POST register it and look at the rows anew."""
    require(request, "awards.change_importbatch", "awards.change_importrow", "awards.add_awardround")
    batch = seen_batch(request, key)
    text, number = request.GET.get("scheme", ""), key_of(request.GET.get("number", ""))
    missing = missing_round(batch, text, number) if number is not None else None
    if missing is None:
        raise Http404
    is_sent = request.method == "POST"
    form = SchemeForm(request.POST if is_sent else None, offers=missing.tiers_to_offer())
    if is_sent and form.is_valid():
        _found(desk, request, batch, missing, form.cleaned_data["tiers"])
        return redirect(plan_address(batch))
    facts = {
        "batch": batch,
        "original": batch.source,
        "missing": missing,
        "form": form,
        "change_url": plan_address(batch),
    }
    facts |= {"obstacle": reason_not_to_register(missing, request.user), "tiers": _tiers_of(missing)}
    context = page_context(desk, request, f"登记{missing.title}", **facts)
    return TemplateResponse(request, "admin/awards/importbatch/found_round.html", context)


def _found(desk: ModelAdmin, request: HttpRequest, batch: ImportBatch, missing: MissingRound, tiers: list[str]) -> None:
    try:
        award_round = found_round(batch, missing.text, missing.number, request.user, tiers)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return
    desk.log_change(request, batch, f"登记{award_round}")
    messages.success(request, f"已登记{award_round.full_title}，各行已重新核对。日期、文号和公布总数可以在“轮”里补填。")


def _tiers_of(missing: MissingRound) -> list[str]:
    """The tiers that the round of a registered award gets."""
    if missing.scheme is None:
        return []
    return [tier.name for tier in AwardTier.objects.filter(scheme=missing.scheme).in_official_order()]


def _words(offer: TierOffer) -> str:
    rank = f"第 {offer.rank} 级" if offer.kind == TierKind.LADDER else "专项，不排级别"
    return f"{offer.name}（{rank}{'' if offer.is_printed else '，这份名单里没有出现'}）"


def _address(batch: ImportBatch, missing: MissingRound) -> str:
    words = urlencode({"scheme": missing.text, "number": missing.number})
    return f"{reverse('admin:awards_importbatch_found_round', args=[batch.pk])}?{words}"

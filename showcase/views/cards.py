"""The pictures of links, for chats and search engines."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from awards.completeness import tally
from showcase.cards.drawing import Card
from showcase.cards.fonts import font_path
from showcase.cards.keeping import card_bytes, card_name
from showcase.models import SiteSettings
from showcase.visibility import public_cases, public_rounds

ONE_DAY = "public, max-age=86400"


@require_safe
def case_card(request: HttpRequest, slug: str) -> HttpResponse:
    """A case: its title and whom it is about."""
    shown = get_object_or_404(public_cases(timezone.now()), slug=slug)
    names = shown.case_organizations.order_by("position", "pk").values_list("name_as_printed", flat=True)
    return _answer(Card(_site_name(), "经验案例", shown.title, "、".join(names)))


@require_safe
def round_card(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A round: which it is, and how much of it is on record."""
    shown = get_object_or_404(public_rounds(), scheme__slug=slug, number=number)
    count = tally([shown]).of(shown)
    announced = f" / 公布 {count.announced}" if count.announced is not None else "，公布总数未见记载"
    return _answer(
        Card(_site_name(), "光荣榜", f"{shown.label} {shown.scheme.name}", f"已收录 {count.recorded}{announced}")
    )


def _site_name() -> str:
    return (SiteSettings.objects.first() or SiteSettings()).name


def _answer(card: Card) -> HttpResponse:
    if not font_path():
        raise Http404("没有中文字体，不画卡片")
    headers = {"Cache-Control": ONE_DAY, "ETag": f'"{card_name(card)}"'}
    return HttpResponse(card_bytes(card), content_type="image/png", headers=headers)

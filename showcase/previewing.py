"""A case shown before its release, by a link that only its holder knows: signed, dated, revocable.

A link shows whatever the case says when it is opened. It ends with its days, with
``void_preview_links``, and with the withdrawal of the case.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Manager
from django.urls import reverse
from django.utils import timezone

from organizations.models import StaffUser
from showcase.models import CaseStudy, Photo
from showcase.photos.addresses import ORIGINAL_NAME

SALT = "showcase.previewing"
DAYS = (1, 7, 30)
DEFAULT_DAYS = 7
NONCE_BYTES = 8
LINKED, VOIDED = "生成预览链接", "作废全部预览链接"


class UnreadableLink(Exception):
    """The address is no preview link of ours, or not a whole one."""


class EndedLink(Exception):
    """The link was good once: its days are over, it was made void, or its case is gone."""


@dataclass(frozen=True)
class PreviewLink:
    """A link as made: where it leads and until when."""

    path: str
    until: datetime


@transaction.atomic
def make_preview_link(case: CaseStudy, by: StaffUser, days: int = DEFAULT_DAYS) -> PreviewLink:
    """Make a link good for ``days``; who made it and when stays in the history of the case."""
    if days not in DAYS:
        raise ValidationError("预览链接的期限只能是 1、7 或 30 天，请重新选择。")
    case = CaseStudy.objects.select_for_update().get(pk=case.pk)
    if case.is_public(timezone.now()):
        raise ValidationError("案例已经公开，请直接把网址发给对方。")
    until = timezone.now().replace(microsecond=0) + timedelta(days=days)
    payload = {"case": case.pk, "nonce": case.preview_nonce, "until": int(until.timestamp())}
    token = signing.dumps(payload, salt=SALT)
    _note(case, by, f"{LINKED}，{days} 天有效，到 {timezone.localtime(until):%Y年%m月%d日 %H:%M}")
    return PreviewLink(reverse("preview", args=[token]), until)


@transaction.atomic
def void_preview_links(case: CaseStudy, by: StaffUser) -> None:
    """Let every link made so far lead nowhere."""
    case = CaseStudy.objects.select_for_update().get(pk=case.pk)
    forget_preview_links(case)
    _note(case, by, VOIDED)


def forget_preview_links(case: CaseStudy) -> None:
    """Give ``case`` another nonce; no link made so far carries it. Readers see no difference."""
    case.preview_nonce = secrets.token_hex(NONCE_BYTES)
    CaseStudy.objects.filter(pk=case.pk).update(preview_nonce=case.preview_nonce)


def case_of_link(token: str, at: datetime) -> CaseStudy:
    """The case a link shows at ``at``. Raises ``UnreadableLink`` or ``EndedLink``."""
    try:
        payload = signing.loads(token, salt=SALT)
        key, nonce, until = payload["case"], payload["nonce"], datetime.fromtimestamp(payload["until"], UTC)
    except (signing.BadSignature, KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        raise UnreadableLink from error
    case = CaseStudy.objects.filter(pk=key).select_related("round__scheme", "ceremony", "source").first()
    if at >= until or case is None or not secrets.compare_digest(case.preview_nonce, nonce):
        raise EndedLink
    return case


def photos_for_link(case: CaseStudy, token: str) -> list[Photo]:
    """The photos of ``case`` in order; those that a release would show lie under the link itself."""
    photos = list(case.photos.in_order())
    for photo in photos:
        if photo.alternative_text or photo.is_decorative:
            address = reverse("preview_photo", args=[token, photo.pk, ORIGINAL_NAME])
            photo.shown_under = address.removesuffix(ORIGINAL_NAME)
    return photos


def links_made(case: CaseStudy) -> Any:
    """What the history says of links made and voided, latest first."""
    history: Manager[Any] = case.history
    told = history.filter(history_change_reason__startswith=LINKED) | history.filter(history_change_reason=VOIDED)
    return told.select_related("history_user").order_by("-history_date", "-history_id")


def _note(case: CaseStudy, by: StaffUser, reason: str) -> None:
    """One line of history: nothing of the case has changed, so it is not saved."""
    CaseStudy.history.bulk_history_create([case], update=True, default_user=by, default_change_reason=reason)

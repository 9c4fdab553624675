"""Giving a case that was public another address: whoever kept the old one is led on, for good."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import transaction
from django.urls import reverse

from organizations.models import StaffUser
from showcase.models import CaseStudy, Redirect


@transaction.atomic
def move_case(case: CaseStudy, slug: str, by: StaffUser) -> CaseStudy:
    """Let ``case`` stand under ``slug``; every address it ever had leads there in one step.

    Raises ``ValidationError`` where the slug is not one, is taken, or once was another case's.
    """
    if not slug_re.fullmatch(slug):
        raise ValidationError({"slug": "网址名只能用字母、数字、连字符和下划线。"})
    case = CaseStudy.objects.select_for_update().get(pk=case.pk)
    old_path, new_path = address_of(case.slug), address_of(slug)
    if slug == case.slug:
        raise ValidationError({"slug": "新网址名和现在的一样。"})
    if not leads_here(new_path, old_path):
        raise ValidationError({"slug": "这个网址名以前属于另一篇案例，老链接还在用它，请换一个。"})
    was_public = case.published_at is not None
    case.slug = slug
    _save(case, by, f"改网址：{old_path} → {new_path}")
    # A case that comes back to an address it had needs no redirect from there.
    Redirect.objects.filter(old_path=new_path).delete()
    for redirect in Redirect.objects.filter(new_path=old_path):
        redirect.new_path = new_path
        _save(redirect, by)
    if was_public:
        _save(Redirect(old_path=old_path, new_path=new_path), by)
    return case


def address_of(slug: str) -> str:
    """Where a case of that slug stands."""
    return reverse("showcase:case", args=[slug])


def leads_here(path: str, here: str) -> bool:
    """Whether ``path`` is nobody's old address, or only that of what stands ``here``."""
    redirect = Redirect.objects.filter(old_path=path).first()
    return redirect is None or redirect.new_path == here


def _save(record: Any, by: StaffUser, reason: str = "") -> None:
    record._history_user, record._change_reason = by, reason
    record.full_clean()
    record.save()

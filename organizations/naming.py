"""Registering an organisation and giving it names: the only code that writes them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.choices import Level, NameKind, Sector
from organizations.folding import fold, stem_and_level
from organizations.models import (
    Neighborhood,
    Organization,
    OrganizationName,
    SourceDocument,
    Subdistrict,
)
from organizations.romanization import ascii_slug, pinyin


def free_slug(name: str) -> str:
    """An ASCII slug for ``name`` that no organisation has yet: pinyin, then pinyin-2, pinyin-3 …"""
    base = ascii_slug(name) or "organization"
    taken = set(Organization.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


@transaction.atomic
def register_organization(
    name: str,
    *,
    sector: Sector,
    subdistrict: Subdistrict | None = None,
    neighborhood: Neighborhood | None = None,
    slug: str = "",
    level: Level | str | None = None,
    source: SourceDocument | None = None,
) -> Organization:
    """Put a new organisation on record under its current name.

    ``level`` None reads it off the name. Raises ``ValidationError`` where a rule of the
    registry is broken, as when the subdistrict already has an organisation of that name.
    """
    if neighborhood and subdistrict is None:
        subdistrict = neighborhood.subdistrict
    organization = Organization(
        sector=sector,
        subdistrict=subdistrict,
        neighborhood=neighborhood,
        slug=slug or free_slug(name),
    )
    copy_current_name(organization, name)
    if level is not None:
        organization.level = level
    organization.full_clean()
    organization.save()
    stand_for_itself(organization)
    give_name(organization, name, NameKind.CURRENT, source=source)
    return organization


def stand_for_itself(organization: Organization) -> None:
    """Make a saved, unmerged organisation its own canonical one."""
    organization.canonical = organization
    # Not a change of the record: no second history row for it.
    Organization.objects.filter(pk=organization.pk).update(canonical=organization)


def copy_current_name(organization: Organization, text: str) -> None:
    """Repeat the current name on the organisation itself (see ``Organization``); saves nothing.

    Raises ``ValidationError`` for a name of which nothing is left when folded.
    """
    organization.name, organization.name_folded = text, _key_of(organization, text)
    organization.pinyin = pinyin(text)[:600]
    level = stem_and_level(text)[1]
    if level:
        organization.level = level


def give_name(
    organization: Organization,
    text: str,
    kind: NameKind,
    **facts: Any,
) -> OrganizationName:
    """Add a name; ``facts`` are ``since``, ``until`` and ``source``. Raises ``ValidationError``."""
    folded = _key_of(organization, text)
    name = OrganizationName(organization=organization, text=text, folded=folded, kind=kind, **facts)
    name.full_clean()
    name.save()
    return name


def _key_of(organization: Organization, text: str) -> str:
    """The folded name. An empty one would equal every other, and no field of a form could say so."""
    place = organization.subdistrict.name if organization.subdistrict else ""
    key = fold(text, place)
    if not key:
        raise ValidationError("名称不能为空，也不能只有标点或地名，请填写全称。")
    return key


@transaction.atomic
def rename_organization(
    organization: Organization, text: str, *, on: date | None = None, source: SourceDocument | None = None
) -> OrganizationName:
    """Let ``text`` be the current name from ``on``; the old one becomes a former name.

    The slug stays. A name borne before may be taken up again. Raises ``ValidationError``.
    """
    for current in organization.names.filter(kind=NameKind.CURRENT):
        current.kind, current.until = NameKind.FORMER, on
        current.full_clean()
        current.save()
    returning = organization.names.filter(text=text).first()
    if returning:
        returning.kind, returning.since, returning.until = NameKind.CURRENT, on, None
        returning.full_clean()
        returning.save()
    name = returning or give_name(organization, text, NameKind.CURRENT, since=on, source=source)
    copy_current_name(organization, text)
    organization.full_clean()
    organization.save()
    return name

"""An address for every pattern, made of the records that lie in the registry; and what the rules say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode

from organizations.models import OrganizationMerge
from showcase.models import DocumentImport
from showcase.versions.saves import versions_of
from tests.config.addresses import autocomplete_addresses
from tests.config.marked import MARK, PART
from tests.surface.patterns import Pattern
from tests.surface.rules import Rule
from tests.surface.scene import Surface

HIDDEN = " hidden"


@dataclass(frozen=True)
class Visit:
    """One address, with its rule."""

    name: str
    address: str
    rule: Rule


class Unruled(Exception):
    """A pattern for which nobody has said who gets what."""


def visits(surface: Surface, patterns: list[Pattern], rules: dict[str, Rule]) -> Iterator[Visit]:
    """Every pattern, with each record that makes a difference. Raises ``Unruled``."""
    desks = {f"admin:{model._meta.label_lower.replace('.', '_')}": model for model in admin.site._registry}
    for pattern in patterns:
        named = [name for name in rules if name == pattern.name or name.startswith(f"{pattern.name} ")]
        if not named:
            raise Unruled(
                f"{pattern.name} ({pattern.route}): no rule says who gets what there; "
                "write a line in tests/surface/rules.py, and what stands in the address in tests/surface/visits.py"
            )
        for name in named:
            yield Visit(name, _address(surface, pattern, name, desks), rules[name])


def _address(surface: Surface, pattern: Pattern, name: str, desks: dict[str, type[Model]]) -> str:
    if name in (arguments := _arguments(surface)):
        given = dict(arguments[name])
        asked = given.pop("?", None)
        return reverse(pattern.name, kwargs=given) + (f"?{urlencode(asked)}" if asked else "")
    if pattern.name == pattern.route:
        return "/" + pattern.route.replace("^", "").split("(")[0] + "nothing/"
    desk = max((one for one in desks if pattern.name.startswith(f"{one}_")), key=len, default="")
    if desk and pattern.takes_something:
        return _record_address(surface.target(desks[desk]), pattern, name, desk)
    return reverse(pattern.name)


def _record_address(record: Model, pattern: Pattern, name: str, desk: str) -> str:
    if pattern.name.endswith("_short"):
        return reverse(f"{desk}_change", args=[record.pk]).removesuffix("change/")
    if pattern.name.endswith("_simple_history"):
        version = record.history.first() if hasattr(record, "history") else None
        return reverse(pattern.name, args=[record.pk, version.pk if version else 1])
    more = {"act_name": name.split()[1]} if "act_name" in pattern.parameters else {}
    return reverse(pattern.name, kwargs={pattern.parameters[0]: record.pk, **more})


def _arguments(surface: Surface) -> dict[str, dict[str, Any]]:
    """What stands in an address that takes more, or other things, than the key of one record of a model."""
    return {**_public_arguments(surface), **_staff_arguments(surface)}


def _public_arguments(surface: Surface) -> dict[str, dict[str, Any]]:
    shown, hidden = surface.shown, surface.drafts.entry
    case, draft = surface.shown_case, surface.draft_case
    found: dict[str, dict[str, Any]] = {
        "showcase:award": {"slug": "jinyin"},
        "showcase:subdistrict": {"slug": surface.place.slug},
        "showcase:sitemap_section": {"name": "cases"},
        # Only a registry of thousands has a second part.
        "showcase:sitemap_part": {"name": "cases", "page": 2},
        "showcase:ceremony": {"slug": "zhanshihui"},
        "showcase:ceremony hidden": {"slug": surface.hidden_ceremony.slug},
        "preview": {"token": surface.preview},
        "preview hidden": {"token": surface.ended_preview},
        "preview_photo": {"token": surface.preview, "pk": surface.hidden_photo.pk, "file_name": "original.jpg"},
        "public_photo": {"public_name": surface.shown_photo.public_name, "file_name": "480.jpg"},
        "public_photo hidden": {"public_name": surface.hidden_photo.public_name, "file_name": "480.jpg"},
    }
    found["preview_photo hidden"] = {**found["preview_photo"], "token": surface.ended_preview}
    for entry, end in ((shown, ""), (hidden, HIDDEN)):
        number = entry.round.number
        found[f"showcase:organization{end}"] = found[f"showcase:api_organization{end}"] = {
            "slug": entry.organization.slug
        }
        for name in ("round", "poster", "round_card"):
            found[f"showcase:{name}{end}"] = {"slug": "jinyin", "number": number}
        found[f"showcase:api_round{end}"] = {"scheme": "jinyin", "number": number}
        found[f"showcase:verify{end}"] = found[f"showcase:api_honor{end}"] = {"code": entry.verify_code}
    for one, end in ((case, ""), (draft, HIDDEN)):
        for name in ("case", "case_card", "api_case"):
            found[f"showcase:{name}{end}"] = {"slug": one.slug}
    return found


def _staff_arguments(surface: Surface) -> dict[str, dict[str, Any]]:
    case, clerk = surface.draft_case, surface.others[-1]
    kind = ContentType.objects.get_for_model(case)
    choices = next(one for one in autocomplete_addresses(PART) if "field_name=entry&" in one)
    document = DocumentImport.objects.get()
    return {
        "private_photo": {"pk": surface.hidden_photo.pk, "file_name": "original.jpg"},
        "admin:app_list": {"app_label": "awards"},
        "admin:autocomplete": {"?": dict(part.split("=") for part in choices.partition("?")[2].split("&"))},
        "admin:view_on_site": {"content_type_id": kind.pk, "object_id": case.pk},
        "admin:auth_user_password_change": {"id": clerk.pk},
        "admin:awards_importbatch_template": {"?": {"round": surface.shown.round_id}},
        "admin:awards_importbatch_found_round": {
            "key": surface.drafts.batch.pk,
            "?": {"scheme": surface.missing_scheme, "number": 9},
        },
        "admin:showcase_casestudy_version": {"object_id": case.pk, "key": versions_of(case)[0].key},
        "admin:showcase_documentimport_decisions": {"pk": document.pk},
        "admin:organizations_organizationmerge_act undo": {
            "object_id": OrganizationMerge.objects.latest("pk").pk,
            "act_name": "undo",
        },
    }


def pressed(surface: Surface) -> dict[str, Any]:
    """What a press of any button sends, all at once; a page takes of it what it knows."""
    return {
        "post": "yes",
        "confirmed": "1",
        "reason": "试一试",
        "settled": "1",
        "number": "0",
        "question": MARK,
        "document": DocumentImport.objects.get().pk,
    }

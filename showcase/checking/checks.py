"""All checks of a case before its release, what blocks it first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve

from organizations.models import Organization
from showcase.checking.findings import Finding
from showcase.checking.links import check_links
from showcase.checking.names import check_names
from showcase.checking.origins import check_origins
from showcase.checking.pictures import check_pictures
from showcase.checking.reading import read_case
from showcase.checking.sentences import check_sentences
from showcase.checking.wording import check_words
from showcase.models import CaseStudy, Redirect
from showcase.visibility import public_cases, public_ceremonies, public_organizations, public_rounds


def findings_for(case: CaseStudy, at: datetime, host: str = "") -> list[Finding]:
    """What to look at before ``case`` is released. ``host``: the one the desk is reached under."""
    checked = read_case(case)
    found = [
        *check_pictures(checked),
        *check_sentences(checked),
        *check_names(checked),
        *check_words(checked),
        *check_links(checked, _own_hosts(host), lambda path: leads_somewhere(path, at)),
        *check_origins(checked),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def leads_somewhere(path: str, at: datetime) -> bool:
    """Whether a reader who opens ``path`` of this site at ``at`` is given a page; "" is not asked."""
    if not path:
        return True
    try:
        match = resolve(path)
    except Resolver404:
        return Redirect.objects.filter(old_path=path).exists()
    exists = _RECORDS.get(match.view_name)
    return exists is None or exists(match.kwargs, at) or Redirect.objects.filter(old_path=path).exists()


def _organization(which: dict[str, Any], at: datetime) -> bool:
    canonical = Organization.objects.filter(slug=which["slug"]).values("canonical")
    return public_organizations(at).filter(pk__in=canonical).exists()


# Pages of records, which may not be public though their address is well-formed.
_RECORDS: dict[str, Callable[[dict[str, Any], datetime], bool]] = {
    "showcase:case": lambda which, at: public_cases(at).filter(slug=which["slug"]).exists(),
    "showcase:ceremony": lambda which, at: public_ceremonies().filter(slug=which["slug"]).exists(),
    "showcase:organization": _organization,
    "showcase:round": lambda which, at: (
        public_rounds().filter(scheme__slug=which["slug"], number=which["number"]).exists()
    ),
}


def _own_hosts(host: str) -> frozenset[str]:
    site = settings.SITE_URL.partition("://")[2].strip("/")
    return frozenset({host.lower(), site.lower()} - {""})

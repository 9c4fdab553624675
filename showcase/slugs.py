"""Permanent ASCII addresses of what showcase publishes."""

from organizations.romanization import ascii_slug
from showcase.models import CaseStudy


def free_case_slug(title: str) -> str:
    """An ASCII slug for ``title`` that no case has yet."""
    base = ascii_slug(title) or "case"
    taken = set(CaseStudy.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate

"""Ways from one staff page to another."""

from urllib.parse import urlencode

from django.urls import reverse

from organizations.models import Organization


def merge_address(source: Organization, target: Organization | None = None) -> str:
    """The page that lays the two side by side; without ``target`` it asks for it first."""
    asked = {"from": source.pk} | ({"into": target.pk} if target else {})
    return f"{reverse('admin:organizations_organizationmerge_add')}?{urlencode(asked)}"

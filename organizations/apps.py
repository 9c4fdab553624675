"""The organizations application."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """See the package's place in the layers in README.md."""

    name = "organizations"
    verbose_name = "党组织与居民区"

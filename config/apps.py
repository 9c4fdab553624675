"""Which admin site the project runs."""

from django.contrib.admin.apps import AdminConfig


class RegistryAdminConfig(AdminConfig):
    """Django's admin with our own site class (config/admin.py)."""

    default_site = "config.admin.RegistryAdminSite"

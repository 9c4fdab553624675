"""The staff site: Django's admin under the registry's own name and order."""

from django.contrib import admin


class RegistryAdminSite(admin.AdminSite):
    """All staff pages; one instance, made by ``config.apps``."""

    site_header = "长宁基层党建荣誉册 · 工作台"
    site_title = "荣誉册工作台"
    index_title = "工作台"
    site_url = "/"

"""Staff pages of organisations: one file per noun."""

from organizations.admin import merges, names, organizations, places, recycling, roles, security, sources, staff

__all__ = ["merges", "names", "organizations", "places", "recycling", "roles", "security", "sources", "staff"]

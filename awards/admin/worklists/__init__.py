"""Worklists (待办): what is wrong or missing, what to do about it, and the way there."""

from awards.admin.worklists import counts, entries, organizations, progress

__all__ = ["counts", "entries", "organizations", "progress"]

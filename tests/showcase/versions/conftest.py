"""Commits and rollbacks inside a test's own transaction."""

from functools import partial

import pytest


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """``with committing():`` does what waits for the commit."""
    return partial(django_capture_on_commit_callbacks, execute=True)

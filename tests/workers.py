"""Which tests stay on one worker of pytest-xdist; all others go wherever there is time.

The mark ``xdist_group`` says the same, but pytest-xdist 3.8 does not see it under pytest 9.2.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    # One Chromium at a time: the others would only take the processor from it.
    "tests/browser/",
    # Their databases take longer to make than most of their tests to run.
    "tests/awards/importing/test_killed.py",
    "tests/awards/importing/test_at_once.py",
    "tests/showcase/documents/test_page_at_once.py",
    "tests/serving/",
)


class TogetherScheduling(LoadScopeScheduling):
    """Test by test, but what belongs together to one worker, and first."""

    def _split_scope(self, nodeid: str) -> str:
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)

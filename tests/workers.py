"""Which tests stay on one worker of pytest-xdist; all others go wherever there is time.

The mark ``xdist_group`` says the same, but pytest-xdist 3.8 does not see it under pytest 9.2.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    # One Chromium at a time: the others would only take the processor from it.
    "tests/browser/",
    # What they make once, they would make on each worker; it takes longer than most of their tests.
    "tests/awards/importing/test_killed.py",
    "tests/awards/importing/test_at_once.py",
    "tests/awards/importing/test_hostile_gates.py",
    "tests/config/test_static_files.py",
    "tests/serving/",
    "tests/showcase/api/test_description.py",
    "tests/showcase/documents/test_page_at_once.py",
    "tests/showcase/publication/test_changes.py",
    "tests/showcase/publication/test_files.py",
    "tests/showcase/publication/test_publishing.py",
    "tests/showcase/test_plans.py",
    "tests/showcase/test_queries.py",
    "tests/showcase/test_sample.py",
    "tests/showcase/test_sample_accounts.py",
    "tests/showcase/test_structured_data.py",
    "tests/surface/fuzzing/test_requests.py",
    "tests/surface/fuzzing/test_seeing.py",
    "tests/surface/fuzzing/test_uploads.py",
    "tests/test_public_pages.py",
    "tests/test_seed_page.py",
)


class TogetherScheduling(LoadScopeScheduling):
    """Test by test, but what belongs together to one worker, and first."""

    def _split_scope(self, nodeid: str) -> str:
        return next((start for start in TOGETHER if nodeid.startswith(start)), nodeid)

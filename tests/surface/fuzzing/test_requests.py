"""No request, however bad, breaks a page, tells of the machinery, or leaves anything behind."""

import os
from itertools import islice

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.surface.fuzzing.requests import bad_requests, bad_requests_of, whole_corpus
from tests.surface.fuzzing.sending import BadRequest

pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("SEED", "20211124"))
# Divided among several tests, so that they run beside each other.
SHARES = 4
REQUESTS = int(os.environ.get("REQUESTS", "2000"))
# Found by hypothesis, which tells the smallest that fails; what is more than these comes of plain dice.
SHRUNK = min(REQUESTS, 2000)
STEADY = settings(
    max_examples=SHRUNK // SHARES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def told(request: BadRequest, wrong: str) -> str:
    return f"{request}\n{wrong}"


def test_the_whole_corpus_is_answered(target):
    faults = [told(request, wrong) for request in whole_corpus(target.addresses) if (wrong := target.fault(request))]

    assert not faults, f"{len(faults)} faults\n" + "\n\n".join(faults[:20])


@pytest.mark.parametrize("share", range(SHARES))
def test_anything_wrong_anywhere_is_answered(target, share):
    @seed(SEED + share)
    @STEADY
    @given(st.data())
    def fire(data):
        request = data.draw(bad_requests(target.addresses))
        wrong = target.fault(request)
        assert not wrong, told(request, wrong)

    fire()
    others = islice(bad_requests_of(SEED + share, target.addresses), (REQUESTS - SHRUNK) // SHARES)
    faults = [told(request, wrong) for request in others if (wrong := target.fault(request))]
    assert not faults, f"{len(faults)} faults\n" + "\n\n".join(faults[:20])

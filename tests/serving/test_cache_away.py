"""Redis is gone while the site runs: slower perhaps, never wrong; and back again it is used again."""

import pytest

from tests.serving.processes import get, gunicorn, post, redis

NAME = "陶家宅居民区党总支"


@pytest.fixture
def cache():
    one = redis()
    yield one
    one.process.kill()
    one.process.wait()


@pytest.fixture
def process(environment, tell, cache):
    one = gunicorn({**environment, "CACHE_URL": f"redis://127.0.0.1:{cache.port}/0"})
    yield one
    one.stop()


def test_without_redis_a_release_is_in_the_very_next_page_and_forms_are_taken(process, cache, tell):
    before = [NAME in get(process.port, "/honors/")[1], get(process.port, "/readyz")[0]]
    cache.process.kill()
    cache.process.wait()
    tell("release")
    released = get(process.port, "/honors/")
    reports = [post(process.port, "/report/", "message=x") for _ in range(6)]
    ready = get(process.port, "/readyz")[0]
    tell("withdraw")
    withdrawn = get(process.port, "/honors/")

    assert before == [False, 200]
    assert (released[0], NAME in released[1], ready) == (200, True, 200)
    # Nobody counts them any more: a report is worth more than the count.
    assert reports == [302] * 6
    assert (withdrawn[0], NAME in withdrawn[1]) == (200, False)

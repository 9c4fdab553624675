"""One registry in which each act is the next thing to be done, and what it looks like once an act is done."""

from functools import cache

import pytest

from tests.serving.killing.scenes import Scene


@pytest.fixture(scope="package")
def scene(tmp_path_factory, migrated):
    """As it was furnished; a test that changes it puts it back."""
    made = Scene(tmp_path_factory.mktemp("killing"), migrated)
    made.done("furnish", here=True)
    made.keep()
    made.done("warm_up", here=True)
    made.reset()
    yield made
    made.close()


@pytest.fixture
def untouched(scene):
    """The scene, put back afterwards."""
    yield scene
    scene.reset()


@pytest.fixture(scope="package")
def whole(scene):
    """Let an act be done undisturbed, once, and tell what every table looks like then."""

    @cache
    def shape(act: str) -> dict[str, str]:
        scene.done(act)
        after = scene.shape()
        scene.reset()
        return after

    return shape

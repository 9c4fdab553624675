"""``kill -9`` at any moment of any act, ``MOMENTS`` times: ``make soak``; the same acts again with ``SEED=``."""

import os
import random

import pytest

from tests.serving.killing.scenes import AFTER, BEFORE, Scene
from tests.showcase.backup.registries import files_of, is_empty, tables_of

pytestmark = pytest.mark.soak

MOMENTS = int(os.environ.get("MOMENTS", "200"))
SEED = int(os.environ.get("SEED") or random.randrange(10**9))
ACTS = ("import_list", "release_list", "release_case", "upload_photo", "upload_word", "merge", "restore")
# How much longer than undisturbed one may wait: some die when all is done.
LONGER = 1.1
HARMLESS = ("没有记录对应的图片", "没有记录对应的原件")


@pytest.fixture(scope="module")
def archive(scene, tmp_path_factory):
    """A backup of the scene."""
    path = tmp_path_factory.mktemp("saved") / "one.zip"
    scene.done("save_backup", path)
    scene.reset()
    return path


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A machine on which nothing was ever kept."""
    made = Scene(tmp_path_factory.mktemp("empty"))
    made.keep()
    yield made
    made.close()


@pytest.fixture(scope="module")
def longest(scene, empty, archive, whole):
    """How many seconds each act takes."""
    seconds = {"restore": empty.done("restore", archive)["seconds"]}
    empty.reset()
    for act in ACTS[:-1]:
        seconds[act] = scene.done(act)["seconds"]
        scene.reset()
    return seconds


def well(scene) -> list[str]:
    """What doctor complains of that is not left over from a death, what is unreadable, pages that do not answer."""
    left, swept, unreadable = scene.done("examine")["said"]
    found = [one for one in left if not one.startswith(HARMLESS)]
    found += [one for one in swept if not one.startswith(HARMLESS[1])]
    answers = scene.done("start")["said"]
    return [*found, *unreadable, *(address for address, status in answers.items() if status != "200")]


def test_killed_at_any_moment_an_act_is_done_or_not_done_and_is_done_again(scene, empty, archive, longest, whole):
    chance, states = random.Random(SEED), []
    for number in range(MOMENTS):
        act = chance.choice(ACTS)
        moment = chance.uniform(0, longest[act] * LONGER)
        told = f"SEED={SEED} MOMENTS={MOMENTS}: moment {number}, {act} killed after {moment:.3f} s"
        state = _restored(empty, archive, moment, scene) if act == "restore" else _acted(scene, act, moment, whole(act))
        states.append((act, state))
        print(f"{number + 1} {act} {moment:.3f} {state}", flush=True)  # noqa: T201
        assert state in (BEFORE, AFTER), f"{told}: {state}"

    seen = {act: {state: states.count((act, state)) for state in (BEFORE, AFTER)} for act in ACTS}
    print(f"SEED={SEED} MOMENTS={MOMENTS}: {seen}")  # noqa: T201


def _acted(scene, act, moment, after) -> str:
    """What a death left, once it is done again and all is well; otherwise what is wrong."""
    death = scene.let(act, moment=moment)
    state = scene.state(after)
    if state == BEFORE:
        scene.done(act)
        if (again := scene.state(after)) != AFTER:
            state = f"done again it is {again}"
    if complaints := well(scene):
        state = f"{state}, but: {complaints} (its last steps were {death['steps'][-3:]})"
    scene.reset()
    return state


def _restored(empty, archive, moment, source) -> str:
    """The same for a restore, of which the place is empty before and the source afterwards."""
    empty.let("restore", archive, moment=moment)
    state = BEFORE if is_empty(empty.place) else AFTER
    if state == BEFORE:
        empty.done("restore", archive)
    if tables_of(empty.place) != tables_of(source.place):
        state = "not what was saved"
    elif not files_of(source.place).items() <= files_of(empty.place).items():
        state = "a file is missing"
    elif complaints := well(empty):
        state = f"{state}, but: {complaints}"
    empty.reset()
    return state

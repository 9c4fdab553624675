"""Fifty thousand rows, killed at every step and at any moment: ``make soak``; the same again with ``SEED=``."""

import os
import random
import time

import pytest

from tests.soak.batches import BATCH, DOCUMENTS, facts, planned_in, written_in
from tests.soak.children import Child, run
from tests.soak.databases import Database

pytestmark = pytest.mark.soak

ROWS = int(os.environ.get("ROWS", "50000"))
ROUNDS = int(os.environ.get("ROUNDS", "20"))
SEED = int(os.environ.get("SEED") or random.randrange(10**9))
STEPS = ["rows locked", "lists made", "entries written", "before commit", "committed"]

# Of every batch but the one that was there before.
ROWS_OF_OTHERS = """
    SELECT count(r.id) FROM awards_importbatch b LEFT JOIN awards_importrow r ON r.batch_id = b.id
    WHERE b.id > 1 GROUP BY b.id
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A database with one batch of ready rows."""
    database = Database(tmp_path_factory.mktemp("planned")).create()
    run(database, "prepare", ROWS)
    yield database
    database.drop()


@pytest.fixture
def database(planned):
    database = Database(planned.folder).create(planned)
    yield database
    database.drop()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_it_is_written_whole_or_not_at_all(planned, database, step):
    before = database.contents()

    Child(database, "apply", BATCH, step).until(step).kill()
    database.settle()

    assert database.is_sound()
    if step == "committed":
        assert facts(database) == written_in(ROWS)
    else:
        assert database.contents() == before
    assert run(database, "apply", BATCH)[-1] == f"written {0 if step == 'committed' else ROWS}"
    assert facts(database) == written_in(ROWS)
    assert database.ask(DOCUMENTS) == planned.ask(DOCUMENTS)


def killed_at_any_moment(database, chance, longest, *words):
    """Start it, let it run for a while, kill it; how long that was."""
    child = Child(database, *words)
    moment = chance.uniform(0, longest)
    time.sleep(moment)
    child.kill()
    database.settle()
    return moment


def test_killed_at_any_moment_it_is_written_and_taken_back_whole_or_not_at_all(database):
    """Writes and takes back in turn until ``ROUNDS`` processes were killed."""
    chance = random.Random(SEED)
    started = time.monotonic()
    run(database, "apply", BATCH)
    run(database, "undo", BATCH)
    longest = time.monotonic() - started
    again = "UPDATE awards_importbatch SET state = 'planned'", "UPDATE awards_importrow SET verdict = 'ready'"
    forget = "DELETE FROM awards_historicalhonorentry"
    undone = {**planned_in(ROWS), "made": ROWS, "taken back": ROWS, "state": "undone"}

    for number in range(ROUNDS):
        if facts(database)["state"] == "undone":
            for statement in (*again, forget):
                database.change(statement)
        act = "undo" if facts(database)["state"] == "applied" else "apply"
        before = database.contents()
        moment = killed_at_any_moment(database, chance, longest, act, BATCH)

        told = f"SEED={SEED}, round {number}: {act} killed after {moment:.3f} s"
        assert database.is_sound(), told
        if database.contents() != before:
            assert facts(database) == (written_in(ROWS) if act == "apply" else undone), told


def test_killed_at_any_moment_a_list_is_planned_whole_or_not_at_all(database):
    """Plans the same list again and again; every batch has all its rows."""
    chance = random.Random(SEED)
    names = [name for (name,) in database.ask("SELECT name FROM organizations_organization ORDER BY id LIMIT 10000")]
    path = database.folder / "list.txt"
    path.write_text("\n".join(f"金奖 {name}" for name in names), "utf-8")
    started = time.monotonic()
    assert run(database, "receive", path)[-1] == f"planned {len(names)}"
    longest = time.monotonic() - started

    for number in range(ROUNDS):
        moment = killed_at_any_moment(database, chance, longest, "receive", path)

        told = f"SEED={SEED}, round {number}: killed after {moment:.3f} s"
        assert database.is_sound(), told
        assert set(database.ask(ROWS_OF_OTHERS)) == {(len(names),)}, told

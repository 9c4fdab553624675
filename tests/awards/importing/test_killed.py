"""``kill -9`` while a batch is written or taken back: a real process, a real database, all or nothing."""

import pytest

from tests.soak.batches import BATCH, DOCUMENTS, VERSION, facts, planned_in, written_in
from tests.soak.children import Child, run
from tests.soak.databases import Database

ROWS = 5000
STEPS = ["rows locked", "lists made", "entries written", "before commit"]
STATEMENTS = ['UPDATE "awards_importrow"', 'DELETE FROM "awards_honorentry"', 'DELETE FROM "awards_honorlist"']


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A database with one batch of ready rows, and what is in it. No test changes it: that is the point."""
    database = Database(tmp_path_factory.mktemp("planned")).create()
    run(database, "prepare", ROWS)
    yield database, database.contents()
    database.drop()


@pytest.fixture(scope="module")
def written(planned):
    """The same after a process was killed just before its commit, and another one just after."""
    database = Database(planned[0].folder).create(planned[0])
    for step in ("before commit", "committed"):
        Child(database, "apply", BATCH, step).until(step).kill()
        database.settle()
    yield database, database.contents()
    database.drop()


@pytest.mark.parametrize("step", STEPS)
def test_killed_before_the_commit_not_one_byte_is_written(planned, step):
    database, before = planned

    Child(database, "apply", BATCH, step).until(step).kill()
    database.settle()

    assert database.contents() == before
    assert database.is_sound()


def test_done_again_after_a_kill_and_killed_after_its_commit_everything_is_written_once(planned, written):
    database, _ = written

    assert facts(database) == written_in(ROWS)
    assert database.is_sound()
    assert database.ask(DOCUMENTS) == planned[0].ask(DOCUMENTS)
    assert database.ask(VERSION) > planned[0].ask(VERSION)
    assert run(database, "apply", BATCH)[-1] == "written 0"


@pytest.mark.parametrize("statement", STATEMENTS)
def test_killed_while_it_is_taken_back_not_one_byte_is_taken(written, statement):
    database, before = written

    Child(database, "undo", BATCH, statement).until("reached").kill()
    database.settle()

    assert database.contents() == before
    assert database.is_sound()


def test_taken_back_after_a_kill_nothing_is_left_but_its_history(written):
    database = Database(written[0].folder).create(written[0])
    Child(database, "undo", BATCH, STATEMENTS[-1]).until("reached").kill()
    database.settle()

    assert run(database, "undo", BATCH) == [f"undone {ROWS}"]
    assert facts(database) == {**planned_in(ROWS), "made": ROWS, "taken back": ROWS, "state": "undone"}
    database.drop()

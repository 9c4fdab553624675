"""Two people who press at the same moment: two processes, the staff pages, one of them waits for the other.

The first is held just before a statement, all its locks in hand; the second is let go and reaches for them.
"""

import pytest

from organizations.roles import REVIEWER
from tests.soak.batches import BATCH, facts, planned_in, written_in
from tests.soak.children import Child, press_at_once, run
from tests.soak.databases import IS_POSTGRES, Database

ROWS = 3
DESK = "/admin/awards/importbatch"
APPLY, PLAN, UNDO = f"{DESK}/{BATCH}/apply/", f"{DESK}/{BATCH}/plan/", f"{DESK}/{BATCH}/acts/undo/"
END_OF_BATCH = 'UPDATE "awards_importbatch"'
UNDECIDED = "UPDATE awards_importrow SET verdict = 'decide', organization_id = NULL WHERE number = 3"
DECIDED = "UPDATE awards_importrow SET verdict = 'ready', organization_id = 3 WHERE number = 3"
NOT_AT_ALL = "SET lock_timeout = '1ms'" if IS_POSTGRES else "PRAGMA busy_timeout = 0"


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """One batch of three ready rows, and two reviewers."""
    scene = Database(tmp_path_factory.mktemp("scene")).create()
    run(scene, "prepare", ROWS)
    run(scene, "staff", REVIEWER)
    yield scene
    scene.drop()


@pytest.fixture(scope="module")
def two(scene):
    """Two processes that press buttons."""
    children = Child(scene, "press"), Child(scene, "press")
    yield children
    for child in children:
        child.kill()


@pytest.fixture
def database(scene):
    database = Database(scene.folder).create(scene)
    yield database
    database.drop()


@pytest.fixture
def half_written(database):
    """Two rows are on record; the third was decided since."""
    database.change(UNDECIDED)
    run(database, "apply", BATCH)
    database.change(DECIDED)
    return database


@pytest.fixture
def at_once(two, database):
    """Lets ``first`` and ``second`` press: addresses, with what is sent to them. What the pages say to each."""

    def press(first, held_before, second, patience=""):
        return press_at_once(two, database, first, held_before, second, patience)

    return press


def test_two_who_write_one_batch_write_it_once(at_once, database):
    first, second = at_once([APPLY], END_OF_BATCH, [APPLY])

    assert first.startswith("200 已写入 3 条")
    assert second == "200 没有可以写入的行，什么也没有改变。"
    assert facts(database) == written_in(ROWS)


def test_two_batches_with_the_same_honours_write_them_once(at_once, database):
    run(database, "again")

    first, second = at_once([APPLY], END_OF_BATCH, [f"{DESK}/{BATCH + 1}/apply/"])

    assert first.startswith("200 已写入 3 条")
    assert second == "200 没有可以写入的行，什么也没有改变。"
    assert database.count("awards_honorentry") == ROWS
    assert set(database.ask("SELECT message FROM awards_importrow WHERE batch_id = 2")) == {("已经在册，不重复写入。",)}


def test_of_two_who_settle_one_row_the_second_is_told_of_the_first(at_once, database):
    database.change(UNDECIDED)
    ((row,),) = database.ask("SELECT id FROM awards_importrow WHERE number = 3")
    answers = [{"row": row, "only": row, f"row-{row}-choice": f"organization-{key}"} for key in (3, 2)]

    first, second = at_once([PLAN, answers[0]], 'UPDATE "awards_importrow"', [PLAN, answers[1]])

    assert first.startswith("200 已处理 1 行")
    assert "有 1 行没有保存" in second
    assert "first刚刚处理过这一行，您的选择没有保存；请刷新页面核对。" in second
    assert database.ask("SELECT organization_id FROM awards_importrow WHERE number = 3") == [(3,)]


def test_who_takes_back_while_another_writes_takes_back_what_was_written(at_once, database):
    first, second = at_once([APPLY], END_OF_BATCH, [UNDO])

    assert first.startswith("200 已写入 3 条")
    assert second.startswith("200 已撤销")
    undone = {"made": ROWS, "taken back": ROWS, "state": "undone"}
    assert facts(database) == {**planned_in(ROWS), **undone}


def test_who_writes_while_another_takes_back_is_told_so(at_once, half_written):
    first, second = at_once([UNDO], END_OF_BATCH, [APPLY])

    assert first.startswith("200 已撤销")
    assert second == "200 这个批次已经撤销，不能再写入；请重新导入。"
    assert half_written.count("awards_honorentry") == 0


def test_a_draft_that_is_just_being_submitted_takes_no_more_rows(at_once, half_written):
    ((draft,),) = half_written.ask("SELECT id FROM awards_honorlist")
    submit = f"/admin/awards/honorlist/{draft}/acts/submit/"

    first, second = at_once([submit], 'UPDATE "awards_honorlist"', [APPLY])

    assert first.startswith("200 已提交审核")
    assert second.startswith("200 已写入 1 条")
    lists = "SELECT state, count(e.id) FROM awards_honorlist l JOIN awards_honorentry e ON e.list_id = l.id GROUP BY 1"
    assert set(half_written.ask(lists)) == {("review", 2), ("draft", 1)}


def test_who_cannot_wait_is_asked_to_come_again_and_nothing_is_half_done(at_once, database):
    first, second = at_once([APPLY], END_OF_BATCH, [APPLY], patience=NOT_AT_ALL)

    assert second == "503"
    assert first.startswith("200 已写入 3 条")
    assert facts(database) == written_in(ROWS)

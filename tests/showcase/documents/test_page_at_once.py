"""Two editors who bring in one newspaper page at the same moment: two processes, one of them waits for the other."""

import base64

import pytest

from organizations.roles import EDITOR
from tests.showcase.documents.pages import SEED
from tests.soak.children import Child, press_at_once, run
from tests.soak.databases import Database

PAGE = "/admin/showcase/documentimport/page/"
CONFIRMED = {"page": base64.b64encode(SEED.read_bytes()).decode(), "file_name": "版面.txt"}
TABLES = {
    # The scene has one source and one batch of its own.
    "organizations_sourcedocument": 1 + 1,
    "awards_importbatch": 1 + 1,
    "awards_ceremony": 1,
    "showcase_casestudy": 3,
    "showcase_documentimport": 1,
}


@pytest.fixture
def database(tmp_path):
    """A registry that knows nothing yet, and two editors."""
    database = Database(tmp_path).create()
    run(database, "prepare", 0)
    run(database, "staff", EDITOR)
    yield database
    database.drop()


@pytest.fixture
def two(database):
    children = Child(database, "press"), Child(database, "press")
    yield children
    for child in children:
        child.kill()


def test_one_page_from_two_people_at_once_is_written_once(two, database):
    press = [PAGE, CONFIRMED]

    first, second = press_at_once(two, database, press, 'INSERT INTO "showcase_documentimport"', press)

    assert first == "200 已全部写成草稿，读者都还看不到。请逐条核对下面列出的问题。"
    assert second == "200 这份版面以前导入过（内容完全相同），没有新增内容；这里是那一次的结果。"
    assert {table: database.count(table) for table in TABLES} == TABLES

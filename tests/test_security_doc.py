"""docs/security.md names tests that exist, and leaves no requirement without proof, note or reason."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
DOCUMENT = TESTS.parent / "docs/security.md"
STANDARDS = {"ASVS", "等保"}
NEED_PROOF = {"proven", "partly"}
NEED_WORDS = {"partly", "untested", "operator", "n/a", "not met"}
# How many requirements of levels 1 and 2 each section has; they stand first in it.
LEVEL_TWO = """1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2
4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3
8.3:1 8.4:1 9.1:3 9.2:4 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3"""
# Of these chapters nothing applies.
WHOLE_CHAPTERS = {"V10", "V17"}
ITEMS = [
    "身份鉴别",
    "访问控制",
    "安全审计",
    "入侵防范",
    "恶意代码防范",
    "可信验证",
    "数据完整性",
    "数据备份恢复",
    "剩余信息保护",
    "个人信息保护",
    "安全管理中心",
    "安全管理制度",
]
PROOF = re.compile(r"`([\w/]+\.py)::(\w+)`")


def rows() -> list[list[str]]:
    """The cells of each line of the tables of the two standards, heads left out."""
    found, within = [], False
    for line in DOCUMENT.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            within = False
        elif cells[0] in STANDARDS:
            within = True
        elif within and set(cells[0]) != {"-"}:
            found.append(cells)
    return found


def proofs() -> list[tuple[str, str]]:
    return sorted(set(PROOF.findall(DOCUMENT.read_text("utf-8"))))


@cache
def names_in(path: str) -> set[str]:
    file = TESTS / path
    if not file.is_file():
        return set()
    top = ast.parse(file.read_text("utf-8")).body
    return {node.name for node in top if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def fault(cells: list[str]) -> str:
    """What a row lacks; nothing where it lacks nothing."""
    if len(cells) != 4 or not all(cells[:2]):
        return "a row has four cells: which, what it asks, state, proof or reason"
    state, told = cells[2:]
    if state not in NEED_PROOF | NEED_WORDS:
        return f"no such state: {state}"
    if state in NEED_PROOF and not PROOF.search(told):
        return f"{state} without a test"
    words = PROOF.sub("", told).strip(" ,;:.")
    return f"{state} without a note or reason" if state in NEED_WORDS and not words else ""


def level_two() -> list[str]:
    """Every requirement of levels 1 and 2, in order."""
    sections = (section.split(":") for section in re.split(r"\s+", LEVEL_TWO))
    return [f"{section}.{number}" for section, last in sections for number in range(1, int(last) + 1)]


def requirements_of(cell: str) -> list[str]:
    """What the first cell of a row names: one, several, or from one to another."""
    every, found = level_two(), []
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        if first in WHOLE_CHAPTERS:
            found.append(first)
        else:
            found += every[every.index(first) : every.index(last or first) + 1]
    return found


def test_every_test_that_the_document_names_exists():
    named = proofs()

    assert len(named) > 100
    assert [f"{path}::{name}" for path, name in named if name not in names_in(path)] == []


def test_whatever_looks_like_a_test_in_the_document_is_read_as_one():
    assert DOCUMENT.read_text("utf-8").count("::") == len(PROOF.findall(DOCUMENT.read_text("utf-8")))


def test_every_row_has_a_proof_a_note_or_a_reason():
    assert [(cells[0], fault(cells)) for cells in rows() if fault(cells)] == []


@pytest.mark.parametrize(
    "cells",
    [
        ["1.1.1", "asks", "proven", "because"],
        ["1.1.1", "asks", "partly", "`a/test_b.py::test_c`"],
        ["1.1.1", "asks", "not met", ""],
        ["1.1.1", "asks", "fine", "`a/test_b.py::test_c`"],
        ["1.1.1", "proven", "`a/test_b.py::test_c`"],
    ],
)
def test_a_row_that_lacks_something_would_be_seen(cells):
    assert fault(cells)


def test_every_requirement_of_level_two_has_one_row():
    firsts = [cells[0] for cells in rows() if re.match(r"[V\d]", cells[0])]

    named = [one for first in firsts for one in requirements_of(first)]

    assert sorted(named) == sorted([*level_two(), *WHOLE_CHAPTERS])


def test_every_item_has_a_row():
    firsts = [cells[0] for cells in rows()]

    assert [item for item in ITEMS if not any(item in first for first in firsts)] == []

"""A list that is a part of its source: the same lines are read again, and only they."""

import pytest

from awards.choices import BatchState
from awards.importing.excerpts import excerpt, lines_in, note_of, only_lines
from awards.importing.portions import plan_again
from awards.importing.receiving import receive_again
from awards.importing.shared_sources import plan_excerpt, receive_excerpt
from organizations.choices import SourceKind
from organizations.receiving import keep_file
from organizations.roles import REVIEWER
from tests.factories import make_staff

PAGE = "编者按\n金奖 云杉居民区党支部\n第二轮“先锋奖”榜单\r\n金奖 松涛居民区党支部\n\n银奖 云杉居民区党总支".encode()
ROLL = ((3, 4),)


def test_other_lines_are_left_empty_so_that_numbers_stay():
    assert only_lines("甲\r\n乙\n丙\n丁", ((2, 2), (4, 4))) == "\n乙\n\n丁"


def test_without_lines_the_bytes_are_untouched():
    assert excerpt(b"\xff\x00", ()) == b"\xff\x00"


def test_lines_are_found_again_among_the_notes():
    assert lines_in([{"message": "说明"}, note_of(((3, 4), (6, 6)))]) == ((3, 4), (6, 6))


@pytest.mark.django_db
def test_only_those_lines_become_rows():
    rows = plan_excerpt(PAGE, ROLL, None)

    assert [(row.location, row.organization_text) for row in rows] == [("第 4 行", "松涛居民区党支部")]


@pytest.mark.django_db
def test_a_batch_planned_or_brought_in_again_keeps_to_its_lines():
    source = keep_file(PAGE, "版面.txt", kind=SourceKind.NEWSPAPER, headline="版面")
    batch = receive_excerpt(source, ROLL, by=None)

    batch = plan_again(batch)
    batch.state = BatchState.UNDONE
    batch.save()
    again = receive_again(batch, make_staff(REVIEWER))
    plan_again(again)

    assert [list(one.rows.values_list("location", flat=True)) for one in (batch, again)] == [["第 4 行"]] * 2

"""What other registries fell over, kept shut here."""

import pytest

from awards.importing.reading import read_source
from awards.importing.rows import UnreadableSource
from tests.surface.fuzzing.hostile import HEADER, far_cell, workbook


def test_a_field_longer_than_the_csv_reader_s_own_limit_is_read_like_any_other():
    reading = read_source(f"{HEADER}{'党' * 131_073},金奖\n甲居民区党支部,银奖\n".encode(), "a.csv")

    assert reading.rows[-1].organization == "甲居民区党支部"


def test_an_empty_workbook_is_not_imported_in_silence():
    with pytest.raises(UnreadableSource, match="没有读到任何内容"):
        read_source(workbook([["", ""]]), "a.xlsx")


def test_one_cell_in_the_last_corner_costs_nothing():
    class Last:
        def choice(self, _):
            return 1_048_576, "XFD"

    reading = read_source(far_cell(Last())[1], "a.xlsx")

    assert [row.organization for row in reading.rows] == ["甲居民区党支部"]

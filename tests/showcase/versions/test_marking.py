"""Two texts compared as an editor reads them."""

import pytest

from showcase.versions.marking import ADDED, SAME, STRUCK, marked, paragraph_pairs


def line(before: str, after: str) -> str:
    """The pieces in one line: [-struck-], {+added+}."""
    signs = {SAME: "{}", STRUCK: "[-{}-]", ADDED: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in marked(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("金廷八八业委会", "金庭八八业委会", "金[-廷-]{+庭+}八八业委会"),
        ("在册党员40人。", "在册党员43人。", "在册党员[-40-]{+43+}人。"),
        ("居民议事。", "居民代表议事。", "居民{+代表+}议事。"),
        ("居民代表议事。", "居民议事。", "居民[-代表-]议事。"),
        ("", "新写的。", "{+新写的。+}"),
        ("删掉的。", "", "[-删掉的。-]"),
        ("一样。", "一样。", "一样。"),
        ("甲乙丙丁", "戊乙己丁", "[-甲乙丙-]{+戊乙己+}丁"),
        ("甲1990乙", "甲1991乙", "甲[-1990-]{+1991+}乙"),
    ],
)
def test_what_was_struck_and_added_is_marked(before, after, expected):
    assert line(before, after) == expected


@pytest.mark.parametrize("sizes", [(0, 5), (300, 280), (6000, 6000)])
def test_the_pieces_make_up_both_texts(sizes):
    before, after = "社区治理" * sizes[0], "治理社群" * sizes[1]

    pieces = marked(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != STRUCK) == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲。\n\n乙。", "甲。\n\n丙。", [(2, "乙。", "丙。")]),
        ("甲。\n\n乙。", "乙。", [(1, "甲。", "")]),
        ("甲。", "甲。\n\n乙。", [(2, "", "乙。")]),
        ("甲。\r\n\r\n乙。", "甲。\n\n乙。", []),
        ("", "甲。", [(1, "", "甲。")]),
    ],
)
def test_texts_are_compared_paragraph_by_paragraph(before, after, expected):
    assert list(paragraph_pairs(before, after)) == expected

"""What was written is what is read, in every layout."""

import re
from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from awards.importing.reading import read_source, read_text
from awards.importing.reading.characters import visible
from awards.importing.rows import UnreadableSource
from awards.numerals import chinese_numeral
from tests.awards.importing.reading.lists import FULL_WIDTH, LINE_ENDS, Listed, layouts
from tests.awards.importing.reading.samples import HONORS, in_round

SAMPLES = sorted(path for path in HONORS.glob("*/*") if path.suffix in {".xlsx", ".docx", ".xls", ".csv"})
SMALL_SAMPLES = [path for path in SAMPLES if path.stat().st_size < 100_000]
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def listed(reading):
    return [Listed(row.tier, row.tier_basis, row.organization) for row in reading.rows]


@relaxed
@given(layouts, st.sampled_from(LINE_ENDS))
def test_what_was_written_is_what_is_read(written, line_end):
    lines, expected = written

    reading = read_text(line_end.join(lines))

    assert listed(reading) == expected
    assert reading.problems == []


@relaxed
@given(layouts)
def test_announced_counts_are_those_written(written):
    lines, expected = written
    text = "\n".join(lines)

    reading = read_text(text)

    sizes = {tier: sum(one.tier == tier for one in expected) for tier in (one.tier for one in expected)}
    assert all(one.count == sizes[one.tier] for one in reading.announced)
    assert bool(reading.announced) == bool(re.search(r"[0-9] ?个|（[0-9]+）：", text))


@relaxed
@given(
    st.lists(st.tuples(st.integers(1, 60), st.sampled_from(["金银奖", "五星奖"]), layouts), min_size=1, max_size=3),
    st.sampled_from(["华阳路街道", "新泾镇", ""]),
    st.sampled_from([str, chinese_numeral, lambda number: str(number).translate(FULL_WIDTH)]),
    st.sampled_from(
        [
            "{0}荣获长宁区第{1}轮居民区党建工作“{2}”榜单",
            "{0}第{1}轮“{2}”",
            "{0}长宁区第{1}届{2}获奖名单",
            "一、{0}第 {1} 轮“{2}”获奖名单",
        ]
    ),
)
def test_each_roll_stands_under_its_own_round_and_subdistrict(rolls, place, numeral, shape):
    text = "\n".join(
        "\n".join([shape.format(place, numeral(number), scheme), *lines]) for number, scheme, (lines, _) in rolls
    )

    reading = read_text(text)

    assert listed(reading) == [one for _, _, (_, expected) in rolls for one in expected]
    assert [in_round(row) for row in reading.rows] == [
        (scheme, number) for number, scheme, (_, expected) in rolls for _ in expected
    ]
    assert {row.subdistrict for row in reading.rows} == {place}


@relaxed
@given(
    st.text(
        st.sampled_from(
            "金奖银标兵居民区党总支部公司(（)）“”、，。：\n\t\v 　一二1．①-－共个第七轮街道荣获名单甲乙丙的，；/|\"'"
        )
        | st.characters()
    )
)
@example("（\n）")
@example("金奖（")
@example("第轮“”")
def test_whatever_is_pasted_no_name_is_invented(text):
    reading = read_text(text)

    squeezed = re.sub(r"\s", "", visible(text))
    for row in reading.rows:
        assert re.sub(r"\s", "", row.organization) in squeezed


@relaxed
@given(st.sampled_from(SMALL_SAMPLES), st.data())
def test_a_damaged_file_is_read_or_refused_but_nothing_else(path, data):
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    with suppress(UnreadableSource):
        assert all(row.organization for row in read_source(bytes(content), path.name).rows)

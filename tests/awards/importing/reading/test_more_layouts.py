"""Lists with headings of places, with prose in between, and in tables: what was written is what is read."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awards.importing.reading import read_text
from awards.importing.reading.roll import Roll
from awards.importing.reading.tables import TableReader
from awards.importing.reading.words import words_of
from awards.importing.vocabulary import Vocabulary
from tests.awards.importing.reading.lists import BETWEEN, TIERS, names, numberings
from tests.awards.importing.reading.samples import HONORS, tiers_and_names

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROSE = [
    "经区委研究决定，对在基层党建工作中成绩突出的党组织予以表彰。",
    "希望受到表彰的党组织珍惜荣誉，再接再厉，不断开创基层党建工作新局面，作出新的更大贡献。",
    "排名不分先后。",
    "联系人：某某，联系电话：52000000",
    "2021年11月24日下午，区里举办了联合工作展示会。",
]
PLACES = ["华阳路街道", "江苏路街道", "新泾镇", "仙霞新村街道"]
members = st.lists(names, min_size=1, max_size=3, unique=True)
whole_names = names.filter(lambda name: "、" not in name)


@relaxed
@given(
    st.sampled_from(["", "上海市", "长宁区"]),
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(TIERS), members),
        min_size=1,
        max_size=3,
        unique_by=lambda one: one[0],
    ),
    st.sampled_from(["{}", "一、{}", "【{}】", "{}：", "{}（共{}个）"]),
    numberings,
)
def test_names_under_places_under_tiers(province, rolls, shape, number):
    lines = ["第七轮“金银奖”获奖名单", *([province] if province else [])]
    for place, tier, listed in rolls:
        lines += [shape.format(place, len(listed)), tier, *(number(at) + name for at, name in enumerate(listed, 1))]

    reading = read_text("\n".join(lines))

    assert [(row.subdistrict, row.tier, row.organization) for row in reading.rows] == [
        (place, tier, name) for place, tier, listed in rolls for name in listed
    ]
    assert {row.rest.get("地区", "") for row in reading.rows} == {province}
    assert reading.problems == []


@relaxed
@given(st.lists(st.tuples(st.sampled_from(TIERS), names), min_size=1, max_size=5), st.data())
def test_prose_between_the_lines_becomes_no_name(rolls, data):
    lines = []
    for tier, name in rolls:
        lines += [f"{tier} {name}", *data.draw(st.lists(st.sampled_from(PROSE), max_size=2))]

    reading = read_text("\n".join(lines))

    assert tiers_and_names(reading) == rolls
    assert [problem.text for problem in reading.problems] == [line for line in lines if line in PROSE]


def read_table(rows):
    roll = Roll(words_of(Vocabulary()))
    TableReader(roll).read(enumerate(rows, 1))
    roll.begin_part()
    return roll.reading


@relaxed
@given(
    st.permutations(["单位名称", "等次", "街道", "备注"]),
    st.lists(st.tuples(whole_names, st.sampled_from(TIERS), st.sampled_from(PLACES)), min_size=1, max_size=8),
)
def test_a_table_is_read_whatever_the_order_of_its_columns(header, listed):
    rows = [dict(zip(("单位名称", "等次", "街道", "备注"), (*one, "三连冠"), strict=True)) for one in listed]

    reading = read_table([header, *([row[heading] for heading in header] for row in rows)])

    assert [(row.organization, row.tier, row.subdistrict) for row in reading.rows] == listed
    assert {row.rest["备注"] for row in reading.rows} == {"三连冠"}
    assert reading.problems == []


@relaxed
@given(
    st.lists(st.tuples(whole_names, st.sampled_from(TIERS)), min_size=2, max_size=8).filter(
        lambda one: len(one) % 2 == 0
    )
)
def test_two_recipients_in_one_row_are_two(listed):
    header = ["序号", "单位名称", "等次"] * 2
    rows = [
        [at + 1, *listed[at], at + 2, *listed[at + 1]]  # two by two
        for at in range(0, len(listed), 2)
    ]

    reading = read_table([header, *rows])

    assert [(row.organization, row.tier) for row in reading.rows] == listed
    assert reading.problems == []


@relaxed
@given(
    st.sampled_from(TIERS),
    st.lists(whole_names, min_size=1, max_size=4, unique=True),
    st.sampled_from([*BETWEEN, "\n"]),
)
def test_several_names_in_one_cell_are_several(tier, listed, between):
    reading = read_table([["等次", "单位名称"], [tier, between.join(listed)]])

    assert tiers_and_names(reading) == [(tier, name) for name in listed]
    assert reading.problems == []


def test_every_reader_has_at_least_ten_files_of_its_kind():
    counted = {kind: len([*(HONORS / kind).iterdir()]) for kind in ("text", "csv", "xlsx", "docx", "xls")}

    assert {kind: count for kind, count in counted.items() if count < 10} == {}

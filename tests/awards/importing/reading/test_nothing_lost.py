"""Nothing that a source holds is left out in silence: it is in a row, a recognised heading or a listed problem."""

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from awards.importing.reading import read_text
from awards.importing.reading.characters import level, visible
from awards.importing.reading.roll import Roll
from awards.importing.reading.tables import TableReader
from awards.importing.reading.words import words_of
from awards.importing.rows import Reading
from awards.importing.vocabulary import Vocabulary
from tests.awards.importing.reading.lists import AFTER_TIER, BETWEEN, TIERS, layouts, names, numberings

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What is cut away between words, and the numbers and bullets in front of them.
BETWEEN_WORDS = re.compile(r"[^\w]+|[\u2160-\u217f\u2460-\u24ff\u2776-\u2793\u3220-\u33ff]+")
ROUND = re.compile(
    r"[第共计]*[0-9零\u3007○一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+[轮届批期次个名家支项人位组]?次?\Z"
)

prose = st.sampled_from(
    [
        "经区委研究决定，对以下党组织予以表彰。",
        "希望受到表彰的党组织珍惜荣誉，再接再厉，作出新的更大贡献。",
        "联系人：某某",
        "注：排名不分先后",
        "中共长宁区委组织部",
        "2021年11月24日",
        "— 3 —",
        "光荣榜",
    ]
)
headings = st.sampled_from(
    [
        "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单",
        "第四轮“五星奖”（共22个）",
        "华阳路街道",
        "江苏路街道（2个）",
        "上海市",
        "一、金奖标兵（共12个）",
        "合计：50个",
        "银奖：空缺",
        "附件1",
    ]
)
pieces = st.one_of(
    names, st.sampled_from(TIERS), headings, st.sampled_from(["空缺", "第七轮", "金银奖", "17", "新泾镇"])
)
lines = st.one_of(
    prose,
    headings,
    st.builds(lambda number, name: f"{number(3)}{name}", numberings, names),
    st.builds(lambda parts, gap: gap.join(parts), st.lists(pieces, min_size=1, max_size=4), st.sampled_from(BETWEEN)),
    st.builds(lambda tier, gap, name: f"{tier}{gap}{name}", st.sampled_from(TIERS), st.sampled_from(AFTER_TIER), names),
    st.text(max_size=20),
)
SIGNS = "金奖银标兵居民区党总支公司(（)）“”、，。：\n\t\v 　一二1．①-－共个第七轮街道荣获名单空缺甲乙丙的；/|"


def evidence(reading: Reading) -> str:
    """All that the reading says, without spaces."""
    texts = [text for _, text in reading.structure] + [one.text for one in reading.problems]
    for row in reading.rows:
        texts += [
            row.tier,
            row.organization,
            row.subdistrict,
            row.round.scheme if row.round else "",
            *row.rest.values(),
        ]
    texts += [one.text for one in reading.announced if one.count == 0]
    return re.sub(r"\s", "", level(" ".join(texts)))


def words_in(text: str) -> list[str]:
    """The words of a text that could be missed: neither signs nor numbers."""
    return [word for word in BETWEEN_WORDS.split(level(visible(text))) if word and not _is_number(word)]


def _is_number(word: str) -> bool:
    return bool(ROUND.match(word)) or word.isnumeric() or bool(re.fullmatch("[A-Za-z]|[IVX]{2,4}", word))


def lost(text: str, reading: Reading) -> list[str]:
    said = evidence(reading)
    return [word for word in words_in(text) if re.sub(r"[\s_]", "", word) not in re.sub("_", "", said)]


@relaxed
@given(st.lists(lines, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]))
@example(["金奖 甲居民区党总支 空缺"], "\n")
@example(["华阳路街道 甲居民区党总支 新泾镇 金奖"], "\n")
@example(["金奖 甲居民区党总支 标兵"], "\n")
@example(["金奖", "（甲居民区党总支）"], "\n")
def test_every_word_of_a_text_is_in_a_row_a_heading_or_a_problem(written, line_end):
    text = line_end.join(written)

    assert lost(text, read_text(text)) == []


@relaxed
@given(layouts)
def test_no_word_of_a_proper_list_is_lost(written):
    text = "\n".join(written[0])

    assert lost(text, read_text(text)) == []


@relaxed
@given(st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8")))
def test_no_word_of_anything_pasted_is_lost(text):
    assert lost(text, read_text(text)) == []


cells = st.one_of(
    st.just(""),
    names,
    st.sampled_from([*TIERS, "华阳路街道", "第七轮", "空缺", "合计", "备注文字", "—"]),
    st.text(max_size=6),
)


@relaxed
@given(
    st.lists(
        st.sampled_from(["单位名称", "等次", "奖项", "轮次", "街道", "备注", "备注", "序号", "", "联系方式"]),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.lists(cells, max_size=7), max_size=8),
)
def test_every_filled_row_of_a_table_is_in_a_row_a_heading_or_a_problem(header, rows):
    roll = Roll(words_of(Vocabulary()))

    TableReader(roll).read(enumerate([header, *rows], 1))
    roll.begin_part()

    read = roll.reading
    places = {row.position for row in read.rows} | {one.position for one in (*read.problems, *read.announced)}
    places |= {position for position, _ in read.structure}
    filled = [number for number, row in enumerate(rows, 2) if any(words_in(cell) for cell in row)]
    assert [number for number in filled if f"第 {number} 行" not in places] == []

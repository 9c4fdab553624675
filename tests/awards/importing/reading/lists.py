"""Lists as offices write them, generated with what a reader must find in them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from awards.numerals import chinese_numeral

# Characters of real names, with those that also mean something in a list: numerals, 区, 党, 社, 金, 银.
STEM = "陶家宅华院潘东苏愚园仙霞虹桥新泾程北周长宁天山中西南湖一二三四八百大小区党社会镇金银星地标等次名单"
TIERS = ["金奖标兵", "金奖", "银奖", "特色治理奖", "最佳创新奖", "一等奖"]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERINGS = {
    "none": lambda n: "",
    "dot": lambda n: f"{n}.",
    "dot and space": lambda n: f"{n}. ",
    "pause": lambda n: f"{n}、",
    "half bracket": lambda n: f"{n}）",
    "brackets": lambda n: f"({n})",
    "Chinese": lambda n: f"{chinese_numeral(n)}、",
    "Chinese in brackets": lambda n: f"（{chinese_numeral(n)}）",
    "circled": lambda n: chr(0x245F + n) if n <= 20 else f"{n}.",
    "full width": lambda n: f"{n}．".translate(FULL_WIDTH),
    "Roman": lambda n: f"{chr(0x215F + n)}、" if n <= 12 else f"{n}、",
    "Roman and space": lambda n: f"{chr(0x215F + n)} " if n <= 12 else f"{n} ",
    "Latin Roman": lambda n: f"{['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][n - 1]}. " if n <= 8 else f"{n}. ",
    "ordinal": lambda n: f"第{chinese_numeral(n)}、",
    "ordinal and comma": lambda n: f"第{chinese_numeral(n)}，",
    "ordinal and space": lambda n: f"第{chinese_numeral(n)} ",
    "letter": lambda n: f"{chr(96 + n)}." if n <= 26 else f"{n}.",
    "capital": lambda n: f"{chr(64 + n)}、" if n <= 26 else f"{n}、",
    "letter in brackets": lambda n: f"({chr(96 + n)})" if n <= 26 else f"({n})",
    "space": lambda n: f"{n} ",
    "tab": lambda n: f"{n}\t",
    "dash": lambda n: "- ",
    "dot in the middle": lambda n: "·",
    "bullet": lambda n: "● ",
}
AFTER_TIER = [" ", "  ", "\t", "　", "：", ":", "： ", "－", "——", " - "]
BETWEEN = ["、", "，", "；", ",", "\t", "    ", "　　", "、 "]
LINE_ENDS = ["\n", "\r\n", "\n\n", "\r"]


@dataclass(frozen=True)
class Listed:
    """What must be read for one name."""

    tier: str
    basis: str
    name: str


stems = st.text(STEM, min_size=2, max_size=5)
names = st.one_of(
    st.builds("{}居民区党总支".format, stems),
    st.builds("{}居民区党支部".format, stems),
    st.builds("上海{}（集团）有限公司党支部".format, stems),
    st.builds("上海{}文化创意产业发展(集团)股份有限公司党委".format, stems),
    st.builds("{}“凝·空间”联合党支部".format, stems),
    st.builds("上海{}有限公司、上海{}有限公司联合党支部".format, stems, stems),
    st.builds("{}律师（上海、北京）事务所党支部".format, stems),
    st.sampled_from(["ABC Works Co., Ltd. 党支部", "WE·易园 (Shanghai) Inc. 党支部"]),
)
groups = st.lists(
    st.tuples(st.sampled_from(TIERS), st.lists(names, min_size=1, max_size=4, unique=True)),
    min_size=1,
    max_size=4,
    unique_by=lambda group: group[0],
)
numberings = st.sampled_from(sorted(NUMBERINGS)).map(NUMBERINGS.get)


def _printed(group: tuple[str, list[str]]) -> list[Listed]:
    return [Listed(group[0], "printed", name) for name in group[1]]


@st.composite
def tier_before_each_name(draw):
    """金奖 甲, one a line."""
    number, gap = draw(numberings), draw(st.sampled_from(AFTER_TIER))
    expected = [one for group in draw(groups) for one in _printed(group)]
    return [f"{number(at)}{one.tier}{gap}{one.name}" for at, one in enumerate(expected, 1)], expected


@st.composite
def tier_after_each_name(draw):
    """甲 金奖, 甲（金奖）, 甲－金奖."""
    number, shape = (
        draw(numberings),
        draw(st.sampled_from(["{} {}", "{}\t{}", "{}（{}）", "{}－{}", "{}：{}", "{}——{}"])),
    )
    expected = [one for group in draw(groups) for one in _printed(group)]
    return [number(at) + shape.format(one.name, one.tier) for at, one in enumerate(expected, 1)], expected


@st.composite
def names_under_tier_headings(draw):
    """一、金奖（共2个） with the names below, numbered anew."""
    number, above = draw(numberings), draw(numberings)
    shape = draw(
        st.sampled_from(["{}", "{}：", "【{}】", "{}（共{}个）", "{}（{}个）", "{} {}个", "{}（{}）：", "“{}”"])
    )
    lines, expected = [], []
    for order, group in enumerate(draw(groups), 1):
        lines.append(above(order) + shape.format(group[0], len(group[1])))
        lines += [number(at) + name for at, name in enumerate(group[1], 1)]
        expected += _printed(group)
    return lines, expected


@st.composite
def names_on_one_line(draw):
    """金奖：甲、乙、丙; or the names on the line below."""
    gap, between = (
        draw(st.sampled_from(["：", " ", "：\n", "\n", "（{}个）：", "（共{}个）\n"])),
        draw(st.sampled_from(BETWEEN)),
    )
    end = draw(st.sampled_from(["", "。", "；"]))
    chosen = draw(groups)
    lines = [group[0] + gap.format(len(group[1])) + between.join(group[1]) + end for group in chosen]
    return "\n".join(lines).split("\n"), [one for group in chosen for one in _printed(group)]


@st.composite
def tier_only_before_the_first(draw):
    """金奖 甲, then 乙 alone: the tier is inherited."""
    lines, expected = [], []
    for tier, members in draw(groups):
        lines += [f"{tier} {members[0]}", *members[1:]]
        expected += [Listed(tier, "printed" if at == 0 else "inherited", name) for at, name in enumerate(members)]
    return lines, expected


@st.composite
def names_broken_by_lines(draw):
    """A long name goes on in the line below."""
    chosen, soft = draw(groups), draw(st.sampled_from(["\n", "\v"]))
    lines, expected = [], []
    for group in chosen:
        lines.append(group[0])
        for name in group[1]:
            places = [at for at in range(1, len(name)) if name[at:].startswith(("有限公司", "股份有限", "集团"))]
            cut = draw(st.sampled_from(places)) if places and "、" not in name else len(name)
            lines.append(name[:cut] + (soft + name[cut:] if name[cut:] else ""))
        expected += _printed(group)
    return lines, expected


@st.composite
def honors_after_each_name(draw):
    """甲－金奖、特色治理奖: one name, several honours."""
    gap, between = draw(st.sampled_from(["－", "——", "：", " "])), draw(st.sampled_from(["、", "，"]))
    chosen = draw(
        st.lists(
            st.tuples(
                names.filter(lambda name: "、" not in name),
                st.lists(st.sampled_from(TIERS), min_size=1, max_size=3, unique=True),
            ),
            min_size=1,
            max_size=4,
            unique_by=lambda one: one[0],
        )
    )
    lines = [f"{name}{gap}{between.join(tiers)}" for name, tiers in chosen]
    return lines, [Listed(tier, "printed", name) for name, tiers in chosen for tier in tiers]


@st.composite
def padded_persons(draw):
    """金奖 with 刘    英 and 王小明 below: two signs are stretched to the width of three."""
    number, gap = draw(numberings), draw(st.sampled_from(["    ", "　", "  ", " 　 "]))
    persons = st.text("刘英王明李芳赵军周敏徐", min_size=2, max_size=3)
    chosen = draw(st.lists(persons, min_size=1, max_size=5, unique=True))
    printed = [gap.join(name) if len(name) == 2 else name for name in chosen]
    return ["金奖", *(number(at) + name for at, name in enumerate(printed, 1))], [
        Listed("金奖", "printed", name) for name in chosen
    ]


layouts = st.one_of(
    honors_after_each_name(),
    padded_persons(),
    tier_before_each_name(),
    tier_after_each_name(),
    names_under_tier_headings(),
    names_on_one_line(),
    tier_only_before_the_first(),
    names_broken_by_lines(),
)

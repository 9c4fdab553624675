from awards.importing.reading import read_text
from awards.importing.rows import AnnouncedText, RoundText
from awards.importing.vocabulary import Vocabulary
from tests.awards.importing.reading.samples import HONORS, in_round, read_sample, tiers_and_names

PAGE = HONORS.parent / "huayang-newspaper-page.txt"
SEED_HEADINGS = [
    "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单",
    "华阳路街道荣获长宁区第四轮“两新”组织党建工作“五星奖”榜单",
]
DEBI = "上海德必文化创意产业发展(集团)有限公司党支部"


def test_the_two_rolls_of_the_page_are_six_rows_in_two_rounds():
    reading = read_sample("text/newspaper_roll.txt")

    found = [(row.tier, row.tier_basis, row.organization, in_round(row)) for row in reading.rows]
    assert found == [
        ("金奖标兵", "printed", "陶家宅居民区党总支", ("金银奖", 7)),
        ("金奖", "printed", "华院居民区党支部", ("金银奖", 7)),
        ("银奖", "printed", "华一居民区党总支", ("金银奖", 7)),
        ("特色治理奖", "printed", "潘东居民区党支部", ("金银奖", 7)),
        ("特色治理奖", "inherited", "苏一居民区党总支", ("金银奖", 7)),
        ("", "none_printed", DEBI, ("五星奖", 4)),
    ]
    assert {row.subdistrict for row in reading.rows} == {"华阳路街道"}
    assert reading.headings == SEED_HEADINGS
    assert [row.heading for row in reading.rows] == [SEED_HEADINGS[0]] * 5 + [SEED_HEADINGS[1]]
    assert reading.problems == []


def test_the_whole_newspaper_page_gives_the_same_six_rows_and_lists_all_else():
    reading = read_text(PAGE.read_text())

    assert tiers_and_names(reading) == tiers_and_names(read_sample("text/newspaper_roll.txt"))
    listed = {problem.text for problem in reading.problems}
    assert {"长一居民区党总支", "陶家宅居民区党总支", "坚持党员“四先” 破解治理难题"} <= listed


def test_every_line_of_the_page_is_a_row_a_heading_a_notice_or_known_to_say_nothing():
    page = PAGE.read_text()

    reading = read_text(page)

    said = {item.position for item in (*reading.rows, *reading.problems)}
    unsaid = [line.strip("- ") for number, line in enumerate(page.splitlines(), 1) if f"第 {number} 行" not in said]
    assert [line for line in unsaid if line and line not in SEED_HEADINGS] == ["光荣榜"]


def test_names_under_a_numbered_tier_heading_are_printed_and_its_count_is_kept():
    reading = read_sample("text/decision_numbered.txt")

    assert tiers_and_names(reading) == [
        ("金奖标兵", "陶家宅居民区党总支"),
        ("金奖标兵", "华山居民区党总支"),
        ("金奖", "华院居民区党支部"),
        ("金奖", "万村居民区党总支"),
        ("金奖", "岐山居民区党总支"),
        ("银奖", "华一居民区党总支"),
    ]
    assert {row.tier_basis for row in reading.rows} == {"printed"}
    assert [(one.tier, one.count) for one in reading.announced] == [("", 6), ("金奖标兵", 2), ("金奖", 3), ("银奖", 1)]


def test_chinese_windows_encoding_and_line_ends_change_nothing():
    assert read_sample("text/decision_gb18030_crlf.txt").rows == read_sample("text/decision_numbered.txt").rows


def test_subdistrict_headings_hold_until_the_next():
    reading = read_sample("text/by_subdistrict.txt")

    assert [row.subdistrict for row in reading.rows] == ["华阳路街道"] * 3 + ["江苏路街道"] * 2 + ["新泾镇"]
    assert reading.announced[0] == AnnouncedText(
        "第 3 行", "华阳路街道（3个）", 3, "", RoundText("金银奖", 7), "华阳路街道"
    )


def test_names_are_parted_by_every_separator_and_a_line_that_ends_open_goes_on():
    reading = read_sample("text/names_on_one_line.txt")

    assert [row.organization for row in reading.rows if row.tier == "金奖"] == [
        "陶家宅居民区党总支",
        "华院居民区党支部",
        "华山居民区党总支",
        "岐山居民区党总支",
    ]
    assert [row.organization for row in reading.rows if row.tier == "银奖"] == [
        "万村居民区党总支",
        "愚三居民区党支部",
        "曹家堰居民区党总支",
    ]
    assert [(row.organization, row.tier_basis) for row in reading.rows if row.tier == "特色治理奖"] == [
        ("潘东居民区党支部", "printed"),
        ("苏一居民区党总支", "printed"),
    ]
    assert [(one.tier, one.count) for one in reading.announced] == [("金奖", 4)]


def test_several_rounds_under_one_subdistrict_keep_the_subdistrict():
    reading = read_sample("text/several_rounds.txt")

    assert [in_round(row) for row in reading.rows] == [("金银奖", 6)] * 2 + [("金银奖", 7)] * 2 + [("五星奖", 4)]
    assert {row.subdistrict for row in reading.rows} == {"华阳路街道"}


def test_a_subdistrict_inside_a_round_does_not_reach_into_the_next_round():
    reading = read_text("第七轮“金银奖”\n华阳路街道\n金奖 甲居民区党支部\n第四轮“五星奖”\n乙有限公司党支部")

    assert [row.subdistrict for row in reading.rows] == ["华阳路街道", ""]


def test_honors_may_follow_the_name_and_two_recipients_share_a_line():
    assert tiers_and_names(read_sample("text/name_then_honors.txt")) == [
        ("金奖标兵", "陶家宅居民区党总支"),
        ("特色治理奖", "陶家宅居民区党总支"),
        ("金奖", "华院居民区党支部"),
        ("银奖", "华一居民区党总支"),
        ("金奖", "华山居民区党总支"),
        ("银奖", "岐山居民区党总支"),
    ]


def test_names_broken_over_lines_are_made_whole_and_joint_branches_stay_one():
    reading = read_sample("text/names_broken_over_lines.txt")

    assert [(row.position, row.organization) for row in reading.rows] == [
        ("第 2 行", DEBI),
        ("第 4 行", "上海长宁信息园发展（集团）有限公司党总支"),
        ("第 6 行", "上海甲文化传播有限公司、上海乙科技有限公司联合党支部"),
    ]


def test_padding_inside_short_names_is_taken_out():
    assert [row.organization for row in read_sample("text/persons_padded.txt").rows] == [
        "刘英",
        "王小明",
        "张三",
        "欧阳文华",
    ]


def test_a_table_copied_from_a_spreadsheet_is_read_by_its_header():
    reading = read_sample("text/copied_from_excel.txt")

    assert [(row.tier, row.tier_basis, row.subdistrict) for row in reading.rows] == [
        ("金奖标兵", "printed", "华阳路街道"),
        ("金奖", "printed", "华阳路街道"),
        ("金奖", "inherited", "江苏路街道"),
    ]


def test_salutation_sentences_signature_and_date_are_listed_and_not_read_as_names():
    reading = read_sample("text/prose_around_the_list.txt")

    assert tiers_and_names(reading) == [("金奖标兵", "陶家宅居民区党总支")]
    assert [problem.text for problem in reading.problems] == [
        "各街道党工委、新泾镇党委：",
        "为进一步加强基层党建，经研究决定，授予陶家宅居民区党总支等单位“金银奖”称号。",
        "希望受到表彰的党组织珍惜荣誉、再接再厉，为建设国际精品城区作出新的更大贡献。",
        "中共上海市长宁区委组织部",
        "2021年11月24日",
    ]


def test_a_vacant_tier_is_announced_as_zero():
    reading = read_sample("text/vacant_tier.txt")

    assert [(one.tier, one.count) for one in reading.announced] == [("金奖标兵", 0), ("金奖", 1)]
    assert tiers_and_names(reading) == [("金奖", "陶家宅居民区党总支")]


def test_a_sum_below_the_names_counts_the_whole_roll():
    reading = read_text("第七轮“金银奖”名单\n华阳路街道\n金奖\n甲居民区党支部\n合计：50个")

    assert [(one.tier, one.subdistrict, one.count) for one in reading.announced] == [("", "", 50)]


def test_an_unknown_tier_is_still_a_tier():
    reading = read_text("最佳创新奖 甲居民区党支部\n绿色先锋标兵（1个）\n乙居民区党支部")

    assert tiers_and_names(reading) == [("最佳创新奖", "甲居民区党支部"), ("绿色先锋标兵", "乙居民区党支部")]


def test_words_of_the_registry_are_known_without_their_shape():
    words = Vocabulary(tiers=("甲级",), schemes=("红旗榜样",), subdistricts=("虹桥特区",))

    reading = read_text("第二轮红旗榜样\n虹桥特区\n甲级 丙居民区党支部", words)

    assert [(row.tier, in_round(row), row.subdistrict) for row in reading.rows] == [
        ("甲级", ("红旗榜样", 2), "虹桥特区")
    ]


def test_an_empty_vocabulary_still_reads_by_the_shape_of_words():
    reading = read_text("江苏路街道荣获长宁区第十二轮“银杏奖”榜单\n银杏叶奖 甲居民区党支部", Vocabulary((), (), ()))

    assert [(row.tier, in_round(row), row.subdistrict) for row in reading.rows] == [
        ("银杏叶奖", ("银杏奖", 12), "江苏路街道")
    ]


def test_a_tier_reaches_down_until_the_next_heading():
    reading = read_text("金奖 甲居民区党支部\n乙居民区党支部\n江苏路街道\n丙居民区党支部")

    assert [(row.tier, row.tier_basis) for row in reading.rows] == [
        ("金奖", "printed"),
        ("金奖", "inherited"),
        ("", "none_printed"),
    ]


def test_places_above_the_subdistrict_are_kept_beside_the_row():
    reading = read_text("江苏省\n金奖 甲居民区党支部")

    assert [(row.subdistrict, row.rest) for row in reading.rows] == [("", {"地区": "江苏省"})]


def test_a_sentence_about_one_organization_is_one_row():
    reading = read_text("陶家宅居民区党总支荣获第七轮“金银奖”金奖标兵称号。")

    assert [(row.tier, row.organization, in_round(row)) for row in reading.rows] == [
        ("金奖标兵", "陶家宅居民区党总支", ("金银奖", 7))
    ]

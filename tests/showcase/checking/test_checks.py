"""What is pointed out before release, each alone: what it says, where it leads, and what is left in peace."""

import pytest

from showcase.checking.links import check_links
from showcase.checking.names import check_names, families
from showcase.checking.origins import check_origins
from showcase.checking.pictures import check_pictures
from showcase.checking.reading import CheckedCase, Passage, Picture
from showcase.checking.sentences import check_sentences
from showcase.checking.wording import check_words


def prose(text: str, note: str = "") -> CheckedCase:
    return CheckedCase(passages=[Passage("导语", "id_lead", text, is_prose=True, note=note)])


def said(findings) -> list[str]:
    return [finding.message for finding in findings]


def a_picture(**facts) -> Picture:
    known = {"name": "图片“议事”", "anchor": "id_photos-0", "caption": "议事", "has_file": True, "is_described": True}
    return Picture(**{**known, **facts})


@pytest.mark.parametrize(
    ("facts", "message", "anchor", "blocks"),
    [
        ({"is_described": False}, "图片“议事”没有替代文字", "id_photos-0-alternative_text", True),
        ({"caption": ""}, "图片“议事”没有说明", "id_photos-0-caption", False),
        ({"has_file": False}, "图片“议事”还没有图片文件", "id_photos-0-upload", False),
    ],
)
def test_what_a_picture_lacks_is_said_and_only_silence_blocks(facts, message, anchor, blocks):
    (finding,) = check_pictures(CheckedCase(pictures=[a_picture(), a_picture(**facts)]))

    assert (finding.message, finding.anchor, finding.blocks) == (message, anchor, blocks)


def test_a_captioned_place_without_picture_needs_no_alternative_text():
    found = check_pictures(CheckedCase(pictures=[a_picture(has_file=False, is_described=False)]))

    assert [finding.blocks for finding in found] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "此处是集新时代文明实践站、党",
        "近年来,积极做实党建引领社区治理,",
        "社区居民走进社区以案说法的活动很受欢迎\n\n下一段写完了。",
        "以下几点做法值得推广到其他社区：",
    ],
)
def test_a_paragraph_that_breaks_off_is_pointed_out(text):
    (finding,) = check_sentences(prose(text))

    assert (finding.message, finding.anchor) == ("导语第 1 段像是没有写完", "id_lead")


@pytest.mark.parametrize(
    "text",
    [
        "切实发挥党组织的领导核心作用。",
        "个别居民抱怨:“大西别墅是垃圾别墅。”",
        "党的领导是社区治理的根本保证（见下）",
        "以下几点做法值得推广到其他社区：\n\n一是议事。",
        "注重发现人选",
        "<ul><li>没有句号的一项,也不是没有写完的句子</li></ul>",
        "",
    ],
)
def test_a_paragraph_that_ends_is_left_in_peace(text):
    assert said(check_sentences(prose(text))) == []


def test_a_paragraph_said_to_be_cut_short_is_left_in_peace():
    assert said(check_sentences(prose("此处是集新时代文明实践站、党", note="原文至此中断。"))) == []


def test_only_the_last_paragraph_is_excused_by_that_note():
    text = "第一段也断在这里没有写完的\n\n此处是集新时代文明实践站、党"

    assert said(check_sentences(prose(text, note="原文至此中断。"))) == ["导语第 1 段像是没有写完"]


NEWSPAPER = [
    "比如，在金廷八八业委会定期接待日，居委会与业委会一同解决问题。",
    "在金庭八八业委会的组建过程中，听取楼组长的意见。",
    "长宁人人中心·金堤业主座谈会",
]


def test_three_spellings_of_the_newspaper_are_one_family():
    assert families(NEWSPAPER) == [["金廷", "金庭", "金堤"]]


def test_every_place_of_a_family_is_shown_with_its_words():
    passages = [Passage(f"第 {number} 节", f"id_{number}", text) for number, text in enumerate(NEWSPAPER, start=1)]

    (finding,) = check_names(CheckedCase(passages=passages))

    assert finding.message == "名称写法不一：金廷、金庭、金堤"
    assert finding.contexts == (
        "第 1 节：比如，在金廷八八业委会定期接待日…",
        "第 2 节：在金庭八八业委会的组建过程…",
        "第 3 节：长宁人人中心·金堤业主座谈会",
    )


@pytest.mark.parametrize(
    "texts",
    [
        ["陶家宅居民区党总支", "华院居民区党支部"],
        ["华江小区楼道堆物。", "华阳路街道"],
        ["长一居民区位于东北角。", "长宁社区"],
        ["积极引入社区资源。", "积极融入社区治理。"],
        ["一个小区", "几个小区", "这个小区"],
        ["金廷花园很大。", "在金廷花园里。"],
        ["廷", ""],
    ],
)
def test_different_names_are_left_in_peace(texts):
    assert families(texts) == []


def test_names_in_two_spellings_of_one_sound_are_found_before_any_such_word():
    assert families(["凯旋苑的居民。", "凯璇苑的居民。"]) == [["凯旋", "凯璇"]]


def test_a_watched_word_is_pointed_out_with_its_advice_and_its_places():
    case = CheckedCase(
        passages=[Passage("标题", "id_title", "好"), Passage("导语", "id_lead", "先用旧称呼，再用旧称呼。")],
        watched={"旧称呼": "规范写法是“新称呼”。", "没有的词": "不出现。"},
    )

    (finding,) = check_words(case)

    assert (finding.message, finding.why) == ("出现了提醒词“旧称呼”（2 处）", "规范写法是“新称呼”。")
    assert (finding.anchor, len(finding.contexts)) == ("id_lead", 2)


def links(text: str, *, nowhere: tuple[str, ...] = ()) -> list[str]:
    asked = check_links(prose(text), frozenset({"honours.example.org"}), lambda path: path not in nowhere)
    return said(asked)


@pytest.mark.parametrize(
    "text", ["见 http://例子/，", "见 https:// 后面", "见 www.example.org 。", "见 https://例.org/"]
)
def test_an_address_that_is_not_whole_is_pointed_out(text):
    assert len(links(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "见 https://example.org/a?b=c#d。",
        "见 https://honours.example.org/cases/abc/。",
        "见 /cases/abc/。",
        "比例是 3/4",
    ],
)
def test_an_address_that_leads_somewhere_is_left_in_peace(text):
    assert links(text) == []


@pytest.mark.parametrize(
    "text", ["见 https://honours.example.org/cases/gone/ 。", "见 /cases/gone/ 。", "见/cases/gone/"]
)
def test_an_address_of_this_site_that_leads_nowhere_is_pointed_out(text):
    (message,) = links(text, nowhere=("/cases/gone/",))

    assert message.startswith("导语里的网址打不开：")


def test_an_address_of_another_site_is_not_asked_for():
    asked = []

    list(check_links(prose("见 https://example.org/cases/gone/。"), frozenset({"honours.example.org"}), asked.append))

    assert asked == [""]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"has_source": False}, "没有填来源"),
        ({"has_organization": False}, "没有列出党组织"),
        ({"has_round": False}, "没有填相关轮次"),
        ({"decisions": [("第二节", "“金堤”是否为“金廷”？")]}, "导入时留下的疑问没有处理：第二节：“金堤”是否为“金廷”？"),
    ],
)
def test_what_is_not_known_of_a_case_is_a_warning(facts, message):
    (finding,) = check_origins(CheckedCase(**facts))

    assert (finding.message, finding.blocks, bool(finding.why)) == (message, False, True)

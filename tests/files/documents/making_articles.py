"""Case studies as editors receive them, each with one way of laying things out."""

from tests.files.documents.building import (
    CENTRED,
    Document,
    cell,
    item,
    numbering,
    paragraph,
    picture_bytes,
    run,
    styled,
    table,
)

FOLDER = "articles"
TITLE = "坚持党员“四先” 破解治理难题"
LEAD = "陶家宅居民区位于华阳路街道西南角,紧邻延安西路。近年来,居民区党总支积极做实党建引领社区治理。"
FIRST = "注重党员“四先” 充分发挥党组织的领导核心作用"
SECOND = "注重协商共治 破解社区治理顽症"
BODY = "陶家宅居民区党总支坚持把党建引领作为一条红线贯穿于社区治理的全过程。"
MORE = "对照“四先”要求,在楼道环境大整治过程中,党员主动带头拆除自家违建。"
LESSON = "党的领导是社区治理的根本保证", "要全面加强党对社区治理的领导。"
OTHER = "依法治理是确保人民安居乐业的有力保障", "必须切实增强法治思维。"


def three_captioned_photos() -> bytes:
    """Styled title and headings; captions by style, by number and by sign, one with its photographer."""
    document = styled()
    return document.add(
        paragraph(TITLE, style="Title"),
        paragraph("华阳路街道陶家宅居民区党总支"),
        paragraph("供稿：华阳路街道党建办"),
        paragraph("来源：《长宁党建》第12期"),
        paragraph(LEAD),
        paragraph(document.picture(words="十来个人围坐在一张长桌旁")),
        paragraph("图1 针对社区议题进行协商沟通（街道党建办 供图）", CENTRED),
        paragraph(FIRST, style="Heading1"),
        paragraph(BODY),
        paragraph(document.picture(picture_bytes("#35524a")), CENTRED),
        paragraph("改造后的大西别墅邻里花园", style="Caption"),
        paragraph(MORE),
        paragraph(SECOND, style="Heading1"),
        paragraph(MORE),
        paragraph(document.picture(picture_bytes("#7a5c2e"))),
        paragraph("▲党员带头签署《垃圾分类承诺书》"),
        paragraph("经验启示", style="Heading1"),
        paragraph(f"1.{'；'.join(LESSON)}"),
        paragraph(f"2.{'；'.join(OTHER)}"),
    ).saved()


def no_headings() -> bytes:
    """Nothing but paragraphs."""
    return Document().add(*map(paragraph, (TITLE, LEAD, BODY, MORE))).saved()


def faked_headings() -> bytes:
    """Headings that are only numbered, or only bold; a list of numbered lines is none."""
    lines = ["一、带头学法用法", BODY, "（一）定期学习", MORE, "二、统筹多方资源", BODY]
    return (
        Document()
        .add(paragraph(TITLE, CENTRED, bold=True), *map(paragraph, [LEAD, *lines]))
        .add(
            paragraph("选好用好“带头人”", bold=True),
            *map(paragraph, ["具体有：", "一、听取意见", "二、认真考察", MORE]),
        )
        .saved()
    )


def headings_numbered_by_word() -> bytes:
    """一、二、 are Word's own; so are the numbers of a plain list and its bullets."""
    document = numbering(styled(), chineseCountingThousand="%1、", decimal="%1.", bullet="\uf0b7")
    return document.add(
        paragraph(TITLE, style="Title"),
        item("带头学法用法"),
        paragraph(BODY),
        item("看一看", 2),
        item("问一问", 2),
        paragraph(MORE),
        item("统筹多方资源"),
        paragraph(BODY),
        item("社区民警", 3),
        item("城管队员", 3),
    ).saved()


def lessons_by(*lines: str, heading: str = "经验启示") -> bytes:
    """An article whose lessons are numbered in one way."""
    return Document().add(*map(paragraph, [TITLE, LEAD, BODY, heading, *lines])).saved()


def lessons_numbered_by_word() -> bytes:
    """The lessons are an automatic list, each explained by the paragraph below it."""
    document = numbering(Document(), decimal="%1.").add(*map(paragraph, [TITLE, LEAD, BODY, "经验启示"]))
    return document.add(item(LESSON[0]), paragraph(LESSON[1]), item(OTHER[0]), paragraph(OTHER[1])).saved()


def lessons_before_another_heading() -> bytes:
    """The lessons stand between two headings, with a word before the first."""
    lines = [
        "一、主要做法",
        BODY,
        "二、经验启示",
        "我们有两点体会。",
        "（一）深入群众。要做细。",
        "（二）以点带面。要带好。",
    ]
    return Document().add(*map(paragraph, [TITLE, LEAD, *lines, "三、下一步打算", MORE])).saved()


def tables() -> bytes:
    """A table with merged cells, a frame around a paragraph, pictures arranged with their captions."""
    document = Document().add(paragraph(TITLE), paragraph(LEAD), paragraph(BODY))
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document.add(
        table(
            [cell("整治情况", '<w:gridSpan w:val="3"/>')],
            ["小区", "楼栋", "处数"],
            [cell("大西别墅", begin), "1号楼", "3"],
            [cell("", go_on), "2号楼<东>", "5"],
        )
    )
    document.add(table([MORE]))
    left, right = document.picture(), document.picture(picture_bytes("#35524a"))
    document.add(table([cell(paragraph(left)), cell(paragraph(right))], ["楼道整治之前", "楼道整治之后"]))
    beside = cell(paragraph(document.picture(picture_bytes("#7a5c2e"))) + paragraph("电梯更换推进会"))
    return document.add(table([beside]), paragraph("结尾。")).saved()


def pictures_of_every_kind() -> bytes:
    """PNG, WebP and HEIC are taken; GIF, EMF, WMF, an empty file and a lost one leave their places."""
    document = Document().add(paragraph(TITLE), paragraph(LEAD))
    kinds = {
        "png": picture_bytes(kind="PNG"),
        "webp": picture_bytes(kind="WEBP"),
        "heic": picture_bytes(kind="HEIF"),
        "gif": picture_bytes(kind="GIF"),
        "emf": b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF" + b"\x00" * 64,
        "wmf": b"\xd7\xcd\xc6\x9a" + b"\x00" * 60,
        "jpg": b"",
    }
    for ending, data in kinds.items():
        document.add(paragraph(document.picture(data, ending=ending)), paragraph(f"图为{ending}"))
    lost = document.picture()
    document.parts.pop(next(reversed(document.parts)))
    return document.add(paragraph(lost), paragraph("图为丢失的一张")).saved()


def pictures_in_a_row() -> bytes:
    """Two pictures with a caption each, three with one between them, one in the middle of a sentence."""
    document = Document().add(paragraph(TITLE), paragraph(LEAD))
    two = paragraph(document.picture() + document.picture(picture_bytes("#35524a")))
    document.add(two, paragraph("协商会现场", CENTRED), paragraph("巡逻队出发", CENTRED), paragraph(BODY))
    three = paragraph("".join(document.picture(picture_bytes(colour)) for colour in ("#111111", "#222222", "#333333")))
    document.add(three, paragraph("图4 三次座谈", CENTRED))
    inside = run("党员主动带头") + document.picture(picture_bytes("#444444")) + run("拆除自家违建，居民拍手称快。")
    above = paragraph("▼议事厅开张"), paragraph(document.picture(picture_bytes("#555555")))
    return document.add(paragraph(inside), *above, paragraph(MORE)).saved()


def files() -> dict[str, bytes]:
    """Every article by name."""
    return {
        "three_captioned_photos.docx": three_captioned_photos(),
        "no_headings.docx": no_headings(),
        "faked_headings.docx": faked_headings(),
        "headings_numbered_by_word.docx": headings_numbered_by_word(),
        "lessons_numbered_by_word.docx": lessons_numbered_by_word(),
        "lessons_before_another_heading.docx": lessons_before_another_heading(),
        "tables.docx": tables(),
        "pictures_of_every_kind.docx": pictures_of_every_kind(),
        "pictures_in_a_row.docx": pictures_in_a_row(),
    }

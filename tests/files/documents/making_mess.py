"""Documents with everything that a long life in Word leaves behind."""

from tests.files.documents.building import CENTRED, Document, paragraph, picture_bytes, run, styled, text_box
from tests.files.documents.making_articles import BODY, FIRST, LEAD, MORE, TITLE

FOLDER = "mess"


def pasted_from_the_web() -> bytes:
    """Runs broken anywhere, no-break spaces, indentation by spaces, soft breaks, blank paragraphs."""
    looks = (
        '<w:rFonts w:ascii="Arial"/><w:color w:val="333333"/><w:sz w:val="24"/><w:shd w:val="clear" w:fill="FFFFFF"/>'
    )
    broken = "".join(run(piece, looks) for piece in ("　　陶家宅居", "民区位于\u00a0华阳", "路街道西南角", "。\u200b"))
    wrapped = (
        "陶家宅居民区党总支坚持把党建引领↵作为一条红线贯穿于社区治理的全过程。↵　　　对照“四先”要求，党员主动带头。"
    )
    blank = [paragraph(""), paragraph("　　"), paragraph("\u00a0\u00a0")]
    link = f'<w:hyperlink w:anchor="x">{run("带头拆除自家违建", "<w:u/>")}</w:hyperlink>'
    field = f'<w:fldSimple w:instr="DATE">{run("十一月")}</w:fldSimple>'
    return (
        Document()
        .add(paragraph(TITLE.replace(" ", "↵"), CENTRED, bold=True), *blank, f"<w:p>{broken}</w:p>", *blank)
        .add(paragraph(wrapped), f"<w:p>{run('党员主动')}{link}{run('，在')}{field}{run('完成。')}</w:p>", blank[0])
        .saved()
    )


def tracked_changes() -> bytes:
    """Deleted words, inserted ones, a moved paragraph, and one whose end was deleted."""
    deleted = "<w:del><w:r><w:delText>作废的话</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('新加的话')}</w:ins>"
    moved = (
        f"<w:p><w:moveFrom>{run('挪走的话。')}</w:moveFrom></w:p>",
        f"<w:p><w:moveTo>{run('挪走的话。')}</w:moveTo></w:p>",
    )
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半句')}</w:p>", paragraph("与后半句。")
    changed = f"<w:p>{run('居民区党总支')}{deleted}{inserted}{run('。')}</w:p>"
    return Document().add(*map(paragraph, (TITLE, LEAD)), changed, *moved, *joined).saved()


def text_boxes() -> bytes:
    """A box with the caption of the picture before it, and one with words of the article."""
    document = Document().add(paragraph(TITLE), paragraph(LEAD))
    document.add(paragraph(document.picture() + text_box(paragraph("业主座谈会"))), paragraph(BODY))
    return document.add(paragraph(run(MORE) + text_box(paragraph("一个支部一座堡垒，一名党员一面旗帜。")))).saved()


def notes_and_margins() -> bytes:
    """Footnotes, an endnote, a comment, a header with words, a footer with nothing but the page number."""
    document = Document()
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("")}</w:footnote>'
    document.part("footnotes", f'{separator}<w:footnote w:id="1">{paragraph("数据截至2021年。")}</w:footnote>')
    document.part("endnotes", f'<w:endnote w:id="1">{paragraph("参见《公约》。")}</w:endnote>')
    document.part("comments", f'<w:comment w:id="1" w:author="编辑">{paragraph("请核对门牌。")}</w:comment>')
    document.part("header", paragraph("长宁区基层党建案例选"), "hdr")
    document.part("footer", paragraph("— 1 —"), "ftr")
    notes = '<w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r>'
    marks = f'{notes}<w:r><w:commentReference w:id="1"/></w:r>'
    return document.add(paragraph(TITLE), paragraph(LEAD), paragraph(run(BODY) + marks)).saved()


def rare_words() -> bytes:
    """An equation, phonetic signs, hidden words, a table of contents, a symbol."""
    document = styled()
    equation = "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('zhái')}</w:rt><w:rubyBase>{run('宅')}</w:rubyBase></w:ruby></w:r>"
    hidden = run("看不见", "<w:vanish/>")
    return document.add(
        paragraph(TITLE, style="Title"),
        paragraph(LEAD),
        paragraph(FIRST, style="Heading1"),
        f"<w:p>{run('陶家')}{ruby}{run('，')}{equation}{run('。')}{hidden}</w:p>",
    ).saved()


def bylines_everywhere() -> bytes:
    """The organisation above the title, reporters below it, the writer and the source at the end."""
    top = ["长一居民区党总支", "当好“领头雁” 用好“带头人”", "——长一居民区党总支以法治促善治", "□ 本报记者 某某"]
    tail = ["（作者：街道党建办）", "（选自《社区党建》2021年第6期）", "2021年11月24日"]
    return Document().add(*map(paragraph, [*top, LEAD, BODY, *tail])).saved()


def title_in_two_lines() -> bytes:
    """A title set in two lines, the organisation in brackets, two facts in one line, who wrote and took pictures."""
    lines = paragraph("坚持党员“四先”", CENTRED, bold=True), paragraph("破解治理难题", CENTRED, bold=True)
    organization = paragraph("（陶家宅居民区党总支）", CENTRED)
    facts = paragraph("作者：某某　单位：长一居民区党总支")
    return Document().add(*lines, organization, facts, *map(paragraph, (LEAD, BODY, "文/图：街道党建办"))).saved()


def captions_without_marks() -> bytes:
    """Above their pictures by number; below as plain short lines; a picture above the title, which has none."""
    document = Document()
    document.add(paragraph(document.picture()), paragraph(TITLE, CENTRED), paragraph(LEAD))
    for number, name in ((1, "座谈会"), (2, "巡逻队")):
        picture = document.picture(picture_bytes(f"#10101{number}"))
        document.add(paragraph(f"图{number} {name}", CENTRED), paragraph(picture))
    document.add(paragraph(BODY), paragraph(document.picture(picture_bytes("#202020"))))
    return document.add(paragraph("议事厅里"), paragraph("摄影：某某"), paragraph(MORE)).saved()


def files() -> dict[str, bytes]:
    """Every document by name."""
    return {
        "pasted_from_the_web.docx": pasted_from_the_web(),
        "tracked_changes.docx": tracked_changes(),
        "text_boxes.docx": text_boxes(),
        "notes_and_margins.docx": notes_and_margins(),
        "rare_words.docx": rare_words(),
        "bylines_everywhere.docx": bylines_everywhere(),
        "title_in_two_lines.docx": title_in_two_lines(),
        "captions_without_marks.docx": captions_without_marks(),
    }

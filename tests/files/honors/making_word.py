"""Word files (.docx), written as the XML that Word writes."""

import io
import zipfile
from html import escape

FOLDER = "docx"
MOMENT = (2021, 11, 24, 0, 0, 0)
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TITLE = "长宁区第七轮居民区党建工作“金银奖”名单"


def run(text: str) -> str:
    """Text as Word keeps it: a soft break (↵) and a tab (→) are elements."""
    pieces = escape(text).replace("↵", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:t xml:space="preserve">{pieces.replace("→", "</w:t><w:tab/><w:t>")}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def item(text: str) -> str:
    """A paragraph that Word numbers."""
    return paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    """One cell; lines make paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, text.splitlines() or ['']))}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of finished cells, or of plain texts."""
    lines = ["".join(one if one.startswith("<w:tc>") else cell(one) for one in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def document(*content: str, kind: str = KIND, prolog: str = "") -> bytes:
    """The smallest package that Word opens."""
    body = f'{prolog}<w:document xmlns:w="{SPACE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{"".join(content)}</w:body></w:document>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in (("[Content_Types].xml", types), ("_rels/.rels", links), ("word/document.xml", body)):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def tracked_changes() -> bytes:
    """A deleted name, an inserted one, a moved one, a deleted row and a deleted paragraph end."""
    deleted = "<w:del><w:r><w:delText>华一居民区党总支</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('潘东居民区党支部')}</w:moveFrom>"
    inserted = f"<w:ins>{run('华院居民区党支部')}</w:ins>"
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("上海德必文化创意产业") + "</w:p>"
    row = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("作废居民区党总支") + cell("金奖") + "</w:tr>"
    lines = f"<w:p>{deleted}{inserted}</w:p><w:p>{moved}</w:p>" + joined + paragraph("发展(集团)有限公司党支部")
    kept = table(["单位名称", "等次"], ["华山居民区党总支", "银奖"]).replace("</w:tbl>", row + "</w:tbl>")
    return document(paragraph(TITLE), paragraph("金奖"), lines, kept)


def text_box() -> bytes:
    """A text box, which Word stores once for new and once for old programs."""
    box = f"<w:txbxContent>{paragraph('金奖 华院居民区党支部')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    return document(paragraph(TITLE), f"<w:p><w:r>{both}</w:r></w:p>")


def merged_cells() -> bytes:
    """A tier merged over two rows, a heading over all columns."""
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return document(
        paragraph(TITLE),
        table(
            ["等次", "单位名称", "备注"],
            [cell("金奖", begin), "甲居民区党总支", ""],
            [cell("", go_on), "乙居民区党总支", "连续三届"],
            [cell("江苏路街道", '<w:gridSpan w:val="3"/>')],
            ["银奖", "丙居民区党总支", ""],
        ),
    )


def files() -> dict[str, bytes]:
    """Every .docx file by name."""
    rolls = [paragraph(TITLE), paragraph("一、金奖标兵（共1个）"), item("陶家宅居民区党总支"), paragraph("二、金奖")]
    listed = [*rolls, item("华院居民区党支部"), item("华山居民区党总支")]
    two = table(["序号", "单位名称", "等次"], ["1", "华山居民区党总支\n岐山居民区党总支", "金奖"])
    soft = "特色治理奖 潘东居民区党支部↵苏一居民区党总支"
    prolog = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    good = document(*listed)
    return {
        "paragraphs_numbered_by_word.docx": good,
        "table_under_a_title.docx": document(paragraph(TITLE), two),
        "merged_cells.docx": merged_cells(),
        "soft_breaks.docx": document(
            paragraph(TITLE), paragraph(soft), paragraph("银奖 上海德必文化创意↵产业发展有限公司党支部")
        ),
        "tracked_changes.docx": tracked_changes(),
        "text_box.docx": text_box(),
        "two_tables_two_rounds.docx": document(
            paragraph("第七轮“金银奖”"),
            table(["单位名称", "等次"], ["甲居民区党总支", "金奖"]),
            paragraph("第四轮“五星奖”"),
            table(["党组织名称"], ["乙科技有限公司党支部"]),
        ),
        "tabs_between_names.docx": document(
            paragraph("金奖"), paragraph("甲居民区党总支→乙居民区党总支→丙居民区党总支")
        ),
        "letter_spaced_headings.docx": document(
            paragraph("光 荣 榜"), paragraph("金  奖"), paragraph("甲居民区党总支")
        ),
        "list_and_prose.docx": document(
            *listed, paragraph("以上单位要珍惜荣誉，再接再厉，不断开创基层党建工作新局面，为全区发展作出更大贡献。")
        ),
        "with_macros.docx": document(
            *listed,
            kind=KIND.replace(
                "openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"
            ),
        ),
        "external_entity.docx": document(paragraph("&e;").replace("&amp;", "&"), prolog=prolog),
        "truncated.docx": good[: len(good) // 2],
        "nothing_in_it.docx": document(),
        "broken_xml.docx": document("<w:p>"),
    }

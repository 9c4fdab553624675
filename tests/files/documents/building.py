"""Word files written as the XML that Word writes, part by part."""

import io
import zipfile
from dataclasses import dataclass, field
from html import escape

import pillow_heif
from PIL import Image, ImageDraw

MOMENT = (2021, 11, 24, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
STYLES = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Caption": "caption"}
CENTRED = '<w:jc w:val="center"/>'


def run(text: str, looks: str = "") -> str:
    """Text as Word keeps it: a soft break (↵) and a tab (→) are elements."""
    pieces = escape(text).replace("↵", '</w:t><w:br/><w:t xml:space="preserve">').replace("→", "</w:t><w:tab/><w:t>")
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{pieces}</w:t></w:r>'


def paragraph(content: str, properties: str = "", *, style: str = "", bold: bool = False) -> str:
    """One paragraph, of plain text or of finished runs."""
    runs = content if content.startswith("<") else run(content, "<w:b/>" if bold else "")
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    """One cell; plain lines make paragraphs."""
    inside = content if content.startswith("<") else "".join(map(paragraph, content.splitlines() or [""]))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of finished cells, or of plain texts."""
    lines = ["".join(one if one.startswith("<w:tc>") else cell(one) for one in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """A run with a text box, which Word stores once for new and once for old programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    new = f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def picture_bytes(colour: str = "#8c1c13", size: tuple[int, int] = (320, 240), kind: str = "JPEG") -> bytes:
    """A plain picture of one colour with a frame."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((8, 8, size[0] - 9, size[1] - 9), outline="#f4ead5", width=4)
    target = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(target)
        return target.getvalue()
    image.save(target, kind)
    return target.getvalue()


@dataclass
class Document:
    """A Word file while it is written: its body, and the parts the body refers to."""

    body: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str, bool]] = field(default_factory=list)
    kind: str = f"{WORD}.document.main+xml"
    prolog: str = ""

    def add(self, *content: str) -> "Document":
        """Append to the body."""
        self.body += content
        return self

    def link(self, kind: str, target: str, *, external: bool = False) -> str:
        """Refer to a part or an address; the id to use in the body."""
        self.links.append((kind, target, external))
        return f"rId{len(self.links)}"

    def part(self, kind: str, inside: str, root: str = "") -> str:
        """Add an XML part of Word, such as ``footnotes``; its link."""
        root = root or kind
        self.parts[f"word/{kind}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>".encode()
        self.types[f"word/{kind}.xml"] = f"{WORD}.{kind}+xml"
        return self.link(kind, f"{kind}.xml")

    def picture(self, data: bytes | None = None, words: str = "", ending: str = "jpg") -> str:
        """A run with a picture; ``words`` are its alternative text."""
        name = f"media/image{len(self.parts) + 1}.{ending}"
        self.parts[f"word/{name}"] = data if data is not None else picture_bytes()
        return drawing(self.link("image", name), words)

    def saved(self) -> bytes:
        """The package."""
        main = f"{self.prolog}<w:document {SPACES}><w:body>{''.join(self.body)}</w:body></w:document>"
        overrides = {"word/document.xml": self.kind, **self.types}
        types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>'.encode(),
            "_rels/.rels": _links([("officeDocument", "word/document.xml", False)]),
            "word/document.xml": main.encode(),
            "word/_rels/document.xml.rels": _links(self.links),
            **self.parts,
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in parts.items():
                packing = zipfile.ZIP_STORED if "/media/" in name else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name, MOMENT), content, packing)
        return target.getvalue()


def drawing(link: str, words: str = "", way: str = "embed") -> str:
    """A run that shows the picture behind ``link``."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:{way}="{link}"/></pic:blipFill></pic:pic>'
    inside = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    described = f'<wp:docPr id="1" name="图片 1" descr="{escape(words)}"/>'
    return f"<w:r><w:drawing><wp:inline>{described}{inside}</wp:inline></w:drawing></w:r>"


def styled() -> Document:
    """A document that knows the usual styles."""
    document = Document()
    inside = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    document.part("styles", inside)
    return document


def numbering(document: Document, **forms: str) -> Document:
    """Lists for ``item``: the first is number 1. A form is written ``chineseCounting=%1、``."""
    shapes = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for at, (form, text) in enumerate(forms.items(), start=1)
    )
    lists = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(forms) + 1))
    document.part("numbering", shapes + lists)
    return document


def _links(links: list[tuple[str, str, bool]]) -> bytes:
    inside = ""
    for at, (kind, target, external) in enumerate(links, start=1):
        mode = ' TargetMode="External"' if external else ""
        inside += f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'.encode()

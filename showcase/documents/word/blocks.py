"""The document as a reader's eye takes it in: lines, pictures and tables, one after the other."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.etree import ElementTree  # nosec B405 # walks what defusedxml has read

from mammoth import documents, docx

from awards.importing.reading.characters import unpadded, visible
from awards.importing.reading.packages import DAMAGED
from awards.importing.rows import UnreadableSource
from showcase.documents.word.levelling import LABEL_MARKS, PICTURE_MARKS, Levelled
from showcase.documents.word.marks import numbered

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_PICTURE = re.compile(r"(\d+)".join(PICTURE_MARKS))
_LABEL = re.compile(r"([^\ufdd3]*)".join(LABEL_MARKS))
_FULL_STOP = re.compile(r"[。！？!?…：:；;][”’」』）)\"]?\Z")
# Web pages put no-break spaces where print has none.
_PASTED_GAP = re.compile(r"(?<=[\u4e00-\u9fff，。；：、])\u00a0+(?=[\u4e00-\u9fff])")
LONGEST_HEADING = 40


@dataclass(frozen=True)
class Line:
    """One paragraph as printed. ``label`` is the number Word made for it; ``role`` what its style says it is.

    ``level`` is that of a heading, 1 the highest.
    """

    text: str
    label: str = ""
    role: str = ""
    level: int = 0
    is_bold: bool = False
    is_centred: bool = False
    in_box: bool = False
    beside_picture: bool = False

    @property
    def printed(self) -> str:
        """The text with its number."""
        gap = " " if self.label.endswith((".", ")", *"0123456789")) else ""
        return f"{self.label}{gap}{self.text}"


@dataclass(frozen=True)
class Picture:
    """One picture, by its place among ``Levelled.pictures``."""

    number: int


@dataclass(frozen=True)
class Table:
    """A table of words, as clean HTML."""

    html: str


Block = Line | Picture | Table


def read_with_mammoth(levelled: Levelled) -> documents.Document:
    """The document as mammoth understands it. Raises ``UnreadableSource``."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", ElementTree.tostring(levelled.root, encoding="utf-8"))
    try:
        return docx.read(package).value
    except Exception as error:  # What is not as Word writes it may break mammoth in any way.
        raise UnreadableSource(DAMAGED) from error


def blocks_of(paragraph: documents.Paragraph) -> list[Block]:
    """The pictures and lines of one paragraph, in order; nothing where it is blank or a table of contents."""
    words = set((paragraph.style_id or "").split())
    if "toc" in words:
        return []
    text, bold = _text_of(paragraph)
    label = "".join(_LABEL.findall(text))
    role = next((word for word in ("title", "subtitle", "caption", "heading") if word in words), "")
    level = next((int(word[5:]) for word in words if word.startswith("level")), 9) if role == "heading" else 0
    shape = Line(
        "",
        role=role,
        level=level,
        is_bold="bold" in words or bold,
        is_centred="centred" in words,
        in_box="box" in words,
        beside_picture=bool(_PICTURE.search(text)),
    )
    found = list(_woven(_LABEL.sub("", text), shape))
    for at, block in enumerate(found):
        if isinstance(block, Line):
            found[at] = replace(block, label=tidy(label))
            break
    return found


def _text_of(paragraph: documents.Paragraph) -> tuple[str, bool]:
    """The text with its marks, and whether all of it is bold."""
    pieces = list(_pieces(paragraph.children, is_bold=False))
    words = [(text, bold) for text, bold in pieces if _without_marks(text).strip()]
    return "".join(text for text, _ in pieces), bool(words) and all(bold for _, bold in words)


def _without_marks(text: str) -> str:
    return _LABEL.sub("", _PICTURE.sub("", text))


def _pieces(nodes: Iterable[documents.Element], *, is_bold: bool) -> Iterator[tuple[str, bool]]:
    for node in nodes:
        if isinstance(node, documents.Text):
            yield node.value, is_bold
        elif isinstance(node, documents.Tab):
            yield "\t", is_bold
        elif isinstance(node, documents.Break):
            yield ("\v" if node.break_type == "line" else " "), is_bold
        elif isinstance(node, documents.Checkbox):
            yield ("☑" if node.checked else "☐"), is_bold
        elif isinstance(node, documents.HasChildren):
            yield from _pieces(node.children, is_bold=is_bold or getattr(node, "is_bold", False))


def _woven(text: str, shape: Line) -> Iterator[Block]:
    """Lines and pictures. A picture in the middle of a sentence comes after its paragraph."""
    pieces = _PICTURE.split(text)
    texts, pictures = pieces[::2], [Picture(int(number)) for number in pieces[1::2]]
    if _breaks_between(texts):
        for index, piece in enumerate(texts):
            yield from _lines(piece, shape)
            yield from pictures[index : index + 1]
        return
    leading = next(index for index, piece in enumerate(texts) if piece.strip())
    yield from pictures[:leading]
    yield from _lines("".join(texts), shape)
    yield from pictures[leading:]


def _breaks_between(texts: list[str]) -> bool:
    """Whether every picture stands on a line of its own."""
    inner = [(before.rstrip(" \t\u3000"), after.lstrip(" \t\u3000")) for before, after in pairwise(texts)]
    return all(not b or not a or b.endswith("\v") or a.startswith("\v") for b, a in inner)


def _lines(text: str, shape: Line) -> Iterator[Line]:
    """The paragraphs that soft breaks really part; where they only wrap a line, it is joined again."""
    is_short = shape.is_centred or shape.role in ("title", "subtitle", "heading")
    current = ""
    for piece in map(tidy, visible(text).split("\v")):
        if current and piece and not is_short and not _parts(current, piece):
            current += (" " if current[-1].isascii() and piece[0].isascii() else "") + piece
        elif current and piece and is_short:
            current += f" {piece}"
        else:
            if current:
                yield replace(shape, text=current)
            current = piece
    if current:
        yield replace(shape, text=current)


def _parts(before: str, after: str) -> bool:
    """Whether a soft break stands between two paragraphs, not inside one."""
    is_heading = bool(numbered(before)[0]) and len(before) <= LONGEST_HEADING
    return is_heading or bool(_FULL_STOP.search(before)) or bool(numbered(after)[0])


def tidy(text: str) -> str:
    """``text`` without indentation, doubled spaces and signs that print nothing."""
    return unpadded(_PASTED_GAP.sub("", visible(text).replace("\v", " ").replace("\n", " ")))

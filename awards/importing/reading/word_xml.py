"""The XML of a Word document, event by event, so that a large one never stands in memory as a tree.

Deleted text of tracked changes is left out, inserted text kept; text boxes are stored twice and
read once; numbers that Word makes itself are not in the text, so list items are marked.
"""

import io
from xml.sax import SAXException  # nosec B406 # a name alone; defusedxml reads
from xml.sax.handler import ContentHandler, feature_namespaces  # nosec B406 # names alone; defusedxml reads
from xml.sax.xmlreader import AttributesNSImpl  # nosec B406 # a name alone; defusedxml reads

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from awards.importing.reading.packages import DAMAGED, FOREIGN_XML, TOO_BIG_INSIDE
from awards.importing.reading.word_parts import OpenParagraph, Paragraph, Table
from awards.importing.rows import UnreadableSource

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
# Whatever stands inside these is not on the page, or stands there a second time.
_UNSEEN = {"del", "moveFrom", "instrText", "Fallback", "rt", "delText", "rPrChange", "pPrChange", "trPrChange"}
# Some eight elements make a cell, five cells a row; beyond this it is no document that people made, and
# going through it would take longer than anyone waits.
_MOST_ELEMENTS = 1_000_000


def parts_of(document: bytes) -> list[Paragraph | Table]:
    """The paragraphs and tables of ``document`` in order. Raises ``UnreadableSource``."""
    # Counted in the bytes, before the first of a million elements has cost its share of five seconds.
    if document.count(b"<") - document.count(b"</") > _MOST_ELEMENTS:
        raise UnreadableSource(TOO_BIG_INSIDE)
    content = _Content()
    parser = make_parser()
    parser.setFeature(feature_namespaces, True)
    parser.forbid_dtd = True
    parser.setContentHandler(content)
    try:
        parser.parse(io.BytesIO(document))
    except DefusedXmlException as error:
        raise UnreadableSource(FOREIGN_XML) from error
    except (SAXException, ValueError, UnicodeError) as error:
        raise UnreadableSource(DAMAGED) from error
    return content.parts


class _Content(ContentHandler):
    """Collects paragraphs and tables; ``_start_…`` and ``_end_…`` are named for Word's elements."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Paragraph | Table] = []
        self.paragraphs: list[OpenParagraph] = []  # a text box is a paragraph inside a paragraph
        self.tables: list[Table] = []
        self.carried: list[str] = []
        self.unseen = self.in_run = self.in_properties = 0
        self.paragraph_count = self.table_count = 0
        self.in_text = False

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: N802
        """Go into one element."""
        space, local = name
        if self.unseen or local in _UNSEEN:
            if local == "del" and not self.unseen and self.in_properties:
                self._end_is_deleted()
            self.unseen += 1
        elif space in _WORD and (act := getattr(self, f"_start_{local}", None)):
            act({key[1]: value for key, value in attrs.items()})

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        """Come out of it."""
        if self.unseen:
            self.unseen -= 1
        elif name[0] in _WORD and (act := getattr(self, f"_end_{name[1]}", None)):
            act()

    def characters(self, content: str) -> None:
        """Text counts only inside w:t."""
        if self.in_text and not self.unseen and self.paragraphs:
            self.paragraphs[-1].pieces.append(content)

    def _say(self, sign: str) -> None:
        if self.in_run and not self.in_properties and self.paragraphs:
            self.paragraphs[-1].pieces.append(sign)

    def _end_is_deleted(self) -> None:
        """A tracked deletion of a paragraph's end or of a table row, noted in its properties."""
        if self.paragraphs:
            self.paragraphs[-1].runs_on = True
        elif self.tables:
            self.tables[-1].row_is_deleted = True

    def _start_p(self, _: dict[str, str]) -> None:
        self.paragraphs.append(OpenParagraph(self.carried))
        self.carried = []

    def _end_p(self) -> None:
        done = self.paragraphs.pop()
        if done.runs_on:
            self.carried = done.pieces
            return
        text = "".join(done.pieces)
        if self.tables and self.tables[-1].cell is not None:
            self.tables[-1].cell.append(text)
            return
        self.paragraph_count += 1
        self.parts.append(Paragraph(self.paragraph_count, text, done.is_item))

    def _start_pPr(self, _: dict[str, str]) -> None:  # noqa: N802
        self.in_properties += 1

    def _end_pPr(self) -> None:  # noqa: N802
        self.in_properties -= 1

    _start_rPr = _start_trPr = _start_pPr  # noqa: N815
    _end_rPr = _end_trPr = _end_pPr  # noqa: N815

    def _start_numId(self, attrs: dict[str, str]) -> None:  # noqa: N802
        if self.paragraphs:
            self.paragraphs[-1].is_item = attrs.get("val") != "0"

    def _start_r(self, _: dict[str, str]) -> None:
        self.in_run += 1

    def _end_r(self) -> None:
        self.in_run -= 1

    def _start_t(self, _: dict[str, str]) -> None:
        self.in_text = True

    def _end_t(self) -> None:
        self.in_text = False

    def _start_tab(self, _: dict[str, str]) -> None:
        self._say("\t")

    def _start_br(self, _: dict[str, str]) -> None:
        self._say("\v")

    _start_cr = _start_br

    def _start_noBreakHyphen(self, _: dict[str, str]) -> None:  # noqa: N802
        self._say("-")

    def _start_tbl(self, _: dict[str, str]) -> None:
        self.table_count += 1
        self.tables.append(Table(self.table_count))

    def _end_tbl(self) -> None:
        self.parts.append(self.tables.pop())

    def _end_tr(self) -> None:
        self.tables[-1].end_row()

    def _start_gridBefore(self, attrs: dict[str, str]) -> None:  # noqa: N802
        self.tables[-1].row += [""] * _number(attrs)

    def _start_tc(self, _: dict[str, str]) -> None:
        self.tables[-1].begin_cell()

    def _end_tc(self) -> None:
        self.tables[-1].end_cell()

    def _start_gridSpan(self, attrs: dict[str, str]) -> None:  # noqa: N802
        if self.tables:
            self.tables[-1].span = _number(attrs)

    def _start_vMerge(self, attrs: dict[str, str]) -> None:  # noqa: N802
        if self.tables:
            self.tables[-1].merge = attrs.get("val", "continue")


def _number(attrs: dict[str, str]) -> int:
    """A count of grid columns; Word itself allows 63."""
    text = attrs.get("val", "1")
    return min(int(text), 63) if text.isascii() and text.isdigit() else 1

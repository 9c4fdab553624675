"""A .docx file as it arrives: refused in Chinese where it is a bomb, locked, damaged or something else."""

import io
import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError  # nosec B405 # names alone; defusedxml reads
from xml.sax import SAXException  # nosec B406 # a name alone; defusedxml reads
from xml.sax.handler import ContentHandler  # nosec B406 # a name alone; defusedxml reads

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from awards.importing.reading.old_workbooks import ENCRYPTED, OLD_WORD, refuse_other_documents
from awards.importing.reading.packages import DAMAGED, FOREIGN_XML, HAS_MACROS, TOO_BIG_INSIDE, Package, open_package
from awards.importing.rows import UnreadableSource

# Forty photos straight from a phone would be more; Word itself halves them when asked to compress pictures.
MAX_BYTES = 60 * 1024 * 1024
# Text alone: a hundred pages take one or two megabytes of XML, most of them about looks.
MAX_XML_BYTES = 8 * 1024 * 1024
MAX_ELEMENTS = 120_000
# What is left without the looks goes through mammoth, at some ten thousand elements a second.
MAX_LEVELLED_ELEMENTS = 40_000
MAX_DEPTH = 120

TOO_LARGE = f"文件超过 {MAX_BYTES // 1024 // 1024} MB，没有读取。请在 Word 中压缩图片（图片格式 → 压缩图片）后再上传。"
OUTSIDE = (
    "文件里有图片没有存进文件，只是外部链接，没有读取。请在 Word 中断开链接（文件 → 信息 → 编辑指向文件的链接 → "
    "断开链接），或把图片重新粘贴进来，另存后再上传。"
)
EMPTY = "文件是空的，没有可读取的内容。请检查是否选错了文件。"
TOO_LONG = "文件里的文字和格式过多，不像一篇案例，没有读取。请只保留这一篇的内容，另存为 .docx 后再上传。"
LOCKED = (
    "文件加了密码，无法读取。请在 Word 中去掉密码（文件 → 信息 → 保护文档 → 用密码进行加密，清空密码），保存后再上传。"
)
NOT_WORD = "这不是 Word 文件（.docx），无法读取。请用 Word 打开后另存为 .docx，再上传。"
MISNAMED = "文件名以 .{} 结尾，内容却是 Word 文件。请确认是要上传的文件，把文件名改为以 .docx 结尾后再上传。"

# What the reader of lists says of any office file, said of an article.
IN_OWN_WORDS = {
    DAMAGED: "文件已损坏或不完整，无法打开。请在 Word 中打开原文件，另存一份 .docx 后再上传。",
    FOREIGN_XML: "文件里有不允许的外部引用，没有读取。请在 Word 中另存一份 .docx 后再上传。",
    HAS_MACROS: "文件带有宏，为安全起见不读取。请在 Word 中另存为不带宏的 .docx 后再上传。",
    TOO_BIG_INSIDE: "文件解压后过大，不像一篇正常的案例，没有读取。请只保留文章内容，另存为新文件后再上传。",
}

_MAIN = "wordprocessingml.document.main+xml"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Link:
    """What a part refers to: the name of another part, or an address outside the file."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True)
class WordFile:
    """A package that is known to be a Word document of bearable size."""

    package: Package
    main: str
    links: dict[str, Link]

    def tree(self, name: str) -> Element:
        """One part of XML as a tree. Raises ``UnreadableSource``."""
        return _tree(self.package, name)

    def linked(self, kind: str) -> list[str]:
        """The names of the parts of one kind (``styles``, ``header``) that the document refers to."""
        inside = (link for link in self.links.values() if link.kind == kind and not link.is_external)
        return [link.target for link in inside if link.target in self.package.parts]

    def tree_of(self, kind: str) -> Element | None:
        """The one part of that kind, where there is one."""
        return next((self.tree(name) for name in self.linked(kind)), None)


def open_word(data: bytes, file_name: str) -> WordFile:
    """Open the bytes of a .docx file. Raises ``UnreadableSource``, saying what to do."""
    if len(data) > MAX_BYTES:
        raise UnreadableSource(TOO_LARGE)
    if not data.strip(b"\x00\r\n\t "):
        raise UnreadableSource(EMPTY)
    if data.startswith(_OLE):
        _refuse_old(data)
    ending = file_name.rsplit(".", 1)[-1].strip().lower() if "." in file_name else ""
    if not data.startswith(_ZIP):
        raise UnreadableSource(DAMAGED if ending == "docx" else NOT_WORD)
    package = open_package(data)
    main = package.part_of_type(_MAIN)
    if not main:
        raise UnreadableSource(NOT_WORD)
    if ending != "docx":
        raise UnreadableSource(MISNAMED.format(ending or "？"))
    return WordFile(package, main, _links(package, main))


def _refuse_old(data: bytes) -> None:
    """The old container holds .doc files and anything with a password."""
    try:
        refuse_other_documents(data)
    except UnreadableSource as error:
        message = {ENCRYPTED: LOCKED, OLD_WORD: OLD_WORD}.get(str(error), NOT_WORD)
        raise UnreadableSource(message) from error
    raise UnreadableSource(NOT_WORD)


def _links(package: Package, main: str) -> dict[str, Link]:
    folder, base = posixpath.split(main)
    name = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    if name not in package.parts:
        return {}
    return {
        node.get("Id", ""): Link(
            kind=node.get("Type", "").rsplit("/", 1)[-1],
            target=_part_name(folder, node.get("Target", "")),
            is_external=node.get("TargetMode") == "External",
        )
        for node in _tree(package, name).iter(RELATIONSHIP)
    }


def _part_name(folder: str, target: str) -> str:
    """A target as the name of a part: relative to the document, or from the root."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _tree(package: Package, name: str) -> Element:
    """Parsed twice: first counted event by event, so that no small file becomes a large tree."""
    content = package.read(name, MAX_XML_BYTES)
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    try:
        parser = make_parser()
        parser.forbid_dtd = True
        parser.setContentHandler(_Counter())
        parser.parse(io.BytesIO(content))
        return ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableSource(FOREIGN_XML) from error
    except (SAXException, ParseError, ValueError, UnicodeError) as error:
        raise UnreadableSource(DAMAGED) from error


class _Counter(ContentHandler):
    """Refuses a part of more elements than any article has, or nested deeper than any program can follow."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.depth = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        """Go into one element."""
        self.count, self.depth = self.count + 1, self.depth + 1
        if self.count > MAX_ELEMENTS:
            raise UnreadableSource(TOO_LONG)
        if self.depth > MAX_DEPTH:
            raise UnreadableSource(TOO_BIG_INSIDE)

    def endElement(self, name: str) -> None:  # noqa: N802
        """Come out of it."""
        self.depth -= 1

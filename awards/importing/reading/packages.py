"""Office files as the zip packages they are: weighed before anything is unpacked for real."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from awards.importing.reading.limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_MATTERS_FROM
from awards.importing.rows import UnreadableSource

DAMAGED = "文件已损坏或不完整，无法打开。请在 Excel 或 Word 中打开原文件，另存一份后再上传。"
TOO_BIG_INSIDE = "文件解压后过大，可能不是正常的名单，没有读取。请只保留名单内容，另存为新文件后再上传。"
HAS_MACROS = "文件带有宏，为安全起见不读取。请在 Excel 或 Word 中另存为不带宏的 .xlsx 或 .docx 后再上传。"
ONLY_AN_ARCHIVE = "这是压缩包，不是 Excel 或 Word 文件，无法读取。请解压后上传里面的名单文件。"
FOREIGN_XML = "文件里有不允许的外部引用，没有读取。请在 Excel 或 Word 中另存一份后再上传。"
_TYPES = "[Content_Types].xml"
_TYPES_LIMIT = 1024 * 1024
_CHUNK = 1024 * 1024
_LOCAL_HEADER = 30
_MACROS = re.compile(r"macroEnabled|vbaProject", re.IGNORECASE)
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True)
class Package:
    """An office file whose parts are known not to be bombs; ``types`` maps each part to its content type."""

    data: bytes
    parts: dict[str, zipfile.ZipInfo]
    types: dict[str, str]

    def chunks(self, name: str) -> Iterator[bytes]:
        """One part, unpacked bit by bit and never beyond what it declares.

        Raises ``UnreadableSource`` where the part is damaged or lies about its size.
        """
        info = self.parts[name]
        start = info.header_offset + _LOCAL_HEADER
        header = self.data[info.header_offset : start]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise UnreadableSource(DAMAGED)
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = memoryview(self.data)[start : start + info.compress_size]
        size = 0
        for chunk in _unpacked(packed, info.compress_type):
            size += len(chunk)
            if size > info.file_size:
                raise UnreadableSource(TOO_BIG_INSIDE)
            yield chunk
        if size != info.file_size or len(packed) != info.compress_size:
            raise UnreadableSource(DAMAGED)

    def xml_chunks(self, name: str) -> Iterator[bytes]:
        """The same for a part in XML; refuses entities and odd encodings."""
        is_first = True
        for chunk in self.chunks(name):
            # No reader here expands entities, but no honest office file declares any.
            if is_first and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
                raise UnreadableSource(FOREIGN_XML)
            if is_first and (chunk[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in chunk[:64]):
                raise UnreadableSource(DAMAGED)
            is_first = False
            yield chunk

    def read(self, name: str, limit: int) -> bytes:
        """One whole part. Raises ``UnreadableSource`` where it is missing or larger than ``limit``."""
        if name not in self.parts:
            raise UnreadableSource(DAMAGED)
        if self.parts[name].file_size > limit:
            raise UnreadableSource(TOO_BIG_INSIDE)
        return b"".join(self.xml_chunks(name))

    def part_of_type(self, ending: str) -> str:
        """The name of the first part whose content type ends so, or ""."""
        return next((name for name, kind in self.types.items() if kind.endswith(ending) and name in self.parts), "")


def open_package(data: bytes) -> Package:
    """Weigh ``data`` and list its parts. Raises ``UnreadableSource`` for bombs, macros and damage."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise UnreadableSource(DAMAGED) from error
    _weigh(entries, len(data))
    if entries and all(entry.filename != _TYPES for entry in entries):
        raise UnreadableSource(ONLY_AN_ARCHIVE)
    package = Package(data, {entry.filename: entry for entry in entries}, {})
    types = _content_types(package)
    if any(_MACROS.search(text) for text in (*types.values(), *package.parts)):
        raise UnreadableSource(HAS_MACROS)
    return Package(data, package.parts, types)


def _weigh(entries: list[zipfile.ZipInfo], received: int) -> None:
    """Refuse what would unpack to far more than it pretends."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableSource(TOO_BIG_INSIDE)
    if unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise UnreadableSource(TOO_BIG_INSIDE)
    # Parts that overlap in the file count more packed bytes than there are; two of one name are two truths.
    if packed > received or len({entry.filename for entry in entries}) < len(entries):
        raise UnreadableSource(DAMAGED)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise UnreadableSource(DAMAGED)


def _unpacked(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
        return
    if method != zipfile.ZIP_DEFLATED:
        raise UnreadableSource(DAMAGED)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting: bytes | memoryview = packed
    try:
        while not inflater.eof:
            chunk = inflater.decompress(waiting, _CHUNK)
            waiting = inflater.unconsumed_tail
            if not chunk and not waiting:
                break
            yield chunk
    except zlib.error as error:
        raise UnreadableSource(DAMAGED) from error
    if not inflater.eof:
        raise UnreadableSource(DAMAGED)


def _content_types(package: Package) -> dict[str, str]:
    """What each part is, as the package itself declares."""
    try:
        root = ElementTree.fromstring(package.read(_TYPES, _TYPES_LIMIT), forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableSource(DAMAGED) from error
    return {
        node.get("PartName", "").lstrip("/"): node.get("ContentType", "")
        for node in root
        if node.tag.endswith("}Override")
    }

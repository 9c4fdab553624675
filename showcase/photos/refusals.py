"""Why an upload is not taken, in words that say what to do instead."""

import io
import re
import zipfile
from pathlib import PurePath

HEADER_BYTES = 512
# Where readers of PDF look for its beginning.
PDF_WITHIN = 1024
# What makes a browser or a server take a file for a page or a program, wherever it stands.
# Six letters and more: shorter words turn up by chance among millions of pixels.
PAGE_MARKS = re.compile(rb"<(?i:script|html[\s>]|!doctype|svg\s+\w+=|iframe|\?php\s)")
# The brand of an ISO media file: bytes 4-12 of HEIC and AVIF.
HEIC_BRANDS = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftyphevx", b"ftypheim", b"ftypheis", b"ftypmif1", b"ftypmsf1")
AVIF_BRANDS = (b"ftypavif", b"ftypavis")

EMPTY = "文件是空的，请重新选择图片。"
TOO_HEAVY = "图片超过 20 MB，请缩小或压缩后再上传。"
TOO_LARGE = "图片超过 5000 万像素，请把长边缩小到 8000 像素以内再上传。"
ANIMATED = "这是动图。请截取其中一帧，另存为 JPEG 再上传。"
DAMAGED = "图片不完整或已损坏。请打开原图确认能看，另存为 JPEG 再上传。"
HEIC = "这张 HEIC 图片不完整或已损坏，或是连拍、视频。请在手机上另存为 JPEG 再上传。"
AVIF = "这是 AVIF 格式，还不能接收。请另存为 JPEG 再上传。"
GIF = "这是 GIF 格式。请另存为 JPEG 或 PNG 再上传。"
SVG = "这是 SVG 矢量图，里面可以藏程序，不能接收。请导出为 PNG 再上传。"
TIFF = "这是 TIFF 格式。请另存为 JPEG 或 PNG 再上传。"
BMP = "这是 BMP 格式。请另存为 JPEG 或 PNG 再上传。"
PDF = "这是 PDF 文件，不是图片。请把其中的图片另存为 JPEG 再上传。"
OFFICE = "这是 Word 或压缩文件，不是图片。请把其中的图片另存为 JPEG 再上传。"
POLYGLOT = "图片里藏着别的内容（网页、程序、PDF 或压缩包），不能接收。请用看图软件打开，另存为 JPEG 再上传。"
MISNAMED = "文件名以 .{} 结尾，不是图片的文件名。请确认是要上传的图片，把文件名改为以 .jpg 结尾再上传。"
UNKNOWN = "这不是 JPEG、PNG、WebP 或 HEIC 图片。请另存为 JPEG 再上传。"

BEGINNINGS = {
    b"GIF8": GIF,
    b"II*\0": TIFF,
    b"MM\0*": TIFF,
    b"BM": BMP,
    b"%PDF": PDF,
    b"PK\3\4": OFFICE,
}
ENDINGS = {".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".webp", ".heic", ".heif"}
ACCEPTED_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


def is_heic(data: bytes) -> bool:
    """Whether ``data`` says it is a HEIC photo of a phone."""
    return data[4:12] in HEIC_BRANDS


def is_polyglot(data: bytes) -> bool:
    """Whether a picture is something else besides, to a program that looks at it another way."""
    if not data.startswith(ACCEPTED_BEGINNINGS) and not is_heic(data):
        return False
    is_other = b"%PDF-" in data[:PDF_WITHIN] or PAGE_MARKS.search(data) is not None
    return is_other or zipfile.is_zipfile(io.BytesIO(data))


def is_misnamed(name: str) -> bool:
    """Whether a file is called something that no picture is; one without an ending is left to its content."""
    ending = PurePath(name).suffix.lower()
    return bool(ending) and ending not in ENDINGS


def reason_misnamed(name: str, data: bytes) -> str:
    """What is wrong with the name of a picture; of what is none, what it really is."""
    if data.startswith(ACCEPTED_BEGINNINGS) or is_heic(data):
        return MISNAMED.format(PurePath(name).suffix[1:])
    return reason_unreadable(data) if data else EMPTY


def reason_unreadable(data: bytes) -> str:
    """What ``data``, which no accepted format could read, seems to be, and what to do."""
    header = data[:HEADER_BYTES]
    if is_heic(header):
        return HEIC
    if header[4:12] in AVIF_BRANDS:
        return AVIF
    for beginning, reason in BEGINNINGS.items():
        if header.startswith(beginning):
            return reason
    if b"<svg" in header.lower():
        return SVG
    return DAMAGED if header.startswith(ACCEPTED_BEGINNINGS) else UNKNOWN

"""Uploads that are no photo, or a trap: each is refused at once, with what to do instead."""

import io
import struct
import time
import warnings
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from showcase.photos import refusals
from showcase.photos.processing import MAX_BYTES, prepare_photo
from showcase.photos.receiving import read_upload
from tests.pace import is_within
from tests.showcase.photos.pictures import decoded, encoded, jpeg, phone_jpeg, png_with_words, red_above_blue

ANIMATION = {"save_all": True, "append_images": [Image.new("RGB", (60, 60), "green")], "duration": 100}
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NOT_PHOTOS = {
    "empty": (b"", refusals.EMPTY),
    "words": ("这不是图片".encode(), refusals.UNKNOWN),
    "page": (b"<html><script>alert(1)</script></html>", refusals.UNKNOWN),
    "svg": (SVG, refusals.SVG),
    "svg with white space": (b"\n  " + SVG[21:], refusals.SVG),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", refusals.HEIC),
    "iphone sequence": (b"\0\0\0\x18ftyphevc\0\0\0\0", refusals.HEIC),
    "avif": (b"\0\0\0\x18ftypavif\0\0\0\0", refusals.AVIF),
    "pdf": (b"%PDF-1.7 and so on", refusals.PDF),
    "word file": (b"PK\3\4 and so on", refusals.OFFICE),
    "still gif": (encoded(red_above_blue(60, 60), "GIF"), refusals.GIF),
    "gif that is a script too": (b"GIF89a/*" + b"*/=1;alert(1)", refusals.GIF),
    "moving gif": (encoded(red_above_blue(60, 60), "GIF", **ANIMATION), refusals.GIF),
    "moving webp": (encoded(red_above_blue(60, 60), "WEBP", **ANIMATION), refusals.ANIMATED),
    "moving png": (encoded(red_above_blue(60, 60), "PNG", **ANIMATION), refusals.ANIMATED),
    "tiff": (encoded(red_above_blue(60, 60), "TIFF"), refusals.TIFF),
    "bmp": (encoded(red_above_blue(60, 60), "BMP"), refusals.BMP),
    "truncated jpeg": (jpeg()[:-2000], refusals.DAMAGED),
    "truncated png": (png_with_words()[:-40], refusals.DAMAGED),
    "truncated webp": (encoded(red_above_blue(), "WEBP", lossless=True)[:-30], refusals.DAMAGED),
    "header alone": (jpeg()[:600], refusals.DAMAGED),
    "a script before a jpeg": (b"<script>alert(1)</script>" + jpeg(), refusals.UNKNOWN),
    "too heavy": (jpeg() + b"\0" * MAX_BYTES, refusals.TOO_HEAVY),
}


def zip_behind(data: bytes) -> bytes:
    """``data`` with a readable archive behind it."""
    packed = io.BytesIO(data)
    packed.seek(0, io.SEEK_END)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("a.js", "alert(1)")
    return packed.getvalue()


POLYGLOTS = {
    "page in the comment of a jpeg": jpeg(comment=b"<HTML><body onload=alert(1)>"),
    "script behind a jpeg": jpeg() + b"<script>alert(1)</script>",
    "program in the words of a png": png_with_words("<?php system('id'); ?>"),
    "drawing behind a webp": encoded(red_above_blue(), "WEBP") + b'<svg onload="alert(1)">',
    "archive behind a jpeg": zip_behind(jpeg()),
    "archive behind a png": zip_behind(png_with_words()),
    "pdf in the comment of a jpeg": jpeg(comment=b"%PDF-1.4 1 0 obj"),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_a_picture_that_is_something_else_besides_is_refused(name):
    assert decoded(POLYGLOTS[name]).size == (600, 800)

    with pytest.raises(ValidationError) as refusal:
        prepare_photo(POLYGLOTS[name])

    assert refusal.value.messages == [refusals.POLYGLOT]


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("花园.html", jpeg(), refusals.MISNAMED.format("html")),
        ("花园.jpg.exe", jpeg(), refusals.MISNAMED.format("exe")),
        ("花园.svg", SVG, refusals.SVG),
        ("花园.docx", b"PK\3\4 and so on", refusals.OFFICE),
    ],
)
def test_a_name_that_is_no_pictures_is_refused(name, data, advice):
    with pytest.raises(ValidationError) as refusal:
        read_upload(SimpleUploadedFile(name, data))

    assert refusal.value.messages == [advice]


@pytest.mark.parametrize("name", NOT_PHOTOS)
def test_what_is_no_photo_is_refused_with_a_word_of_advice(name):
    data, advice = NOT_PHOTOS[name]

    with pytest.raises(ValidationError) as refusal:
        prepare_photo(data)

    assert refusal.value.messages == [advice]


def bomb(width: int, height: int, rows: int | None = None) -> bytes:
    """A PNG of a few kilobytes that says it unfolds to ``width`` × ``height`` white pixels, and does."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * (height if rows is None else rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("side", "rows"), [(7072, 7072), (12000, 12000), (60000, 1)])
@pytest.mark.parametrize("warnings_are", ["error", "ignore"])
def test_a_picture_that_unfolds_too_far_is_refused_before_it_unfolds(side, rows, warnings_are):
    data = bomb(side, side, rows)
    assert len(data) < 50_000
    started = time.process_time()

    # Pillow warns before we refuse; how a server treats warnings must not matter.
    with warnings.catch_warnings(action=warnings_are), pytest.raises(ValidationError) as refusal:
        prepare_photo(data)

    assert is_within(time.process_time() - started, 0.1)
    assert refusal.value.messages == [refusals.TOO_LARGE]


def test_a_picture_just_within_the_limit_is_taken():
    prepared = prepare_photo(bomb(7000, 7000))

    assert (prepared.width, prepared.height) == (3200, 3200)


def test_text_that_unfolds_too_far_is_refused():
    words = b"Comment\0\0" + zlib.compress(b"a" * 100_000_000, 9)
    chunk = struct.pack(">I", len(words)) + b"zTXt" + words + struct.pack(">I", zlib.crc32(b"zTXt" + words))
    data = png_with_words()
    data = data[:33] + chunk + data[33:]

    with pytest.raises(ValidationError):
        prepare_photo(data)


def test_a_picture_of_one_kind_named_as_another_is_taken_for_what_it_is():
    assert prepare_photo(read_upload(SimpleUploadedFile("花园.jpg", png_with_words()))).width == 600


def test_broken_notes_about_the_camera_are_no_reason_to_refuse():
    data = phone_jpeg()
    start = data.index(b"Exif\0\0") + 6
    broken = data[:start] + b"\xff" * 40 + data[start + 40 :]

    assert prepare_photo(broken).width in (600, 800)


def advice_on(data: bytes) -> str:
    """Why ``data`` is refused; nothing where it is taken."""
    try:
        prepare_photo(data)
    except ValidationError as refusal:
        return refusal.message
    return ""


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_is_refused_in_words_or_harmless(data):
    whole = data.draw(st.sampled_from([encoded(red_above_blue(40, 60), kind) for kind in ("JPEG", "PNG", "WEBP")]))
    at = data.draw(st.integers(0, len(whole) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=8))

    advice = advice_on(whole[:at] + junk + whole[at + len(junk) :])

    assert advice == "" or advice.endswith("再上传。")


def test_reading_stops_at_the_limit_when_the_size_is_not_told():
    class Endless(io.BytesIO):
        size, name = None, None
        asked = 0

        def read(self, count=-1):
            self.asked = count
            return b"\xff" * count

    endless = Endless()

    assert len(read_upload(endless)) == MAX_BYTES + 1
    assert endless.asked == MAX_BYTES + 1

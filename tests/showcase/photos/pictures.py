"""Pictures made on the spot, each with the fault or the secret its test is about."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

SECRET = "SECRET-31.2204N"
SIDEWAYS = 6
GPS_IFD, ORIENTATION, CAMERA = 0x8825, 0x0112, 0x010F
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>{SECRET}</place></x:xmpmeta>'.encode()


def encoded(image: Image.Image, file_format: str = "JPEG", **options: Any) -> bytes:
    output = io.BytesIO()
    image.save(output, file_format, **options)
    return output.getvalue()


def decoded(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def red_above_blue(width: int = 600, height: int = 800) -> Image.Image:
    """What the eye should see: the upper half red, the lower half blue."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width, height // 2))
    return image


def phone_jpeg() -> bytes:
    """``red_above_blue`` as a phone held upright stores it: lying down, with place, camera, comment and XMP."""
    exif = Image.Exif()
    exif[ORIENTATION] = SIDEWAYS
    exif[CAMERA] = SECRET
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (31.0, 13.0, 13.0), 3: "E", 4: (121.0, 25.0, 25.0)})
    lying = red_above_blue().transpose(Image.Transpose.ROTATE_90)
    return encoded(lying, exif=exif, comment=SECRET.encode(), xmp=XMP, quality=90)


def jpeg(width: int = 600, height: int = 800, **options: Any) -> bytes:
    return encoded(red_above_blue(width, height), quality=85, **options)


def png_with_words(comment: str = SECRET) -> bytes:
    """A PNG with text, compressed text and XMP behind its picture."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", comment)
    words.add_text("Description", SECRET, zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return encoded(red_above_blue(), "PNG", pnginfo=words)


def upload(data: bytes, name: str = "photo.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type)

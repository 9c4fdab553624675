"""One upload, bytes in and bytes out: upright, bounded, in sRGB, and without a word about where it was taken.

Nothing of the upload survives but its pixels, and those are encoded anew: EXIF with its GPS, XMP, IPTC,
comments, colour profile, text chunks and whatever trails the picture are gone from the stored original too.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from showcase.photos import refusals
from showcase.photos.addresses import ORIGINAL_NAME, height_at, widths_for

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 3200
# Few decoders are within a stranger's reach. MPO is the JPEG of many phones, with a second picture behind it.
ACCEPTED_FORMATS = ("JPEG", "PNG", "WEBP")
HEIC_FORMATS = ("HEIF",)
# Properties of a HEIC stand in its header, before the pixels.
TURNS_WITHIN = 65536
PAPER = (255, 255, 255)
ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class PreparedPhoto:
    """The files to keep, by name; ``width`` and ``height`` are pixels of the upright original."""

    width: int
    height: int
    widths: list[int]
    files: dict[str, bytes]


def prepare_photo(data: bytes) -> PreparedPhoto:
    """The upright original and its sizes. Raises ``ValidationError`` in Chinese where ``data`` is no usable photo."""
    if not data:
        raise ValidationError(refusals.EMPTY)
    if len(data) > MAX_BYTES:
        raise ValidationError(refusals.TOO_HEAVY)
    if refusals.is_polyglot(data):
        raise ValidationError(refusals.POLYGLOT)
    original = _decoded(data)
    widths = widths_for(original.width)
    files = {ORIGINAL_NAME: _jpeg(original, quality=90, progressive=False)}
    for image in _reductions(original, widths):
        files[f"{image.width}.webp"] = _webp(image)
        files[f"{image.width}.jpg"] = _jpeg(image, quality=82, progressive=True)
    return PreparedPhoto(original.width, original.height, widths, files)


def _decoded(data: bytes) -> Image.Image:
    """The picture itself, really decoded: a header alone proves nothing."""
    try:
        with Image.open(io.BytesIO(data), formats=_formats_for(data)) as image:
            _refuse_unfit(image)
            image.draft("RGB", (MAX_SIDE, MAX_SIDE))
            image.load()
            orientation = _orientation(image, data)
            profile = image.info.get("icc_profile")
            picture = _in_srgb(_flattened(_bounded(image)), profile)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(refusals.TOO_LARGE) from error
    except ValidationError:
        raise
    except Exception as error:  # A hostile file may break a decoder in any way at all.
        raise ValidationError(refusals.reason_unreadable(data)) from error
    if orientation in UPRIGHT:
        picture = picture.transpose(UPRIGHT[orientation])
    picture.info = {}
    return picture


def _formats_for(data: bytes) -> tuple[str, ...]:
    """The one decoder of HEIC for what says it is HEIC, the others for everything else."""
    if not refusals.is_heic(data):
        return ACCEPTED_FORMATS
    _learn_heic()
    return HEIC_FORMATS


@cache
def _learn_heic() -> None:
    """Teach Pillow HEIC, when the first such photo comes: a megabyte of code most processes never need."""
    import pillow_heif  # noqa: PLC0415 - see above

    # The previews and depth maps of a phone are not what was photographed.
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def _refuse_unfit(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(refusals.TOO_LARGE)
    # The frames of an MPO or HEIC are one photo and its relatives, not a moving picture.
    if getattr(image, "is_animated", False) and image.format not in ("MPO", *HEIC_FORMATS):
        raise ValidationError(refusals.ANIMATED)


def _orientation(image: Image.Image, data: bytes) -> int:
    """How the camera was held; asked after decoding, for PNG may say it behind the pixels.

    HEIC has a turn of its own (``irot``, ``imir``), which the decoder has made; where there is none,
    what the camera noted counts.
    """
    if image.format in HEIC_FORMATS:
        is_turned = any(turn in data[:TURNS_WITHIN] for turn in (b"irot", b"imir"))
        return 1 if is_turned else image.info.get("original_orientation") or 1
    try:
        return image.getexif().get(ORIENTATION_TAG, 1)
    except Exception:  # Broken notes are no reason to refuse a good picture.
        return 1


def _bounded(image: Image.Image) -> Image.Image:
    """At most ``MAX_SIDE`` on the longer side, in a mode that can be reduced without harm."""
    if image.mode.startswith("I"):
        # Sixteen bits to eight: ``convert`` alone would clip nearly everything to white.
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    if max(image.size) <= MAX_SIDE:
        return image
    scale = MAX_SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _flattened(image: Image.Image) -> Image.Image:
    """Transparency laid on white paper."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, PAPER)
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as the camera meant them, on every screen."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if image.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(source):
                return image
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A profile that does not fit the picture: its plain colours are near enough.
    return image.convert("RGB")


def _reductions(original: Image.Image, widths: list[int]) -> Iterator[Image.Image]:
    """Each width, largest first, made from the one before: a quarter of the work of starting anew."""
    image = original
    for width in reversed(widths):
        if width != image.width:
            size = (width, height_at(width, original.width, original.height))
            image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        yield image


def _jpeg(image: Image.Image, *, quality: int, progressive: bool) -> bytes:
    output = io.BytesIO()
    image.save(output, "JPEG", quality=quality, progressive=progressive, optimize=progressive)
    return output.getvalue()


def _webp(image: Image.Image) -> bytes:
    output = io.BytesIO()
    image.save(output, "WEBP", quality=80, method=2)
    return output.getvalue()

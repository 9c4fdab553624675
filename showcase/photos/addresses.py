"""Where a photo's files lie and what they are called; pure, no storage and no database."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTHS = (480, 960, 1600)
# An old phone's browser reads neither <source> nor srcset; the middle size serves it.
FALLBACK_WIDTH = 960
FORMATS = {"webp": "image/webp", "jpg": "image/jpeg"}
FOLDER = "photos"
ORIGINAL_NAME = "original.jpg"


@dataclass(frozen=True)
class Picture:
    """What an ``<img>`` needs; ``width`` and ``height`` are pixels of the largest size."""

    src: str
    srcset_webp: str
    srcset_jpeg: str
    width: int
    height: int


def folder_of(public_name: str) -> str:
    """The folder, in either storage, that holds all files of one photo and nothing else."""
    return f"{FOLDER}/{public_name}"


def size_names(widths: Iterable[int]) -> list[str]:
    """The file names of the public sizes."""
    return [f"{width}.{suffix}" for width in widths for suffix in FORMATS]


def widths_for(width: int) -> list[int]:
    """The widths made of an original ``width`` wide: never larger than itself."""
    return sorted({min(size, width) for size in WIDTHS})


def height_at(width: int, original_width: int, original_height: int) -> int:
    """The height of the size ``width`` wide."""
    return max(1, round(original_height * width / original_width))


def picture_at(address: str, widths: list[int], original_width: int, original_height: int) -> Picture:
    """The picture whose sizes lie under ``address``, which ends in a slash."""
    largest = max(widths)
    fallback = min((width for width in widths if width >= FALLBACK_WIDTH), default=largest)
    return Picture(
        src=f"{address}{fallback}.jpg",
        srcset_webp=_srcset(address, widths, "webp"),
        srcset_jpeg=_srcset(address, widths, "jpg"),
        width=largest,
        height=height_at(largest, original_width, original_height),
    )


def _srcset(address: str, widths: list[int], suffix: str) -> str:
    return ", ".join(f"{address}{width}.{suffix} {width}w" for width in widths)

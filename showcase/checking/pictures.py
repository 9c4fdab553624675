"""Pictures without words. Pure."""

from collections.abc import Iterator

from showcase.checking.findings import Finding
from showcase.checking.reading import CheckedCase

UNSEEN = "看不到图片的读者要靠替代文字知道图中是什么；没有替代文字的图片不能公开。"
UNSAID = "读者看不出图片拍的是什么、与正文有什么关系。"
EMPTY = "公开后显示为“图片待补”的空框。找得到原图就补上；找不到可以照样签发。"


def check_pictures(case: CheckedCase) -> Iterator[Finding]:
    """Each picture without alternative text, caption or file."""
    for picture in case.pictures:
        if picture.has_file and not picture.is_described:
            yield Finding(f"{picture.name}没有替代文字", UNSEEN, f"{picture.anchor}-alternative_text", blocks=True)
        if picture.has_file and not picture.caption:
            yield Finding(f"{picture.name}没有说明", UNSAID, f"{picture.anchor}-caption")
        if not picture.has_file:
            yield Finding(f"{picture.name}还没有图片文件", EMPTY, f"{picture.anchor}-upload")

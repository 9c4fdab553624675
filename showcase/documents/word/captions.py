"""Which words belong to a picture: captions above, below or beside it, and who took it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from showcase.documents.drafts import Decision
from showcase.documents.word.blocks import Block, Line, Picture, Table
from showcase.documents.word.marks import is_lessons_heading, numbered

LONGEST_CAPTION = 80
LONGEST_DOUBTFUL = 30
_NUMBERED = re.compile(r"(?:图|照片|图片|插图)\s*[\d一二三四五六七八九十]{1,3}(?:[-－]\d{1,2})?\s*[：:、.．\s]?\s*\S")
_NAMED = re.compile(
    r"(?:图片?说明|图注|图|照片)\s*[：:]\s*|图为|[（(]\s*(?:图为|图[：:]|左图|右图|上图|下图)|[左右上下]图[：:为]"
)
_POINTING_UP, _POINTING_DOWN = re.compile(r"[▲△↑▴]\s*"), re.compile(r"[▼▽↓▾]\s*")
_ENDED = re.compile(r"[。！？!?；;：:，,、]\Z")
_OTHER = re.compile(r"[（(]?[\u4e00-\u9fff]{1,6}\s*[：:/／]|[□■◎◆●—\-]")
_DOUBT = "“{}”紧跟在图片后面，当作了图片说明；如果是小标题或正文，请移回去。"
_LABEL = re.compile(r"(?:图片?说明|图注|图|照片)\s*[：:]\s*")
_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]\Z")
_PERSON = r"[\u4e00-\u9fffA-Za-z·、 ]{1,30}"
_CREDITS = (
    re.compile(rf"\s*[（(]\s*(?:摄影|摄|供图|图源|图)\s*[：:/／]?\s*({_PERSON}?)\s*[)）]\Z"),
    re.compile(rf"\s*[（(]\s*({_PERSON}?)\s*[/／]?\s*(?:摄影|供图|摄)\s*[)）]\Z"),
    re.compile(rf"(?:\A|[\s。，,；;])(?:摄影|供图|图源)\s*[：:/／]\s*({_PERSON})\Z"),
    re.compile(rf"(?:\A|[\s。，,；;/／])({_PERSON}?)\s*[/／]?\s*(?:摄影|供图|摄)\Z"),
)


@dataclass(frozen=True)
class Figure:
    """One picture with the words that belong to it."""

    number: int
    caption: str = ""
    credit: str = ""


Placed = Line | Table | Figure


def with_captions(blocks: Sequence[Block]) -> tuple[list[Placed], list[Decision]]:
    """``blocks`` with each picture and its caption made one; and what is doubtful about them."""
    placed: list[Placed] = []
    decisions: list[Decision] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Picture):
            placed.append(block)
            at += 1
            continue
        pictures, at = _run_of_pictures(blocks, at)
        captions = _captions_above(placed)
        if not captions:
            has_words = any(isinstance(one, Line) for one in placed)
            captions = _captions_below(blocks, at, len(pictures), has_words=has_words)
            decisions += [Decision("图片", _DOUBT.format(line.text)) for line in captions[:1] if not _is_marked(line)]
            at += len(captions)
        figures, doubt = _matched(pictures, captions)
        placed += figures
        decisions += doubt
    return placed, decisions


def _run_of_pictures(blocks: Sequence[Block], at: int) -> tuple[list[Picture], int]:
    pictures = []
    while at < len(blocks) and isinstance(one := blocks[at], Picture):
        pictures.append(one)
        at += 1
    return pictures, at


def _captions_above(placed: list[Placed]) -> list[Line]:
    """A caption that stands before its picture: one that points down, or a numbered one not below another."""
    line = placed[-1] if placed else None
    if not isinstance(line, Line) or line.role in ("heading", "title"):
        return []
    before = placed[-2] if len(placed) > 1 else None
    after_picture = isinstance(before, Figure) and not before.caption
    is_numbered = bool(_NUMBERED.match(line.text)) and len(line.text) <= LONGEST_CAPTION and not after_picture
    if not is_numbered and not _POINTING_DOWN.match(line.text):
        return []
    placed.pop()
    return [line]


def _captions_below(blocks: Sequence[Block], at: int, count: int, *, has_words: bool) -> list[Line]:
    """The lines right after ``count`` pictures that speak of them: one each, and a credit.

    Above all words (``has_words`` false) a plain line is the title, and no caption.
    """
    found: list[Line] = []
    while at + len(found) < len(blocks) and len(found) <= count:
        block = blocks[at + len(found)]
        if not isinstance(block, Line) or block.role in ("heading", "title") or block.label:
            break
        is_credit = len(found) == count and _only_credit(block.text)
        has_room = len(found) < count and not _POINTING_DOWN.match(block.text)
        may_be = has_words and not found and _may_be_caption(block)
        if not (is_credit or (has_room and (may_be or _is_caption(block, has_words=has_words)))):
            break
        found.append(block)
    return found


def _is_caption(line: Line, *, has_words: bool) -> bool:
    """Whether a line after a picture speaks of it, by its sign, its number, its style or its place."""
    text = line.text
    if line.role == "caption":
        return True
    if len(text) > LONGEST_CAPTION:
        return bool(_POINTING_UP.match(text)) and len(text) <= 2 * LONGEST_CAPTION
    if any(shape.match(text) for shape in (_POINTING_UP, _NAMED, _NUMBERED)) or _only_credit(text):
        return True
    is_beside = line.beside_picture and not numbered(text)[0] and not text.endswith(("。", "：", "；"))
    return has_words and (line.is_centred or line.in_box or is_beside) and not line.is_bold


def _may_be_caption(line: Line) -> bool:
    """A short plain line that ends like no sentence and like no heading of this document."""
    text = line.text
    is_other = line.is_bold or line.role or numbered(text)[0] or is_lessons_heading(text) or _OTHER.match(text)
    return len(text) <= LONGEST_DOUBTFUL and not is_other and not _ENDED.search(text)


def _is_marked(line: Line) -> bool:
    """Whether it is beyond doubt that the line is a caption."""
    return _is_caption(line, has_words=True) or bool(read_caption(line.text)[1])


def _matched(pictures: list[Picture], lines: list[Line]) -> tuple[list[Placed], list[Decision]]:
    """Captions to pictures, one to one; a line with nothing but a credit belongs to the caption before it."""
    words: list[tuple[str, str]] = []
    for line in lines:
        caption, credit = read_caption(line.text)
        if not caption and words and not words[-1][1]:
            words[-1] = words[-1][0], credit
        else:
            words.append((caption, credit))
    rest = words[len(pictures) :]
    words = words[: len(pictures)]
    doubt = []
    if words and len(words) < len(pictures):
        words = [("", "")] * (len(pictures) - len(words)) + words
        said = words[-1][0] or words[-1][1]
        doubt.append(Decision("图片", f"{len(pictures)} 张图片排在一起，说明“{said}”放在了最后一张下面；请核对。"))
    words += [("", "")] * (len(pictures) - len(words))
    figures: list[Placed] = [Figure(one.number, *said) for one, said in zip(pictures, words, strict=True)]
    return [*figures, *(Line("，".join(filter(None, said))) for said in rest)], doubt


def read_caption(text: str) -> tuple[str, str]:
    """The caption without its pointing signs, and who took or gave the picture."""
    text = _POINTING_DOWN.sub("", _POINTING_UP.sub("", text, count=1), count=1).strip()
    if whole := _BRACKETS.fullmatch(text):
        text = whole[1].strip()
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    for shape in _CREDITS:
        if (match := shape.search(text)) and match[1].strip():
            return text[: match.start()].rstrip(" 。，,；;/／"), match[1].strip()
    return text, ""


def _only_credit(text: str) -> bool:
    caption, credit = read_caption(text)
    return bool(credit) and not caption

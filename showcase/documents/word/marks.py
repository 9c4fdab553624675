"""How Chinese documents number and name their parts."""

import re

_CHINESE = r"[一二三四五六七八九十]{1,3}"
_NUMBERS = (
    ("chinese", re.compile(rf"{_CHINESE}[、.．]\s*")),
    ("bracketed", re.compile(rf"[（(]{_CHINESE}[)）][、.．]?\s*")),
    ("digit", re.compile(r"\d{1,2}\s*(?:[.．、](?!\d)|[)）])\s*")),
    ("bracketed digit", re.compile(r"[（(]\d{1,2}[)）][、.．]?\s*")),
    ("circled", re.compile(r"[\u2460-\u2473\u2474-\u249b\u2776-\u277f\u3220-\u3229][、.．]?\s*")),
    ("ordinal", re.compile(rf"第{_CHINESE}(?:[，、,：:]|是)\s*")),
    ("clause", re.compile(rf"{_CHINESE}(?:是(?!个|家|所)|要)\s*")),
    ("named", re.compile(rf"启示(?:{_CHINESE}|\d{{1,2}})[：:、.．\s]\s*")),
)
_LESSONS = re.compile(
    r"(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]\s*|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*)?[【\[「]?"
    r"(?:主要|工作|案例|实践|几点|有益|深刻|党建)?(?:经验)?(?:[与和及、])?(?:几点|主要)?启示"
    r"(?:[与和及、]?(?:思考|体会|建议|做法|经验|感悟))?[】\]」]?[：:]?\Z"
)


def numbered(text: str) -> tuple[str, str]:
    """The style of numbering ``text`` begins with, and what follows it; ``("", text)`` where it has none."""
    for kind, shape in _NUMBERS:
        match = shape.match(text)
        if match and match.end() < len(text):
            return kind, text[match.end() :]
    return "", text


def is_lessons_heading(text: str) -> bool:
    """Whether ``text`` announces the lessons: 经验启示, 四、几点启示, 启示与思考."""
    return bool(_LESSONS.match(text.replace(" ", "")))

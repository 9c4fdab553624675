"""What a line of a page looks like: a heading, a caption, a sentence that breaks off."""

import re
from functools import lru_cache

from awards.importing.reading.characters import level
from awards.importing.reading.endings import ends_as_party, is_name

# Longer than any headline in print, shorter than any paragraph that a column breaks off.
LONGEST_HEADING = 30
_LONGEST_CAPTION = 120
_AFTER_CLOSING = "”’」』）)\"'》】 "
_OPEN_ENDING = re.compile(r"[,，、;；:：]\Z")
_SENTENCE_INSIDE = re.compile(r"[。!！?？].")
_FOREWORD = re.compile(r"(编者按|编者的话|编前语?|按语|前言|导语|开栏的话|写在前面)\s*(?:[:：]\s*(.*))?\Z", re.DOTALL)
_LESSONS = re.compile(
    r"[【\[]?(?:几点|主要|工作|案例)?(?:经验(?:与|和)?(?:启示|体会)|启示(?:与思考)?|经验|体会)[】\]]?\s*[:：]?\Z"
)
_CAPTION_HEAD = re.compile(r"(?:图为|图[:：]|图\s*[0-9一二三四五六七八九十]+\s*[:：、]|[▲△▼▽◀▶◁▷]|[\[【(（]图)")
_CREDIT = re.compile(r"\s*[(（]([^()（）]{0,20}?(?:摄影?|供图|图/文|文/图))[)）]\s*[。.]?\Z")
_NUMBERED_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")
_BYLINE = re.compile(r"[(（]?(?:作者|撰稿|供稿|文字|本报记者|通讯员|记者)\s*[:：/\s]\s*([^。,，;；]{2,30}?)[)）]?\Z")
_PAGE_NOTE = re.compile(r"[(（]?(?:本版|责任编辑|责编|美编|版式|版面设计|组稿|图文来源|来源\s*[:：])")
_STARTS_A_SENTENCE = re.compile(
    r"(?:近年来|以前|过去|目前|如今|现在|同时|此外|另外|为了|为|在|通过|随着|针对|对照|围绕|根据|按照|首先|其次|再次|最后"
    r"|比如|例如|因此|于是|其中|如果|当(?![地选])|自(?:\d|从)|从(?!而)|[一二三四五六七八九十]是|第[一二三四五六七八九十]|今年|去年|\d+\s*[年月日])"
)
_GOES_ON = re.compile(r"[,，、;；:：)）”’》]|的(?![士确])")
_ENDS_AS_NOUN = re.compile(r"的[^的]{1,8}\Z")
_SHORT_REST = 24
_ENDING = 12  # a mark and the quotes and brackets that may close behind it


def is_closed(text: str) -> bool:
    """Whether ``text`` ends as a paragraph may: with a full stop, or a mark after which a list goes on."""
    return level(text[-_ENDING:]).rstrip(_AFTER_CLOSING)[-1:] in {"。", ".", "!", "?", "…", ";", ":"}


def is_short(text: str) -> bool:
    """A heading or a caption: no sentence, and no piece of one."""
    plain = level(text)
    bare = plain.rstrip(_AFTER_CLOSING)
    ends_as_sentence = bare.endswith(("。", ".", "…")) or _OPEN_ENDING.search(plain)
    return len(text) <= LONGEST_HEADING and not ends_as_sentence and not _SENTENCE_INSIDE.search(bare)


def foreword_marker(text: str) -> tuple[str, str] | None:
    """编者按 as heading, and what follows it on its line; ``None`` where ``text`` opens no foreword."""
    match = _FOREWORD.match(text)
    return (match[1], (match[2] or "").strip()) if match else None


def opens_lessons(text: str) -> bool:
    """经验启示 and its kin, alone on the line."""
    return bool(_LESSONS.match(text))


def is_marked_caption(text: str) -> bool:
    """A line that says itself that it belongs to a picture: 图为…, ▲…, …（某某摄）."""
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION_HEAD.match(text) or _CREDIT.search(text))


def caption_and_credit(text: str) -> tuple[str, str]:
    """A caption, and who took the picture where it says so at its end."""
    match = _CREDIT.search(text)
    return (text[: match.start()], match[1].strip()) if match and match.start() else (text, "")


def is_numbered_heading(text: str) -> bool:
    """一、… or （二）…, as sections are numbered."""
    return bool(_NUMBERED_HEADING.match(text))


def byline(text: str) -> str:
    """The author that a short line names, without 作者：; "" where it names none."""
    match = _BYLINE.match(text)
    return match[1].strip() if match else ""


def is_subtitle(text: str) -> bool:
    """——某某党总支的做法, under a title."""
    return text.startswith(("—", "－－", "--"))


def is_page_note(text: str) -> bool:
    """责任编辑…, 本版…: the paper speaks of itself."""
    return len(text) <= LONGEST_HEADING and bool(_PAGE_NOTE.match(text))


def party_names(text: str) -> tuple[str, ...]:
    """The Party organisations that a line consists of; () where it says anything else."""
    names = tuple(re.split(r"[、\s]+", text)) if not is_name(text) else (text,)
    return names if all(ends_as_party(name) and is_name(name) for name in names) else ()


def starts_a_sentence(text: str) -> bool:
    """近年来… and its kin cannot be the rest of a sentence begun elsewhere."""
    return bool(_STARTS_A_SENTENCE.match(text))


@lru_cache(maxsize=4096)  # a page with many broken paragraphs asks for each of them again
def rest_score(text: str) -> int:
    """How much ``text`` looks like the rest of a sentence begun elsewhere; 2 and more are worth asking about."""
    if starts_a_sentence(text):
        return 0
    if _GOES_ON.match(text):
        return 3
    first = re.split(r"[。!?]", level(text[:200]), maxsplit=1)[0]
    is_short_phrase = len(first) <= _SHORT_REST and not re.search(r"[,;:]", first)
    return int(is_short_phrase) + int(bool(_ENDS_AS_NOUN.search(first)))

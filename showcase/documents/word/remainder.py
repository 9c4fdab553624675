"""What a Word file says beside its text, and the proof that nothing of the text was lost on the way."""

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # nosec B405 # a type alone

from awards.importing.reading.word_parts import Paragraph, Table
from awards.importing.reading.word_xml import parts_of
from showcase.documents.drafts import CaseDraft, Decision
from showcase.documents.word.blocks import tidy
from showcase.documents.word.marks import is_lessons_heading
from showcase.documents.word.opening import MAX_XML_BYTES, WordFile
from showcase.documents.word.styles import W

_NOTES = (("footnotes", "footnote", "脚注"), ("endnotes", "endnote", "尾注"))
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_LETTERS = re.compile(r"[^\W\d_]")
# Numbers and labels become places and fields: 1. 一、 （二） 作者： 图片说明：
_WORD = re.compile(r"\w+")
_LABELS = {"作者", "文", "撰文", "撰稿", "供稿", "执笔", "整理", "来稿", "来源", "稿件来源", "信息来源", "资料来源"}
_LABELS |= {
    "转自",
    "选自",
    "摘自",
    "原载",
    "刊于",
    "原载于",
    "撰稿人",
    "供稿人",
    "供稿单位",
    "执笔人",
    "单位",
    "党组织",
}
_LABELS |= {
    "申报单位",
    "报送单位",
    "推荐单位",
    "所在单位",
    "案例单位",
    "党组织名称",
    "单位名称",
    "图",
    "图片说明",
    "图说明",
}
_LABELS |= {"图注", "照片", "摄影", "摄", "供图", "图源"}
_UNSEEN = re.compile("[\u200b-\u200f\u00ad\ufeff]")
_CLAUSE = re.compile(r"\A第?[一二三四五六七八九十]{1,3}(?:是|要)")
_CREDIT = re.compile(r"(?:摄影|供图|摄)\Z")
_COUNT = re.compile(r"第?[一二三四五六七八九十\d]{1,3}(?:是|要)?\Z|启示[一二三四五六七八九十\d]{1,3}\Z")


def said_elsewhere(word: WordFile) -> list[Decision]:
    """Footnotes, comments, headers and footers: kept word for word, for a person to place."""
    return [*_notes(word), *_comments(word), *_margins(word)]


def missing_from(draft: CaseDraft, word: WordFile) -> list[Decision]:
    """Paragraphs of the document with a word that stands nowhere in ``draft``.

    The words are read anew by the reader of honour lists, which knows nothing of this one.
    """
    arrived = _squeezed("\n".join([_said(draft), *(one.question for one in draft.decisions)]))
    content = word.package.read(word.main, MAX_XML_BYTES)
    texts = dict.fromkeys(text for part in parts_of(content) for text in _texts(part))
    return [
        Decision("正文", f"这段文字没有找到合适的位置，没有收入：{tidy(text)}")
        for text in texts
        if not is_lessons_heading(tidy(text)) and any(one not in arrived for one in _words(text))
    ]


def _texts(part: Paragraph | Table) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield part.text
    else:
        yield from (cell for row in part.rows for cell in row)


def _said(draft: CaseDraft) -> str:
    figures = [f"{one.caption}\n{one.credit}\n{one.alternative_text}" for _, one in draft.figures()]
    return re.sub(r"</?[a-z][^>]*>", "\n", "\n".join([draft.text(), *figures]))


def _words(text: str) -> Iterator[str]:
    """The words of ``text`` that must be found again; not the numbers and labels that say what they are."""
    for word in _WORD.findall(_UNSEEN.sub("", text)):
        bare = _CREDIT.sub("", _CLAUSE.sub("", word))
        if bare and bare not in _LABELS and not _COUNT.match(bare):
            yield bare


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", _UNSEEN.sub("", html.unescape(text)))


def _notes(word: WordFile) -> Iterator[Decision]:
    for kind, tag, name in _NOTES:
        root = word.tree_of(kind)
        notes = root.iter(f"{W}{tag}") if root is not None else ()
        real = [node for node in notes if node.get(f"{W}type") not in _SEPARATORS]
        for number, node in enumerate(real, start=1):
            if text := _text(node):
                yield Decision(f"{name} {number}", f"{name}没有放进正文，请决定放在哪里：{text}")


def _comments(word: WordFile) -> Iterator[Decision]:
    root = word.tree_of("comments")
    for node in root.iter(f"{W}comment") if root is not None else ():
        if text := _text(node):
            author = node.get(f"{W}author", "").strip()
            yield Decision("批注", f"{f'{author}批注' if author else '批注'}：{text}")


def _margins(word: WordFile) -> Iterator[Decision]:
    """Headers and footers that say more than a page number, each once."""
    for kind, name in (("header", "页眉"), ("footer", "页脚")):
        texts = dict.fromkeys(_text(word.tree(part)) for part in word.linked(kind))
        for text in texts:
            if _LETTERS.search(text):
                yield Decision(name, f"{name}没有收入：{text}")


def _text(node: Element) -> str:
    """The words on the page in ``node``: not what was deleted."""
    return tidy("".join(_visible(node)))


def _visible(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}p":
            yield " "
            yield from _visible(child)
        elif child.tag not in (f"{W}del", f"{W}moveFrom"):
            yield from _visible(child)

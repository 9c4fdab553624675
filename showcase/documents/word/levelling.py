"""The XML of a Word document made plain before mammoth reads it.

mammoth leaves out what it does not know: text boxes of newer files, equations, simple fields, the
numbers Word counts itself. Here they become ordinary text, and every picture a mark in the text, so
that no part but the words themselves is ever handed on.
"""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement  # nosec B405 # nothing is parsed here

from awards.importing.rows import UnreadableSource
from showcase.documents.drafts import Decision
from showcase.documents.word.drawings import MC, SHAPES, A, chosen_way, read_shape
from showcase.documents.word.numbers import Numbers, read_numbers
from showcase.documents.word.opening import MAX_LEVELLED_ELEMENTS, OUTSIDE, TOO_LONG, WordFile
from showcase.documents.word.styles import Styles, W, is_on, numbering_of, read_styles, value_of

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Characters that no text may hold stand around what is put into it.
PICTURE_MARKS, LABEL_MARKS = ("\ufdd0", "\ufdd1"), ("\ufdd2", "\ufdd3")
_FORBIDDEN = re.compile("[\ufdd0-\ufdef]")
_WRAPPERS = ("fldSimple", "bdo", "dir", "hyperlink", "smartTag", "customXml", "rubyBase")
_KEPT_WHOLE = ("tcPr", "trPr", "sdtPr", "tblGrid")
_DROPPED = ("rPr", "tblPr", "sectPr")


@dataclass(frozen=True)
class PictureReference:
    """One picture of the document: the part that holds it, and its alternative text."""

    part: str
    alternative_text: str = ""


@dataclass
class Levelled:
    """The levelled tree, the pictures its marks count, and what could not be put into it."""

    root: Element
    pictures: list[PictureReference] = field(default_factory=list)
    left_out: list[Decision] = field(default_factory=list)
    is_tracked: bool = False


def level_document(word: WordFile) -> Levelled:
    """Level the main part of ``word``. Raises ``UnreadableSource``."""
    root = word.tree(word.main)
    leveller = _Leveller(word, Levelled(root))
    leveller.level(root)
    if sum(1 for _ in root.iter()) > MAX_LEVELLED_ELEMENTS:
        raise UnreadableSource(TOO_LONG)
    return leveller.done


class _Leveller:
    """Goes through the tree once, from top to bottom, as Word numbers it."""

    def __init__(self, word: WordFile, done: Levelled) -> None:
        self.word, self.done = word, done
        self.styles: Styles = read_styles(word.tree_of("styles"))
        self.numbers: Numbers = read_numbers(word.tree_of("numbering"))
        self.boxes: list[Element] = []  # text boxes of the paragraph being levelled, for after it
        self.in_box = 0
        self.handlers: dict[str, Callable[[Element], list[Element]]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{W}ruby": self._ruby,
            f"{W}altChunk": self._embedded,
            f"{MC}AlternateContent": self._alternative,
            f"{M}oMath": self._equation,
            f"{M}oMathPara": self._equation,
            **dict.fromkeys(SHAPES, self._shape),
            **dict.fromkeys((f"{W}{name}" for name in ("del", "moveFrom", "ins", "moveTo")), self._tracked),
            **dict.fromkeys((f"{W}{name}" for name in _WRAPPERS), self._unwrapped),
            **dict.fromkeys((f"{W}{name}" for name in _KEPT_WHOLE), lambda node: [node]),
            **dict.fromkeys((f"{W}{name}" for name in _DROPPED), lambda node: []),
        }

    def level(self, parent: Element) -> None:
        """Level everything under ``parent``."""
        kept: list[Element] = []
        for child in list(parent):
            kept += self._levelled(child)
        parent[:] = kept

    def _levelled(self, node: Element) -> list[Element]:
        """What stands in the place of ``node``."""
        return self.handlers.get(node.tag, self._inside)(node)

    def _inside(self, node: Element) -> list[Element]:
        if not node.tag.startswith(W):
            return []
        self.level(node)
        return [node]

    def _tracked(self, node: Element) -> list[Element]:
        self.done.is_tracked = True
        return self._unwrapped(node) if node.tag in (f"{W}ins", f"{W}moveTo") else []

    def _unwrapped(self, node: Element) -> list[Element]:
        return [one for child in node for one in self._levelled(child)]

    def _ruby(self, node: Element) -> list[Element]:
        return [one for child in node if child.tag == f"{W}rubyBase" for one in self._unwrapped(child)]

    def _alternative(self, node: Element) -> list[Element]:
        chosen = chosen_way(node)
        return self._unwrapped(chosen) if chosen is not None else []

    def _equation(self, node: Element) -> list[Element]:
        return [_run("".join(one.text or "" for one in node.iter(f"{M}t")))]

    def _embedded(self, node: Element) -> list[Element]:
        self.done.left_out.append(Decision("嵌入的文件", "正文里嵌入了另一份文件，没有读取；请打开原稿核对。"))
        return []

    def _paragraph(self, node: Element) -> list[Element]:
        """The paragraph with its role for a style, its number for text, and its text boxes behind it."""
        outer, self.boxes = self.boxes, []
        properties = node.find(f"{W}pPr")
        label = self._label(properties)
        known = self.styles.known_of(properties) | ({"box"} if self.in_box else set())
        plain = Element(f"{W}pPr")
        SubElement(plain, f"{W}pStyle", {f"{W}val": " ".join(sorted(known))})
        if properties is not None:
            ended = properties.find(f"{W}rPr/{W}del")
            if ended is not None:
                SubElement(plain, f"{W}rPr").append(copy(ended))
                self.done.is_tracked = True
            node.remove(properties)
        self.level(node)
        node[:] = [plain, *([_run(label.join(LABEL_MARKS))] if label else []), *node]
        boxes, self.boxes = self.boxes, outer
        return [node, *boxes]

    def _label(self, properties: Element | None) -> str:
        key = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
        belongs = numbering_of(properties) or self.styles.numbering(key)
        return _FORBIDDEN.sub("", self.numbers.next_label(*belongs)) if belongs else ""

    def _run(self, node: Element) -> list[Element]:
        """The run without what is hidden; of its looks only boldness stays."""
        properties = node.find(f"{W}rPr")
        if properties is not None:
            if is_on(properties.find(f"{W}vanish")):
                return []
            bold = properties.find(f"{W}b")
            node.remove(properties)
        content: list[Element] = []
        for child in list(node):
            if child.tag == f"{W}cr":
                content.append(Element(f"{W}br"))
            elif child.tag == f"{W}t":
                child.text = _FORBIDDEN.sub("", child.text or "")
                content.append(child)
            else:
                content += self._levelled(child)
        node[:] = content
        if properties is not None and is_on(bold):
            node.insert(0, Element(f"{W}rPr"))
            SubElement(node[0], f"{W}b")
        return [node]

    def _shape(self, node: Element) -> list[Element]:
        """A drawing becomes the marks of its pictures; the words in it follow the paragraph."""
        shape = read_shape(node)
        for content in shape.boxes:
            self._box(content)
        self.boxes += [_boxed(words) for words in shape.art]
        for key in shape.diagrams:
            self._note_diagram(key)
        return [mark for key, words in shape.pictures for mark in self._picture(key, words)]

    def _box(self, content: Element) -> None:
        self.in_box += 1
        outer, self.boxes = self.boxes, []
        self.level(content)
        self.boxes = [*outer, *content, *self.boxes]
        self.in_box -= 1

    def _picture(self, key: str, words: str) -> list[Element]:
        link = self.word.links.get(key)
        if link is None:
            return []
        if link.is_external:
            # Never fetched: its owner would learn who opens the file and when.
            raise UnreadableSource(OUTSIDE)
        self.done.pictures.append(PictureReference(link.target, _FORBIDDEN.sub("", words)))
        return [_text(str(len(self.done.pictures) - 1).join(PICTURE_MARKS))]

    def _note_diagram(self, key: str) -> None:
        """A chart or SmartArt has its words in a part of its own."""
        link = self.word.links.get(key)
        if link and link.kind in ("diagramData", "chart") and link.target in self.word.package.parts:
            said = [one.text.strip() for one in self.word.tree(link.target).iter(f"{A}t") if one.text]
            question = f"原稿里有一幅图表，没有收入；请截图后补上。图中文字：{'、'.join(filter(None, said)) or '无'}"
            self.done.left_out.append(Decision("图表", question))


def _boxed(text: str) -> Element:
    paragraph = Element(f"{W}p")
    SubElement(SubElement(paragraph, f"{W}pPr"), f"{W}pStyle", {f"{W}val": "box"})
    paragraph.append(_run(_FORBIDDEN.sub("", text)))
    return paragraph


def _run(text: str) -> Element:
    run = Element(f"{W}r")
    run.append(_text(text))
    return run


def _text(text: str) -> Element:
    node = Element(f"{W}t")
    node.text = text
    return node

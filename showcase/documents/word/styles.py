"""What the styles of a Word document mean: titles, headings, captions, and which of them Word numbers."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # nosec B405 # a type alone

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_CHAIN = 12
_ROLES = (
    (re.compile(r"(?:title|标题|大标题|文章标题|主标题)\Z", re.IGNORECASE), "title"),
    (re.compile(r"(?:subtitle|副标题)\Z", re.IGNORECASE), "subtitle"),
    (re.compile(r"(?:caption|题注|图注|图片说明|图题)\Z", re.IGNORECASE), "caption"),
    (re.compile(r"(?:heading|标题)\s*[1-9]\Z|小标题\Z|[一二三]级标题\Z", re.IGNORECASE), "heading"),
)


@dataclass
class Style:
    """One style with what it takes from those it is based on."""

    name: str = ""
    based_on: str = ""
    outline: int = 0
    is_bold: bool = False
    is_centred: bool = False
    numbering: tuple[str, str] | None = None


@dataclass
class Styles:
    """The styles of one document, by their id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def chain(self, key: str) -> list[Style]:
        """The style and those it is based on, nearest first."""
        found: list[Style] = []
        while key in self.by_id and len(found) < MAX_CHAIN:
            found.append(self.by_id[key])
            key = self.by_id[key].based_on
        return found

    def role(self, key: str) -> str:
        """title, subtitle, caption, heading, or "" for ordinary text."""
        for style in self.chain(key):
            for shape, role in _ROLES:
                if shape.match(style.name.strip()):
                    return role
            if style.outline:
                return "heading"
        return ""

    def level(self, key: str) -> int:
        """How high a heading of that style stands, 1 the highest; 0 where the style does not say."""
        for style in self.chain(key):
            digit = style.name.strip()[-1:]
            if style.outline or (digit in "123456789" and _ROLES[-1][0].match(style.name.strip())):
                return style.outline or int(digit)
        return 0

    def is_bold(self, key: str) -> bool:
        """Whether text of that style is bold by itself."""
        return any(style.is_bold for style in self.chain(key))

    def is_centred(self, key: str) -> bool:
        """Whether paragraphs of that style stand in the middle."""
        return any(style.is_centred for style in self.chain(key))

    def numbering(self, key: str) -> tuple[str, str] | None:
        """The list and level that paragraphs of that style belong to."""
        return next((style.numbering for style in self.chain(key) if style.numbering), None)

    def known_of(self, properties: Element | None) -> set[str]:
        """What the style and the properties of a paragraph say of it, as words: heading, level2, bold, centred, toc."""
        key = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
        outline = outline_of(properties)
        level = outline or self.level(key)
        placed = value_of(properties.find(f"{W}jc")) if properties is not None else ""
        role = self.role(key) or ("heading" if outline else "")
        said = {
            role: bool(role),
            f"level{level}": bool(level),
            "bold": self.is_bold(key),
            "centred": placed == "center" or (not placed and self.is_centred(key)),
            "toc": any(style.name.lower().startswith("toc ") for style in self.chain(key)),
        }
        return {word for word, holds in said.items() if holds}


def read_styles(root: Element | None) -> Styles:
    """The paragraph styles of a ``styles.xml``."""
    styles = Styles()
    for node in root.iter(f"{W}style") if root is not None else ():
        if node.get(f"{W}type") == "paragraph":
            styles.by_id.setdefault(node.get(f"{W}styleId", ""), _style(node))
    return styles


def _style(node: Element) -> Style:
    properties = node.find(f"{W}pPr")
    return Style(
        name=value_of(node.find(f"{W}name")),
        based_on=value_of(node.find(f"{W}basedOn")),
        outline=outline_of(properties),
        is_bold=is_on(node.find(f"{W}rPr/{W}b")),
        is_centred=value_of(node.find(f"{W}pPr/{W}jc")) == "center",
        numbering=numbering_of(properties),
    )


def value_of(node: Element | None) -> str:
    """The ``w:val`` of an element; "" where there is none."""
    return node.get(f"{W}val", "") if node is not None else ""


def is_on(node: Element | None) -> bool:
    """Whether a property such as ``w:b`` is given and not switched off."""
    return node is not None and node.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def outline_of(properties: Element | None) -> int:
    """The level that paragraph properties give in the outline, 1 the highest; 0 for body text."""
    level = value_of(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    return int(level) + 1 if level.isascii() and level.isdecimal() and int(level[:3]) < 9 else 0


def numbering_of(properties: Element | None) -> tuple[str, str] | None:
    """List and level of paragraph properties; list ``0`` takes a paragraph out of its style's list."""
    node = properties.find(f"{W}numPr") if properties is not None else None
    if node is None:
        return None
    return value_of(node.find(f"{W}numId")) or "0", value_of(node.find(f"{W}ilvl")) or "0"

"""What a drawing of Word holds: pictures, text boxes, words drawn as art, diagrams."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # nosec B405 # a type alone

from showcase.documents.word.styles import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
SHAPES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_SHOWING = {f"{W}t", f"{A}blip", f"{V}imagedata", f"{R}dm", f"{W}txbxContent"}
# Names that cameras and programs give; nobody who cannot see the picture is helped by them.
_FILE_NAME = re.compile(
    r"(?:图片|微信图片|微信截图|QQ图片|截图|picture|image|img|dsc|mmexport|wechat)[\s_\-\d]*(?:\.\w+)?\Z"
    r"|.*\.(?:jpe?g|png|gif|bmp|tiff?|heic|webp|emf|wmf)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Shape:
    """One drawing: links and alternative texts of its pictures, its text boxes, its art words, its diagrams' links."""

    pictures: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    art: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)


def read_shape(node: Element) -> Shape:
    """Everything in ``node``, in order."""
    shape = Shape()
    described = next((one for one in node.iter() if one.tag.endswith("}docPr")), None)
    _gather(node, _described(described), shape)
    return shape


def chosen_way(node: Element) -> Element | None:
    """Of one thing written for new and for old programs, the new way, if it shows anything."""
    ways = [one for one in node if one.tag in (f"{MC}Choice", f"{MC}Fallback")]
    return next((one for one in ways if any(part.tag in _SHOWING for part in one.iter())), ways[0] if ways else None)


def _gather(node: Element, words: str, shape: Shape) -> None:
    for child in node:
        if child.tag == f"{W}txbxContent":
            shape.boxes.append(child)
        elif child.tag == f"{MC}AlternateContent":
            _gather(_or_nothing(chosen_way(child)), words, shape)
        elif child.tag in (f"{A}blip", f"{V}imagedata"):
            shape.pictures.append((_link(child, "embed", "id", "link"), words))
        else:
            if child.tag == f"{V}textpath" and child.get("string"):
                shape.art.append(child.get("string", ""))
            if diagram := _link(child, "dm", "id"):
                shape.diagrams.append(diagram)
            own = next((one for one in child if one.tag.endswith("}nvPicPr")), None)
            _gather(child, _described(own[0] if own is not None and len(own) else None) or words, shape)


def _link(node: Element, *names: str) -> str:
    return next((node.get(f"{R}{name}", "") for name in names if node.get(f"{R}{name}")), "")


def _described(node: Element | None) -> str:
    words = ((node.get("descr") or node.get("title") or "") if node is not None else "").strip()
    return "" if _FILE_NAME.match(words) else words


def _or_nothing(node: Element | None) -> Element:
    return node if node is not None else Element("nothing")

"""Documents of ``tests/files/documents`` read, and drafts written down so that a test can claim them whole."""

import html
import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from showcase.documents.drafts import CaseDraft, DraftFigure
from showcase.documents.word.reading import read_case

FILES = Path(__file__).resolve().parents[2] / "files/documents"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What numbers a line or names a field says where its text belongs; it becomes a place, not a word.
LABELS = "作者|单位|文|图|来源|供稿|选自|图为|摄影|供图|经验启示|二、经验启示"


def article(name: str) -> CaseDraft:
    """The draft read from ``articles/name.docx``."""
    return read("articles", name)


def mess(name: str) -> CaseDraft:
    """The draft read from ``mess/name.docx``."""
    return read("mess", name)


def read(folder: str, name: str) -> CaseDraft:
    """The draft read from one of our files."""
    path = FILES / folder / f"{name}.docx"
    return read_case(path.read_bytes(), path.name)


def outline(draft: CaseDraft) -> list[tuple[str, list[str]]]:
    """Lead and sections as headings with their blocks."""
    lead = [("", draft.lead.split("\n\n"))] if draft.lead else []
    return lead + [(section.heading, section.body.split("\n\n")) for section in draft.sections]


def figures(draft: CaseDraft) -> list[tuple[int | None, int | None, str]]:
    """Section, place and caption of every picture."""
    return [(index, figure.after_paragraph, figure.caption) for index, figure in draft.figures()]


def only_figure(draft: CaseDraft) -> DraftFigure:
    """The one picture of a draft."""
    ((_, figure),) = draft.figures()
    return figure


def lessons(draft: CaseDraft) -> list[tuple[str, str]]:
    """Statements with what explains them."""
    return [(lesson.statement, lesson.explanation) for lesson in draft.lessons]


def decisions(draft: CaseDraft) -> list[tuple[str, str]]:
    """Where and what a person has to decide."""
    return [(one.place, one.question) for one in draft.decisions]


def lost_words(folder: str, name: str) -> list[str]:
    """Every run of visible text in the file that stands nowhere in its draft, punctuation and numbers aside."""
    with ZipFile(FILES / folder / f"{name}.docx") as archive:
        parts = [part for part in archive.namelist() if re.fullmatch(r"word/\w+\.xml", part)]
        roots = [ElementTree.fromstring(archive.read(part)) for part in parts]  # noqa: S314 (our own file)
    visible = [node.text or "" for root in roots for node in root.iter(f"{W}t")]
    words = [word for text in visible for word in re.findall(r"[^\W\d_]+", text)]
    arrived = re.sub(r"\s+|</?[a-z][^>]*>", "", html.unescape(everything_in(read(folder, name))))
    return [
        word for word in words if word not in arrived and not re.fullmatch(rf"[一二三四五六七八九十]|{LABELS}", word)
    ]


def everything_in(draft: CaseDraft) -> str:
    """All words a draft holds, wherever they went."""
    pictures = [f"{one.caption}{one.credit}{one.alternative_text}" for _, one in draft.figures()]
    return "\n".join([draft.text(), *pictures, *(one.question for one in draft.decisions)])

"""What stands above and below the article itself: title, organisation, byline, source."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from awards.importing.reading.endings import LONGEST_NAME, ends_as_party, is_name
from showcase.documents.drafts import Decision
from showcase.documents.word.blocks import Line
from showcase.documents.word.captions import Figure, Placed
from showcase.documents.word.marks import is_lessons_heading, numbered

LONGEST_LINE = 60
HEAD_LINES = 10
TAIL_LINES = 4
_WRITERS = (
    r"文\s*[/／、]\s*图|图\s*[/／、]\s*文|图文|文图|作者|文|撰文|撰稿|撰稿人|供稿|供稿人|供稿单位|执笔|执笔人|整理|来稿"
)
_WRITER = re.compile(rf"(?:{_WRITERS})\s*[：:/／｜|]\s*(.+)\Z")
_REPORTER = re.compile(
    r"[□■◎◆●]\s*.{1,40}\Z|(?:本报|见习|实习)?(?:记者|通讯员)[\s：:/／].{1,40}\Z|(?:作者单位|作者系).{1,50}\Z"
)
_SOURCE = re.compile(r"(?:信息来源|稿件来源|资料来源|来源|转自|选自|摘自|原载|原载于|刊于)\s*[：:]?\s*(.+)\Z")
_EDITOR = re.compile(r"(?:责任编辑|编辑|责编|审核|审校|校对)\s*[：:]\s*.{1,30}\Z")
# 作者：某某　单位：某某居民区党总支 are two facts in one line.
_LABELLED = re.compile(r"\s+(?=[\u4e00-\u9fff]{2,6}\s*[：:])")
_DATE = re.compile(r"[（(]?\s*\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?\s*[)）]?\Z")
_ORGANIZATION = re.compile(
    r"(?:单位|党组织|申报单位|报送单位|推荐单位|所在单位|案例单位|党组织名称|单位名称)\s*[：:]\s*(.+)\Z"
)
_SENTENCE = re.compile(r"[。；;，,！!？?：:]\Z")
_DASH = re.compile(r"[—\-–―─]{1,4}\s*")
_BRACKETED = re.compile(r"[（(]\s*(.+?)\s*[)）]\Z")


@dataclass
class Head:
    """Everything printed around the article."""

    title: str = ""
    organizations: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def take(self, text: str) -> bool:
        """Keep ``text`` where it is a byline, a source or an organisation; ``False`` where it is none of them."""
        pieces = _LABELLED.split(_bare(text))
        if len(pieces) > 1 and all(Head().take(piece) for piece in pieces):
            return all(self.take(piece) for piece in pieces)
        inner = _bare(text)
        if match := _ORGANIZATION.fullmatch(inner):
            self.organizations += [name.strip() for name in re.split(r"[、；;]", match[1]) if name.strip()]
        elif match := _SOURCE.fullmatch(inner):
            self.source.append(match[1])
        elif match := _WRITER.fullmatch(inner):
            self.byline.append(match[1])
        elif _REPORTER.fullmatch(inner) or _EDITOR.fullmatch(inner):
            self.byline.append(inner)
        elif _DATE.fullmatch(inner):
            self.source.append(inner)
        else:
            return False
        return True


def read_head(blocks: list[Placed], file_name: str) -> tuple[Head, list[Placed]]:
    """The head and tail of the document, and what is left between them."""
    head, rest = Head(), list(blocks)
    tail = _tail(rest)
    body = _read_top(head, rest)
    for text in tail:
        head.take(text)
    if not head.title:
        head.title = PurePath(file_name).stem[:120] or "未命名的案例"
        question = f"没有认出标题，暂用文件名“{head.title}”；请改成文章的标题。"
        head.decisions.append(Decision("标题", question))
    if not head.organizations:
        head.organizations = [name for name in _names_in([head.title, *head.byline]) if name]
    return head, body


def _read_top(head: Head, blocks: list[Placed]) -> list[Placed]:
    """Read the lines above the article; pictures among them stay at its beginning."""
    titles = _titles(blocks)
    figures: list[Placed] = []
    for at, block in enumerate(blocks[:HEAD_LINES]):
        if isinstance(block, Figure):
            figures.append(block)
        elif not isinstance(block, Line) or not _take_top(head, block, is_title=at in titles):
            return figures + blocks[at:]
    return figures + blocks[HEAD_LINES:]


def _take_top(head: Head, line: Line, *, is_title: bool) -> bool:
    text = line.printed
    if is_title:
        head.title = f"{head.title} {text}".strip()
    elif head.title and (line.role == "subtitle" or _DASH.match(text)) and len(text) <= LONGEST_LINE:
        head.title = f"{head.title} {text}"
        head.organizations += _names_in([text])
    elif line.role == "heading" or len(text) > LONGEST_LINE:
        return False
    elif not head.take(text):
        if not _is_organization(line):
            return False
        head.organizations.append(_bare(text))
    return True


def _titles(blocks: list[Placed]) -> set[int]:
    """Where the title stands: a line styled so, a lone first heading, or the first line that can be one."""
    top = list(enumerate(blocks[:HEAD_LINES]))
    styled = {at for at, block in top if isinstance(block, Line) and block.role == "title"}
    if styled:
        return styled
    for at, block in top:
        if isinstance(block, Figure):
            continue
        if not isinstance(block, Line):
            return set()
        if _speaks_of_itself(block):
            continue
        return {at, *_continued(blocks, at)} if _can_be_title(block, blocks, at) else set()
    return set()


def _continued(blocks: list[Placed], at: int) -> set[int]:
    """The second line of a title that is set in two, both in the middle and both alike."""
    first, second = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(first, Line) or not isinstance(second, Line) or not (first.is_centred and second.is_centred):
        return set()
    is_alike = first.is_bold == second.is_bold and first.role == second.role and len(second.text) <= LONGEST_LINE
    is_other = numbered(second.text)[0] or _DASH.match(second.text) or _SENTENCE.search(second.text)
    return {at + 1} if is_alike and not (is_other or _speaks_of_itself(second)) else set()


def _speaks_of_itself(line: Line) -> bool:
    """Whether a line is an organisation, a byline or a source by its own words."""
    return Head().take(line.text) or _is_organization(line)


def _can_be_title(line: Line, blocks: list[Placed], at: int) -> bool:
    if len(line.text) > LONGEST_LINE or numbered(line.printed)[0] or is_lessons_heading(line.text):
        return False
    if line.role == "heading":
        later = [one.level for one in blocks[at + 1 :] if isinstance(one, Line) and one.role == "heading"]
        return all(level > line.level for level in later)
    # A document that begins at once with its text has no title.
    return not _SENTENCE.search(line.text.rstrip("！!？?")) and at + 1 < len(blocks)


def _tail(blocks: list[Placed]) -> list[str]:
    """Cut bylines and sources off the end."""
    tail: list[str] = []
    while len(tail) < TAIL_LINES and len(blocks) > 1:
        last = blocks[-1]
        if not isinstance(last, Line) or last.role or last.label or len(last.text) > LONGEST_LINE:
            break
        if not Head().take(last.text):
            break
        tail.insert(0, last.text)
        blocks.pop()
    return tail


def _is_organization(line: Line) -> bool:
    name = _bare(line.text)
    return not line.role and len(name) <= LONGEST_NAME and ends_as_party(name) and is_name(name)


def _bare(text: str) -> str:
    """``text`` without the brackets around the whole of it."""
    bracketed = _BRACKETED.fullmatch(text)
    return bracketed[1] if bracketed else text


def _names_in(texts: list[str]) -> list[str]:
    """Names of Party organisations behind a dash or at the end of a byline."""
    pieces = [piece for text in texts for piece in re.split(r"[—–―─\s　、]+", text)]
    return list(dict.fromkeys(piece for piece in pieces if ends_as_party(piece) and is_name(piece)))

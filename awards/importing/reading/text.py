"""Pasted text and the paragraphs of documents, read line by line."""

import re
from collections.abc import Sequence

from awards.importing.reading.characters import level
from awards.importing.reading.columns import role_of
from awards.importing.reading.endings import ends_as_organization, is_sentence
from awards.importing.reading.headings import Heading, counted_tier, read_heading, says_nothing
from awards.importing.reading.limits import MAX_LINE_LENGTH, MAX_LINES
from awards.importing.reading.line_content import LineContent, Recipient, read_line
from awards.importing.reading.lines import Line, joined
from awards.importing.reading.roll import TOO_MANY, Roll
from awards.importing.reading.words import ROUND, Words

PROSE = "说明文字，未作为名单读取。如果其中有获奖单位，请单独成行后重新粘贴。"
UNSURE = "无法判断是不是名称，未作为名单读取。如果是获奖单位，请在前面写上等次，或写出全称。"
BEFORE_HEADING = "出现在榜单标题之前，未作为名单读取。如果是获奖单位，请移到所属榜单标题的下面。"
AFTER_PROSE = "出现在说明文字之后，未作为名单读取。如果是获奖单位，请移到所属榜单标题的下面。"
SIGNATURE = "看起来是落款，未作为名单读取。如果是获奖单位，请移到名单里。"
TOO_WIDE = f"这一行超过 {MAX_LINE_LENGTH} 字，未作为名单读取，这里只显示开头。请把名单分成几行。"
TOO_MANY_LINES = f"超过 {MAX_LINES} 行，从这里起没有读取；请分成几份分别导入。"

_DATE = re.compile(
    r"(?:[0-9]{4}|[二一〇零○][二一三四五六七八九〇零○]{3})\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月"
    r"(?:\s*[0-9一二三四五六七八九十]{1,3}\s*日)?\Z"
)
# Who signs a decision; the line before its date.
_ISSUER = re.compile(r"\A(?!.*(?:支部|居民区)).*(?:组织部|宣传部|办公室|党工委|区委|委员会|领导小组|政府|局)\Z")
_STATEMENT = re.compile(
    r"(.+?(?:党委|党总支|党支部|总支部|支部))\s*(?:荣获|获得|获评|被评为|被授予|获)\s*(.+?)(?:称号|荣誉)?[。.]?\Z"
)
_LONGEST_STATEMENT = 120
# Shorter remarks (“排名不分先后。”) stand inside lists and do not end them.
_ENDS_A_LIST = 30


class LineReader:
    """Reads lines into a roll, one after the other."""

    def __init__(self, roll: Roll) -> None:
        """``roll`` keeps what is read, and the headings in force between one run of lines and the next."""
        self.roll = roll
        self.words: Words = roll.words
        self.closed = False
        self.open_list = False

    def read(self, lines: Sequence[Line]) -> None:
        """Read a run of lines that stand under each other."""
        filled = [line for line in lines if line.text][: MAX_LINES + 1]
        whole = joined(filled, self.words)
        headings = [read_heading(line.text, self.words) for line in whole]
        rolls = [index for index, heading in enumerate(headings) if heading and heading.names_round()]
        first_roll = rolls[0] if rolls else 0
        for index, line in enumerate(whole):
            if self.roll.is_full() or index >= MAX_LINES:
                message = TOO_MANY if index < MAX_LINES else TOO_MANY_LINES
                self.roll.problem(line.position, line.text[:200], message)
                return
            following = whole[index + 1].text if index + 1 < len(whole) else ""
            self._take(line, headings[index], before_roll=index < first_roll, following=following)

    def _take(self, line: Line, heading: Heading | None, before_roll: bool, following: str) -> None:
        if len(line.text) > MAX_LINE_LENGTH:
            self.roll.problem(line.position, line.text[:200], TOO_WIDE)
            return
        if says_nothing(line.text) or _is_header(line.text):
            self.roll.pass_by(line.position, line.text)
            return
        if heading:
            self.roll.enter(line.position, heading)
            self.closed = self.open_list = False
            return
        content = None if _DATE.match(level(line.text)) else self._content(line)
        if content is None:
            self._pass_over(line)
            return
        message = self._doubt(content, before_roll, following)
        if message:
            self.roll.problem(line.position, line.text, message)
            return
        self.roll.add_line(line.position, line.text, content, continued=self.open_list)
        self.open_list = line.text[-1] in "、，,；;"
        self.closed = self.closed and not _has_tier(content)

    def _content(self, line: Line) -> LineContent | None:
        """The recipients a line names; None where it names none."""
        counted = counted_tier(line.text, self.words)
        if counted:
            tier, count, names = counted
            self.roll.announce(line.position, line.text, count, tier, self.roll.setting.subdistrict)
            return read_line(f"{tier} {names}", self.words, sure=True)
        content = self._statement(line.text) or read_line(line.text, self.words, self._is_sure(line))
        if content is None or not (content.recipients or content.vacant):
            return None
        # 各街道党工委、新泾镇党委： is addressed, not honoured.
        return None if level(line.text).endswith(":") and not _has_tier(content) else content

    def _is_sure(self, line: Line) -> bool:
        return line.numbered or self.open_list or bool(self.roll.setting.tier)

    def _pass_over(self, line: Line) -> None:
        sentence = is_sentence(line.text) or len(line.text) > 40
        self.roll.problem(line.position, line.text, PROSE if sentence else UNSURE)
        if sentence and len(line.text) >= _ENDS_A_LIST and self.roll.reading.rows:
            self.closed = True
        self.open_list = False

    def _doubt(self, content: LineContent, before_roll: bool, following: str) -> str:
        """Why names without a tier of their own are not believed where they stand; "" if they are."""
        if _has_tier(content) or content.vacant or self.open_list:
            return ""
        if _DATE.match(level(following)) and _ISSUER.search(content.recipients[-1].name):
            return SIGNATURE
        if before_roll and not self.roll.outline.headings:
            return BEFORE_HEADING
        return AFTER_PROSE if self.closed else ""

    def _statement(self, text: str) -> LineContent | None:
        """陶家宅居民区党总支荣获第七轮“金银奖”金奖标兵: one sentence, one recipient."""
        match = _STATEMENT.match(text) if len(text) <= _LONGEST_STATEMENT else None
        if not match or re.search(r"[，,。；;、]", match[1]) or not ends_as_organization(match[1]):
            return None
        scheme, end = self.words.scheme_inside(match[2])
        number = ROUND.search(level(match[2]))
        tier = match[2][max(end, number.end() if number else 0) :].strip(' “”"的')
        if not self.words.is_tier(tier) and not (not tier and scheme):
            return None
        words = tuple(word for word in (scheme, number[0] if number else "") if word)
        return LineContent([Recipient(match[1].strip(), tier)], round_words=words)


def _has_tier(content: LineContent) -> bool:
    return any(one.tier for one in content.recipients)


def _is_header(text: str) -> bool:
    """序号 单位 等次: the header of a table pasted without its tabs."""
    words = re.split(r"[\s|]+", text.strip("| "))
    return len(words) > 1 and all(map(role_of, words))

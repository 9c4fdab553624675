"""The roll as it fills while a source is read, whatever the source."""

from dataclasses import dataclass

from awards.choices import TierBasis
from awards.importing.reading.headings import Heading
from awards.importing.reading.limits import MAX_CELL_LENGTH, MAX_NAME_LENGTH, MAX_PROBLEMS, MAX_ROWS
from awards.importing.reading.line_content import LineContent, Recipient
from awards.importing.reading.outline import Held, Outline
from awards.importing.reading.words import Words
from awards.importing.rows import AnnouncedText, Reading, ReadProblem, ReadRow, RoundText
from awards.numerals import read_numeral

PRINTED, INHERITED, NONE_PRINTED = (
    str(basis.value) for basis in (TierBasis.PRINTED, TierBasis.INHERITED, TierBasis.NONE_PRINTED)
)
TOO_LONG = f"名称超过 {MAX_NAME_LENGTH} 字，未作为名单读取；请核对是不是把说明文字放进了名称。"
TOO_MANY = f"超过 {MAX_ROWS} 行，从这里起没有读取；请分成几个文件分别导入。"
NOTHING_BELOW = "这个标题下没有读到名单。如果获奖的就是它，请在前面写上等次，如“优秀组织奖：华阳路街道”。"
TOO_MANY_PROBLEMS = f"读不出的内容超过 {MAX_PROBLEMS} 处，从这里起不再逐条列出。请确认选对了文件。"
PLACE_COLUMN = "地区"


@dataclass(frozen=True)
class Setting:
    """What the headings above say for every row under them, looked up once for all of those."""

    round: RoundText | None
    subdistrict: str
    heading: str
    tier: str
    place: str


class Roll:
    """Rows, problems, announced totals and headings in the order they are read."""

    def __init__(self, words: Words) -> None:
        """An empty roll."""
        self.words = words
        self.reading = Reading()
        self.outline = Outline()
        self.line_tier = ""
        self.rows_above = 0
        self.last_basis = (NONE_PRINTED, "")
        self.setting = self._setting()

    def enter(self, position: str, heading: Heading) -> None:
        """A heading: what follows belongs to it, and a tier no longer reaches down from above."""
        self.pass_by(position, heading.text)
        if heading.kinds():
            self._say_empty(self.outline.enter(heading, position, self._said()))
            self.line_tier = ""
            self.setting = self._setting()
        if heading.names_round() or heading.is_title:
            self.reading.headings.append(heading.text)
        if heading.count is not None:
            # 合计 below the names speaks of the whole roll, 共12个 above them of what they stand under.
            whole = not heading.kinds() and self.outline.headings and len(self.reading.rows) > self.rows_above
            place = self.outline.subdistrict_of_roll if whole else self.setting.subdistrict
            self.announce(position, heading.text, heading.count, "" if whole else self.setting.tier, place)
        if heading.kinds():
            self.rows_above = len(self.reading.rows)

    def pass_by(self, position: str, text: str) -> None:
        """A line that is understood and names nobody: nothing is left out in silence."""
        self.reading.structure.append((position, text))

    def begin_part(self) -> None:
        """Another sheet, or the end: no heading of the part before reaches further."""
        self._say_empty(self.outline.held)
        self.outline = Outline()
        self.line_tier = ""
        self.setting = self._setting()

    def announce(self, position: str, text: str, count: int, tier: str, place: str) -> None:
        """A number that the source gives for one tier, or for all where ``tier`` is ""."""
        self.reading.announced.append(AnnouncedText(position, text, count, tier, self.setting.round, place))

    def problem(self, position: str, text: str, message: str) -> None:
        """Something that could not become a row; after very many, only that there are more."""
        problems = self.reading.problems
        if len(problems) < MAX_PROBLEMS:
            problems.append(ReadProblem(position, text[:MAX_CELL_LENGTH], message))
        elif len(problems) == MAX_PROBLEMS:
            problems.append(ReadProblem(position, "", TOO_MANY_PROBLEMS))

    def add_line(self, position: str, text: str, content: LineContent, continued: bool = False) -> None:
        """The recipients of one line; a tier in front reaches down to lines without one."""
        if content.vacant:
            self.announce(position, text, 0, content.vacant, self.setting.subdistrict)
        for recipient in content.recipients:
            tier, basis = self._tier_of(recipient, continued)
            self.add(position, recipient.name, tier, basis, content)
            self.last_basis = (basis, tier)
        own = [one for one in content.recipients if one.tier]
        if own:
            self.line_tier = own[-1].tier if own[-1].leads else ""

    def add(self, position: str, name: str, tier: str, basis: str, content: LineContent | None = None) -> None:
        """One row, under the headings in force."""
        here = self.setting
        if len(name) > MAX_NAME_LENGTH:
            self.problem(position, name, TOO_LONG)
            return
        place = (content.subdistrict if content else "") or here.subdistrict or self.words.subdistrict_of_name(name)
        in_round = round_from(content.round_words, here.round, self.words) if content else here.round
        rest = {PLACE_COLUMN: here.place} if here.place else {}
        self.reading.rows.append(ReadRow(position, tier, basis, name, in_round, place, here.heading, rest))

    def _said(self) -> int:
        return len(self.reading.rows) + len(self.reading.announced)

    def _say_empty(self, ended: list[Held]) -> None:
        """A tier or a place under which nothing stood is no heading of a list; perhaps it is honoured itself."""
        for held in ended:
            heading = held.heading
            if (
                held.said == self._said()
                and heading.count is None
                and not heading.names_round()
                and not heading.is_title
            ):
                self.problem(held.position, heading.text, NOTHING_BELOW)

    def is_full(self) -> bool:
        """Whether no more rows are taken in."""
        return len(self.reading.rows) >= MAX_ROWS

    def tier_from_above(self) -> tuple[str, str]:
        """Tier and basis of a name that has none of its own."""
        if self.line_tier:
            return self.line_tier, INHERITED
        return (self.setting.tier, PRINTED) if self.setting.tier else ("", NONE_PRINTED)

    def _tier_of(self, recipient: Recipient, continued: bool) -> tuple[str, str]:
        if recipient.tier:
            return recipient.tier, PRINTED
        if continued:
            # The line above ended in 、 and goes on here, with the tier it printed.
            return self.last_basis[1], self.last_basis[0]
        return self.tier_from_above()

    def _setting(self) -> Setting:
        above = self.outline
        return Setting(above.round, above.subdistrict, above.printed, above.tier, above.place)


def round_from(texts: tuple[str, ...], above: RoundText | None, words: Words) -> RoundText | None:
    """The round that a row's own words name, the missing half from the heading above."""
    scheme, number = "", None
    for text in texts:
        found = words.scheme(text)
        scheme, number = found or scheme, number if found else read_numeral(text)
    if not texts:
        return above
    return completed(scheme, number, above)


def completed(scheme: str, number: int | None, above: RoundText | None) -> RoundText:
    """A round with its missing half from the heading above, unless that speaks of another scheme."""
    if above is None or (scheme and above.scheme and scheme != above.scheme):
        return RoundText(scheme, number)
    return RoundText(scheme or above.scheme, number or above.number)

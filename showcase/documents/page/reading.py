"""A newspaper page as plain text, read into a draft. Pure: no database; nothing on the page is lost.

Every line either arrives in the draft, or is named in its decisions.
"""

import re

from awards.importing.excerpts import only_lines
from awards.importing.reading import read_text
from awards.importing.reading.words import Words, words_of
from awards.importing.vocabulary import Vocabulary
from organizations.folding import fold
from showcase.documents.drafts import CaseDraft, Decision
from showcase.documents.page.ceremony import read_ceremony
from showcase.documents.page.draft import PageDraft
from showcase.documents.page.kinds import Kind, KnownLine, known_lines
from showcase.documents.page.layout import Layout, Story, take_apart
from showcase.documents.page.lines import page_lines
from showcase.documents.page.spellings import spelling_questions
from showcase.documents.page.stories import read_story

DEFAULT = Vocabulary()
_LEVEL = re.compile(r"(?:居民区)?(?:联合)?(?:党委|党总支|党支部|总支部|支部|总支)\Z")
_SHORTEST_STEM = 2


def read_page(text: str, vocabulary: Vocabulary = DEFAULT) -> PageDraft:
    """Everything on the page, and every doubt about it."""
    words: Words = words_of(vocabulary)
    layout = take_apart(known_lines(page_lines(text), words))
    roll_lines = tuple((roll[0].line.number, roll[-1].line.last or roll[-1].line.number) for roll in layout.rolls)
    honoured = tuple(row.organization for row in read_text(only_lines(text, roll_lines), vocabulary).rows)
    cases = tuple(_case(story, layout, honoured) for story in layout.stories)
    foreword = "\n\n".join(layout.foreword)
    ceremony, decisions = read_ceremony(foreword, layout.foreword_heading)
    names = [*honoured, *(name for case in cases for name in case.organizations)]
    decisions += _about_headline(layout) + _about_strays(layout) + spelling_questions(text, names)
    return PageDraft(
        headline=layout.headline.text if layout.headline else "",
        foreword_heading=layout.foreword_heading,
        foreword=foreword,
        ceremony=ceremony,
        roll_lines=roll_lines,
        roll_names=honoured,
        cases=cases,
        decisions=tuple(decisions),
    )


def _case(story: Story, layout: Layout, honoured: tuple[str, ...]) -> CaseDraft:
    if story.names:
        return read_story(story, story.names)
    said = fold("".join(line.text for line in story.lines))
    place = story.lines[0].line.place
    for stray in [line for line in layout.strays if line.kind is Kind.NAME]:
        if any(_stem(name) in said for name in stray.names):
            layout.strays.remove(stray)
            printed = f"“{stray.text}”单独印在{stray.line.place}，正文也写到它"
            question = f"标题前没有党组织名称；{printed}，推定是这篇案例的党组织，请确认。"
            return read_story(story, stray.names, [Decision(place, question)])
    for name in honoured:
        if _stem(name) in said:
            question = f"标题前没有党组织名称；正文写到光荣榜上的“{name}”，推定是这篇案例的党组织，请确认。"
            return read_story(story, [name], [Decision(place, question)])
    return read_story(story, [])


def _stem(name: str) -> str:
    """陶家宅 of 陶家宅居民区党总支; the whole name where too little would remain."""
    folded = fold(name)
    stem = _LEVEL.sub("", folded)
    return stem if len(stem) >= _SHORTEST_STEM else folded


def _about_headline(layout: Layout) -> list[Decision]:
    if layout.headline:
        return []
    return [Decision("版面标题", "没有读到版面的总标题；来源的标题取了文件名，请改为报纸上的标题。")]


def _about_strays(layout: Layout) -> list[Decision]:
    return [_stray(line) for line in layout.strays]


def _stray(line: KnownLine) -> Decision:
    return Decision(line.line.place, f"“{line.text}”没有归入任何部分，没有收入；请核对它属于哪里，需要时手工补上。")

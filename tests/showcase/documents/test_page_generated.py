"""What was written on a page is what is read from it, however long and in whatever order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from showcase.documents.page.reading import read_page

# No word of grammar among them, nothing that opens a sentence or names an award.
CHARACTERS = "楼组花园商议车棚长廊灯盏邻里早市河边小桥粉墙梧桐松涛"
words = st.text(CHARACTERS, min_size=4, max_size=9)
sentences = st.builds(
    lambda first, rest: f"{first}，{'，'.join(rest)}。", words, st.lists(words, min_size=4, max_size=8)
)
texts = st.lists(sentences, min_size=1, max_size=3)
sections = st.lists(st.tuples(words, texts), max_size=4)
lessons = st.lists(st.tuples(words, sentences), max_size=4)
captions = st.lists(words.map(lambda word: f"图为{word}"), max_size=3)
names = words.map(lambda word: f"{word}居民区党总支")
cases = st.lists(st.tuples(names, words, captions, texts, sections, lessons), min_size=1, max_size=4)
line_ends = st.sampled_from(["\n", "\r\n"])


def printed(headline, foreword, stories):
    """A page as a paper would print it."""
    blocks = [headline, "编者按", *foreword]
    for name, title, pictures, lead, parts, learned in stories:
        blocks += [name, title, *(f"\n\n{caption}" for caption in pictures), *lead]
        blocks += [block for heading, body in parts for block in (heading, *body)]
        if learned:
            blocks += ["经验启示", "\n".join(f"- {at}.{say};{why}" for at, (say, why) in enumerate(learned, 1))]
    return "\n\n".join(blocks)


@settings(deadline=None)
@given(words, texts, cases, line_ends)
def test_what_was_written_is_what_is_read(headline, foreword, stories, line_end):
    page = read_page(printed(headline, foreword, stories).replace("\n", line_end))

    assert (page.headline, page.foreword) == (headline, "\n\n".join(foreword))
    assert [read_back(case) for case in page.cases] == [
        (name, title, sorted(pictures), "\n\n".join(lead), [(h, "\n\n".join(b)) for h, b in parts], learned)
        for name, title, pictures, lead, parts, learned in stories
    ]


def read_back(case):
    return (
        *case.organizations,
        case.title,
        sorted(figure.caption for _, figure in case.figures()),
        case.lead,
        [(section.heading, section.body) for section in case.sections],
        [(lesson.statement, lesson.explanation) for lesson in case.lessons],
    )


@settings(deadline=None)
@given(
    st.lists(st.one_of(words, sentences, names, st.sampled_from(["编者按", "光荣榜", "经验启示", "", "- 1.", "图为"])))
)
def test_whatever_the_lines_say_each_arrives_or_is_named(lines):
    page = read_page("\n".join(lines))

    arrived = [page.headline, page.foreword_heading, page.foreword, *(one.question for one in page.all_decisions())]
    on_rolls = {number for first, last in page.roll_lines for number in range(first, last + 1)}
    for case in page.cases:
        arrived += [case.text(), *(figure.caption for _, figure in case.figures())]
    everything = "\n".join(arrived)

    assert [
        line
        for number, line in enumerate(lines, 1)
        if number not in on_rolls and line.strip("- 1.") not in everything
        if line not in ("经验启示", "编者按", "")
    ] == []

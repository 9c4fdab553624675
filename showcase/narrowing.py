"""Which few documents to compare with a question, whatever the number of documents there are.

The rarest word decides, and of that word the rarest sign. Of a common one only the best are looked
at, in the order in which readers want them; ``Narrowed.is_whole`` says whether any were left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from showcase.grams import BEGINS_NAME, key_of_name, key_of_tail, weight_before
from showcase.phrases import Phrases
from showcase.postings import Source, count_up_to, lightest
from showcase.questions import Word
from showcase.spelling import Reading, readings_of, tails_with

# Documents compared for one question: at first, and where those do not fill the page. A count beyond
# the second is “1000+”.
FEW, MOST = 120, 1000


@dataclass(frozen=True)
class Asked:
    """One string in all its readings, and the keys of what is called so and shared by many."""

    text: str
    readings: tuple[Reading, ...]
    keys: tuple[str, ...]

    def sources(self) -> list[Source]:
        """Everything that may have to be read for it."""
        signs = [sign for reading in self.readings for sign in (*reading.signs, *reading.shorter)]
        return [Source(sign) for sign in (*signs, *self.keys)]


@dataclass
class Narrowed:
    """Where the documents to compare are to be read from, and whether those are all that could fit."""

    sources: list[Source] = field(default_factory=list)
    is_whole: bool = True

    def documents(self, bound: int) -> list[int]:
        """Their keys, the best first, at most ``bound``; one query."""
        return lightest(bound, self.sources)[:bound] if self.sources else []


def sources_for(words: Sequence[Word], phrases: Phrases) -> tuple[list[Source], dict[Source, int]]:
    """What to read for the rarest of ``words``, and how much each of it holds; one query.

    A document that answers every word stands in one of the sources.
    """
    asked = {text: _asked(text, phrases) for word in words for text in _strings_of(word)}
    counts = count_up_to(MOST + 1, (source for one in asked.values() for source in one.sources()))
    chosen = [_cheapest(word, asked, counts) for word in words]
    return min(chosen, key=lambda sources: _cost(sources, counts), default=[]), counts


def narrowed(words: Sequence[Word], phrases: Phrases) -> Narrowed:
    """The documents in which every one of ``words`` may stand; one query."""
    sources, counts = sources_for(words, phrases)
    cost = _cost(sources, counts)
    if cost > FEW:
        # Who is called so, or whose name begins so, must not be lost behind the many.
        sources = [*_whole_names(words), *_heads(words), *sources]
    return Narrowed(sources, is_whole=cost <= MOST)


def _strings_of(word: Word) -> tuple[str, ...]:
    return (*word.spellings, *word.parts)


def _asked(text: str, phrases: Phrases) -> Asked:
    keys = (*(key_of_tail(tail) for tail in tails_with(text)), *phrases.keys_with(text))
    return Asked(text, readings_of(text), keys)


def _cheapest(word: Word, asked: dict[str, Asked], counts: dict[Source, int]) -> list[Source]:
    """What to read for any spelling of ``word``, or for the rarest of its parts."""
    sources = [source for text in word.spellings for source in _read(asked[text], counts)]
    parts = [_read(asked[part], counts) for part in word.parts]
    return sources + min(parts, key=lambda found: _cost(found, counts), default=[])


def _read(asked: Asked, counts: dict[Source, int]) -> list[Source]:
    """Of each reading the rarest sign, and every key; what no document has is left out."""
    found = [Source(key) for key in asked.keys]
    for reading in asked.readings:
        found += _rarest(reading, counts)
    return [source for source in dict.fromkeys(found) if counts[source]]


def _rarest(reading: Reading, counts: dict[Source, int]) -> list[Source]:
    required = [Source(sign) for sign in reading.required()]
    if not required:
        # It may lie across the border of a tail, where only one of its signs is kept.
        return [Source(sign) for sign in reading.signs]
    if all(counts[source] for source in required):
        return [min(required, key=counts.__getitem__)]
    shorter = [Source(sign) for sign in reading.shorter]
    return [min(shorter, key=counts.__getitem__)] if shorter else []


def _cost(sources: Iterable[Source], counts: dict[Source, int]) -> int:
    return sum(counts.get(source, 0) for source in sources)


def _whole_names(words: Sequence[Word]) -> list[Source]:
    """Who is called as the whole question, as typed and with every word in its shortest spelling."""
    return [Source(key_of_name("".join(word.spellings[at] for word in words))) for at in (0, -1)]


def _heads(words: Sequence[Word]) -> list[Source]:
    """Names that begin as the first word does."""
    before = weight_before(BEGINS_NAME)
    first = [reading.signs[0] for text in words[0].spellings for reading in readings_of(text)]
    return [Source(sign, before) for sign in dict.fromkeys(first)]

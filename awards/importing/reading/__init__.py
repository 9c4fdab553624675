"""From a source to rows: pure, no database."""

from awards.importing.reading.lines import lines_of
from awards.importing.reading.roll import Roll
from awards.importing.reading.text import LineReader
from awards.importing.reading.words import words_of
from awards.importing.rows import Reading
from awards.importing.vocabulary import Vocabulary

DEFAULT = Vocabulary()


def read_text(text: str, vocabulary: Vocabulary = DEFAULT) -> Reading:
    """The rows of pasted text."""
    roll = Roll(words_of(vocabulary))
    LineReader(roll).read(lines_of(text))
    return roll.reading

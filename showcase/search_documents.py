"""Making one search document of what a record is called, and storing it with its signs.

A record that is not public and will not be by the clock alone has a document without signs: nothing
leads a search to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from organizations.folding import fold
from organizations.romanization import other_readings, syllables
from showcase.choices import SearchKind
from showcase.grams import BEGINS_NAME, BEGINS_TITLE, IN_TEXT, Name, Signs, order_of, weight_of
from showcase.models import SearchDocument
from showcase.postings import keep_postings

CHUNK = 500
KINDS = SearchKind.values
# Between two parts of a text, and between its paragraphs.
PART = "\n\n"

# Names of places stand in thousands of documents, and reading one aloud takes a tenth of a millisecond.
_read_aloud = lru_cache(maxsize=1024)(syllables)


@dataclass
class Entry:
    """One record as search is to know it; ``kind`` and ``facts`` are fields of its document.

    ``names``: as written, the current one first. ``places``: the subdistrict's name, kept as its key
    alone. ``honors`` and ``prose`` are text; ``keys`` the signs of what is shared with others.
    """

    kind: SearchKind
    names: list[str]
    facts: dict[str, Any]
    is_read_aloud: bool = True
    places: list[str] = field(default_factory=list)
    honors: list[str] = field(default_factory=list)
    prose: str = ""
    place_keys: list[str] = field(default_factory=list)
    honor_keys: list[str] = field(default_factory=list)
    is_to_be_found: bool = True

    def document(self) -> SearchDocument:
        """What is stored of it, without its signs."""
        # The title's three forms stand first, so that an exact match can be told from the others.
        keys = [key for name in (*self.spoken, *map(_named, self.places)) for key in _keys_of(name) if key]
        body = _lines(self.honors) if self.honors else "\n".join(filter(None, map(fold, self.prose.split(PART))))
        return SearchDocument(
            kind=self.kind,
            names="\n".join(["", *dict.fromkeys(keys), ""]),
            body=body,
            sort_key=" ".join(_read_aloud(self.names[0]))[:600],
            spellings="\n".join(f"{text}\t{' '.join(self._read(text))}" for text in dict.fromkeys(self.names)),
            prose=self.prose,
            **self.facts,
        )

    def weights(self, document: SearchDocument) -> dict[str, int]:
        """Its signs, each with its place in the order."""
        if not self.is_to_be_found:
            return {}
        signs, title = Signs(), fold(self.names[0])
        for name in self.spoken:
            signs.put_name(name, BEGINS_TITLE if name.folded == title else BEGINS_NAME)
        for key in self.place_keys:
            signs.put(key, BEGINS_NAME)
        for key in self.honor_keys:
            signs.put(key, IN_TEXT)
        if self.prose:
            for line in document.body.split("\n"):
                signs.put_text(line)
        order = order_of(KINDS.index(self.kind), document.sort_key)
        return {sign: weight_of(place, order) for sign, place in signs.places.items()}

    @cached_property
    def spoken(self) -> list[Name]:
        """Every name in every reading, those that fold to nothing left out."""
        found = []
        for text in dict.fromkeys(self.names):
            if folded := fold(text):
                read = self._read(text)
                found.append(Name(folded, tuple(read)))
                found += [Name(folded, tuple(other)) for other in (other_readings(text, read) if read else ())]
        return found

    def _read(self, text: str) -> list[str]:
        return _read_aloud(text) if self.is_read_aloud or text != self.names[0] else []


def store(entries: Sequence[Entry], record: str) -> None:
    """Write documents whole, new or known, and their signs; ``record`` names what they are documents of."""
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        documents = SearchDocument.objects.bulk_create(
            [entry.document() for entry in chunk],
            update_conflicts=True,
            unique_fields=[record],
            update_fields=["kind", "title", "summary", "path", "sort_key", "names", "body", "spellings", "prose"],
        )
        pairs = zip(chunk, documents, strict=True)
        keep_postings({document.pk: entry.weights(document) for entry, document in pairs})


def _named(text: str) -> Name:
    return Name(fold(text), tuple(_read_aloud(text)))


def _keys_of(name: Name) -> list[str]:
    """The forms under which one name is looked for: folded, in pinyin, by initials."""
    return [name.folded, "".join(name.read), "".join(syllable[0] for syllable in name.read)]


def _lines(texts: Iterable[str]) -> str:
    """Folded texts, each once, with a line break before and after, so that a whole one can be told."""
    keys = dict.fromkeys(key for text in texts if (key := fold(text)))
    return "\n".join(["", *keys, ""]) if keys else ""

"""A page of the roll: its lines, how many there are, what else could be asked, where to go on."""

from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.utils.safestring import SafeString

from awards.cells import Cell, Counted, count, public_cells
from awards.completeness import Extent
from awards.exporting import fits_workbook
from awards.models import HonorEntry
from showcase.bounds import MOST
from showcase.browsing.asking import BY_NAME, BY_ROUND, OFFICIAL, Asked, Turn, query_without
from showcase.browsing.extents import extent_of
from showcase.browsing.facets import LABELS, Chip, Facet, facets, name_of_choice
from showcase.browsing.lines import Slice, pick, walk, walk_by_name
from showcase.browsing.printing import PrintedLine, printed, together
from showcase.browsing.walking import by_round, official, stretches
from showcase.browsing.words import about, among, found_by
from showcase.caching.kept import Kept, kept_of
from showcase.filters import Question
from showcase.paging import LAST_PAGE, PER_PAGE

FOLDED = ("sector", "status")


@dataclass(frozen=True)
class RollPage:
    """What ``showcase/honors.html`` reads. ``previous`` and ``next`` are query strings, empty at the ends."""

    total: int = 0
    is_capped: bool = False
    facets: list[Facet] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    entries: list[PrintedLine] = field(default_factory=list)
    first: int = 0
    previous: str = ""
    next: str = ""
    query: str = ""
    extent: Extent | None = None
    # Of the whole roll, whatever was asked.
    on_record: int = 0
    is_sorted: bool = False
    # By what the form above the roll is known; empty where it is not worth keeping.
    form_key: tuple[object, ...] = ()

    @property
    def total_in_words(self) -> str:
        """The number found; where it was not counted to the end, with a plus."""
        return f"{self.total}+" if self.is_capped else str(self.total)

    @property
    def html(self) -> SafeString:
        """The lines, one after the other."""
        return together(self.entries)

    @property
    def has_workbook(self) -> bool:
        """Whether what was found is given as a workbook, too."""
        return fits_workbook(self.total)

    @property
    def last(self) -> int:
        """The number of the last line shown."""
        return self.first + len(self.entries) - 1

    @property
    def main_facets(self) -> list[Facet]:
        """What most readers ask by."""
        return [facet for facet in self.facets if facet.name not in FOLDED]

    @property
    def folded_facets(self) -> list[Facet]:
        """What few readers ask by; on a phone it would push the list off the screen."""
        return [facet for facet in self.facets if facet.name in FOLDED]

    @property
    def has_folded_choices(self) -> bool:
        """Whether one of the folded was chosen or refused, or another order asked for: then it must be seen."""
        chosen = any(option.is_chosen for facet in self.folded_facets for option in facet.options)
        return chosen or self.is_sorted or any(facet.errors for facet in self.folded_facets)

    @property
    def has_other_pages(self) -> bool:
        """Whether there is anything to turn to."""
        return bool(self.previous or self.next)


@dataclass(frozen=True)
class _Answer:
    """What the roll says to a question; ``facets`` with what else could be asked."""

    counted: Counted
    facets: list[Facet]
    shown: Slice
    is_capped: bool = False


def roll_page(request: HttpRequest, question: Question) -> RollPage:
    """The page that the address asks for; four queries for a roll nobody narrowed, one where the rest is kept.

    Raises ``Http404`` for a page that does not exist. A question that cannot be read finds nothing,
    and is offered all there is.
    """
    kept = kept_of(request)
    whole = kept.part(public_cells, public_cells)
    if not question.is_valid:
        return RollPage(facets=facets(whole, count(whole, {}), {}, {}, question.errors))
    asked, turn = Asked.of(question.cleaned), Turn.of(request.GET)
    called = {name: name_of_choice(name, value, question.cleaned[name]) for name, value in asked.choices.items()}
    answer = _of_words(whole, asked, called, turn) if asked.words else _of_choices(kept, whole, asked, called, turn)
    choices = tuple(sorted(asked.choices.items()))
    query, shown = query_without(request), answer.shown
    entries = printed(request, "components/entry_list_row.html", shown.keys)
    previous, following = _ways(shown, entries, query)
    page = RollPage(
        total=answer.counted.total,
        is_capped=answer.is_capped,
        facets=answer.facets,
        is_sorted=asked.sort != OFFICIAL,
        extent=kept.part((extent_of, choices), lambda: extent_of(whole, question.cleaned)),
        on_record=sum(cell.count for cell in whole),
        chips=_chips(request, asked, called),
        entries=entries,
        first=shown.first,
        previous=previous,
        next=following,
        query=query,
        # With words in it, a form is hardly ever asked for again.
        form_key=() if asked.words else (*choices, asked.sort),
    )
    return _numbered(page, turn) if getattr(request, "is_static", False) else page


def _numbered(page: RollPage, turn: Turn) -> RollPage:
    """The page as it is published: neighbours by number, for those are files."""
    before, after = turn.number - 1, turn.number + 1
    return replace(
        page,
        previous=_link(page.query, f"page={before}" if before > 1 else "") if before else "",
        next=_link(page.query, f"page={after}") if page.next and after <= LAST_PAGE else "",
    )


def _of_choices(kept: Kept, whole: list[Cell], asked: Asked, called: dict[str, str], turn: Turn) -> _Answer:
    choices = tuple(sorted(asked.choices.items()))
    counted = kept.part((count, choices), lambda: count(whole, asked.choices))
    offered = kept.part((facets, choices), lambda: facets(whole, counted, asked.choices, called, {}))
    if asked.sort != BY_NAME:
        order = by_round if asked.sort == BY_ROUND else official
        along = kept.part((stretches, choices, asked.sort), lambda: stretches(counted.matching, order))
        shown = walk(along, asked, turn)
    elif counted.total > MOST:
        shown = walk_by_name(HonorEntry.objects.public(), counted, asked, turn)
    else:
        shown = pick(found_by(HonorEntry.objects.public().filter(**asked.conditions)), counted, asked, turn)
    return _Answer(counted, offered, shown)


def _of_words(whole: list[Cell], asked: Asked, called: dict[str, str], turn: Turn) -> _Answer:
    public = HonorEntry.objects.public()
    named, is_whole = about(public, asked.words)
    if is_whole:
        found = found_by(named)
        if not found.is_capped:
            counted = count(found.cells, asked.choices)
            offered = facets(whole, counted, asked.choices, called, {})
            return _Answer(counted, offered, pick(found, counted, asked, turn))
    elif count(whole, asked.choices).total <= MOST:
        # The words say little, the choices much: what was chosen is read to its end.
        named, is_whole = among(public, asked.words), True
    # Too many to be told apart afterwards: the choices are asked of the database, too.
    found = found_by(named.filter(**asked.conditions))
    counted = count(found.cells, asked.choices)
    # Every choice would find too many to count.
    offered = facets(whole, None, asked.choices, called, {})
    return _Answer(counted, offered, pick(found, counted, asked, turn), found.is_capped or not is_whole)


def _chips(request: HttpRequest, asked: Asked, called: dict[str, str]) -> list[Chip]:
    chosen = [Chip("名称", asked.words, f"?{query_without(request, 'q')}")] if asked.words else []
    return chosen + [Chip(LABELS[name], called[name], f"?{query_without(request, name)}") for name in asked.choices]


def _ways(shown: Slice, entries: list[PrintedLine], query: str) -> tuple[str, str]:
    """The query strings of the pages before and after; empty at the ends."""
    if not entries:
        return "", ""
    before = f"before={entries[0].verify_code}"
    # Back on the first page: under the address it always has.
    previous = _link(query, before if shown.first > PER_PAGE + 1 or not shown.first else "")
    following = _link(query, f"after={entries[-1].verify_code}")
    return previous if shown.has_previous else "", following if shown.has_next else ""


def _link(*parts: str) -> str:
    return "?" + "&".join(part for part in parts if part)

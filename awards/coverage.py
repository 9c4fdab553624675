"""Which subdistrict has handed in what, round by round: the coverage board of the staff front page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from awards.choices import ListState
from awards.completeness import Completeness, tally
from awards.models import AwardRound, AwardScheme
from awards.scoping import lists_seen_by
from awards.worklists import counted_for
from organizations.models import StaffUser, Subdistrict
from organizations.scoping import writable_subdistricts

# Older rounds are found among the rounds; a board as wide as a scheme's history shows nothing.
MOST_ROUNDS = 6
# What came furthest speaks for a cell.
FURTHEST = (ListState.RELEASED, ListState.NOTICE, ListState.REVIEW, ListState.DRAFT, ListState.WITHDRAWN)
MARKS = {
    ListState.RELEASED: "●",
    ListState.NOTICE: "◉",
    ListState.REVIEW: "◐",
    ListState.DRAFT: "○",
    ListState.WITHDRAWN: "×",
}
NOTHING, NOTHING_MARK = "无", "–"


@dataclass(frozen=True)
class Cell:
    """What is on record of one subdistrict in one round; of the whole district where it is None."""

    round: AwardRound
    subdistrict: Subdistrict | None
    counts: Completeness
    states: dict[str, int]
    lists: list[int]

    @property
    def state(self) -> ListState | None:
        """The state of the list that came furthest; None where there is nothing."""
        return next((state for state in FURTHEST if self.states.get(state)), None)

    @property
    def mark(self) -> str:
        """A sign beside the word, told apart by its shape."""
        return MARKS[self.state] if self.state else NOTHING_MARK

    @property
    def word(self) -> str:
        """The state in words."""
        return str(self.state.label) if self.state else NOTHING

    @property
    def behind(self) -> str:
        """Lists that are not as far: 另有草稿 1 份."""
        rest = [f"{state.label} {self.states[state]} 份" for state in FURTHEST if self.states.get(state)][1:]
        return f"另有{'、'.join(rest)}" if rest else ""


@dataclass(frozen=True)
class Board:
    """Schemes with their latest rounds, and a row of cells for each subdistrict."""

    schemes: list[tuple[AwardScheme, list[AwardRound]]]
    rows: list[tuple[Subdistrict | None, list[Cell]]]

    @property
    def rounds(self) -> list[AwardRound]:
        """The columns from left to right."""
        return [award_round for _, rounds in self.schemes for award_round in rounds]


def coverage_board(user: StaffUser) -> Board:
    """The board as far as ``user`` may see it; six queries, however much is on record.

    A clerk sees the rows of the own subdistricts; the district's staff also the whole of each round.
    """
    schemes = _latest_rounds()
    rounds = [award_round for _, latest in schemes for award_round in latest]
    writable = writable_subdistricts(user)
    places: list[Subdistrict | None] = list(Subdistrict.objects.in_official_order())
    if writable is not None:
        own = set(writable.values_list("pk", flat=True))
        places = [place for place in places if place and place.pk in own]
    if writable is None:
        places.append(None)
    counts = tally(rounds, entries=counted_for(user))
    states, lists = _states(user, rounds)
    rows = [
        (
            place,
            [
                Cell(
                    one,
                    place,
                    counts.of(one, subdistrict=place),
                    states[one.pk, place and place.pk],
                    lists[one.pk, place and place.pk],
                )
                for one in rounds
            ],
        )
        for place in places
    ]
    return Board(schemes, rows)


def _latest_rounds() -> list[tuple[AwardScheme, list[AwardRound]]]:
    latest: dict[AwardScheme, list[AwardRound]] = defaultdict(list)
    for award_round in AwardRound.objects.with_scheme().newest_first():
        if len(latest[award_round.scheme]) < MOST_ROUNDS:
            latest[award_round.scheme].append(award_round)
    return list(latest.items())


def _states(user: StaffUser, rounds: list[AwardRound]) -> tuple[dict, dict]:
    """Lists by state and their keys, by round and subdistrict.

    A list of the whole district speaks for each subdistrict it has entries of.
    """
    keys = [one.pk for one in rounds]
    states: dict[tuple[int, int | None], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    lists: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for key, award_round, place, state in (
        lists_seen_by(user).filter(round__in=keys).order_by("pk").values_list("pk", "round", "subdistrict", "state")
    ):
        # The last row is the whole round: every list of it.
        for row in {place, None}:
            states[award_round, row][state] += 1
            lists[award_round, row].append(key)
    shared = counted_for(user).filter(round__in=keys, list__subdistrict=None, subdistrict__isnull=False).order_by()
    for award_round, place, state, count in shared.values_list("round", "subdistrict", "list__state").annotate(
        count=Count("list", distinct=True)
    ):
        states[award_round, place][state] += count
    return states, lists

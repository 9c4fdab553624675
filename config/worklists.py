"""The two boards of the staff front page: what waits, and who has handed in what."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse

from awards.coverage import Board, Cell, coverage_board

# In the order in which one would take them up: what readers wait for, what they see wrong, what is missing.
WORKLISTS = (
    "awards.WaitingBatch",
    "awards.ReturnedList",
    "awards.WaitingList",
    "showcase.ReturnedCase",
    "showcase.WaitingCase",
    "showcase.OpenReport",
    "awards.ClashingEntry",
    "awards.UnconfirmedEntry",
    "awards.UntieredEntry",
    "awards.CountMismatch",
    "awards.UnknownSpelling",
    "awards.PossibleDouble",
    "awards.UnnumberedRound",
    "showcase.UndescribedPhoto",
)


@dataclass(frozen=True)
class Task:
    """One worklist as the front page counts it."""

    label: str
    count: int
    address: str


def worklists_of(site: AdminSite, request: HttpRequest) -> list[Any]:
    """The worklists (``awards.admin.worklists.page``, whose import needs the site first) that are this person's."""
    desks = [site._registry[apps.get_model(label)] for label in WORKLISTS]
    return [desk for desk in desks if desk.has_view_permission(request)]


def tasks_for(site: AdminSite, request: HttpRequest) -> list[Task]:
    """What waits for this person, list by list; a query or a few for each list, however long it is."""
    return [
        Task(
            str(desk.opts.verbose_name_plural),
            desk.waiting(request),
            reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_changelist"),
        )
        for desk in worklists_of(site, request)
    ]


def front_page(site: AdminSite, request: HttpRequest) -> dict[str, Any]:
    """What the front page lays before this person."""
    tasks = tasks_for(site, request)
    return {
        "has_worklists": bool(tasks),
        "tasks": [task for task in tasks if task.count],
        "done": [task for task in tasks if not task.count],
        "board": board_for(request.user),
    }


def board_for(user: Any) -> dict[str, Any] | None:
    """The coverage board with the way from each cell; None for those who see no lists."""
    if not user.has_perm("awards.view_honorlist"):
        return None
    board: Board = coverage_board(user)
    may_add = user.has_perm("awards.add_honorlist")
    rows = [(place or "全区", [(cell, _way_of(cell, may_add)) for cell in cells]) for place, cells in board.rows]
    return {"schemes": board.schemes, "rounds": board.rounds, "rows": rows} if board.rounds and rows else None


def _way_of(cell: Cell, may_add: bool) -> str:
    """Where a cell leads: to its only list, to its lists, to a new one, or nowhere."""
    if len(cell.lists) == 1:
        return reverse("admin:awards_honorlist_change", args=cell.lists)
    place = cell.subdistrict
    if cell.state is None:
        asked = f"?round={cell.round.pk}{f'&subdistrict={place.pk}' if place else ''}"
        return f"{reverse('admin:awards_honorlist_add')}{asked}" if may_add else ""
    where = f"&subdistrict__id__exact={place.pk}" if place else ""
    page = "awards_honorlist_changelist" if cell.lists else "awards_honorentry_changelist"
    return f"{reverse(f'admin:{page}')}?round={cell.round.pk}{where}"

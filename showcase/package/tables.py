"""Which tables the package holds, and the dictionary of their columns: read from the columns themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from awards.exporting import COLUMNS
from showcase.api.cases import CASES
from showcase.api.columns import KINDS, Column
from showcase.api.corrections import CORRECTIONS
from showcase.api.honors import HONORS
from showcase.api.organizations import ORGANIZATIONS
from showcase.api.rounds import ROUNDS


class Table(Protocol):
    """What can be written out whole: a noun of the API, or the log of changes."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def meaning(self) -> str: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    def everything(self) -> Iterator[Any]: ...


TABLES: tuple[Table, ...] = (ORGANIZATIONS, ROUNDS, HONORS, CASES, CORRECTIONS)


@dataclass(frozen=True)
class Explained:
    """One line of the dictionary."""

    name: str
    title: str
    kind: str
    unit: str
    meaning: str
    values: dict[str, str]

    def values_in_words(self) -> str:
        """``valid 有效；revoked 已撤销``, or nothing where anything may stand."""
        return "；".join(f"{code} {label}".strip() for code, label in self.values.items())


def dictionary() -> Iterator[tuple[Table, list[Explained]]]:
    """Every table with its columns explained, the parts of a list below it."""
    for table in TABLES:
        yield table, list(_explained(table.columns))


def sheet_columns() -> list[Explained]:
    """The columns of ``/honors.csv`` and ``/honors.xlsx``, which have Chinese headings."""
    return [
        Explained(heading, heading, KINDS[column.kind], column.unit, column.meaning, column.values)
        for heading, column in COLUMNS.items()
    ]


def _explained(columns: Iterable[Column], above: str = "") -> Iterator[Explained]:
    for column in columns:
        name = f"{above}{column.name}"
        kind = "网址" if column.is_address else KINDS[column.kind]
        kind += "，可以为空" if column.may_lack else ""
        yield Explained(name, column.title, kind, column.unit, column.meaning, dict(column.values))
        yield from _explained(column.parts, f"{name}.")

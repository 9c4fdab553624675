"""What a noun tells of each record, said once: JSON, CSV, description and dictionary are read from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Choices
from django.utils import timezone

# Several values in one cell; never part of a name.
PARTED_BY = "｜"
_FORMATS: Mapping[type, tuple[str, str]] = {
    str: ("string", ""),
    int: ("integer", ""),
    bool: ("boolean", ""),
    date: ("string", "date"),
    datetime: ("string", "date-time"),
}
KINDS: Mapping[type, str] = {
    str: "文字",
    int: "整数",
    bool: "是或否（true / false）",
    date: "日期（YYYY-MM-DD）",
    datetime: "时刻（ISO 8601，北京时间）",
    list: f"列表（CSV 中以“{PARTED_BY}”隔开）",
}


@dataclass(frozen=True)
class Column:
    """One fact of a record. ``read`` takes it from the record; ``kind`` list has ``parts`` of its own.

    ``is_address``: a path of this site, given to others in full. ``may_lack``: None where the
    sources do not say.
    """

    name: str
    title: str
    meaning: str
    read: Callable[[Any], Any]
    kind: type = str
    may_lack: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    pattern: str = ""
    is_address: bool = False
    parts: tuple["Column", ...] = ()

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its value."""
        if self.kind is list:
            return {"type": "array", "description": self.meaning, "items": object_schema(self.parts)}
        kind, its_format = _FORMATS[self.kind]
        found: dict[str, Any] = {"type": [kind, "null"] if self.may_lack else kind, "description": self.meaning}
        if its_format or self.is_address:
            found["format"] = its_format or "uri-reference"
        if self.values:
            found["enum"] = [*self.values, *([None] if self.may_lack else [])]
        if self.pattern:
            found["pattern"] = self.pattern
        if self.kind is int:
            found["minimum"] = 0
        return found

    def fact(self, record: Any, whole: Callable[[str], str]) -> Any:
        """Its value for JSON; ``whole`` makes a full address of a path."""
        value = self.read(record)
        if self.kind is list:
            return [facts(self.parts, one, whole) for one in value]
        if value is None or (value == "" and self.may_lack):
            return None
        if isinstance(value, datetime):
            return timezone.localtime(value).isoformat(timespec="seconds")
        return value.isoformat() if isinstance(value, date) else whole(value) if self.is_address else value


def coded(choices: type[Choices]) -> dict[str, str]:
    """Allowed values with their meaning."""
    return {str(code): str(label) for code, label in choices.choices}


def facts(columns: Iterable[Column], record: Any, whole: Callable[[str], str]) -> dict[str, Any]:
    """The record as a JSON object."""
    return {column.name: column.fact(record, whole) for column in columns}


def object_schema(columns: Iterable[Column]) -> dict[str, Any]:
    """The JSON Schema of such an object: every key is always there, and no other."""
    columns = tuple(columns)
    return {
        "type": "object",
        "properties": {column.name: column.schema() for column in columns},
        "required": [column.name for column in columns],
        "additionalProperties": False,
    }


def cell(column: Column, value: Any) -> str:
    """A JSON value as the text of one cell."""
    if column.kind is list:
        return PARTED_BY.join(str(one[column.parts[0].name]) for one in value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

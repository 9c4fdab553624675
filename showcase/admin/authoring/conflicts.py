"""Two people at one case: the later save is held back, with both texts in sight and nothing lost.

What was sent is laid on the case as it stands now: rows both know keep the sender's words, rows only the
sender knows become new ones, rows only the other knows are taken in. The form then shows what differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import ModelChoiceField, MultiWidget
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from organizations.admin.desk import is_key

HIDDEN = {"version", "draft_key", "new_photos", "upload", "id", "case", "DELETE"}
TOUCHED = "touched"
# What says which row it is, and of which case.
ALWAYS_MINE = {"id", "case", "version", "draft_key"}
MOST_ROWS = 200


@dataclass(frozen=True)
class Difference:
    """One field in which what was sent differs from what is on record."""

    where: str
    label: str
    theirs: str
    mine: str


def laid_on(sent: QueryDict, files: MultiValueDict, form: Any, formsets: list[Any]) -> tuple[QueryDict, MultiValueDict]:
    """``sent`` laid on ``form`` and ``formsets``, unbound and of today: rows in their order, files with them.

    What the sender did not touch is taken from the record, where the page says what was touched.
    """
    data, kept_files, touched = sent.copy(), files.copy(), _touched(sent)
    if touched is not None:
        # A tick that only the other took away must not come back.
        for name in set(form.fields) - touched - ALWAYS_MINE:
            data.pop(name, None)
    _lay(data, "", _merged(_Row(0, dict(sent.lists()), {}), _on_record(form), touched, "").said)
    for formset in formsets:
        prefix = formset.prefix
        mine = _rows(sent, files, prefix)
        for values in (data, kept_files):
            for name in [name for name in values if _is_row(name, prefix)]:
                del values[name]
        by_key = {key: row for row in mine if (key := row.key)}
        known = {str(one.instance.pk): _on_record(one) for one in formset.initial_forms}
        rows = [
            _merged(by_key[key], row, touched, f"{prefix}-{by_key[key].number}-") if key in by_key else row
            for key, row in known.items()
        ]
        rows += [row.without_key() for row in mine if row.key not in known and row.is_kept(touched, prefix)]
        for number, row in enumerate(rows):
            _lay(data, f"{prefix}-{number}-", row.said)
            _lay(kept_files, f"{prefix}-{number}-", row.files)
        data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(len(known))
    return data, kept_files


def _touched(sent: QueryDict) -> frozenset[str] | None:
    """The names of the fields somebody typed into; ``None`` where the page had no script to tell."""
    return frozenset(sent[TOUCHED].split()) if sent.get(TOUCHED) else None


def _lay(values: MultiValueDict, prefix: str, said: dict[str, list[Any]]) -> None:
    for field, value in said.items():
        values.setlist(f"{prefix}{field}", value)


def _merged(mine: "_Row", theirs: "_Row", touched: frozenset[str] | None, prefix: str) -> "_Row":
    """My row, with theirs wherever I touched nothing."""
    if touched is None:
        return mine
    said = {field: value for field, value in theirs.said.items() if f"{prefix}{field}" not in touched}
    said |= {
        field: value for field, value in mine.said.items() if f"{prefix}{field}" in touched or field in ALWAYS_MINE
    }
    return _Row(mine.number, said, mine.files)


def names_rows_as_new(sent: QueryDict, prefix: str) -> bool:
    """Whether rows that are on record stand among the new ones, as photos do that were just uploaded."""
    rows = _rows(sent, MultiValueDict(), prefix)
    initial = sent.get(f"{prefix}-INITIAL_FORMS", "")
    return initial.isdecimal() and len([row for row in rows if row.key]) > int(initial)


def differences(form: Any, formsets: list[Any]) -> list[Difference]:
    """Field by field, what the bound forms say otherwise than the record."""
    found = list(_differences(form, ""))
    for formset in formsets:
        noun = formset.model._meta.verbose_name
        for number, row in enumerate(formset.forms, start=1):
            if row.instance.pk:
                found += _differences(row, f"{noun} {number}")
            elif row.has_changed():
                found.append(Difference(f"{noun} {number}", "整行", "没有这一行", "保存后作为新的一行"))
    return found


def _differences(form: Any, where: str) -> Iterator[Difference]:
    if form.data.get(form.add_prefix("DELETE")):
        yield Difference(where, "整行", "保留", "删除")
        return
    for name in form.changed_data:
        if name not in HIDDEN:
            field = form[name]
            theirs, mine = _said(field, form.get_initial_for_field(field.field, name)), _said(field, field.data)
            yield Difference(where, str(field.label), theirs, mine)


def _said(field: Any, value: Any) -> str:
    """``value`` as people read it."""
    if isinstance(field.field, ModelChoiceField) and value:
        return str(field.field.queryset.filter(pk=value).first() or "—") if str(value).isdecimal() else "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return " ".join(str(one) for one in value if one)
    labels = {str(key): label for key, label in _flat(getattr(field.field.widget, "choices", ()))}
    return str(labels.get(str(value), value)) if value not in (None, "") else "（空）"


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from ((inner, f"{key}，{words}") for inner, words in label)
        else:
            yield key, label


@dataclass(frozen=True)
class _Row:
    """One row as it was sent, and its number in the form."""

    number: int
    said: dict[str, list[str]]
    files: dict[str, list[Any]]

    @property
    def key(self) -> str:
        return self.said.get("id", [""])[0]

    def without_key(self) -> "_Row":
        """The row as a new one: nobody has it on record any more."""
        return _Row(self.number, {**self.said, "id": [""]}, self.files)

    def is_kept(self, touched: frozenset[str] | None, prefix: str) -> bool:
        """Whether the row says anything, was not to be deleted, and is not one that only the other deleted."""
        if (
            self.key
            and touched is not None
            and not any(f"{prefix}-{self.number}-{name}" in touched for name in self.said)
        ):
            return False
        words = (value for name, values in self.said.items() if name not in HIDDEN for value in values)
        return not any(self.said.get("DELETE", ())) and (any(words) or bool(self.files))


def _rows(sent: QueryDict, files: MultiValueDict, prefix: str) -> list[_Row]:
    total = sent.get(f"{prefix}-TOTAL_FORMS", "0")
    rows = [_Row(number, {}, {}) for number in range(min(int(total) if is_key(total) else 0, MOST_ROWS))]
    for name in [*sent, *files]:
        number, _, field = name.removeprefix(f"{prefix}-").partition("-")
        if _is_row(name, prefix) and int(number) < len(rows):
            row = rows[int(number)]
            if name in files:
                row.files[field] = files.getlist(name)
            else:
                row.said[field] = sent.getlist(name)
    return rows


def _is_row(name: str, prefix: str) -> bool:
    number, _, field = name.removeprefix(f"{prefix}-").partition("-")
    return name.startswith(f"{prefix}-") and number.isdecimal() and len(number) < 5 and bool(field)


def _on_record(form: Any) -> _Row:
    """What a form says of the record, as a browser would send it."""
    said: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if isinstance(field.widget, MultiWidget):
            parts = enumerate(field.widget.decompress(value))
            said |= {f"{name}_{number}": ["" if part is None else str(part)] for number, part in parts}
        elif isinstance(value, bool):
            said |= {name: ["on"]} if value else {}
        else:
            said[name] = ["" if value is None else str(getattr(value, "pk", value))]
    return _Row(0, said, {})

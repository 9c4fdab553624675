"""What a history says of each change: in the words of the forms, not in those of the database."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.models import ModelChange, ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay

# A foreword or a section is compared whole; the stock page cuts after a hundred characters.
LONGEST_TEXT = 20_000


def tell_changes(model: type[Model], records: Sequence[Any]) -> None:
    """Give each of ``records``, the latest first, its ``history_delta_changes``.

    The stock page is silent about what no form edits: who submitted a list, who released it, its state.
    """
    latest_first = list(records)
    # The last of a page changed something, too: what stood before it is on the next page.
    before = latest_first[-1].prev_record if latest_first else None
    for later, earlier in pairwise([*latest_first, *([before] if before else [])]):
        changes = [*_field_changes(later, earlier), *_set_changes(later, earlier)]
        delta = ModelDelta(changes, [change.field for change in changes], earlier, later)
        later.history_delta_changes = WrittenHistory(model, later).context_for_delta_changes(delta)


def facts_of(version: Any) -> list[tuple[str, str]]:
    """Label and words of everything ``version`` holds, the record's fields in order; empty ones are left out."""
    shown = [field for field in version.tracked_fields if not (field.primary_key or _is_derived(field))]
    told = [(field, _said(field, _value(version, field))) for field in shown]
    return [(str(field.verbose_name), words) for field, words in told if words]


def _field_changes(later: Any, earlier: Any) -> list[ModelChange]:
    """What one save changed, as the record's fields follow one another."""
    return [
        ModelChange(field.name, _value(earlier, field), _value(later, field))
        for field in later.tracked_fields
        if not _is_derived(field) and getattr(later, field.attname) != getattr(earlier, field.attname)
    ]


def _set_changes(later: Any, earlier: Any) -> list[ModelChange]:
    """What it changed in sets of other records, such as the subdistricts of a person."""
    names = [field.name for field in later._history_m2m_fields]
    return later.diff_against(earlier, included_fields=names, foreign_keys_are_objs=True).changes if names else []


def _value(record: Any, field: Field) -> Any:
    if not field.is_relation or getattr(record, field.attname) is None:
        return getattr(record, field.attname)
    try:
        return getattr(record, field.name)
    except ObjectDoesNotExist:
        return f"已删除的{field.related_model._meta.verbose_name}"


class WrittenHistory(HistoricalRecordContextHelper):
    """Choices, dates, yes and no as people read them."""

    def prepare_delta_change_value(self, change: ModelChange, value: Any) -> Any:
        prepared = super().prepare_delta_change_value(change, value)
        if isinstance(prepared, list):
            return "、".join(str(one) for one in prepared)
        return _said(self.model._meta.get_field(change.field), prepared)

    def get_obj_diff_display(self) -> ObjDiffDisplay:
        return ObjDiffDisplay(max_length=LONGEST_TEXT)


def _said(field: Field, value: Any) -> str:
    choices = dict(field.flatchoices or ())
    return str(choices[value]) if choices and value in choices else in_words(value)


def in_words(value: Any) -> str:
    """``value`` as a form would show it; "" where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y年n月j日 H:i")
    if isinstance(value, date):
        return date_format(value, "Y年n月j日")
    return str(value)


def _is_derived(field: Field) -> bool:
    """Whether ``field`` only repeats others (folded names, pinyin, the time of saving): it has no name of its own."""
    return field.verbose_name == field.name.replace("_", " ") or getattr(field, "auto_now", False)

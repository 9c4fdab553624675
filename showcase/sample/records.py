"""Fixture records, put on record like any other: checked, with history, never over what is there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError

from organizations.models import Organization, StaffUser
from organizations.naming import stand_for_itself
from showcase.sample.problems import SampleError

# The field that says who first wrote such a record.
WRITER_FIELDS = {"awards.honorlist": "entered_by", "showcase.casestudy": "written_by"}


def load_missing(path: Path, *, reason: str, hands: Mapping[str, StaffUser] | None = None) -> int:
    """Save the records of the fixture ``path`` that are not there yet; return how many.

    A record that is there is left as it stands; a place that was deleted stays deleted.
    ``reason`` goes into the history; ``hands`` says who enters the records of each application.
    Raises ``SampleError`` where one would break a rule.
    """
    added = 0
    # Forward references: an organisation points at itself, which stand_for_itself settles.
    for item in serializers.deserialize("json", path.read_text("utf-8"), handle_forward_references=True):
        record: Any = item.object
        if record.pk is None and not _was_here(record):
            _enter(record, reason, (hands or {}).get(record._meta.app_label))
            added += 1
        elif record.pk and not record.history.exists():
            _begin_history(record, reason)
    return added


def _was_here(record: Any) -> bool:
    """Whether staff have deleted this place or given it another code: then it is not missing."""
    return hasattr(record, "code") and type(record).history.filter(code=record.code).exists()


def _enter(record: Any, reason: str, by: StaffUser | None) -> None:
    """Save a new record; ``loaddata`` would check nothing and write no history."""
    if writer_field := WRITER_FIELDS.get(record._meta.label_lower):
        setattr(record, writer_field, by)
    record._history_user, record._change_reason = by, reason
    try:
        record.full_clean()
    except ValidationError as error:
        raise SampleError(f"{record._meta.verbose_name}“{record}”：{''.join(error.messages)}") from error
    record.save()
    if isinstance(record, Organization):
        stand_for_itself(record)


def _begin_history(record: Any, reason: str) -> None:
    """Give a record that came by plain ``loaddata`` its first history row, as it stands now."""
    model = type(record)
    stored = model.objects.get(pk=record.pk)
    model.history.bulk_history_create([stored], default_change_reason=reason)

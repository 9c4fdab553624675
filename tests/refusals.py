"""Breaking one rule of the database and hearing what is said about it."""

from collections.abc import Callable, Iterable, Mapping

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, Model, UniqueConstraint

BrokenRows = Mapping[str, Callable[[], Model]]


def constraints_of(app_label: str) -> dict[str, BaseConstraint]:
    """Every constraint that the models of an app declare, by name."""
    models = apps.get_app_config(app_label).get_models()
    return {constraint.name: constraint for model in models for constraint in model._meta.constraints}


def database_refusal(record: Model) -> str:
    """What the database says when ``record`` is written past all forms."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        record.save()
    return str(refused.value)


def signs_of(constraint: BaseConstraint, record: Model) -> Iterable[str]:
    """The texts, any of which in a refusal tells that ``constraint`` was the one that refused."""
    yield constraint.name
    # SQLite names the columns of a unique constraint instead.
    if isinstance(constraint, UniqueConstraint) and constraint.fields:
        columns = [record._meta.get_field(name).column for name in constraint.fields]
        yield "UNIQUE constraint failed: " + ", ".join(f"{record._meta.db_table}.{column}" for column in columns)


def refusal_of_full_clean(record: Model) -> dict[str, list[str]]:
    """What a form would say of ``record``, by field; of the whole record under ``__all__``."""
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    return refused.value.message_dict

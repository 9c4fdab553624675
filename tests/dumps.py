"""What stands in the tables, to compare before and after."""

from typing import Any

from django.db.models import Model


def dump(*models: type[Model]) -> dict[str, list[dict[str, Any]]]:
    """Every column of every row; of a table that only pairs records, the pairs."""
    found = {}
    for model in models:
        pairs = bool(model._meta.auto_created)
        columns = [field.attname for field in model._meta.concrete_fields if not (pairs and field.primary_key)]
        found[model._meta.label] = list(model._base_manager.order_by(*columns).values(*columns))
    return found

"""Forms that check the whole record.

Django leaves out every constraint that involves a field the form does not show, and checks rows
saved together one by one; what slips through would reach the database and be a server error.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet, BaseModelFormSet


class WholeRecordForm(forms.ModelForm):
    """A model form whose constraints count even where their fields are not on the page.

    A form that shows only part of a record sets the rest on ``self.instance`` in ``clean``.
    """

    # Constraints over these fields are left to the set of rows that is saved together.
    left_to_the_set: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Labels stand above their fields; a colon would point at nothing.
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.validate_constraints(exclude=self.left_to_the_set)
        except ValidationError as error:
            self.add_error(None, error.messages)


def constraint_named(model: type[Model], name: str) -> str:
    """What the database rule of that name says to people."""
    rule = next(rule for rule in model._meta.constraints if rule.name == name)
    return str(rule.violation_error_message)


class WholeFormSetMixin(BaseModelFormSet):
    """Rows saved together: what may stand only once is compared among them too."""

    # Attribute names that together may stand once, and what to say; None counts as a value.
    once: tuple[tuple[tuple[str, ...], str], ...] = ()
    # The same, but a row where one of them is empty claims nothing.
    once_where_given: tuple[tuple[tuple[str, ...], str], ...] = ()

    def live_forms(self) -> Iterator[Any]:
        """Forms that will be rows after saving."""
        deleted = self.deleted_forms if self.can_delete else []
        for form in self.forms:
            if form not in deleted and (form.instance.pk or form.has_changed()):
                yield form

    def clean(self) -> None:
        super().clean()
        if any(form.errors for form in self.forms):
            return
        for names, message in self.once:
            self._refuse_twice(names, message, empty_counts=True)
        for names, message in self.once_where_given:
            self._refuse_twice(names, message, empty_counts=False)

    def _refuse_twice(self, names: tuple[str, ...], message: str, *, empty_counts: bool) -> None:
        seen = set()
        for form in self.live_forms():
            key = tuple(getattr(form.instance, name) for name in names)
            if None in key and not empty_counts:
                continue
            if key in seen:
                form.add_error(None, message)
            seen.add(key)


class WholeFormSet(WholeFormSetMixin):
    """For the quick edit of a list page."""


class WholeInlineFormSet(WholeFormSetMixin, BaseInlineFormSet):
    """For rows inside another record's page."""

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        # The stock class leaves the parent out of the names; the constraint has it.
        for constraint in self.model._meta.constraints:
            if set(getattr(constraint, "fields", ())) - {self.fk.name} == set(unique_check) - {self.fk.name}:
                return str(constraint.violation_error_message)
        return super().get_unique_error_message(unique_check)

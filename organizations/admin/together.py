"""Rows of one record that exchange places: saved one by one they would stand in each other's way."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from organizations.admin.whole_record import WholeInlineFormSet, WholeRecordForm

HIGHEST_NUMBER = 9999


class TogetherFormSet(WholeInlineFormSet):
    """Before saving, changed rows step aside, so that any two may swap what is unique."""

    def aside(self, row: Model) -> dict[str, Any]:
        """Values nobody else holds, for ``row`` while the others are written."""
        raise NotImplementedError

    def save(self, commit: bool = True) -> list[Model]:
        for form in self.initial_forms:
            if commit and form.has_changed():
                # Not a change of the record: no history row for the moment in between.
                rows = self.model._default_manager.filter(pk=form.instance.pk)
                rows.update(**self.aside(form.instance))
        return super().save(commit)


class NumberedForm(WholeRecordForm):
    """A row whose number may be left blank: it then comes last."""

    number_field = "position"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left_to_the_set = frozenset({self.number_field})
        if field := self.fields.get(self.number_field):
            field.required = False
            field.min_value, field.max_value = 1, HIGHEST_NUMBER
            field.help_text = "从 1 起；留空排在最后。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number = cleaned.get(self.number_field)
        if number is not None and not 1 <= number <= HIGHEST_NUMBER:
            self.add_error(self.number_field, f"请填 1 到 {HIGHEST_NUMBER} 之间的数。")
        return cleaned


class NumberedFormSet(TogetherFormSet):
    """Rows in an order of their own: two may change places in one save, none share a number."""

    number_field = "position"

    def aside(self, row: Model) -> dict[str, Any]:
        return {self.number_field: HIGHEST_NUMBER + 1 + self._place_of(row)}

    def clean(self) -> None:
        super().clean()
        if any(form.errors for form in self.forms):
            return
        taken = self._numbers_elsewhere()
        without_number = []
        for form in self.live_forms():
            number = getattr(form.instance, self.number_field)
            if number is None:
                without_number.append(form)
            elif number in taken:
                raise ValidationError(f"第 {number} 位已经有了，请改用别的次序。")
            else:
                taken.add(number)
        for form in without_number:
            number = max(taken, default=0) + 1
            setattr(form.instance, self.number_field, number)
            taken.add(number)

    def _numbers_elsewhere(self) -> set[int]:
        """Numbers of rows somebody else added while this page was open."""
        if self.instance.pk is None:
            return set()
        shown = [form.instance.pk for form in self.initial_forms]
        rows = self.model._default_manager.filter(**{self.fk.name: self.instance}).exclude(pk__in=shown)
        return set(rows.values_list(self.number_field, flat=True))

    def _place_of(self, row: Model) -> int:
        return [form.instance.pk for form in self.initial_forms].index(row.pk)

"""The photos of a case as rows of its form."""

from typing import Any

from django.forms import BaseInlineFormSet

from organizations.admin.whole_record import WholeInlineFormSet, WholeRecordForm
from showcase.admin.authoring.fields import LineField
from showcase.admin.authoring.places import GONE, SAVED, TYPED, Place, PlaceField, place_of
from showcase.models import CaseSection, Photo
from showcase.photos.forms import PhotoForm, PhotoFormSet


class CasePhotoForm(PhotoForm, WholeRecordForm):
    """A photo on the page of its case: checked whole, placed by seeing the paragraphs."""

    # Whether there is a picture is known only after the upload is read.
    left_to_the_set = frozenset({"original", "case", "organization"})
    # Keys of the sections on record when the page was asked for; set by the inline.
    known_sections: frozenset[int] = frozenset()

    place = PlaceField([])

    class Meta(PhotoForm.Meta):
        field_classes = {"caption": LineField, "alternative_text": LineField, "credit": LineField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("place", place_of(self.instance))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        place = cleaned.get("place")
        if isinstance(place, Place):
            if place.of == SAVED and place.number not in self.known_sections:
                self.add_error("place", GONE)
            self.instance.after_paragraph = place.after_paragraph
        return cleaned


class CasePhotoFormSet(PhotoFormSet, WholeInlineFormSet):
    """The photos of one case."""

    # The sections saved just before, as rows of the same form; set by the admin page.
    section_rows: BaseInlineFormSet | None = None

    def save(self, commit: bool = True) -> list[Photo]:
        """Each photo in its section, now that every section has a key."""
        if self.section_rows is not None:
            deleted = self.section_rows.deleted_forms
            rows = [None if form in deleted else form.instance for form in self.section_rows.forms]
            remaining = frozenset(CaseSection.objects.filter(case=self.instance).values_list("pk", flat=True))
            for form in self.forms:
                if isinstance(place := form.cleaned_data.get("place"), Place):
                    form.instance.section_id = _section_key(place, rows, remaining)
        return super().save(commit)


def _section_key(place: Place, rows: list[CaseSection | None], remaining: frozenset[int]) -> int | None:
    if place.of == SAVED:
        return place.number if place.number in remaining else None
    if place.of == TYPED and place.number < len(rows):
        section = rows[place.number]
        return section.pk if section else None
    return None

"""Organisations, sections and lessons of a case: rows on its page."""

from django.contrib import admin

from organizations.admin.desk import PartAdmin, RowInline
from organizations.admin.together import NumberedForm, NumberedFormSet
from organizations.admin.whole_record import WholeRecordForm
from showcase.admin.authoring.fields import LineField, ProseField
from showcase.models import CaseOrganization, CaseSection, Lesson


class CaseOrganizationForm(WholeRecordForm):
    """One organisation, under the name it was printed with."""

    class Meta:
        field_classes = {"name_as_printed": LineField}


class CaseOrganizationInline(RowInline):
    """Whom a case is about, under the name it printed."""

    model = CaseOrganization
    form = CaseOrganizationForm
    autocomplete_fields = ["organization"]
    fieldsets = [(None, {"fields": [("organization", "name_as_printed", "position")]})]
    ordering = ["position", "pk"]
    max_num = 10


class SectionForm(NumberedForm):
    """One section; its text is kept clean, wherever it was copied from."""

    class Meta:
        field_classes = {"heading": LineField, "body": ProseField, "truncated_note": LineField}


class CaseSectionInline(RowInline):
    """The parts of a case, in order."""

    model = CaseSection
    form = SectionForm
    formset = NumberedFormSet
    fieldsets = [(None, {"fields": [("position", "heading"), "body", "truncated_note"]})]
    ordering = ["position", "pk"]


class LessonForm(NumberedForm):
    """One lesson; its number may be left blank."""

    number_field = "number"

    class Meta:
        field_classes = {"statement": LineField, "explanation": ProseField}


class LessonFormSet(NumberedFormSet):
    """Lessons in their order."""

    number_field = "number"


class LessonInline(RowInline):
    """What is to be learnt."""

    model = Lesson
    form = LessonForm
    formset = LessonFormSet
    fieldsets = [(None, {"fields": [("number", "statement"), "explanation"]})]
    ordering = ["number", "pk"]
    max_num = 15


@admin.register(CaseOrganization)
class CaseOrganizationAdmin(PartAdmin):
    """Organisations of all cases, to look through."""

    list_display = ["name_as_printed", "organization", "case"]
    list_select_related = ["organization", "case"]
    ordering = ["case", "position", "pk"]


@admin.register(CaseSection)
class CaseSectionAdmin(PartAdmin):
    """Sections of all cases, to look through."""

    list_display = ["__str__", "case", "position"]
    list_select_related = ["case"]
    search_fields = ["heading"]
    ordering = ["case", "position", "pk"]


@admin.register(Lesson)
class LessonAdmin(PartAdmin):
    """Lessons of all cases, to look through."""

    list_display = ["statement", "number", "case"]
    list_select_related = ["case"]
    ordering = ["case", "number", "pk"]

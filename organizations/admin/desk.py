"""What every staff page of the registry has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Field, Model, ProtectedError, RestrictedError
from django.forms import Field as FormField
from django.forms import ModelChoiceField, Widget
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from simple_history.admin import SimpleHistoryAdmin

from organizations.admin.histories import facts_of, tell_changes
from organizations.admin.whole_record import WholeInlineFormSet, WholeRecordForm

IN_USE = "没有删除：它还被别的记录引用，或者已经公布过。请先处理那些记录；公布过的内容请改用更正或撤下。"
CONFLICT = "没有保存：刚才有人保存了相冲突的内容。页面已刷新，请核对后再改一次。"


def said_plainly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn what the database refuses into a sentence; never a server error."""

    @wraps(view)
    def guarded(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(self, request, *args, **kwargs)
        except (ProtectedError, RestrictedError):
            messages.error(request, IN_USE)
        except IntegrityError:
            messages.error(request, CONFLICT)
        return redirect(request.get_full_path() if request.method == "POST" else "admin:index")

    return guarded


def is_key(value: Any) -> bool:
    """Whether ``value``, from an address, can be the key of a record."""
    return str(value).isdecimal() and len(str(value)) < 19


def without_side_doors(field: FormField | None, may_add: bool) -> FormField | None:
    """A related field without the icons that change or delete the record it points at."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        widget = field.widget
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        widget.can_add_related = widget.can_add_related and may_add
    return field


def with_choices_read_once(field: FormField | None) -> FormField | None:
    """A select whose choices are asked of the database once, not once for every row."""
    if isinstance(field, ModelChoiceField) and not isinstance(_bare(field.widget), AutocompleteSelect):
        field.choices = list(iter(field.choices))
    return field


def _bare(widget: Widget) -> Widget:
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


class DeskAdmin(admin.ModelAdmin):
    """A staff page: whole records are checked, and refusals are sentences."""

    form = WholeRecordForm
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # The only related records one may add from beside a field.
    addable: tuple[str, ...] = ("source",)

    @said_plainly
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(request, *args, **kwargs)

    @said_plainly
    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changelist_view(request, *args, **kwargs)

    @said_plainly
    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().delete_view(request, *args, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_side_doors(field, db_field.name in self.addable)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        related = {field.name for field in self.opts.fields if field.is_relation}
        # A search field shown with a key that is no number would be a server error.
        return {name: value for name, value in initial.items() if name not in related or is_key(value)}

    def notes_for(self, request: HttpRequest, record: Model) -> list[str]:
        """What to know before touching ``record``: why it is closed, and what to do instead."""
        return []

    def links_for(self, request: HttpRequest, record: Model) -> list[tuple[str, str]]:
        """Label and address of the pages one goes to from ``record``."""
        return []

    def facts_for(self, request: HttpRequest, record: Model) -> list[tuple[str, str]]:
        """Label and words of what is counted or known about ``record`` but stands in no field."""
        return []

    def describe_choice(self, record: Model) -> str:
        """How ``record`` reads among the choices of a search field."""
        return str(record)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        record = kwargs.get("obj")
        if record is not None and kwargs.get("change"):
            context["notes"] = self.notes_for(request, record)
            context["facts"] = self.facts_for(request, record)
            context["links"] = self.links_for(request, record)
            if not _can_be_written(context):
                # Whoever may change such records may still not change this one: nothing here is to be saved.
                context |= dict.fromkeys(("show_save", "show_save_and_continue", "show_save_and_add_another"), False)
                context["show_close"] = True
        context.setdefault("shows_history", True)
        return super().render_change_form(request, context, *args, **kwargs)


def _can_be_written(context: dict[str, Any]) -> bool:
    """Whether the page of a record has a field to write in: of its own, or of what hangs on it."""
    beside = context.get("inline_admin_formsets", ())
    return bool(context["adminform"].form.fields) or any(
        one.has_add_permission or one.has_change_permission or one.has_delete_permission for one in beside
    )


def keeps_history(model: type[Model]) -> bool:
    """Whether every change of such a record is kept; what the site writes for itself is not."""
    return hasattr(model, "history")


class HistoryDeskAdmin(DeskAdmin, SimpleHistoryAdmin):
    """A staff page of a record whose every change is kept; the history is read, never put back."""

    object_history_template = "admin/record_history.html"
    object_history_list_template = "admin/record_history_list.html"
    history_list_per_page = 50
    enforce_history_permissions = True

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # An old version put back at once would pass by review and corrections.
        return True

    def has_change_history_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_view_history_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return keeps_history(self.model) and super().has_view_history_permission(request, obj)

    def set_history_delta_changes(self, request: HttpRequest, historical_records: Any, **kwargs: Any) -> None:
        tell_changes(self.model, historical_records)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """As stock, but what a person may not see has no history for that person either."""
        self._refuse_unseen(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """One version, to read: a form would show only what may still be edited."""
        self._refuse_unseen(request, object_id)
        if request.method not in ("GET", "HEAD") or not is_key(version_id):
            raise Http404
        if not self.has_view_history_permission(request):
            raise PermissionDenied
        version = get_object_or_404(self.model.history, id=object_id, history_id=version_id)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": self.get_object(request, object_id),
        }
        context |= {"title": f"{version.history_object}：当时的内容", "version": version, "facts": facts_of(version)}
        return TemplateResponse(request, "admin/record_version.html", context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["shows_history"] = self.has_view_history_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def _refuse_unseen(self, request: HttpRequest, object_id: str) -> None:
        if not keeps_history(self.model) or self.get_object(request, object_id) is None:
            raise Http404


class RowInline(admin.StackedInline):
    """Rows of a record: every field labelled, laid out in a line by the stylesheet."""

    form = WholeRecordForm
    formset = WholeInlineFormSet
    extra = 0
    max_num = 25

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        # Who only reads goes from each row to its own page, where its history is.
        self.show_change_link = not self.has_change_permission(request, obj)
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return with_choices_read_once(without_side_doors(field, may_add=False))


class ReadOnlyAdmin(DeskAdmin):
    """Records that other pages or the system write; here they are read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PartAdmin(ReadOnlyAdmin, HistoryDeskAdmin):
    """Parts of another record: written on its page, not listed among the pages of the desk; each with its history."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # Asked when the whole is deleted, too; the part's own page is closed below.
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise Http404

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["show_delete"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}


def back_to(name: str, *args: Any) -> HttpResponseRedirect:
    """Go to an admin page by its address name."""
    return redirect(f"admin:{name}", *args)

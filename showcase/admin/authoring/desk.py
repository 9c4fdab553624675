"""What the page of a case gains for writing: a preview beside it, no lost words, many photos at once."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from showcase.admin.authoring.conflicts import differences, laid_on, names_rows_as_new
from showcase.admin.authoring.photo_rows import CasePhotoFormSet
from showcase.admin.authoring.preview import preview_page
from showcase.admin.authoring.sources import decide, questions_of, source_page, sources_of
from showcase.admin.authoring.uploads import upload_answer
from showcase.admin.authoring.versions import last_save, version_of
from showcase.admin.documents.ticking import answer_to_tick
from showcase.models import CaseSection, CaseStudy
from showcase.photos.adding import add_prepared

SAVED_DRAFTS, PHOTO_ROWS = "saved_drafts", "photos"
MOST_REMEMBERED = 20


class AuthoringMixin(admin.ModelAdmin):
    """The form of a case, held back where it would overwrite somebody else's words."""

    change_form_template = "admin/showcase/casestudy/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "preview": require_POST(self.preview_view),
            "photos": require_POST(self.upload_view),
            "source": require_safe(self.source_view),
            "decisions": require_POST(self.decision_view),
        }
        routes = [
            path(f"<int:pk>/writing/{name}/", self.admin_site.admin_view(view), name=f"showcase_casestudy_{name}")
            for name, view in pages.items()
        ]
        new = self.admin_site.admin_view(require_POST(self.preview_new_view))
        return [*routes, path("add/preview/", new, name="showcase_casestudy_preview_new"), *super().get_urls()]

    def preview_new_view(self, request: HttpRequest) -> HttpResponse:
        """A case that is not on record yet, as readers would see it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return preview_page(request, None)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is typed over a case on record, as readers would see it."""
        return preview_page(request, self._open_case(request, pk))

    def upload_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One picture more."""
        return upload_answer(request, self._open_case(request, pk))

    def source_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the case was written from."""
        case = self._open_case(request, pk)
        if not request.user.has_perm("organizations.view_sourcedocument"):
            raise PermissionDenied
        return source_page(request, case)

    def decision_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tick off what the document left open; with a script one stays on the page."""
        case = self._open_case(request, pk)
        return answer_to_tick(request, decide(request, case), "showcase_casestudy_change", case.pk)

    def get_form(self, request: HttpRequest, obj: CaseStudy | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.is_held_back = hasattr(request, "saved_meanwhile")
        return form

    def _changeform_view(self, request: HttpRequest, object_id: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and object_id:
            self._hold_back(request, str(object_id))
        return super()._changeform_view(request, object_id, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        by_model = {formset.model: formset for formset in formsets}
        for formset in formsets:
            if isinstance(formset, CasePhotoFormSet):
                formset.section_rows = by_model.get(CaseSection)
        super().save_related(request, form, formsets, change)
        for prepared in form.cleaned_data.get("new_photos") or []:
            add_prepared(form.instance, prepared)
        self._forget_draft(request, form.cleaned_data.get("draft_key", ""))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        case = kwargs.get("obj") if kwargs.get("change") else None
        may_write = self.has_change_permission(request, case) if case else self.has_add_permission(request)
        # Up to title and lead, which have no heading of their own; the rest stands after the last lesson.
        headings = [fieldset.name for fieldset in context["adminform"]]
        context["leading_fieldsets"] = headings.index(None) + 1 if None in headings else len(headings)
        if may_write:
            # The width is needed for the preview; the way back is in the breadcrumbs.
            context |= {"is_writing": True, "is_nav_sidebar_enabled": False}
            context |= self._beside(case)
            context["saved_drafts"] = " ".join(request.session.get(SAVED_DRAFTS, []))
        if meanwhile := getattr(request, "saved_meanwhile", None):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["saved_meanwhile"] = meanwhile
            context["differences"] = differences(context["adminform"].form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    def _beside(self, case: CaseStudy | None) -> dict[str, Any]:
        """Addresses and facts of the column beside the form."""
        if case is None:
            return {"preview_url": reverse("admin:showcase_casestudy_preview_new")}
        urls = {f"{name}_url": self._writing_address(name, case) for name in ("preview", "photos", "decisions")}
        source_url = self._writing_address("source", case) if sources_of(case) else ""
        return {**urls, "source_url": source_url, "questions": questions_of(case)}

    def _writing_address(self, name: str, case: CaseStudy) -> str:
        return reverse(f"admin:showcase_casestudy_{name}", args=[case.pk])

    def _open_case(self, request: HttpRequest, pk: int) -> CaseStudy:
        """The case of that key, for those who may write it where it stands."""
        case = self.get_object(request, str(pk))
        if case is None:
            raise Http404
        if not self.has_change_permission(request, case):
            raise PermissionDenied
        return case

    def _hold_back(self, request: HttpRequest, object_id: str) -> None:
        """Note who saved the case since the form was opened, and lay what was sent on what is there now."""
        case = self.get_object(request, object_id)
        if case is None or not self.has_change_permission(request, case):
            return
        # One save at a time: what is compared here is what will be overwritten.
        CaseStudy.objects.select_for_update().get(pk=case.pk)
        version = version_of(case)
        is_stale = request.POST.get("version") != version
        if not is_stale and not names_rows_as_new(request.POST, PHOTO_ROWS):
            return
        pairs = self.get_formsets_with_inlines(request, case)
        unbound = [
            formset(instance=case, prefix=formset.get_default_prefix(), queryset=inline.get_queryset(request))
            for formset, inline in pairs
        ]
        form = self.get_form(request, case, change=True)(instance=case)
        request.POST, request._files = laid_on(request.POST, request.FILES, form, unbound)
        if is_stale:
            request.POST["version"] = version
            request.saved_meanwhile = last_save(case)

    def _forget_draft(self, request: HttpRequest, key: str) -> None:
        """Let the browser know, on the next page, that the words it kept are saved."""
        if key:
            kept = [*request.session.get(SAVED_DRAFTS, []), key]
            request.session[SAVED_DRAFTS] = kept[-MOST_REMEMBERED:]

"""What the page of a case gains from its way to the public."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from organizations.admin.acts import Act, ActsMixin
from showcase.admin.releasing.access import case_page
from showcase.admin.releasing.acts import ACTS, NOTES
from showcase.admin.releasing.address import MOVED_BY, address_view
from showcase.admin.releasing.corrections import FIELDSET, REASON_FIELD, PublishedCaseForm
from showcase.admin.releasing.previews import previews_view
from showcase.admin.releasing.versions import READ_BY, version_view, versions_view
from showcase.checking.checks import findings_for
from showcase.choices import CaseState
from showcase.correcting import correct_case
from showcase.models import CaseStudy
from showcase.photos.settling import photo_transaction
from showcase.versions.snapshots import catch_up, snapshot_of

PAGES = (
    ("previews/", "previews", previews_view),
    ("versions/", "versions", versions_view),
    ("versions/<int:key>/", "version", version_view),
    ("address/", "address", address_view),
)


class ReleasingMixin(ActsMixin):
    """The acts of a case, its versions, previews, and corrections while it is public."""

    acts = ACTS
    all_or_nothing = staticmethod(photo_transaction)

    class Media:
        css = {"all": ["css/admin/releasing.css"]}

    def get_urls(self) -> list[URLPattern]:
        return [
            *(
                path(f"<path:object_id>/{route}", self._page(view), name=f"showcase_casestudy_{name}")
                for route, name, view in PAGES
            ),
            *super().get_urls(),
        ]

    def notes_for(self, request: HttpRequest, record: CaseStudy) -> list[str]:
        return [NOTES[CaseState(record.state)]]

    def links_for(self, request: HttpRequest, record: CaseStudy) -> list[tuple[str, str]]:
        links = list(super().links_for(request, record))
        if request.user.has_perm("showcase.change_casestudy"):
            links.append(("预览链接", case_page(record, "previews")))
        if request.user.has_perm(READ_BY):
            links.append(("版本和改动", case_page(record, "versions")))
        if record.published_at and request.user.has_perm(MOVED_BY):
            links.append(("改网址", case_page(record, "address")))
        return links

    def correction_fieldsets(self, request: HttpRequest, obj: CaseStudy | None) -> list[Any]:
        """Where the reason of a correction is asked: on the page of a published case."""
        return [FIELDSET] if self._is_corrected(request, obj) else []

    def get_form(self, request: HttpRequest, obj: CaseStudy | None = None, change: bool = False, **kwargs: Any) -> Any:
        if self._is_corrected(request, obj):
            facts = {"rows_changed": lambda form: self._rows_changed(request, form.instance)}
            kwargs["form"] = type("CorrectedCaseForm", (PublishedCaseForm, self.form), facts)
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: CaseStudy, form: Any, change: bool) -> None:
        if change:
            catch_up(obj)
            obj.said_before = snapshot_of(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and form.instance.state == CaseState.PUBLISHED:
            reason = form.cleaned_data[REASON_FIELD]
            correct_case(form.instance, form.instance.said_before, by=request.user, reason=reason)

    def facts_before(self, request: HttpRequest, record: CaseStudy, act: Act) -> list[str]:
        facts = list(super().facts_before(request, record, act))
        if act.name == "release":
            facts.append(f"撰稿：{record.written_by or '不详'}；送审：{record.submitted_by or '不详'}。")
            if record.publish_at and record.publish_at > timezone.now():
                facts.append(f"定于 {timezone.localtime(record.publish_at):%Y年%m月%d日 %H:%M} 公开。")
        return facts

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        case = kwargs.get("obj") if kwargs.get("change") else None
        if case is not None and request.user.has_perm(READ_BY):
            context["sign_offs"] = case.sign_offs.select_related("by").order_by("at", "pk")
            context |= self._checked(request, case)
            context["panels"] = ["admin/showcase/casestudy/releasing_panel.html"]
        return super().render_change_form(request, context, *args, **kwargs)

    def _ask(self, request: HttpRequest, record: CaseStudy, act: Act, form: Any) -> TemplateResponse:
        asked = super()._ask(request, record, act, form)
        if act.name == "release":
            asked.template_name = "admin/showcase/casestudy/release_confirmation.html"
            asked.context_data |= self._checked(request, record)
        return asked

    def _checked(self, request: HttpRequest, case: CaseStudy) -> dict[str, Any]:
        """What the checks before release found, and whether this person can mend it now."""
        found = findings_for(case, timezone.now(), request.get_host())
        return {"findings": found, "may_mend": self.has_change_permission(request, case)}

    def _page(self, view: Any) -> Any:
        return self.admin_site.admin_view(lambda request, **which: view(self, request, **which))

    def _is_corrected(self, request: HttpRequest, obj: CaseStudy | None) -> bool:
        is_public = obj is not None and obj.state == CaseState.PUBLISHED
        return is_public and self.has_change_permission(request, obj)

    def _rows_changed(self, request: HttpRequest, case: CaseStudy) -> bool:
        formsets, _ = self._create_formsets(request, case, change=True)
        return any(form.has_changed() for formset in formsets for form in formset.forms)

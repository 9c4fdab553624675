"""Photos: on the page of their case, and all together to see what is missing."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from organizations.admin.acts import Act, ActsMixin
from organizations.admin.desk import HistoryDeskAdmin, RowInline
from organizations.admin.whole_record import WholeRecordForm
from showcase.admin.authoring.photo_rows import CasePhotoForm, CasePhotoFormSet
from showcase.admin.authoring.places import PlaceField, place_choices
from showcase.admin.editing import may_edit
from showcase.choices import CaseState
from showcase.models import CaseSection, CaseStudy, Photo
from showcase.photos.adding import MOST_PHOTOS
from showcase.photos.forms import PhotoForm
from showcase.photos.receiving import delete_photo
from showcase.photos.releasing import release_organization_photo, release_photos, withdraw_photo
from showcase.photos.settling import photo_transaction

OF_CASE, PRIVATE, PUBLIC = "of_case", "private", "public"
WORDS = ["caption", "alternative_text", ("credit", "is_decorative", "is_illustration")]
PLACE = [("section", "after_paragraph", "position"), "placement_is_inferred"]


def preview(photo: Photo) -> str:
    """The picture as it lies in private storage."""
    if not photo.has_picture() or not photo.widths:
        return "还没有图片"
    address = reverse("private_photo", args=[photo.pk, f"{min(photo.widths)}.jpg"])
    return format_html(
        '<img class="photo-preview" src="{}" alt="{}">', address, photo.alternative_text or photo.caption
    )


class CheckedPhotoForm(PhotoForm, WholeRecordForm):
    """One photo, checked whole; whether there is a picture is known only after the upload is read."""

    left_to_the_set = frozenset({"original"})


class PhotoInline(RowInline):
    """The photos of a case; a caption may come before its picture."""

    model = Photo
    form = CasePhotoForm
    formset = CasePhotoFormSet
    template = "admin/showcase/casestudy/photos.html"
    readonly_fields = ["shown"]
    ordering = ["position", "pk"]
    max_num = MOST_PHOTOS

    def get_fieldsets(self, request: HttpRequest, obj: CaseStudy | None = None) -> list[Any]:
        is_open = obj is None or may_edit(request, obj)
        if not (is_open and self.has_change_permission(request, obj)):
            # Where nothing is changed, or not by this person, an input for a file says nothing.
            return [(None, {"fields": ["shown", *WORDS, *PLACE]})]
        where = ["place", ("placement_is_inferred", "position")]
        return [(None, {"fields": [("shown", "upload"), *WORDS, *where]})]

    def get_formset(self, request: HttpRequest, obj: CaseStudy | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        sections = list(CaseSection.objects.filter(case=obj).order_by("position")) if obj else []
        formset.form.known_sections = frozenset(section.pk for section in sections)
        # A field of this page alone: the places are those of this case.
        formset.form.base_fields["place"] = PlaceField(place_choices(obj, sections))
        return formset

    @admin.display(description="现在的图片")
    def shown(self, photo: Photo) -> str:
        return preview(photo)


class MissingFilter(admin.SimpleListFilter):
    """What still has to be done about photos."""

    title = "待补"
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("picture", "缺图片"), ("words", "缺替代文字")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if self.value() == "picture":
            return queryset.filter(original="")
        if self.value() == "words":
            return queryset.filter(~Q(original=""), alternative_text="", is_decorative=False)
        return queryset


@admin.register(Photo)
class PhotoAdmin(ActsMixin, HistoryDeskAdmin):
    """Photos of cases go public with their case; those of an organisation by a button here."""

    form = CheckedPhotoForm
    list_display = ["__str__", "owner", "alternative_text", "has_file", "is_out"]
    list_filter = [MissingFilter, "is_illustration"]
    list_select_related = ["case", "organization"]
    search_fields = ["caption", "alternative_text", "case__title", "organization__names__text"]
    ordering = ["-created_at", "-pk"]
    autocomplete_fields = ["organization"]
    readonly_fields = ["shown", "case"]
    all_or_nothing = staticmethod(photo_transaction)
    acts = [
        Act(
            "release",
            "公开图片",
            "showcase.release_casestudy",
            (PRIVATE,),
            lambda photo, by, reason: release_organization_photo(photo),
            done="图片已公开，显示在党组织的页面上。",
            is_main=True,
        ),
        Act(
            "withdraw",
            "取下图片",
            "showcase.release_casestudy",
            (PUBLIC,),
            lambda photo, by, reason: withdraw_photo(photo),
            done="图片已取下，读者看不到了。",
        ),
    ]

    def state_of(self, record: Photo) -> str:
        if record.case_id:
            return OF_CASE
        return PUBLIC if record.released_at else PRIVATE

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list[Any]:
        of_case = obj is not None and obj.case_id is not None
        picture = ["shown", "upload"] if self.has_change_permission(request, obj) else ["shown"]
        description = "案例的图片在案例页添加；这里只添加直接属于党组织的照片。"
        owner = "case" if of_case else "organization"
        fieldsets = [(None, {"fields": [owner, *picture, *WORDS], "description": "" if of_case else description})]
        return [*fieldsets, ("放在哪里", {"fields": PLACE if of_case else ["position"]})]

    def get_form(self, request: HttpRequest, obj: Photo | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if section := form.base_fields.get("section"):
            section.queryset = CaseSection.objects.filter(case=obj.case_id if obj else None).order_by("position")
        if owner := form.base_fields.get("organization"):
            owner.required = True
        return form

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return super().has_change_permission(request, obj) and may_edit_photo(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        return super().has_delete_permission(request, obj) and may_edit_photo(request, obj)

    def _changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with photo_transaction():
            return super()._changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Photo, form: CheckedPhotoForm, change: bool) -> None:
        obj._history_user = request.user
        form.keep_upload(obj)
        if obj.case:
            release_photos(obj.case)

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        delete_photo(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        with photo_transaction():
            for photo in queryset:
                delete_photo(photo)

    @admin.display(description="属于")
    def owner(self, photo: Photo) -> str:
        return str(photo.case or photo.organization)

    @admin.display(description="现在的图片")
    def shown(self, photo: Photo) -> str:
        return preview(photo)

    @admin.display(description="有图片", boolean=True)
    def has_file(self, photo: Photo) -> bool:
        return photo.has_picture()

    @admin.display(description="已公开", boolean=True)
    def is_out(self, photo: Photo) -> bool:
        return photo.released_at is not None


def may_edit_photo(request: HttpRequest, photo: Photo | None) -> bool:
    """A photo follows its case: open in a draft; of a public case changed on its page alone, in the open."""
    if photo is None or photo.case is None:
        return True
    return photo.case.state != CaseState.PUBLISHED and may_edit(request, photo.case)

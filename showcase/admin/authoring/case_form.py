"""The form of a case: its own words, the version it was opened at, and photos chosen together."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

from organizations.admin.whole_record import WholeRecordForm
from showcase.admin.authoring.fields import LineField, ProseField
from showcase.admin.authoring.versions import version_of
from showcase.photos.forms import ACCEPT
from showcase.photos.processing import PreparedPhoto, prepare_photo
from showcase.photos.receiving import read_upload
from showcase.slugs import free_case_slug

HELD_BACK = (
    "没有保存：您打开这一页之后，有人改过这篇案例。两边不同的地方列在下面，您的文字都在。"
    "看过之后再按一次保存，就以您的为准。"
)
# nginx takes requests of 25 MB; with a script each file is a request of its own.
MOST_TOGETHER, MOST_BYTES_TOGETHER = 12, 24 * 1024 * 1024
TOO_MANY = f"一次最多选 {MOST_TOGETHER} 张、共 24 MB，请分几次添加。"


class PhotosInput(forms.FileInput):
    """A file input for several files."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures at once; its value is a list of ``PreparedPhoto``, and every bad file is named."""

    widget = PhotosInput(attrs={"accept": ACCEPT})

    def clean(self, data: list[File] | None, initial: Any = None) -> list[PreparedPhoto]:
        files = data or []
        if len(files) > MOST_TOGETHER or sum(file.size or 0 for file in files) > MOST_BYTES_TOGETHER:
            raise ValidationError(TOO_MANY)
        prepared, refusals = [], []
        for file in files:
            try:
                prepared.append(prepare_photo(read_upload(file)))
            except ValidationError as error:
                refusals += [f"{file.name}：{message}" for message in error.messages]
        if refusals:
            raise ValidationError(refusals)
        return prepared

    def has_changed(self, initial: Any, data: list[File] | None) -> bool:
        return bool(data)


class CaseForm(WholeRecordForm):
    """The case itself; an address left blank is made of the title."""

    # Set by the admin page where somebody else saved the case since this form was opened.
    is_held_back = False

    version = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    draft_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    new_photos = PhotosField(label="一次添加多张图片", required=False)

    class Meta:
        field_classes = {"title": LineField, "lead": ProseField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["version"] = version_of(self.instance)
        if "publish_at" in self.fields:
            # The stock widget writes 日期 and 时间 beside its two fields, but not as their labels.
            for part, words in zip(self.fields["publish_at"].widget.widgets, ("日期", "时间"), strict=True):
                part.attrs["aria-label"] = f"定时发布：{words}"
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "如 taojiazhai-sixian；留空时按标题的拼音自动生成。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_held_back:
            self.add_error(None, HELD_BACK)
        if cleaned.get("title") and cleaned.get("slug") == "":
            cleaned["slug"] = free_case_slug(cleaned["title"])
        return cleaned

"""What a form that takes pictures is made of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

from showcase.models import Photo
from showcase.photos.processing import PreparedPhoto, prepare_photo
from showcase.photos.receiving import delete_photo, keep_photo, read_upload

UPLOAD_HELP = "JPEG、PNG、WebP 或 HEIC，不超过 20 MB。拍摄地点等信息会自动去除；重新上传会换掉原来的图片。"
# Windows knows no type for HEIC: the endings are named too.
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class PhotoUploadField(forms.FileField):
    """A file input whose value is a ``PreparedPhoto``: what is wrong with a picture is said beside it."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def clean(self, data: File | None, initial: Any = None) -> PreparedPhoto | None:
        """The cleaned picture; ``None`` where none was chosen."""
        upload = super().clean(data, initial)
        return prepare_photo(read_upload(upload)) if upload else None


class PhotoForm(forms.ModelForm):
    """One photo with its picture, which may come later: until then the caption keeps its place."""

    upload = PhotoUploadField(label="图片文件", required=False, help_text=UPLOAD_HELP)

    class Meta:
        model = Photo
        fields = [
            "section",
            "after_paragraph",
            "position",
            "placement_is_inferred",
            "caption",
            "alternative_text",
            "is_decorative",
            "credit",
            "is_illustration",
        ]

    def clean(self) -> dict[str, Any]:
        """A photo is a picture, or a caption that keeps its place."""
        cleaned = super().clean() or self.cleaned_data
        refused = "upload" in self.errors
        if not (refused or cleaned.get("upload") or cleaned.get("caption") or self.instance.has_picture()):
            raise ValidationError("请上传图片，或先填写图片说明。")
        return cleaned

    def save(self, commit: bool = True) -> Photo:
        """The photo; with ``commit=False`` the caller passes it on to ``keep_upload``."""
        photo = super().save(commit=False)
        return self.keep_upload(photo) if commit else photo

    def keep_upload(self, photo: Photo) -> Photo:
        """Save ``photo`` with the picture sent, if one was."""
        if prepared := self.cleaned_data.get("upload"):
            return keep_photo(photo, prepared)
        photo.save()
        return photo


class PhotoFormSet(forms.BaseInlineFormSet):
    """The photos of one case: a photo ticked for deletion takes its files along."""

    def delete_existing(self, obj: Photo, commit: bool = True) -> None:
        """Delete the record and, after the commit, its files."""
        if commit:
            delete_photo(obj)

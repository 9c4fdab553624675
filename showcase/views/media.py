"""Pictures, where Django serves them itself: released ones to everyone, all of them to staff."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.files.storage import Storage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from showcase.models import Photo
from showcase.photos.addresses import FORMATS, folder_of
from showcase.photos.settling import public_storage

# A new picture gets a new address, so what lies at one never changes.
FOR_GOOD = "public, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"


@require_safe
def public_photo(request: HttpRequest, public_name: str, file_name: str) -> HttpResponseBase:
    """One size of a released picture.

    The row is asked although the file lies in public storage only while it is released: between a
    withdrawal and the removal of its files not even a known address gives it.
    """
    get_object_or_404(Photo.objects.public(timezone.now()), public_name=public_name)
    return file_response(public_storage(), public_name, file_name, FOR_GOOD)


@require_safe
def private_photo(request: HttpRequest, pk: int, file_name: str) -> HttpResponseBase:
    """One file of any picture, for staff who may see photos."""
    if not (request.user.is_active and request.user.is_staff):
        return redirect_to_login(request.get_full_path(), resolve_url("admin:login"))
    if not request.user.has_perm("showcase.view_photo"):
        raise PermissionDenied
    photo = get_object_or_404(Photo.objects.with_picture(), pk=pk)
    return file_response(default_storage, photo.public_name, file_name, NOT_KEPT)


def file_response(storage: Storage, public_name: str, file_name: str, cache_control: str) -> FileResponse:
    """One file of a photo. Raises ``Http404`` where it is not there."""
    try:
        file = storage.open(f"{folder_of(public_name)}/{file_name}")
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = FORMATS[file_name.rpartition(".")[2]]
    headers = {"Cache-Control": cache_control, "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=content_type, headers=headers)

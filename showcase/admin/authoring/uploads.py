"""One picture sent by itself while a case is being written; the script on the page shows how it goes."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from showcase.admin.authoring.versions import version_of
from showcase.models import CaseStudy
from showcase.photos.adding import add_photo

NO_FILE = "没有收到文件，请重新选择。"


def upload_answer(request: HttpRequest, case: CaseStudy) -> HttpResponse:
    """Keep the file; say which row it became, or why it was not taken."""
    if (file := request.FILES.get("file")) is None:
        return JsonResponse({"error": NO_FILE})
    opened_at = request.POST.get("version", "")
    is_current = version_of(case) == opened_at
    try:
        photo = add_photo(case, file)
    except ValidationError as error:
        return JsonResponse({"error": "".join(error.messages)})
    return JsonResponse(
        {
            "id": photo.pk,
            "position": photo.position,
            "picture": reverse("private_photo", args=[photo.pk, f"{min(photo.widths)}.jpg"]),
            # Only one's own upload moves the version on: what others saved meanwhile stays a conflict.
            "version": version_of(case) if is_current else opened_at,
        }
    )

"""A case before its release, for the holder of a link. Nothing here is kept, by anyone."""

from collections.abc import Callable
from functools import wraps

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from showcase.articles import article_of
from showcase.previewing import EndedLink, UnreadableLink, case_of_link, photos_for_link
from showcase.views.cases import case_facts
from showcase.views.media import NOT_KEPT, file_response

PRIVACY = {"Cache-Control": NOT_KEPT, "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


def kept_private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What the view answers is not cached, not indexed, and its address not told to others.

    A link that leads nowhere is answered with a page that says what to do, and names nothing.
    """

    @wraps(view)
    def private(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except UnreadableLink:
            response = render(request, "showcase/preview_closed.html", {"is_whole": False}, status=404)
        except EndedLink:
            response = render(request, "showcase/preview_closed.html", {"is_whole": True}, status=410)
        for name, value in PRIVACY.items():
            response[name] = value
        return response

    return private


@require_safe
@kept_private
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The case as its readers will see it, under a banner; once it is public, its own page."""
    now = timezone.now()
    shown = case_of_link(token, now)
    if shown.is_public(now):
        return redirect("showcase:case", shown.slug)
    article = article_of(shown, photos_for_link(shown, token))
    return render(request, "showcase/preview.html", case_facts(shown, article))


@require_safe
@kept_private
def preview_photo(request: HttpRequest, token: str, pk: int, file_name: str) -> HttpResponseBase:
    """One size of a picture of that very case."""
    case = case_of_link(token, timezone.now())
    photo = get_object_or_404(case.photos.with_picture().described(), pk=pk)
    return file_response(default_storage, photo.public_name, file_name, NOT_KEPT)

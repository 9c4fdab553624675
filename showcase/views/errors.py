"""What readers see when a page cannot be given."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri

from showcase.models import Redirect


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or form cannot be read. Nothing of the request is looked at again."""
    return HttpResponse(render_to_string("showcase/errors/400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not allowed."""
    return render(request, "showcase/errors/403.html", status=403)


def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without its token, or after the token had changed; ``reason`` is for nobody's eyes."""
    return render(request, "showcase/errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not public; 301 where the address has moved."""
    moved = Redirect.objects.filter(old_path=request.path).first()
    if moved and request.method in {"GET", "HEAD"}:
        return HttpResponsePermanentRedirect(iri_to_uri(moved.new_path))
    return render(request, "showcase/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without context processors, for the database itself may be away."""
    return HttpResponse(render_to_string("showcase/errors/500.html"), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """503: somebody else was writing for longer than one waits. Nothing of the request is stored."""
    page = render_to_string("showcase/errors/503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})

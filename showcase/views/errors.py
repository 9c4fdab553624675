"""What readers see when a page cannot be given."""

import sys

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri

from organizations.contention import is_contention
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
    """500: without context processors, for the database itself may be away.

    Where a lock was waited for in vain outside a view (keeping the session, say), 503: what the view
    did may be stored by then, and the page says so. Django calls this while it handles the error.
    """
    error = sys.exc_info()[1]
    if error is not None and is_contention(error):
        return _busy("内容可能已经保存，也可能没有：请返回上一页，刷新看一看，再决定要不要再提交一次。")
    return HttpResponse(render_to_string("showcase/errors/500.html"), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """503: somebody else was writing for longer than one waits. Nothing of the request is stored."""
    return _busy("您刚才提交的内容没有保存，什么也没有改变。请返回上一页，稍等片刻再提交一次。")


def _busy(message: str) -> HttpResponse:
    page = render_to_string("showcase/errors/503.html", {"message": message})
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})

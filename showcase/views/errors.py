"""What readers see when a page cannot be given."""

import sys
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri

from organizations.contention import is_contention
from organizations.troubles import Trouble, trouble_of
from showcase.api import answers
from showcase.models import Redirect

# Heading, and what became of what was sent and what to do.
TROUBLES = {
    Trouble.AWAY: (
        "暂时连不上数据库",
        "问题出在我们这边，通常一两分钟就好。刚才如果提交了内容，可能已经保存，也可能没有：稍后回到上一页，刷新看一看再决定。",
    ),
    Trouble.FULL: (
        "存放数据的磁盘满了",
        "这次提交的内容没有保存，什么也没有改变；阅读不受影响。请告诉运维人员腾出空间，然后再提交一次。",
    ),
    Trouble.READ_ONLY: (
        "现在只能阅读",
        "数据库正在维护，只能读、不能写。这次提交的内容没有保存，什么也没有改变。请稍后再提交；一直这样，请告诉运维人员。",
    ),
    Trouble.NO_FILES: (
        "现在不能保存文件",
        "存放图片和文件的磁盘只能读、不能写。这次操作没有保存，什么也没有改变；阅读不受影响。请告诉运维人员检查磁盘和目录的权限，然后再做一次。",
    ),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or form cannot be read. Nothing of the request is looked at again."""
    if answers.is_for_machines(request):
        return answers.error(400, answers.NOT_READABLE)
    return HttpResponse(render_to_string("showcase/errors/400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not allowed; organizations/refusals.py writes it down."""
    return render(request, "showcase/errors/403.html", status=403)


def form_not_trusted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without its token, or after the token had changed; ``reason`` is for nobody's eyes."""
    return render(request, "showcase/errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not public; 301 where the address has moved."""
    if answers.is_for_machines(request):
        return answers.error(404, answers.NO_SUCH_ADDRESS)
    moved = Redirect.objects.filter(old_path=request.path).first()
    if moved and request.method in {"GET", "HEAD"}:
        return HttpResponsePermanentRedirect(iri_to_uri(moved.new_path))
    return render(request, "showcase/errors/404.html", status=404)


def method_not_known(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405: the address is there, but not for what was done with it."""
    page = render_to_string("showcase/errors/405.html")
    return HttpResponse(page, status=405, headers={"Allow": ", ".join(allowed)})


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without context processors, for the database itself may be away.

    Where a lock was waited for in vain outside a view (keeping the session, say), 503: what the view
    did may be stored by then, and the page says so. The same where database or disk is away, full or read-only.
    Django calls this while it handles the error.
    """
    error = sys.exc_info()[1]
    trouble = trouble_of(error)
    if answers.is_for_machines(request):
        return answers.error(503, answers.AWAY) if trouble else answers.error(500, answers.BROKEN)
    if trouble:
        return _busy(*reversed(TROUBLES[trouble]))
    if error is not None and is_contention(error):
        return _busy("内容可能已经保存，也可能没有：请返回上一页，刷新看一看，再决定要不要再提交一次。")
    return HttpResponse(render_to_string("showcase/errors/500.html"), status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """503: somebody else was writing for longer than one waits. Nothing of the request is stored."""
    if answers.is_for_machines(request):
        return answers.error(503, answers.BUSY)
    return _busy("您刚才提交的内容没有保存，什么也没有改变。请返回上一页，稍等片刻再提交一次。")


def storage_away(request: HttpRequest) -> HttpResponse:
    """503: the store of photos and files does not answer. Nothing of the request is stored."""
    message = (
        "存放图片和文件的服务器暂时连不上，这次操作没有保存，什么也没有改变。请稍后再试；一直这样，请告诉运维人员。"
    )
    return _busy(message, heading="图片存储连不上")


def package_being_made(request: HttpRequest) -> HttpResponse:
    """503: the public record has just changed, and another request is still writing the file of it."""
    return _busy("公开的内容刚刚有变化，数据文件正在重新生成。请一分钟后再打开这一页。", heading="数据文件正在生成")


def _busy(message: str, heading: str = "正在有人写入") -> HttpResponse:
    page = render_to_string("showcase/errors/503.html", {"message": message, "heading": heading})
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})

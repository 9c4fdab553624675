"""How the API answers: JSON for anyone, errors in words, and nothing but reading."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

ROOT = "/api/"
METHODS = ("GET", "HEAD", "OPTIONS")
ALLOW = ", ".join(METHODS)
ANYONE = {"Access-Control-Allow-Origin": "*"}
NO_SUCH_ADDRESS = "没有这个地址，或者它不公开。可用的地址见 /api/v1/。"
NOT_READABLE = "地址里有读不懂的字符，请检查后再试。"
ONLY_READING = "这里只能读取：请用 GET、HEAD 或 OPTIONS。"
ONLY_TLS = "接口只接受以 https:// 开头的地址，请修改程序里的地址后再试。"
BUSY = "正在有人写入，请稍等片刻再试。"
AWAY = "数据库暂时连不上或不能写入，请过一两分钟再试。"
BROKEN = "本站出了差错，已经记录下来；请稍后再试。"


class Refused(Exception):
    """A question the API cannot answer; ``problems`` says, parameter by parameter, what to write instead."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


def is_for_machines(request: HttpRequest) -> bool:
    """Whether this address is read by programs, which cannot make anything of a page."""
    return request.path.startswith(ROOT)


def answer(facts: Any, status: int = 200) -> JsonResponse:
    """Facts as JSON: Chinese as it is, readable by scripts of any site."""
    return JsonResponse(facts, status=status, headers=ANYONE, json_dumps_params={"ensure_ascii": False})


def error(status: int, message: str, problems: dict[str, str] | None = None) -> JsonResponse:
    """What went wrong and what to do; ``parameters`` names each one at fault."""
    at_fault = [{"name": name, "message": words} for name, words in (problems or {}).items()]
    return answer({"error": {"status": status, "message": message, "parameters": at_fault}}, status)


def for_machines(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let ``view`` answer GET and HEAD; say no to the rest, and to what it cannot find or read, as JSON."""

    # Without a token there is nothing to forge: whatever would write is refused.
    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**ANYONE, "Allow": ALLOW, "Access-Control-Allow-Methods": ALLOW})
        if request.method not in METHODS:
            refusal = error(405, ONLY_READING)
            refusal["Allow"] = ALLOW
            return refusal
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return error(404, NO_SUCH_ADDRESS)
        except Refused as refused:
            return error(400, "条件有误，请按各项说明修改。", refused.problems)

    return guarded

"""What a document left open, ticked off on a staff page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from organizations.admin.desk import back_to, is_key
from showcase.admin.editing import may_edit
from showcase.deciding import reopen_decision, settle_decision
from showcase.models import CaseStudy, DocumentImport

TICKED_BY = "showcase.add_documentimport"


def tick(request: HttpRequest, document: DocumentImport) -> str:
    """Tick one question off or open it again, as was sent; what stands against it in Chinese, or nothing."""
    number = _number(request)
    question = request.POST.get("question", "").replace("\r\n", "\n")
    try:
        if request.POST.get("settled"):
            settle_decision(document, number, question, request.user)
        else:
            reopen_decision(document, number, question)
    except ValidationError as error:
        return "".join(error.messages)
    return ""


def answer_to_tick(request: HttpRequest, obstacle: str, page: str, key: int) -> HttpResponse:
    """To a script, what stood against it; to a browser without, the page it came from."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": obstacle, "by": str(request.user)})
    if obstacle:
        messages.error(request, obstacle)
    return back_to(page, key)


def case_asked_about(request: HttpRequest, document: DocumentImport) -> CaseStudy | None:
    """The draft that the question sent is about; ``None`` for the document as a whole."""
    number = _number(request)
    slug = document.decisions[number]["case"] if number < len(document.decisions) else ""
    return document.cases.filter(slug=slug).first() if slug else None


def may_tick(request: HttpRequest, case: CaseStudy | None) -> bool:
    """Whether this person decides about ``case``, or about a document as a whole."""
    return request.user.has_perm(TICKED_BY) and (case is None or may_edit(request, case))


def _number(request: HttpRequest) -> int:
    number = request.POST.get("number", "")
    if not is_key(number):
        raise Http404
    return int(number)

"""The honour roll as files: the filters of ``/honors/``, for spreadsheets and for machines."""

import json
from collections.abc import Iterator

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from awards import exporting
from awards.exporting import as_csv, as_workbook, fits_workbook
from awards.models.entries import FILE_LINES, HonorEntryQuerySet
from organizations.choices import SecurityAct
from organizations.security_log import record
from showcase.api.columns import facts
from showcase.api.honors import HONORS, public_honors
from showcase.context_processors import absolute_address
from showcase.filters import HonorFilter

FILE_NAME = "长宁区基层党建荣誉名录"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def roll_files(rows: int) -> tuple[str, ...]:
    """The names of the addresses that give a roll of so many honours whole."""
    return ("honors_csv", "honors_workbook", "honors_json") if fits_workbook(rows) else ("honors_csv", "honors_json")


@require_safe
def honors_csv(request: HttpRequest) -> HttpResponseBase:
    """The filtered roll as .csv, sent as it is read: memory stays flat however long it is."""
    found = _found(request)
    if found is None:
        return _refused(request, "条件有误")
    _note(request, found, "光荣榜 .csv")
    response = StreamingHttpResponse(as_csv(found.iterator(FILE_LINES)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{FILE_NAME}.csv")
    return response


@require_safe
def honors_workbook(request: HttpRequest) -> HttpResponseBase:
    """The filtered roll as .xlsx."""
    found = _found(request)
    if found is None:
        return _refused(request, "条件有误")
    if not fits_workbook(found[: exporting.WORKBOOK_ROWS + 1].count()):
        return _refused(request, f"超过 {exporting.WORKBOOK_ROWS} 条，请下载 .csv，或先缩小范围")
    _note(request, found, "光荣榜 .xlsx")
    return FileResponse(
        as_workbook(found.iterator(FILE_LINES)), as_attachment=True, filename=f"{FILE_NAME}.xlsx", content_type=XLSX
    )


@require_safe
def honors_json(request: HttpRequest) -> HttpResponseBase:
    """The filtered roll as JSON: ``{"honors": [...]}``, sent as it is read."""
    found = _found(request)
    if found is None:
        return _refused(request, "条件有误")
    _note(request, found, "光荣榜 .json")
    return StreamingHttpResponse(_json_pieces(request, found), content_type="application/json; charset=utf-8")


def _found(request: HttpRequest) -> HonorEntryQuerySet | None:
    """What the filters of the address ask for; None where one of them is no filter of ours."""
    honor_filter = HonorFilter(request.GET, queryset=public_honors())
    return honor_filter.ordered().for_files() if honor_filter.is_valid() else None


def _note(request: HttpRequest, found: HonorEntryQuerySet, subject: str) -> None:
    """What staff take away is written down; what anyone may take without a name is not asked whose it is."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        detail = {"filters": request.GET.dict(), "entries": found.count()}
        record(SecurityAct.EXPORTED, by=request.user, subject=subject, detail=detail)


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "showcase/export_refused.html", {"reason": reason}, status=400)


def _json_pieces(request: HttpRequest, entries: HonorEntryQuerySet) -> Iterator[str]:
    yield '{"honors": ['

    def whole(path: str) -> str:
        return absolute_address(request, path)

    for number, entry in enumerate(entries.iterator(FILE_LINES)):
        yield ("" if number == 0 else ",\n") + json.dumps(facts(HONORS.columns, entry, whole), ensure_ascii=False)
    yield "]}\n"

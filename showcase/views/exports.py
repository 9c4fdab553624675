"""The honour roll as files: the filters of ``/honors/``, for spreadsheets and for machines."""

import json
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from awards.exporting import WORKBOOK_ROWS, as_csv, as_facts, as_workbook
from awards.models import HonorEntry
from showcase.context_processors import absolute_address
from showcase.filters import HonorFilter
from showcase.visibility import public_entries

FILE_NAME = "长宁区基层党建荣誉名录"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 2000


@require_safe
def honors_csv(request: HttpRequest) -> HttpResponseBase:
    """The filtered roll as .csv, sent as it is read: memory stays flat however long it is."""
    found = _found(request)
    if found is None:
        return _refused(request, "条件有误")
    response = StreamingHttpResponse(as_csv(found.iterator(AT_ONCE)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{FILE_NAME}.csv")
    return response


@require_safe
def honors_workbook(request: HttpRequest) -> HttpResponseBase:
    """The filtered roll as .xlsx."""
    found = _found(request)
    if found is None:
        return _refused(request, "条件有误")
    if found[: WORKBOOK_ROWS + 1].count() > WORKBOOK_ROWS:
        return _refused(request, f"超过 {WORKBOOK_ROWS} 条，请下载 .csv，或先缩小范围")
    return FileResponse(
        as_workbook(found.iterator(AT_ONCE)), as_attachment=True, filename=f"{FILE_NAME}.xlsx", content_type=XLSX
    )


@require_safe
def honors_json(request: HttpRequest) -> HttpResponseBase:
    """The filtered roll as JSON: ``{"honors": [...]}``, sent as it is read."""
    found = _found(request)
    if found is None:
        return _refused(request, "条件有误")
    return StreamingHttpResponse(_json_pieces(request, found), content_type="application/json; charset=utf-8")


def _found(request: HttpRequest) -> QuerySet[HonorEntry] | None:
    """What the filters of the address ask for; None where one of them is no filter of ours."""
    honor_filter = HonorFilter(request.GET, queryset=public_entries().select_related("list__source"))
    return honor_filter.ordered() if honor_filter.is_valid() else None


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "showcase/export_refused.html", {"reason": reason}, status=400)


def _json_pieces(request: HttpRequest, entries: QuerySet[HonorEntry]) -> Iterator[str]:
    yield '{"honors": ['
    for number, entry in enumerate(entries.iterator(AT_ONCE)):
        yield ("" if number == 0 else ",\n") + json.dumps(_facts(request, entry), ensure_ascii=False)
    yield "]}\n"


def _facts(request: HttpRequest, entry: HonorEntry) -> dict:
    url = absolute_address(request, reverse("showcase:verify", args=[entry.verify_code]))
    return {**as_facts(entry), "url": url}

"""Open data: what there is to take away, on which terms, and how to check it."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from awards.exporting import fits_workbook
from showcase.package.keeping import FILE_NAME, Package, current_package
from showcase.package.licence import LICENCE
from showcase.package.tables import dictionary, sheet_columns

AT_ONCE = 64 * 1024
ANYONE = {"Access-Control-Allow-Origin": "*"}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The package, its checksum, its terms, and every column explained."""
    package = current_package()
    context = {
        "package": package,
        "file_name": FILE_NAME,
        "licence": LICENCE,
        "tables": [(table, columns, package.counts[table.name]) for table, columns in dictionary()],
        "sheet_columns": sheet_columns(),
        "has_workbook": fits_workbook(package.counts["honors"]),
    }
    return render(request, "showcase/data.html", context)


@require_safe
def package_file(request: HttpRequest) -> HttpResponseBase:
    """The package itself, sent piece by piece."""
    package = current_package()
    response = StreamingHttpResponse(_pieces(package), content_type="application/zip", headers=ANYONE)
    response["Content-Disposition"] = content_disposition_header(True, FILE_NAME)
    response["Content-Length"] = str(package.size)
    response["ETag"] = f'"{package.sha256}"'
    return response


def _pieces(package: Package) -> Iterator[bytes]:
    # Opened when the first piece is sent: one who asks for the head alone opens nothing.
    with package.path.open("rb") as file:
        while piece := file.read(AT_ONCE):
            yield piece


@require_safe
def checksums(request: HttpRequest) -> HttpResponse:
    """The package's checksum, as ``sha256sum --check`` reads it."""
    line = f"{current_package().sha256}  {FILE_NAME}\n"
    return HttpResponse(line, content_type="text/plain; charset=utf-8", headers=ANYONE)

"""The list of addresses for search engines: one file, or an index of several."""

from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from showcase.context_processors import absolute_address
from showcase.sitemaps import MOST_IN_ONE, SITEMAPS, FurtherFile


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses where one file takes them, else where their files are."""
    return index(request) if needs_index() else views.sitemap(request, {**SITEMAPS})


@require_safe
def section(request: HttpRequest, name: str, page: int = 1) -> HttpResponse:
    """The addresses of one kind of page; a further ``page`` is a file of its own, whatever serves it."""
    return views.sitemap(request, {key: FurtherFile(one, page) for key, one in SITEMAPS.items()}, section=name)


def index(request: HttpRequest) -> HttpResponse:
    """Where the files are."""
    listed = {"sitemaps": [{"location": absolute_address(request, path)} for path in section_paths()]}
    return render(request, "sitemap_index.xml", listed, content_type="application/xml")


def section_paths() -> list[str]:
    """Where the files are that the index names."""
    return [
        reverse("showcase:sitemap_part", args=[name, page])
        if page > 1
        else reverse("showcase:sitemap_section", args=[name])
        for name, one in SITEMAPS.items()
        for page in one.paginator.page_range
    ]


def needs_index() -> bool:
    """Whether there are more addresses than one file takes."""
    return sum(one.paginator.count for one in SITEMAPS.values()) > MOST_IN_ONE

"""Making the pages in this process, as an anonymous reader would get them from the live site."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix

from showcase.publication.addresses import Address, published_link
from showcase.publication.links import Links, addresses_in, rewritten, style_links, without_base

UNKNOWN_HOST = "http://localhost"
NEVER = ("/admin/", "/preview/")
# Texts that name pages in full.
FOR_MACHINES = ("application/json", "application/xml", "application/atom+xml", "text/csv", "text/plain")


class PublishedRequest(WSGIRequest):
    """A request that nobody sent: templates leave out what needs a server."""

    is_static = True

    def get_host(self) -> str:
        """The site's own, as given; there is nobody who could forge it."""
        return str(self.META["HTTP_HOST"])


@dataclass(frozen=True)
class Rendered:
    """The bytes of one file, and the links in it."""

    body: bytes
    links: Links


def assets_are_collected() -> bool:
    """Whether the addresses of assets are known: a storage that hashes them learns each from ``collectstatic``."""
    hashes = isinstance(staticfiles_storage, ManifestFilesMixin) and not settings.DEBUG
    return not hashes or bool(staticfiles_storage.hashed_files)  # type: ignore[attr-defined]


class MissingPageError(Exception):
    """The live site has no such page."""


@dataclass(frozen=True)
class Site:
    """Where the published site will stand: ``origin`` without a path, ``base`` with a slash at both ends."""

    origin: str
    base: str

    @classmethod
    def at(cls, site_url: str, base_path: str = "") -> "Site":
        """From ``SITE_URL`` and the path asked for; without either, the root of an unknown host."""
        parts = urlsplit(site_url or UNKNOWN_HOST)
        path = (base_path or parts.path).strip("/")
        return cls(f"{parts.scheme}://{parts.netloc}", f"/{path}/" if path else "/")

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Let every address that is written meanwhile be one of this site."""
        prefix, site_url = get_script_prefix(), settings.SITE_URL
        set_script_prefix(self.base)
        settings.SITE_URL = self.origin
        try:
            yield
        finally:
            set_script_prefix(prefix)
            settings.SITE_URL = site_url

    def render(self, address: Address) -> Rendered:
        """The file of ``address``. Raises ``MissingPageError``."""
        if address.path.startswith(settings.STATIC_URL):
            return _asset(address)
        if address.path.startswith(NEVER):
            raise MissingPageError(f"{address.published}：不是公开页面")
        response = self._answer(address)
        if response.status_code in (301, 302):
            return self.moved(address, response.headers["Location"])
        if response.status_code != 200:
            raise MissingPageError(f"{address.published}：{response.status_code}")
        body = _body(response)
        kind = response.headers["Content-Type"].partition(";")[0]
        if kind == "text/html":
            return self._page(body.decode(), address)
        found = addresses_in(body.decode(), self.origin, self.base) if kind in FOR_MACHINES else set()
        return Rendered(body, Links(found))

    def moved(self, address: Address, to: str) -> Rendered:
        """A page that sends readers on: a plain file cannot answer 301."""
        whole = f"{self.origin}{published_link(without_base(to, self.base), self.base)}"
        return self._page(render_to_string("showcase/moved.html", {"to": to, "address": whole}), address)

    def not_found(self, address: Address) -> Rendered:
        """What the web server shows where there is no file."""
        return self._page(render_to_string("showcase/errors/404.html", {"is_static": True}), address)

    def _page(self, text: str, address: Address) -> Rendered:
        text, links = rewritten(text, address, self.origin, self.base)
        return Rendered(text.encode(), links)

    def _answer(self, address: Address) -> HttpResponseBase:
        request = PublishedRequest(self._environment(address))
        request.user = AnonymousUser()
        try:
            match = resolve(address.path)
            request.resolver_match = match
            return match.func(request, *match.args, **match.kwargs)
        except (Http404, Resolver404, PermissionDenied) as refusal:
            raise MissingPageError(f"{address.published}：没有这一页") from refusal

    def _environment(self, address: Address) -> dict[str, object]:
        parts = urlsplit(self.origin)
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": self.base.rstrip("/"),
            "PATH_INFO": address.path,
            "QUERY_STRING": address.query,
            "SERVER_NAME": parts.hostname,
            "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
            "HTTP_HOST": parts.netloc,
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": BytesIO(),
        }


def _body(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        body = b"".join(response.streaming_content)  # type: ignore[arg-type]
        if isinstance(response, FileResponse) and response.file_to_stream:
            # Not the response itself: it would tell Django that a request has ended, and the database would be let go.
            response.file_to_stream.close()
        return body
    # Feeds and sitemaps answer with templates that are rendered on the way out.
    return response.render().content if hasattr(response, "render") else response.content  # type: ignore[attr-defined]


def _asset(address: Address) -> Rendered:
    name = address.path.removeprefix(settings.STATIC_URL)
    found = finders.find(name)
    if isinstance(found, str):
        with open(found, "rb") as file:
            body = file.read()
    elif staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            body = file.read()
    else:
        raise MissingPageError(f"{address.published}：没有这个文件，请先运行 collectstatic")
    links = Links(style_links(body.decode(), address.path)) if name.endswith(".css") else Links()
    return Rendered(body, links)

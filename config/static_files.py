"""Assets as they are served: hashed, compressed, and many small stylesheets as one."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Stylesheets that only name others. Where nothing is collected (development), browsers follow the names themselves.
BUNDLES = ("css/site.css",)
_IMPORT = re.compile(r'@import url\("([^"]+)"\);')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Writes out each bundle before everything is hashed: an old phone fetches one file, not forty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._urls: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """The hashed address of an asset. Collected assets do not change under a running process: asked once."""
        if name is None or force or settings.DEBUG:
            return super().url(name, force)
        if name not in self._urls:
            self._urls[name] = super().url(name, force)
        return self._urls[name]

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name in BUNDLES:
            if name in paths and not dry_run:
                self._write(name, written_out(name))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def _write(self, name: str, text: str) -> None:
        # Saving beside a file of that name would invent another name.
        self.delete(name)
        self._save(name, ContentFile(text.encode()))


def written_out(name: str) -> str:
    """The stylesheet ``name`` with everything it imports in place of the imports; comments of its own go.

    Raises ``ImproperlyConfigured`` where it names a file that does not exist.
    """
    parts = []
    for imported in _IMPORT.findall(_read(name)):
        parts.append(_read(posixpath.join(posixpath.dirname(name), imported)))
    return "\n".join(parts)


def _read(name: str) -> str:
    path = find(name)
    if not isinstance(path, str):
        raise ImproperlyConfigured(f"a stylesheet names {name}, which does not exist")
    with open(path, encoding="utf-8") as stylesheet:
        return stylesheet.read()

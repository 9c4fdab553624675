"""Whether the program that makes the pages is the one that made them last time."""

from hashlib import blake2b

import django
from django.conf import settings

from showcase.publication.rendering import Site

FOLDERS = ("awards", "config", "locale", "organizations", "showcase", "static", "templates")
KINDS = {".py", ".html", ".css", ".js", ".svg", ".po", ".mo"}


def build_stamp(site: Site) -> str:
    """Differs once a program, a template or an asset does, or where the site is to stand."""
    seen = blake2b(repr((django.VERSION, site.origin, site.base)).encode(), digest_size=12)
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in KINDS:
                seen.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    collected = settings.STATIC_ROOT / "staticfiles.json"
    seen.update(collected.read_bytes() if collected.exists() else b"")
    return seen.hexdigest()

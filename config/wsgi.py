"""The WSGI application that gunicorn serves: Django, with the kept pages around it."""

import os
from wsgiref.types import WSGIApplication

from config.reading import django_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def assembled() -> WSGIApplication:
    """Django with its page cache; while developing (``DEBUG``) every page is made anew."""
    django = django_application()
    # Models can be imported only once Django is set up.
    from django.conf import settings  # noqa: PLC0415

    from config.access_lines import AccessLines  # noqa: PLC0415
    from showcase.caching.edge import page_cache  # noqa: PLC0415

    if settings.DEBUG:
        return django
    cached = page_cache(django, settings.PAGE_CACHE_BYTES)
    return AccessLines(cached) if settings.ACCESS_LOG else cached


application = assembled()

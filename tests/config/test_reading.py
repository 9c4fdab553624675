"""A request whose charset codes no text is read all the same."""

import pytest

from config.reading import django_application
from tests.showcase.caching.edges import ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("charset", ["rot13", "zip", "base64", "nonsense", "utf-8"])
def test_a_charset_that_codes_no_text_is_no_reason_to_break(charset):
    application = django_application()

    def telling(environ, start_response):
        environ["CONTENT_TYPE"] = f"application/x-www-form-urlencoded; charset={charset}"
        return application(environ, start_response)

    assert ask(telling, "/healthz?q=1").status == 200

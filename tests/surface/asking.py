"""A browser that asks ten thousand times: the test client without what it remembers of each page."""

from typing import Any

from django.http import HttpResponse
from django.test import Client


class LeanClient(Client):
    """Asks the whole application, middleware included; keeps no templates and contexts, and follows nothing."""

    def request(self, **request: Any) -> HttpResponse:
        response = self.handler(self._base_environ(**request))
        if not response.streaming:
            return response
        # A file is read and put back at once: nobody closes what thousands of answers leave open.
        # Read to its end it closes itself; closed once more, it would take the database's connection with it.
        return HttpResponse(b"".join(response), status=response.status_code, headers=dict(response.headers))

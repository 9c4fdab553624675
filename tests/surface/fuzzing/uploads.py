"""Every place of the site that takes a file, found by its form; and what is sent there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.test.client import encode_multipart

from tests.surface.fuzzing.sending import BadRequest, path_of
from tests.surface.visits import Visit

BOUNDARY = "hostile"
# Taken by a script on another page: the address stands in no form.
BY_SCRIPT = {"admin:showcase_casestudy_photos": "file"}


@dataclass(frozen=True)
class Upload:
    """One field for a file, and what else its form sends."""

    name: str
    address: str
    field: str
    form: Mapping[str, str]

    def of(self, file_name: str, data: bytes, role: str = "根") -> BadRequest:
        """A file sent there, with whatever name."""
        plain = encode_multipart(BOUNDARY, self.form).removesuffix(f"--{BOUNDARY}--\r\n".encode())
        told = file_name.replace('"', "%22").encode()
        head = b'--%b\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n' % (
            BOUNDARY.encode(),
            self.field.encode(),
            told,
        )
        body = (
            plain + head + b"Content-Type: application/octet-stream\r\n\r\n" + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        )
        kind = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}"}
        return BadRequest("POST", *path_of(self.address), headers=kind, body=body, role=role)


class _Form(HTMLParser):
    """What the forms of a page would send if nothing on it were touched, and the fields for files."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.files: list[str] = []
        self._area = ""
        self._choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "input" and kind == "file":
            self.files.append(name)
        elif tag == "input" and (kind not in ("submit", "button", "checkbox", "radio") or "checked" in told) and name:
            self.sent[name] = told.get("value", "")
        elif tag == "textarea":
            self._area = name
            self.sent[name] = ""
        elif tag == "select":
            self._choice = name
        elif tag == "option" and self._choice and "selected" in told:
            self.sent[self._choice] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area
        self._choice = "" if tag == "select" else self._choice


def uploads(client: Client, visits: list[Visit]) -> Iterator[Upload]:
    """All of them, as ``client`` sees them."""
    for visit in visits:
        if field := BY_SCRIPT.get(visit.name):
            yield Upload(visit.name, visit.address, field, {})
            continue
        response = client.get(visit.address)
        if response.status_code != 200 or not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        form = _Form()
        form.feed(response.content.decode())
        for field in dict.fromkeys(form.files):
            if "__prefix__" not in field:
                yield Upload(visit.name, visit.address, field, _filled(form.sent))


def _filled(sent: dict[str, str]) -> dict[str, Any]:
    """The form with what it cannot be sent without."""
    needed = {name: value or "试一试" for name, value in sent.items() if name in ("headline", "caption", "title")}
    # The page's own token is of another session; with it nothing would get past the door.
    sent = {name: value for name, value in sent.items() if "__prefix__" not in name and name != "csrfmiddlewaretoken"}
    return {**sent, **needed, "_save": quote("保存")}

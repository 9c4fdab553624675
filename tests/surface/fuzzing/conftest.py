"""A registry with something at every address, and the application around it as it is served."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import override_settings

from config.reading import django_application
from tests.loaded_sample import quick_settings
from tests.roles import restore_roles
from tests.showcase.caching.edges import cache_around
from tests.showcase.photos.shelves import files_in
from tests.surface.asking import LeanClient
from tests.surface.fuzzing.sending import Answer, BadRequest, sent
from tests.surface.patterns import patterns
from tests.surface.roles import clients
from tests.surface.rules import rules
from tests.surface.scene import Surface, make_surface
from tests.surface.storing import everything_stored
from tests.surface.visits import visits

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Written whoever comes, by the session; and that somebody was refused is written down.
UNHEEDED = ("django_session", "organizations_securityevent", "axes_accessattempt")


@dataclass
class Target:
    """What is shot at. Whatever a request does is undone after it, so that each finds the same registry."""

    surface: Surface
    addresses: list[str]
    sessions: dict[str, str]
    application: Any
    stored: dict[str, Any]
    files: set[str]

    def fault(self, request: BadRequest, **bounds: float) -> str:
        """What is wrong with the answer to ``request``, or with what it left behind."""
        with transaction.atomic():
            answer, has_written = self._sent(request)
            wrong = answer.fault(request, **bounds) or self._left_behind(answer, has_written)
            transaction.set_rollback(True)
        self._clear_away()
        return wrong

    def answer_to(self, request: BadRequest) -> Answer:
        """The answer alone."""
        return self._sent(request)[0]

    def _sent(self, request: BadRequest) -> tuple[Answer, bool]:
        written: list[str] = []

        def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            if sql.startswith(WRITES) and not any(table in sql for table in UNHEEDED):
                written.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(watch), connection_left_open():
            answer = sent(self.application, request, self.sessions.get(request.role, ""))
        return answer, bool(written)

    def _left_behind(self, answer: Answer, has_written: bool) -> str:
        # 302 and 200 are also the answers to what was in order after all.
        if answer.status < 400:
            return ""
        if has_written and (
            changed := [label for label, rows in everything_stored().items() if rows != self.stored[label]]
        ):
            return f"refused with {answer.status}, and yet changed {', '.join(changed)}"
        if new := names_of_files() - self.files:
            return f"refused with {answer.status}, and yet keeps {', '.join(sorted(new))}"
        return ""

    def _clear_away(self) -> None:
        for name in names_of_files() - self.files:
            storage, _, path = name.partition(":")
            storages[storage].delete(path)


def names_of_files() -> set[str]:
    """Everything in both storages."""
    shelves = {"default": default_storage, "public": storages["public"]}
    return {f"{name}:{path}" for name, storage in shelves.items() for path in files_in(storage)}


@contextmanager
def connection_left_open() -> Iterator[None]:
    """At the end of a request Django closes what is in a transaction, which here is the whole range.

    For each request anew: the test client, which looks for the forms, lets it do so again after its own.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def shooting_range(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once for a module, with its files in a folder of its own; every shot undoes what it did."""
    folder = tmp_path_factory.mktemp("range")
    # Django logs every refusal, and the memory of thousands is no use to anybody.
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), override_settings(**quick_settings(folder)), transaction.atomic():
        restore_roles()
        surface = make_surface()
        addresses = [visit.address for visit in visits(surface, list(patterns()), rules())]
        browsers = clients(surface, LeanClient)
        cookies = {role: browser.cookies.get(settings.SESSION_COOKIE_NAME) for role, browser in browsers.items()}
        sessions = {role: cookie.value for role, cookie in cookies.items() if cookie}
        application = cache_around(django_application())
        yield folder, Target(surface, addresses, sessions, application, everything_stored(), names_of_files())
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture
def target(shooting_range, settings):
    folder, target = shooting_range
    settings.STORAGES = quick_settings(folder)["STORAGES"]
    return target

"""What a process does that may be killed: ``python -m tests.soak.child WHAT …``.

It says each step on its standard output, one a line, and stops at the one it was given until a line
comes in. ``DATABASE_URL`` names the database.
"""

import json
import sys
from collections.abc import Callable
from contextlib import contextmanager

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_test_environment

STAFF = ("first", "second")


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201


def wait() -> None:
    """Until the parent says go on; forever where it kills instead."""
    sys.stdin.readline()


def stop_at(step: str) -> Callable[[str], None]:
    """For ``at_step``: say every step, and wait at ``step``."""

    def at_step(name: str) -> None:
        say(name)
        if name == step:
            wait()

    return at_step


@contextmanager
def stop_before(statement: str):
    """Say and wait before the first SQL statement that begins so; an empty one stops nowhere."""
    reached = not statement

    def watch(execute, sql, params, many, context):
        nonlocal reached
        if not reached and sql.startswith(statement):
            reached = True
            say("reached")
            wait()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


LOCKS = ("BEGIN IMMEDIATE", "FOR UPDATE", "FOR NO KEY UPDATE")


def announce_lock(execute, sql, params, many, context):
    """Say when a statement is about to wait for whoever writes: BEGIN on SQLite, a locked row on PostgreSQL."""
    if any(word in sql for word in LOCKS):
        say("at the door")
    return execute(sql, params, many, context)


def prepare(count: str) -> None:
    """An empty database becomes one in which ``count`` organisations stand in one ready batch."""
    call_command("migrate", verbosity=0)
    from tests.crowds import index_crowd, make_crowd, make_planned

    crowd = make_crowd(int(count))
    index_crowd(crowd)
    make_planned(crowd)


def again() -> None:
    """A second batch of the same honours, in the opposite order."""
    from organizations.models import Organization
    from tests.crowds import make_planned

    make_planned(Organization.objects.order_by("-pk"))


def staff(role: str) -> None:
    """Two people of one role."""
    from tests.factories import make_staff

    for name in STAFF:
        make_staff(role, username=name, full_name=name)


def press() -> None:
    """Send forms as a browser would, one for each line that comes in, until none comes."""
    setup_test_environment()
    # The pages are asked for whole; their static files were never collected.
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages), connection.execute_wrapper(announce_lock):
        for line in sys.stdin:
            _press(**json.loads(line))


def _press(database: str, who: str, address: str, fields: dict[str, str], statement: str, patience: str) -> None:
    """Sign in, wait, send; wait once more before ``statement``; say the status and what the page says.

    ``patience`` is SQL that says how long to wait for another's lock.
    """
    connection.close()
    connection.settings_dict["NAME"] = database
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=who))
    with connection.cursor() as cursor:
        cursor.execute(patience or "SELECT 1")
    say("signed in")
    wait()
    with stop_before(statement):
        response = client.post(address, fields, follow=True)
    context = response.context or {}
    words = [*map(str, context.get("messages", ())), *(card.error for card in context.get("cards", ()) if card.error)]
    connection.close()
    say(f"page {response.status_code} {' '.join(words)}".strip())


def apply(batch: str, step: str = "") -> None:
    from awards.importing.applying import apply_batch
    from awards.models import ImportBatch

    say(f"written {apply_batch(ImportBatch.objects.get(pk=batch), None, at_step=stop_at(step))}")


def receive(path: str) -> None:
    """Plan a list that lies in a file, for the round on record."""
    from awards.importing.planning import Defaults
    from awards.importing.receiving import receive_list
    from awards.models import AwardRound

    with open(path, "rb") as file:
        data = file.read()
    say("begun")
    batch = receive_list(data, "list.txt", by=None, defaults=Defaults(AwardRound.objects.get()))
    say(f"planned {batch.rows.count()}")


def undo(batch: str, statement: str = "") -> None:
    from awards.importing.undoing import undo_batch
    from awards.models import ImportBatch

    with stop_before(statement):
        say(f"undone {undo_batch(ImportBatch.objects.get(pk=batch))}")


def main(what: str, *words: str) -> None:
    django.setup()
    try:
        {one.__name__: one for one in (prepare, again, staff, receive, apply, undo, press)}[what](*words)
    except ValidationError as error:
        say("".join(error.messages))


if __name__ == "__main__":
    main(*sys.argv[1:])

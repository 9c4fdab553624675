"""What a process does that may be killed: ``python -m tests.soak.child WHAT …``.

It says each step on its standard output, one a line, and stops at the one it was given until a line
comes in. ``DATABASE_URL`` names the database.
"""

import sys
from collections.abc import Callable
from contextlib import contextmanager

import django
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

CROWD = "万人名单"


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


def prepare(count: str) -> None:
    """An empty database becomes one in which ``count`` organisations stand in one ready batch."""
    call_command("migrate", verbosity=0)
    from tests.crowds import index_crowd, make_crowd, make_planned

    crowd = make_crowd(int(count))
    index_crowd(crowd)
    make_planned(crowd)


def apply(batch: str, step: str = "") -> None:
    from awards.importing.applying import apply_batch
    from awards.models import ImportBatch

    say(f"written {apply_batch(ImportBatch.objects.get(pk=batch), None, at_step=stop_at(step))}")


def undo(batch: str, statement: str = "") -> None:
    from awards.importing.undoing import undo_batch
    from awards.models import ImportBatch

    with stop_before(statement):
        say(f"undone {undo_batch(ImportBatch.objects.get(pk=batch))}")


def main(what: str, *words: str) -> None:
    django.setup()
    try:
        {"prepare": prepare, "apply": apply, "undo": undo}[what](*words)
    except ValidationError as error:
        say("".join(error.messages))


if __name__ == "__main__":
    main(*sys.argv[1:])

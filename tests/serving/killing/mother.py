"""A process that has the project in its memory and lets children of it do one act each.

``python -m tests.serving.killing.mother``. To start Python and Django for every death would cost more than all
the acts. Orders come in as JSON, one a line: ``act``, its ``words``, ``dies_at`` (a step) or ``moment`` (seconds
after which it is killed), or ``here``: no child. One line of JSON answers each. Nothing of the database is open
here when a child begins, so it is like a process of its own.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
import traceback
from typing import Any, TextIO

import django
from django.conf import settings
from django.db import connections
from django.test.utils import override_settings

STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def do(order: dict[str, Any], out: TextIO) -> None:
    """In the child: the act, its steps told as they are reached."""
    from tests.serving.killing.acts import ACTS
    from tests.serving.killing.steps import steps_told

    def tell(word: str, what: object) -> None:
        out.write(f"{json.dumps([word, what])}\n")
        out.flush()

    tell("begun", "")
    with steps_told(lambda name: tell("step", name), order.get("dies_at", "")) as step:
        tell("said", ACTS[order["act"]](step, *order.get("words", [])))


def let(order: dict[str, Any]) -> dict[str, Any]:
    """Let a child do it, or die over it: its steps, what it said, how it ended, and how long it took."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            with os.fdopen(writing, "w") as out:
                do(order, out)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as told:
        told.readline()
        begun = time.monotonic()
        if order.get("moment") is not None:
            time.sleep(order["moment"])
            os.kill(child, signal.SIGKILL)
        heard = [json.loads(line) for line in told.read().splitlines() if line.endswith("]")]
    _, ended, used = os.wait4(child, 0)
    return {
        "steps": [what for word, what in heard if word == "step"],
        "said": next((what for word, what in heard if word == "said"), None),
        "was_killed": os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL,
        "status": os.waitstatus_to_exitcode(ended),
        "seconds": time.monotonic() - begun,
        "cpu": used.ru_utime + used.ru_stime,
    }


def do_myself(order: dict[str, Any]) -> dict[str, Any]:
    """Do it here, to grow wiser for all children to come; and let go of the database again."""
    from tests.serving.killing.acts import ACTS

    said = ACTS[order["act"]](lambda step: None, *order.get("words", []))
    connections.close_all()
    # What lies in the memory of all stays there: a child that swept it would have to copy it first.
    gc.freeze()
    return {"said": said, "status": 0}


def main() -> None:
    django.setup()
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": STATIC}, PASSWORD_HASHERS=[hasher]):
        for line in sys.stdin:
            order = json.loads(line)
            answer = do_myself(order) if order.get("here") else let(order)
            sys.stdout.write(f"{json.dumps(answer)}\n")
            sys.stdout.flush()
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    sys.stderr.write(f"{sum(one.ru_utime + one.ru_stime for one in used):.1f} s of the processor\n")


if __name__ == "__main__":
    main()

"""Writing a batch of ready rows and taking it back, beside a bare ``bulk_create`` of the same rows of the same tables.

``python -m benchmarks.applying [ROWS …]`` prints a table: seconds by the clock and of the processor (on PostgreSQL
of the server process, too), peak memory of the process, and how many times as fast the bare one is written as the
batch. Each figure is the median of three databases. Goal: 5,000 rows on a quiet core in 5 s; 0.6.
"""

import json
import sys
from collections.abc import Callable
from statistics import median

import django

from benchmarks.measuring import SERVERS, cpu_seconds, database, in_process, measure, row
from tests.soak.batches import BATCH

SIZES = [5_000, 50_000]
ROUNDS = 3


def act(what: str) -> dict[str, float]:
    """Write the batch, take it back, or write its rows without any of what the project adds."""
    from awards.importing.applying import apply_batch
    from awards.importing.undoing import undo_batch
    from awards.models import ImportBatch

    batch = ImportBatch.objects.get(pk=BATCH)
    acts: dict[str, Callable[[], object]] = {
        "apply": lambda: apply_batch(batch, None),
        "undo": lambda: undo_batch(batch),
        "bare": bare() if what == "bare" else lambda: None,
    }
    used = cpu_seconds()
    return measure(acts[what]) | {"cpu": cpu_seconds() - used}


def bare() -> Callable[[], object]:
    """Every row that the batch wrote is taken out of its table, to be put back as Django does it."""
    from django.db import connection, transaction

    from awards.models import HonorEntry, ImportRow

    written = [list(model.objects.all()) for model in (HonorEntry, HonorEntry.history.model, ImportRow)]
    if not written[0]:
        return lambda: None
    with transaction.atomic(), connection.cursor() as cursor:
        for rows in reversed(written):
            cursor.execute(f"DELETE FROM {rows[0]._meta.db_table}")  # noqa: S608 - a name of our own

    def create() -> None:
        with transaction.atomic():
            for rows in written:
                type(rows[0])._base_manager.bulk_create(rows)

    return create


def main(*sizes: int) -> None:
    row("rows", "database", "act", "seconds", "CPU seconds", "peak MB", "times as fast as bare")
    row(*["---"] * 7)
    for size in sizes or SIZES:
        for name, server in SERVERS.items():
            done: dict[str, list[dict[str, float]]] = {"apply": [], "bare": [], "undo": []}
            for _ in range(ROUNDS):
                with database(server) as made:
                    in_process("tests.soak.child", made, "prepare", size)
                    for what, runs in done.items():
                        runs.append(in_process("benchmarks.applying", made, what))
            yardstick = median(run["cpu"] for run in done["bare"])
            for what, runs in done.items():
                wall, cpu, peak = (median(run[figure] for run in runs) for figure in ("wall", "cpu", "peak"))
                row(f"{size:,}", name, what, wall, cpu, round(peak), f"{yardstick / cpu:.2f}")


if __name__ == "__main__":
    if sys.argv[1:] in (["apply"], ["undo"], ["bare"]):
        django.setup()
        print(json.dumps(act(sys.argv[1])))
    else:
        main(*map(int, sys.argv[1:]))

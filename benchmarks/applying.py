"""Writing a batch of ready rows and taking it back: 5,000 rows, and 50,000.

``python -m benchmarks.applying [ROWS …]`` prints a table: seconds by the clock and of the processor, peak
memory of the process. Goal for 5,000 rows on a quiet core: 5 s.
"""

import json
import sys

import django

from benchmarks.measuring import SERVERS, database, in_process, measure, row
from tests.soak.batches import BATCH

SIZES = [5_000, 50_000]


def act(what: str) -> dict[str, float]:
    """Write the batch, or take it back."""
    from awards.importing.applying import apply_batch
    from awards.importing.undoing import undo_batch
    from awards.models import ImportBatch

    batch = ImportBatch.objects.get(pk=BATCH)
    return measure((lambda: apply_batch(batch, None)) if what == "apply" else (lambda: undo_batch(batch)))


def main(*sizes: int) -> None:
    row("rows", "database", "act", "seconds", "CPU seconds", "peak MB")
    row(*["---"] * 6)
    for size in sizes or SIZES:
        for name, server in SERVERS.items():
            with database(server) as made:
                in_process("tests.soak.child", made, "prepare", size)
                for what in ("apply", "undo"):
                    done = in_process("benchmarks.applying", made, what)
                    row(f"{size:,}", name, what, done["wall"], done["cpu"], round(done["peak"]))


if __name__ == "__main__":
    if sys.argv[1:] in (["apply"], ["undo"]):
        django.setup()
        print(json.dumps(act(sys.argv[1])))
    else:
        main(*map(int, sys.argv[1:]))

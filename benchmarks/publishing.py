"""Publishing a large registry as plain files: all of it, again with nothing changed, and after one correction.

``python -m benchmarks.publishing [ORGANIZATIONS ROUNDS]`` prints CPU seconds, files and the ratio to the full run.
Goal: after one correction at most 5 % of the full run. Drafts are laid into the registry first; at the end every
file is searched for them, and every link of every page is followed by a check of its own.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import django

from benchmarks.measuring import SERVERS, database, in_process, measure, row

ORGANIZATIONS, ROUNDS = 1000, 2
# Stands in nothing that readers may see.
HIDDEN = "不得公开"


def prepare(organizations: int, rounds: int) -> dict[str, float]:
    """Invented organisations, and among them a draft, a withdrawn list and a draft case that name one of their own."""
    from django.core.management import call_command

    from awards.choices import ListState
    from showcase.bulk.making import make_bulk
    from tests.factories import make_case, make_entry, make_organization

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_bulk(organizations, rounds)
    for number, state in enumerate((ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN)):
        make_entry(make_organization(f"{HIDDEN}{number}居民区党总支", slug=f"hidden-{number}"), state=state)
    make_case(f"{HIDDEN}的案例", slug="hidden-case", organization=make_organization(f"{HIDDEN}党支部", slug="hidden"))
    return {}


def correct() -> dict[str, float]:
    """One name as printed, in the middle of the roll, as the staff do it."""
    from awards.choices import CorrectedField
    from awards.correcting import correct_entry
    from awards.models import HonorEntry

    entries = HonorEntry.objects.public().filter(corrections=None).order_by("pk")
    entry = entries[entries.count() // 2]
    correct_entry(entry, CorrectedField.NAME_AS_PRINTED, f"{entry.name_as_printed}（更正）", "漏字", None)
    return {}


def publish_to(target: str) -> dict[str, float]:
    """One publication, measured."""
    from showcase.publication.publishing import publish
    from showcase.publication.rendering import Site
    from tests.showcase.publication.published import SITE_URL

    done = []
    taken = measure(lambda: done.append(publish(Path(target), Site.at(SITE_URL))))
    return taken | asdict(done[0])


def check(target: str) -> dict[str, float]:
    """How many links lead nowhere, and how many files tell of what is hidden."""
    from tests.showcase.publication.published import dead_links

    files = [path for path in Path(target).rglob("*") if path.suffix in {".html", ".json", ".csv", ".xml", ".atom"}]
    told = [path for path in files if HIDDEN in path.read_text() or "hidden" in path.parent.name]
    return {"dead": len(dead_links(Path(target))), "leaks": len(told)}


def table(name: str, server: str, organizations: int, rounds: int) -> None:
    with database(server) as made:
        target = made.folder / "published/site"
        in_process("benchmarks.publishing", made, "prepare", organizations, rounds)
        whole = 0.0
        for run in ("all", "nothing changed", "one correction", "another correction"):
            if "correction" in run:
                in_process("benchmarks.publishing", made, "correct")
            done = in_process("benchmarks.publishing", made, "publish", target)
            whole = whole or done["cpu"]
            files = [int(done[part]) for part in ("written", "kept", "removed")]
            row(name, run, done["cpu"], *files, done["peak"], f"{done['cpu'] / whole:.1%}")
        found = in_process("benchmarks.publishing", made, "check", target)
        row(name, f"{found['dead']} dead links, {found['leaks']} leaks", *["—"] * 6)


def main(organizations: int = ORGANIZATIONS, rounds: int = ROUNDS) -> None:
    row("database", "run", "CPU s", "written", "kept", "removed", "memory MB", "of the full run")
    row(*["---"] * 8)
    for name, server in SERVERS.items():
        table(f"{name}, {organizations} × {rounds}", server, organizations, rounds)


if __name__ == "__main__":
    acts = {"prepare": prepare, "correct": correct, "publish": publish_to, "check": check}
    if sys.argv[1:] and sys.argv[1] in acts:
        django.setup()
        words = [int(word) if word.isdigit() else word for word in sys.argv[2:]]
        print(json.dumps(acts[sys.argv[1]](*words)))
    else:
        main(*map(int, sys.argv[1:]))

"""A roll of sixty entries: kept, asked again (304) and made anew, against a constant response of Django.

``python -m benchmarks.serving [ROUNDS REQUESTS]`` prints CPU microseconds a request and the ratio to the constant
response, which has the same bytes and passes the same middleware under the same server. Rounds are interleaved,
figures are medians. Goals: kept 0.5 (at most 0.75), 304 0.42 (0.65), made anew 5 (7).

``PEERS`` names other systems that run on this machine and show a page like ours (see ``benchmarks.servers.peers``);
they are asked in the same run. Goals: kept twice as cheap as theirs kept, 50 times as theirs made anew; ours made
anew three times as cheap as theirs.
"""

import http.client
import json
import os
import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import psycopg

from benchmarks.measuring import SERVERS, database, in_process, row
from benchmarks.servers import Server, Target, peers, serving
from tests.soak.databases import Database

ROUNDS, REQUESTS = 9, 400
ENTRIES = 60
CASE = "zuofa"
PROSE = "居民区党总支牵头，党员、业委会和物业一起坐下来，把事情一件一件谈清楚。" * 5
PAGES = {
    "/honors/": "list",
    "/awards/jinyin/7/": "round",
    "/organizations/di-0-ju-min-qu-dang-zong-zhi/": "organisation",
    f"/cases/{CASE}/": "case",
}
# Whoever is signed in gets every page made anew.
STAFF = {"Cookie": "sessionid=none"}


def prepare() -> None:
    """A public round of sixty entries, four to an area as in life."""
    from django.core.management import call_command

    from awards.choices import ListState
    from showcase.choices import CaseState
    from showcase.models import CaseSection, Lesson
    from tests.factories import (
        make_case,
        make_entry,
        make_list,
        make_organization,
        make_round,
        make_subdistrict,
        make_tier,
    )

    call_command("migrate", verbosity=0)
    award_round = make_round(7)
    tiers = [make_tier(name, scheme=award_round.scheme, rank=rank) for rank, name in enumerate(("金奖", "银奖"), 1)]
    released = make_list(award_round=award_round, state=ListState.RELEASED)
    for number in range(ENTRIES):
        place = make_subdistrict(f"第{number // 6}街道")
        organization = make_organization(f"第{number}居民区党总支", subdistrict=place)
        make_entry(organization, honor_list=released, tier=tiers[number % 2], position=number + 1)
    case = make_case(
        organization=make_organization("第六十居民区党总支"), state=CaseState.PUBLISHED, slug=CASE, lead=PROSE
    )
    for number in range(4):
        CaseSection.objects.create(case=case, position=number + 1, heading=f"做法之{number}", body=PROSE)
        Lesson.objects.create(case=case, number=number + 1, statement="党员带头", explanation=PROSE)


def etag_of(server: Server, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.getheader("ETag") or ""


def body_of(server: Server, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


@contextmanager
def changing(made: Database) -> Iterator[Callable[[], None]]:
    """An act that lets everything kept be old, as a release or a correction does."""
    # Each statement commits by itself.
    if made.server:
        connection = psycopg.connect(made.url, autocommit=True)
    else:
        connection = sqlite3.connect(made.path, isolation_level=None)
    with closing(connection):
        yield lambda: connection.execute("UPDATE showcase_contentversion SET number = number + 1")


def targets(ours: Server, constant: Server, change: Callable[[], None]) -> list[Target]:
    """The constant response first: all others are told in its terms."""
    found = [Target("constant", constant, "/constant/")]
    for path, name in PAGES.items():
        again = {"If-None-Match": etag_of(ours, path), "Accept-Encoding": "gzip"}
        found += [
            Target(f"{name}, kept", ours, path),
            Target(f"{name}, kept, gzip", ours, path, {"Accept-Encoding": "gzip"}),
            Target(f"{name}, 304", ours, path, again, status=304),
            Target(f"{name}, made anew", ours, path, STAFF),
            Target(f"{name}, first after a change", ours, path, STAFF, before=change),
        ]
    return found + [Target(name, peer, path) for name, (peer, path) in peers(os.environ.get("PEERS", "")).items()]


def measure(found: list[Target], rounds: int, requests: int) -> dict[str, float]:
    """The median of each target, all in turn."""
    for target in found:
        target.ask(20)
    taken: dict[str, list[float]] = {target.name: [] for target in found}
    for _ in range(rounds):
        for target in found:
            # What was measured before it may have let everything kept be old.
            target.ask(2)
            # What costs a hundred times as much is asked a tenth as often.
            taken[target.name].append(target.microseconds(requests // 10 if target.before else requests))
    return {name: statistics.median(figures) for name, figures in taken.items()}


def table(name: str, found: list[Target], rounds: int, requests: int) -> None:
    for persistent in (True, False):
        for target in found:
            target.persistent = persistent
        figures = measure(found, rounds, requests)
        for target, figure in figures.items():
            row(
                name,
                "one" if persistent else "one a request",
                target,
                round(figure),
                f"{figure / figures['constant']:.2f}",
            )


def main(rounds: int = ROUNDS, requests: int = REQUESTS) -> None:
    row("database", "connection", "page", "CPU µs", "× constant")
    row(*["---"] * 5)
    for name, server in SERVERS.items():
        with database(server) as made:
            in_process("benchmarks.serving", made, "prepare")
            environment = {"DATABASE_URL": made.url, "DATA_DIR": str(made.folder)}
            in_process("django", made, "collectstatic", "--noinput", "--verbosity", "0")
            with serving("config.wsgi", environment) as ours:
                body = made.folder / "constant.html"
                Path(body).write_bytes(body_of(ours, "/honors/"))
                standard = serving("benchmarks.constant", {**environment, "CONSTANT": str(body)})
                with standard as constant, changing(made) as change:
                    table(name, targets(ours, constant, change), rounds, requests)


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        django.setup()
        prepare()
        print(json.dumps({}))
    else:
        main(*map(int, sys.argv[1:]))

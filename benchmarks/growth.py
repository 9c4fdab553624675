"""What a page costs as the registry grows: the same pages from a thousand to a million entries.

``python -m benchmarks.growth [ORGANISATIONS …]`` (100, 1,000, 10,000 and 100,000, ten rounds each) prints
milliseconds of the processor for a whole response made anew, those of the database server included, medians; then
the ratio of the largest registry to the smallest in which the page shows as many rows (as its kilobytes tell);
goal 1.5. All registries are asked in turn, so that whatever else the machine does falls on each of them.
``BENCH_FOLDER=…`` keeps the registries, and ``ONLY=`` asks the pages alone whose names begin so.
"""

import json
import os
import statistics
import sys
from contextlib import ExitStack

import django

from benchmarks.measuring import SERVERS, cpu_seconds, in_process, prepared, row
from tests.soak.databases import Database

SIZES = [100, 1_000, 10_000, 100_000]
HONOR_ROUNDS = 10
TURNS, TIMES = 2, 5
ONLY = os.environ.get("ONLY", "")
# One organisation of every registry is called so, and nobody else.
RARE = "珅嵘苑一居民区党总支"
PAGES = {
    "list": "/honors/",
    "list, a round": "/honors/?award=jinyin&round=7",
    "list, a subdistrict": "/honors/?award=jinyin&subdistrict=huayanglu",
    "list, a sector and a standing": "/honors/?sector=residential&status=valid",
    "list, the last page": "/honors/?page={last}",
    "list, by name": "/honors/?sort=name",
    "list, by name, a late page": "/honors/?sort=name&after={code}",
    "list, by a rare word": "/honors/?q=珅嵘",
    "list, by a common word": "/honors/?q=居民区",
    "list, by a common word and a subdistrict": "/honors/?q=居民区&subdistrict=huayanglu",
    "organisation": "/organizations/{slug}/",
    "verification": "/verify/{code}/",
    "search, one rare character": "/search/?q=珅",
    "search, one common character": "/search/?q=居",
    "search, one scattered character": "/search/?q=新",
    "search, one absent character": "/search/?q=龘",
    "search, two rare characters": "/search/?q=珅嵘",
    "search, two common characters": "/search/?q=居民",
    "search, two absent characters": "/search/?q=龘靐",
    "search, four rare characters": "/search/?q=珅嵘苑一",
    "search, four common characters": "/search/?q=居民区党",
    "search, four absent characters": "/search/?q=龘靐齉爩",
    "home": "/",
    "awards": "/awards/",
    "an award": "/awards/jinyin/",
    "a round": "/awards/jinyin/7/",
    "a ceremony": "/ceremonies/shi-yan-7/",
    "directory": "/organizations/",
    "directory, a late page": "/organizations/?after={slug}",
    "directory, by a common word": "/organizations/?q=居民区",
    "subdistricts": "/subdistricts/",
    "a subdistrict": "/subdistricts/huayanglu/",
    "matrix": "/matrix/",
    "matrix, a late page": "/matrix/?after={slug}",
    "matrix, an award and a subdistrict": "/matrix/?award=jinyin&subdistrict=huayanglu",
    "matrix, by a common word": "/matrix/?q=居民区",
    "corrections": "/corrections/",
    "corrections, a late page": "/corrections/?after=entry-{correction}",
    "cases": "/cases/",
    "site map": "/sitemap/",
    "feed of lists": "/feeds/honors.atom",
    "API, organisations": "/api/v1/organizations/",
    "API, honours": "/api/v1/honors/",
    "API, honours of a subdistrict": "/api/v1/honors/?subdistrict=huayanglu",
}


def prepare(organizations: int) -> None:
    """A registry of invented organisations, with fresh statistics."""
    from django.core.management import call_command

    from showcase.bulk.making import make_bulk
    from showcase.statistics import gather_statistics

    call_command("migrate", verbosity=0)
    make_bulk(organizations, HONOR_ROUNDS)
    name_the_rare_one()
    gather_statistics()


def name_the_rare_one() -> None:
    """Let the first organisation bear ``RARE`` besides its name; the search index learns it as it would from staff."""
    from organizations.changes import records_changed
    from organizations.choices import NameKind
    from organizations.models import Organization
    from organizations.naming import give_name

    first = Organization.objects.earliest("pk")
    give_name(first, RARE, NameKind.VARIANT)
    records_changed.send(sender=name_the_rare_one, organizations=[first.pk])


def ask() -> dict[str, list[float]]:
    """Milliseconds of each page, several times, after once to warm up; and how many kilobytes it has."""
    from django.conf import settings
    from django.test import Client

    # As in development: no assets need be collected for a page to name them.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    client, taken = Client(headers={"host": "localhost"}), {}
    words = _words()
    for name, path in PAGES.items():
        if not name.startswith(ONLY):
            continue
        address = path.format(**words)
        size = len(client.get(address).content) / 1024
        taken[name] = [size, *(_milliseconds(client, address) for _ in range(TIMES))]
    return taken


def _words() -> dict[str, object]:
    """What the addresses name: an early organisation, one of its honours, and the last page that can be asked for."""
    from awards.models import Correction, HonorEntry
    from organizations.models import Organization
    from showcase.paging import LAST_PAGE, PER_PAGE

    # In the middle of the alphabet, in every registry.
    middle = Organization.objects.filter(pinyin__gte="ni").order_by("pinyin", "pk")[0]
    return {
        "last": min(LAST_PAGE, HonorEntry.objects.count() // PER_PAGE),
        "slug": middle.slug,
        "code": HonorEntry.objects.filter(organization=middle).earliest("pk").verify_code,
        "correction": Correction.objects.earliest("corrected_at", "pk").pk + 3,
    }


def _milliseconds(client, address: str) -> float:
    used = cpu_seconds()
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    return (cpu_seconds() - used) * 1000


def curve(server: str, sizes: list[int]) -> dict[str, list[tuple[float, float]]]:
    """The median of each page at each size, and its kilobytes."""
    with ExitStack() as stack:
        made = [stack.enter_context(_registry(server, size)) for size in sizes]
        turns = [[in_process("benchmarks.growth", one, "ask") for one in made] for _ in range(TURNS)]
    figures = {}
    for name in turns[0][0]:
        times = [[one for turn in turns for one in turn[at][name][1:]] for at in range(len(sizes))]
        figures[name] = [(statistics.median(one), turns[0][at][name][0]) for at, one in enumerate(times)]
    return figures


def _registry(server: str, size: int):
    def fill(made: Database) -> None:
        in_process("benchmarks.growth", made, "prepare", size)

    return prepared(server, f"growth_{size}", fill)


def main(*sizes: int) -> None:
    chosen = list(sizes or SIZES)
    row("database", "page", *(f"{size * HONOR_ROUNDS:,} entries, ms" for size in chosen), "ratio", "kilobytes")
    row(*["---"] * (len(chosen) + 4))
    for name, server in SERVERS.items():
        for page, figures in curve(server, chosen).items():
            # As many rows are shown where the page weighs as much.
            full = next(at for at, (_, weight) in enumerate(figures) if weight > 0.85 * figures[-1][1])
            ratio = figures[-1][0] / figures[full][0]
            kilobytes = f"{figures[full][1]:.0f} → {figures[-1][1]:.0f}"
            row(name, page, *(ms for ms, _ in figures), f"{ratio:.2f}", kilobytes)


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        django.setup()
        prepare(int(sys.argv[2]))
    elif sys.argv[1:] == ["ask"]:
        django.setup()
        print(json.dumps(ask()))
    else:
        main(*map(int, sys.argv[1:]))

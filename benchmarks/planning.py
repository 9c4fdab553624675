"""Planning a list of 10,000 names of every kind against a registry of 100,000 organisations.

``python -m benchmarks.planning [ROWS ORGANISATIONS]`` prints a table: seconds by the clock and of the
processor, peak memory of the process, rows by verdict. Goal on two quiet cores: 10 s and 500 MB.
"""

import csv
import io
import json
import random
import sys
from collections.abc import Callable, Iterator
from itertools import islice

import django

from benchmarks.measuring import SERVERS, database, in_process, measure, row

ROWS, ORGANISATIONS = 10_000, 100_000
LEVELS = {"党总支": "党支部", "党支部": "党总支"}
# The names a clerk's list has are mostly right; one in seven of each kind is a hard list.
KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "exact": lambda name, chance: name,
    "alias": lambda name, chance: alias_of(name),
    "folded": lambda name, chance: f"中共 （{name[:2]}） {name[2:]}",
    "level": lambda name, chance: name[:-3] + LEVELS[name[-3:]],
    "near": lambda name, chance: f"{name[:3]}{chance.choice('兰桂海港')}{name[4:]}",
    "abbreviation": lambda name, chance: name[0] + name[2:] if "居民区" in name else name.replace("有限公司", ""),
    "unknown": lambda name, chance: f"{chance.choice('鲁苏浙皖')}{''.join(reversed(name[:4]))}商会党支部",
}


def alias_of(name: str) -> str:
    """The other name by which every organisation of the benchmark is known."""
    return name.replace("居民区", "片区").replace("上海", "沪上", 1)


def prepare(organisations: int) -> None:
    """Registry, round and tiers."""
    from django.core.management import call_command

    from organizations.choices import NameKind
    from organizations.folding import fold
    from organizations.models import OrganizationName
    from tests.crowds import make_crowd
    from tests.factories import make_round, make_tier

    call_command("migrate", verbosity=0)
    for rank, name in enumerate(("金奖标兵", "金奖", "银奖"), start=1):
        make_tier(name, scheme=make_round(7).scheme, rank=rank)
    aliases = (
        OrganizationName(organization=one, text=text, folded=fold(text), kind=NameKind.VARIANT)
        for one in make_crowd(organisations)
        if (text := alias_of(one.name)) != one.name
    )
    OrganizationName.objects.bulk_create(aliases, batch_size=2000)


def lines(rows: int) -> Iterator[list[str]]:
    """The list: tier, name and subdistrict, each kind of name in turn."""
    from organizations.models import Organization

    chance = random.Random(3)
    known = Organization.objects.order_by("pk").values_list("name", "subdistrict__name")
    chosen = sorted(chance.sample(range(known.count()), rows))
    every = list(known)
    for at, number in enumerate(chosen):
        name, place = every[number]
        kind = list(KINDS.values())[at % len(KINDS)]
        yield [chance.choice(["金奖标兵", "金奖", "银奖"]), kind(name, chance), place]


def written_list(rows: int) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["等次", "单位名称", "所属街道"])
    writer.writerows(islice(lines(rows), rows))
    return text.getvalue().encode("utf-8-sig")


def plan(path: str) -> dict[str, float]:
    """Read the file, plan it against the registry, keep every row."""
    from django.db.models import Count

    from awards.importing.planning import Defaults
    from awards.importing.receiving import receive_list
    from awards.models import AwardRound, ImportRow

    with open(path, "rb") as file:
        data = file.read()
    defaults = Defaults(AwardRound.objects.get())
    figures = measure(lambda: receive_list(data, "list.csv", by=None, defaults=defaults))
    return {**figures, **dict(ImportRow.objects.values_list("verdict").annotate(Count("pk")))}


def main(rows: int = ROWS, organisations: int = ORGANISATIONS) -> None:
    print(f"Planning {rows:,} rows against {organisations:,} organisations, {len(KINDS)} kinds of names\n")
    row("database", "seconds", "CPU seconds", "peak MB", "ready", "to decide")
    row(*["---"] * 6)
    for name, server in SERVERS.items():
        with database(server) as made:
            in_process("benchmarks.planning", made, "prepare", organisations)
            path = made.folder / "list.csv"
            in_process("benchmarks.planning", made, "write", rows, path)
            done = in_process("benchmarks.planning", made, "plan", path)
            row(name, done["wall"], done["cpu"], round(done["peak"]), done.get("ready", 0), done.get("decide", 0))


if __name__ == "__main__":
    what, *words = sys.argv[1:] or ["all"]
    if what in ("prepare", "write", "plan"):
        django.setup()
    if what == "prepare":
        prepare(int(words[0]))
    elif what == "write":
        with open(words[1], "wb") as target:
            target.write(written_list(int(words[0])))
    elif what == "plan":
        print(json.dumps(plan(words[0])))
    else:
        main(*map(int, sys.argv[1:]))

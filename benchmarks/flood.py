"""A flood of different questions: what two workers come to weigh, and what a known page costs meanwhile.

``python -m benchmarks.flood [REQUESTS]`` asks so many questions, no two alike, half of them with parameters that
no page knows, and prints after every tenth of them the memory of both workers (PSS) and the CPU time of a page
that people read. Goals: 350 MB in all, flat; the known page as cheap as before.
"""

import random
import sys

from benchmarks.measuring import SERVERS, database, in_process, row
from benchmarks.servers import Server, Target, serving

REQUESTS = 10_000
STEPS = 10
SIGNS = "陶家宅华院潘东苏愚园仙霞虹桥程北周长宁天山中西南湖"


def questions(count: int) -> list[str]:
    """Addresses no two of which are alike."""
    chance = random.Random(6)
    found = []
    for number in range(count):
        words = "".join(chance.choices(SIGNS, k=chance.randint(1, 4)))
        page = chance.choice(("/search/", "/honors/", "/"))
        found.append(f"{page}?q={words}{number}" if number % 2 else f"/honors/?odd={number}&q=")
    return found


def ask(server: Server, addresses: list[str]) -> None:
    for address in addresses:
        path, _, query = address.partition("?")
        quoted = "".join(
            sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in query
        )
        Target(address, server, f"{path}?{quoted}").ask(1)


def main(requests: int = REQUESTS) -> None:
    row("database", "questions", "memory of two workers, MB", "known page, CPU µs")
    row(*["---"] * 4)
    for name, server in SERVERS.items():
        with database(server) as made:
            in_process("benchmarks.serving", made, "prepare")
            environment = {"DATABASE_URL": made.url, "DATA_DIR": str(made.folder)}
            in_process("django", made, "collectstatic", "--noinput", "--verbosity", "0")
            with serving("config.wsgi", environment, workers=2) as ours:
                known = Target("known", ours, "/honors/")
                known.ask(50)
                row(name, 0, round(ours.megabytes()), round(known.microseconds(200)))
                asked = questions(requests)
                step = max(1, requests // STEPS)
                for start in range(0, requests, step):
                    ask(ours, asked[start : start + step])
                    row(name, start + step, round(ours.megabytes()), round(known.microseconds(200)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

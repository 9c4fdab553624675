#!/usr/bin/env python3
"""Asks a public service whether a locked package has a known hole: .ci/audit.py PIP_AUDIT LOCK

Exit 1 where one is found. Where the service is not in reach or does not know the packages, that is said and nothing
fails: no change waits for somebody else's machine. pip-audit alone would call it all well when every package was
unknown, and a fault when the service is away.
"""

import json
import subprocess
import sys
from typing import Any

# A hole that does not concern us, and why: {"GHSA-…": "reason"}. An entry goes when its package has moved on.
ACCEPTED: dict[str, str] = {}
LONGEST = 300  # seconds


def asked(program: str, lock: str) -> list[dict[str, Any]] | str:
    """What is known of each package; or, in words, why nothing is."""
    words = [program, "--requirement", lock, "--require-hashes", "--disable-pip", "--format", "json"]
    words += ["--progress-spinner", "off", "--desc", "off", "--timeout", "15"]
    try:
        answer = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=False)
        return json.loads(answer.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return f"no answer in {LONGEST} s"
    except (json.JSONDecodeError, KeyError):
        return (answer.stderr.strip().splitlines() or ["it said nothing"])[-1]


def main(program: str, lock: str) -> int:
    known = asked(program, lock)
    if isinstance(known, str):
        print(f"NOT AUDITED: the service that knows of holes was not in reach ({known})")
        return 0
    unknown = [one["name"] for one in known if "skip_reason" in one]
    if unknown:
        print(f"NOT AUDITED: {len(unknown)} of {len(known)} packages, of which the service knows nothing")
    found = {
        hole["id"]: f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or '-'}"
        for one in known
        for hole in one.get("vulns", [])
        if not ACCEPTED.keys() & {hole["id"], *hole["aliases"]}
    }
    print(*found.values(), f"{len(known) - len(unknown)} packages audited, {len(found)} with a known hole", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

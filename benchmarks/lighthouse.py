"""What Lighthouse gives the registry on a phone: python -m benchmarks.lighthouse.

Performance too, which swings with whatever else the machine does: repeat it on a quiet one.
"""

import tempfile
from pathlib import Path

from benchmarks.measuring import row
from tests.browser.serving import LEAST_SCORE, STEADY, lighthouse, served
from tests.browser.tooling import TOOLS

CATEGORIES = ("performance", *STEADY)


def main() -> None:
    """A table of scores; the aim is ``LEAST_SCORE`` everywhere."""
    if not (TOOLS / "node_modules/lighthouse").exists():
        raise SystemExit("Lighthouse is not installed: make bench, where npm is found")
    row("page", *CATEGORIES, "KB", "layout shift", f"all ≥ {LEAST_SCORE}")
    row(*["---"] * 8)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        for name, page in lighthouse(TOOLS / "lighthouse.mjs", address, CATEGORIES).items():
            scores = [page["scores"][category] for category in CATEGORIES]
            verdict = "yes" if min(scores) >= LEAST_SCORE else f"no: {', '.join(page['lost'])}"
            row(name, *scores, page["bytes"] / 1024, page["shift"], verdict)


if __name__ == "__main__":
    main()

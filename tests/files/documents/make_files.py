"""Writes the documents of this folder; run it again after a change: ``python tests/files/documents/make_files.py``."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.files.documents import making_articles, making_hostile, making_mess  # noqa: E402


def main() -> None:
    """Write every file into the folder of its kind."""
    for module in (making_articles, making_mess, making_hostile):
        for name, content in module.files().items():
            target = HERE / module.FOLDER / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)


if __name__ == "__main__":
    main()

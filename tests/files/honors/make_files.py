"""Writes the sample lists of this folder; run it again after a change: ``python tests/files/honors/make_files.py``.

Each file is named for its layout, or for its fault. Text files are written here too, so that
their encodings and line ends survive any editor.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.files.honors import making_csv, making_text, making_word, making_xls, making_xlsx  # noqa: E402


def main() -> None:
    """Write every file into the folder of its kind."""
    for module in (making_text, making_csv, making_xlsx, making_xls, making_word):
        for name, content in module.files().items():
            target = HERE / module.FOLDER / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)


if __name__ == "__main__":
    main()

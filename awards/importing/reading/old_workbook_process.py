"""The other process of ``old_workbooks``: an .xls file on standard input, its sheets as JSON on output.

Imports nothing of the project: it runs alone, by its path. The last line on standard error is
``encrypted`` or ``damaged`` where the file cannot be read.
"""

import datetime
import io
import json
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum


def bound(memory: int, seconds: int) -> None:
    """Let the system end this process rather than the server run out of memory or patience."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module; there the caller's time limit must do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def plain(cell: object) -> object:
    """A cell as JSON can carry it; midnight is a day without a time."""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, datetime.timedelta) else cell


def main() -> None:
    """Read, and write one JSON list of sheets: title, hidden, merges, rows."""
    bound(int(sys.argv[1]), int(sys.argv[2]))
    found = []
    with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as workbook:
        for info in workbook.sheets_metadata:
            hidden = info.visible != SheetVisibleEnum.Visible
            sheet = None if hidden else workbook.get_sheet_by_name(info.name)
            merges = (sheet.merged_cell_ranges or []) if sheet else []
            # Rows come from the first of the sheet, but columns only from the first that is filled.
            left = sheet.start[1] if sheet and sheet.start else 0
            rows = [[plain(cell) for cell in row] for row in sheet.iter_rows()] if sheet else []
            while rows and not any(cell not in ("", None) for cell in rows[-1]):
                rows.pop()
            found.append(
                {
                    "title": info.name,
                    "hidden": hidden,
                    "merges": [(first[0] + 1, first[1] - left, last[0] + 1) for first, last in merges],
                    "rows": rows,
                }
            )
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    try:
        main()
    except PasswordError:
        sys.exit("encrypted")
    except CalamineError:
        sys.exit("damaged")

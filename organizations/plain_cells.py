"""Text in sheets that stays text: no cell of ours is a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def without_formula(text: str) -> str:
    """``text`` so that a spreadsheet does not run it, even after it was saved as .csv."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text

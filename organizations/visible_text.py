"""What somebody typed, as one line that cannot pretend to be another: for logs."""

import unicodedata

# Controls, formats that turn or hide text, halves of characters, what no font has, ends of lines, odd blanks.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
BLANK = "\\u0020"


def visible(text: str, limit: int) -> str:
    """``text`` on one line of at most ``limit`` characters; what cannot be seen is written out as ``\\u000a``.

    Blanks at either end are written out as well, so that “admin ” is not taken for “admin”.
    """
    # What is cut off anyway need not be looked at: somebody may send ten thousand characters.
    begun = text[: limit + 1]
    inside = begun.strip(" ")
    before = len(begun) - len(begun.lstrip(" "))
    after = len(begun) - before - len(inside)
    written = BLANK * before + "".join(_written(character) for character in inside) + BLANK * after
    if len(text) <= limit and len(written) <= limit:
        return written
    mark = f"…（共 {len(text)} 字）"
    return written[: limit - len(mark)] + mark


def visible_facts(facts: object, limit: int = 500) -> object:
    """The same for every text in what JSON holds, names of facts included."""
    if isinstance(facts, str):
        return visible(facts, limit)
    if isinstance(facts, dict):
        return {visible(str(name), 60): visible_facts(fact, limit) for name, fact in list(facts.items())[:50]}
    if isinstance(facts, list | tuple | set | frozenset):
        return [visible_facts(fact, limit) for fact in list(facts)[:50]]
    # PostgreSQL may give 1e20 back as a whole number: the line would seem changed.
    return facts if isinstance(facts, bool | int | None) else visible(str(facts), limit)


def _written(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in UNSEEN or (kind == "Zs" and character not in " \u3000"):
        return f"\\u{ord(character):04x}"
    return "\\\\" if character == "\\" else character

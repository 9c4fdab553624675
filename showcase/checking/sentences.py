"""Paragraphs that break off in the middle of a sentence. Pure."""

from collections.abc import Iterator

from showcase.checking.findings import Finding
from showcase.checking.reading import CheckedCase, Passage
from showcase.prose import blocks

ENDINGS = "。！？；…”’）》】〕」』.!?;)\"'"
# Before another paragraph these may end one: a list follows.
LEADS_ON = "：:"
# Shorter lines are names or headings, not sentences.
SHORTEST = 12
LAST_CHARACTERS = 20
WHY = "可能是原文残缺，或者抄录、导入时漏了一截。来源本来就断在这里的，请填“原文残缺说明”，读者会看到。"


def check_sentences(case: CheckedCase) -> Iterator[Finding]:
    """Each paragraph of running text that ends without an ending, unless it is said to be cut short."""
    for passage in case.passages:
        if passage.is_prose:
            yield from _in_passage(passage)


def _in_passage(passage: Passage) -> Iterator[Finding]:
    texts = [block.text for block in blocks(passage.text)]
    for number, text in enumerate(texts, start=1):
        is_last = number == len(texts)
        if not _breaks_off(text, is_last=is_last) or (is_last and passage.note):
            continue
        yield Finding(
            f"{passage.place}第 {number} 段像是没有写完", WHY, passage.anchor, contexts=(f"…{text[-LAST_CHARACTERS:]}",)
        )


def _breaks_off(text: str, *, is_last: bool) -> bool:
    if len(text) < SHORTEST:
        return False
    return text[-1] not in ENDINGS and (is_last or text[-1] not in LEADS_ON)

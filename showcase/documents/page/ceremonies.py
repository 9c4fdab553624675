"""The ceremony of a page on record, and the rounds it released; nothing of it shows before a list is public."""

import re
from collections.abc import Iterable

from awards.models import AwardRound, Ceremony
from organizations.models import SourceDocument, StaffUser
from organizations.romanization import ascii_slug
from showcase.documents.drafts import Decision
from showcase.documents.page.draft import PageDraft

PLACE = "展示会"
MAY_LINK = "awards.change_awardround"


def write_ceremony(draft: PageDraft, source: SourceDocument) -> Ceremony:
    """A ceremony with the foreword of the page."""
    read = draft.ceremony
    assert read is not None  # nosec B101 # noqa: S101 - the caller asks; for the type checker
    ceremony = Ceremony(
        slug=_free_slug(read.title, str(read.held_on.year) if read.held_on else ""),
        title=read.title,
        held_on=read.held_on,
        year_is_inferred=read.year_is_inferred,
        time_of_day=read.time_of_day,
        date_note=read.date_note[:200],
        foreword_heading=draft.foreword_heading[:30],
        foreword=draft.foreword,
        source=source,
    )
    ceremony.full_clean()
    ceremony.save()
    return ceremony


def about_known(ceremony: Ceremony, draft: PageDraft) -> list[Decision]:
    """A ceremony on record keeps its own foreword."""
    if ceremony.foreword == draft.foreword:
        return []
    question = f"展示会“{ceremony}”已经登记，它的前言没有改动；与版面上的不同，请核对要不要更新。"
    return [Decision(PLACE, question)]


def link_rounds(ceremony: Ceremony, rounds: Iterable[AwardRound], by: StaffUser | None) -> list[Decision]:
    """Let ``ceremony`` release ``rounds``, as far as that shows nothing to readers and ``by`` may.

    A round with a public list would bring the ceremony out at once: that is for a person to do.
    """
    decisions = []
    may_link = by is None or by.has_perm(MAY_LINK)
    for award_round in rounds:
        if award_round.ceremony_id == ceremony.pk:
            continue
        is_free = award_round.ceremony_id is None and not AwardRound.objects.public().filter(pk=award_round.pk).exists()
        if is_free and may_link:
            award_round.ceremony = ceremony
            award_round.save()
        else:
            question = f"{award_round}还没有归到展示会“{ceremony}”：请区级审核员在这一轮的页面选定展示会。"
            decisions.append(Decision(PLACE, question))
    return decisions


def _free_slug(title: str, year: str) -> str:
    """2021-lian-he-gong-zuo-zhan-shi-hui: the year, and what stands after the names of the awards."""
    what = re.split(r"[”》」]", title)[-1] or title
    base = "-".join(filter(None, [year, ascii_slug(what)])) or "ceremony"
    taken = set(Ceremony.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate

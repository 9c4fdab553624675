"""What a foreword tells of the occasion: when, who held it, what was announced."""

import re
from datetime import date

from showcase.documents.drafts import Decision
from showcase.documents.page.draft import CeremonyDraft

_MONTH_DAY = r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?P<time>[上下中]午|晚上|晚间|晚)?"
_WHEN = re.compile(rf"(?:(?P<year>\d{{4}})年)?(?P<printed>{_MONTH_DAY})")
_OCCASION = re.compile(
    r"[\s,，]*(?P<host>[^,，。;；]{0,30}?)(?:隆重|联合|共同)?(?:举办|举行|召开|召集)了?(?P<what>[^,，。;；]{2,80})"
)
_FOUNDED = re.compile(r"[自从](\d{4})年(?:起|以来|开始)?")
_YEARS_SINCE = re.compile(r"(?<!\d)(\d{1,2})年来")
_ANNOUNCED = re.compile(
    r"(\d{1,4})个[^,，。;；]{2,40}?(?:获评|荣获|获得|被评为|被授予|评为)[^“,，。;；]{0,10}(“[^”]{1,12}”)"
)
FOREWORD = "编者按"


def read_ceremony(foreword: str, heading: str) -> tuple[CeremonyDraft | None, list[Decision]]:
    """The ceremony that ``foreword`` dates and names, and what is inferred of it; ``None`` where it names none."""
    for when in _WHEN.finditer(foreword):
        occasion = _OCCASION.match(foreword, when.end())
        if occasion:
            return _ceremony(foreword, when, occasion, heading or FOREWORD)
    if not foreword:
        return None, []
    question = "前言里没有读到“某月某日举办……会”，没有新建展示会；前言原文见来源，需要时请新建展示会并粘贴。"
    return None, [Decision(heading or FOREWORD, question)]


def _ceremony(
    foreword: str, when: re.Match[str], occasion: re.Match[str], place: str
) -> tuple[CeremonyDraft, list[Decision]]:
    host, what = occasion["host"].strip(), occasion["what"].strip()
    title = what if what.startswith(host) else host + what
    held_on, is_inferred, note, question = _dated(foreword, when)
    decisions = [Decision(place, f"展示会的名称由“{occasion.group().strip('，, ')}”拼成“{title}”，请核对。")]
    decisions += [Decision(place, question)] if question else []
    ceremony = CeremonyDraft(title[:120], held_on, is_inferred, when["time"] or "", note)
    return ceremony, decisions + _announced(foreword, place)


def _dated(foreword: str, when: re.Match[str]) -> tuple[date | None, bool, str, str]:
    """The day, whether its year is inferred, the public note about that, and the question to a person."""
    if when["year"]:
        day = _day(int(when["year"]), when)
        return day, False, "", "" if day else f"“{when.group()}”不是一个日期，举办日期留空，请核对。"
    founded, since = _FOUNDED.search(foreword), _YEARS_SINCE.search(foreword)
    year = int(founded[1]) + int(since[1]) if founded and since else None
    day = _day(year, when) if year else None
    if day is None or not founded or not since:
        question = f"原文只写“{when['printed']}”，没有年份，文中也推不出；举办日期留空，请补上。"
        return None, False, f"原文只写“{when['printed']}”，没有年份。", question
    basis = f"文中有“{founded.group()}”和“{since.group()}”"
    note = f"原文只写“{when['printed']}”，没有年份；{basis}，据此推断为{year}年。"
    return day, True, note, f"{note}公开页会注明年份是推断的，请核对。"


def _day(year: int, when: re.Match[str]) -> date | None:
    try:
        return date(year, int(when["month"]), int(when["day"]))
    except ValueError:
        return None


def _announced(foreword: str, place: str) -> list[Decision]:
    """Totals that the foreword announces are entered on the round's own page."""
    counts = [f"{found[2]}{found[1]}个" for found in _ANNOUNCED.finditer(foreword)]
    if not counts:
        return []
    question = f"{place}写明{'、'.join(counts)}：请在各轮的页面登记“公布总数”，这里不会自动登记。"
    return [Decision(place, question)]

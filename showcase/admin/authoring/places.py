"""Where in a case a photo stands, chosen by seeing the paragraphs: “第 2 段之后：‘近年来……’”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from showcase.models import CaseSection, CaseStudy, Photo
from showcase.prose import Block, blocks

LEAD, SAVED, TYPED = "lead", "section", "sections"
BEGINNING_SHOWN = 14
MOST_PARAGRAPHS = 9999
UNKNOWN = "没有认出图片的位置，请重新选择。"
GONE = "原来选的那一节已经不在了，请重新选择图片的位置。"
_PLACE = re.compile(r"(?:(lead)|(section)-(\d{1,18})|(sections)-(\d{1,4})):(\d{0,4})\Z")


@dataclass(frozen=True)
class Place:
    """A place in a case: ``of`` the lead, a saved section (by key) or a row of the form; ``None`` is its end."""

    of: str
    number: int = 0
    after_paragraph: int | None = None

    def __str__(self) -> str:
        where = self.of if self.of == LEAD else f"{self.of}-{self.number}"
        return f"{where}:{'' if self.after_paragraph is None else self.after_paragraph}"


def read_place(text: str) -> Place | None:
    """The place that ``text``, the value of an option, names; ``None`` where it names none."""
    if not (found := _PLACE.match(text or f"{LEAD}:")):
        return None
    of = next(filter(None, found.group(1, 2, 4)))
    return Place(of, int(found[3] or found[5] or 0), int(found[6]) if found[6] else None)


def place_of(photo: Photo) -> str:
    """Where ``photo`` stands, as the value of an option."""
    if photo.section_id is None:
        return str(Place(LEAD, after_paragraph=photo.after_paragraph))
    return str(Place(SAVED, photo.section_id, photo.after_paragraph))


def place_choices(case: CaseStudy | None, sections: Iterable[CaseSection]) -> list[Any]:
    """The places of a saved case, by section; the script on the page keeps them up with what is typed."""
    choices: list[Any] = [("导语", _places(Place(LEAD), case.lead if case else ""))]
    for section in sections:
        choices.append((str(section), _places(Place(SAVED, section.pk), section.body)))
    return choices


def _places(end: Place, body: str) -> list[tuple[str, str]]:
    before = Place(end.of, end.number, 0)
    between = [
        (str(Place(end.of, end.number, number)), f"放在第 {number} 段之后：“{beginning(block)}”")
        for number, block in enumerate(blocks(body), start=1)
    ]
    return [(str(end), "放在最后"), (str(before), "放在最前"), *between]


def beginning(block: Block) -> str:
    """The first words of a paragraph, to know it by."""
    text = strip_tags(block.html) if block.html else block.text
    return f"{text[:BEGINNING_SHOWN]}……" if len(text) > BEGINNING_SHOWN else text


class PlaceSelect(forms.Select):
    """The places as they are on record, and the chosen one even where it is not among them."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        chosen = value[0] if value else ""
        known = {str(option["value"]) for _, options, _ in groups for option in options}
        place = read_place(chosen) if chosen else None
        if place is None or chosen in known:
            return groups
        words = "放在最后" if place.after_paragraph is None else f"放在第 {place.after_paragraph} 段之后"
        option = self.create_option(name, chosen, f"{words}（现在的位置）", True, 0)
        return [*groups, (None, [option], len(groups))]


class PlaceField(forms.CharField):
    """The place of a photo as ``Place``; only its form is checked here, the form set knows the sections."""

    widget = PlaceSelect

    def __init__(self, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(required=False, label="放在哪里", **kwargs)
        self.widget.choices = choices

    def clean(self, value: Any) -> Place:
        place = read_place(super().clean(value))
        if place is None:
            raise ValidationError(UNKNOWN)
        return place

"""Lines of rolls as HTML, each made once for each content version."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from awards.models import AwardTier, HonorEntry, HonorList
from organizations.models import Subdistrict
from showcase.caching.kept import kept_of
from showcase.visibility import entries_for_lines

Record = TypeVar("Record", bound=Model | None)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as ``html``, and what the page around it must know of it."""

    html: SafeString
    verify_code: str
    list: HonorList
    tier: AwardTier | None
    subdistrict: Subdistrict | None
    awaits_confirmation: bool

    def tier_awaits_confirmation(self) -> bool:
        """As ``HonorEntry`` answers it."""
        return self.awaits_confirmation


def printed(request: HttpRequest, component: str, keys: list[int], **options: bool) -> list[PrintedLine]:
    """The public entries with these keys, in this order, each as ``component`` shows it with ``options``.

    At most one query. Entries that readers may not see are left out.
    """

    def make(missing: list[int]) -> dict[int, PrintedLine]:
        return _made(entries_for_lines().filter(pk__in=missing), component, options)

    lines = kept_of(request).lines_by((component, *options.items()), keys, make)
    return [lines[key] for key in keys if key in lines]


def together(lines: Iterable[PrintedLine]) -> SafeString:
    """One after the other."""
    # Every one of them is a template's own.
    return mark_safe("".join(line.html for line in lines))  # nosec B308 B703 # lines that a template escaped


def _made(entries: Iterable[HonorEntry], component: str, options: dict[str, bool]) -> dict[int, PrintedLine]:
    template = get_template(component)
    seen: dict[tuple, Model | None] = {}

    # Many lines are of one list and one tier: what is kept of them is kept once.
    def once(record: Record) -> Record:
        return seen.setdefault((type(record), getattr(record, "pk", None)), record)  # type: ignore[return-value]

    return {
        entry.pk: PrintedLine(
            mark_safe(template.render({"entry": entry, **options})),  # nosec B308 B703 # what a template escaped
            entry.verify_code,
            once(entry.list),
            once(entry.tier),
            once(entry.subdistrict),
            entry.tier_awaits_confirmation(),
        )
        for entry in entries
    }

"""The lines of the search page: what was found, with the honours on record of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from awards.models import HonorEntry
from organizations.models import Organization
from showcase.choices import SearchKind
from showcase.highlighting import excerpt, marked, spans_of
from showcase.models import SearchDocument
from showcase.visibility import public_entries

# Of the organisations of the areas found, far more than the areas of one district have.
MOST_OF_AREAS = 200


@dataclass
class Result:
    """One line of the search page: what was found, and the honours on record of it, latest first.

    ``title``, ``summary``, ``other_name`` and ``excerpt`` are HTML with the words marked; the last two
    are "" where they hold no word that the title lacks, or none that the summary does not show already.
    """

    document: SearchDocument
    honors: list[HonorEntry]
    title: SafeString | str = ""
    summary: SafeString | str = ""
    other_name: SafeString | str = ""
    excerpt: SafeString | str = ""

    @property
    def awaits_honors(self) -> bool:
        """Whether it is registered and could be honoured, and no honour is on record yet."""
        return self.document.kind in (SearchKind.ORGANIZATION, SearchKind.NEIGHBORHOOD) and not self.honors


def with_honors(documents: Sequence[SearchDocument], words: Sequence[str] = ()) -> list[Result]:
    """``documents`` as results, each with what is on record of it and with ``words`` marked.

    Three queries at most, none where nothing found could have honours.
    """
    honors = _honors_of(documents)
    return [
        _marked(Result(one, honors.get((one.kind, one.organization_id or one.neighborhood_id), [])), words)
        for one in documents
    ]


def counts_by_kind(results: Sequence[Result]) -> list[tuple[str, int]]:
    """How many of each kind there are, in the order in which the kinds first come; none for a single kind."""
    counted = Counter(result.document.get_kind_display() for result in results)
    return list(counted.items()) if len(counted) > 1 else []


def _marked(result: Result, words: Sequence[str]) -> Result:
    """With the words marked where they stand: in the title, else in another name, else in the text."""
    document = result.document
    names = [line.partition("\t") for line in document.spellings.split("\n") if line]
    # A round is shown under another title than it begins with: then none of its readings is the title's.
    read = next((said.split() for name, _, said in names if name == document.title), ())
    result.title = marked(document.title, spans_of(document.title, words, read))
    elsewhere = [word for word in words if not spans_of(document.title, [word], read)]
    result.summary = marked(document.summary, spans_of(document.summary, elsewhere))
    for name, _, said in names:
        # A case tells in its summary which organisations it is about.
        if (
            name != document.title
            and name not in document.summary
            and (found := spans_of(name, elsewhere, said.split()))
        ):
            result.other_name = marked(name, found)
            break
    result.excerpt = excerpt(document.prose, elsewhere)
    return result


def _honors_of(documents: Sequence[SearchDocument]) -> dict[tuple[str, int | None], list[HonorEntry]]:
    """Public honours by kind and key of the organisation or area they belong to, the latest first."""
    found: dict[tuple[str, int | None], list[HonorEntry]] = {}
    organizations = {one.organization_id for one in documents if one.organization_id}
    if areas := [one.neighborhood_id for one in documents if one.neighborhood_id]:
        of_areas = Organization.objects.canonical_only().filter(neighborhood__in=areas).order_by("pk")
        organizations.update(of_areas.values_list("pk", flat=True)[:MOST_OF_AREAS])
    if organizations:
        # Their keys first: asked in one with the lists, SQLite reads every entry of a list.
        spelled = Organization.objects.filter(canonical__in=organizations).order_by("pk")
        of_them = public_entries().filter(organization__in=list(spelled.values_list("pk", flat=True)))
        for entry in of_them.newest_first():
            honored: Organization = entry.organization.canonical or entry.organization
            found.setdefault((SearchKind.ORGANIZATION, honored.pk), []).append(entry)
            found.setdefault((SearchKind.NEIGHBORHOOD, honored.neighborhood_id), []).append(entry)
    return found

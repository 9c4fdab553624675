"""Making a registry of invented organisations: the same from the same numbers, all of it or nothing."""

from dataclasses import dataclass

from django.db import transaction

from awards.models import AwardRound, HonorEntry, HonorList, ImportBatch
from organizations.changes import records_changed
from organizations.models import Neighborhood, Organization
from showcase.bulk.grounds import lay_ground
from showcase.bulk.honoring import honor, organizations
from showcase.bulk.names import AREAS, COMPANIES
from showcase.bulk.stories import correct, tell
from showcase.indexing import index_cases, index_neighborhoods
from showcase.models import CaseStudy, SiteSettings
from showcase.models.site import ONLY_ROW

# What a registry in use has; places, schemes and accounts alone are no content.
CONTENT = (Organization, HonorList, HonorEntry, AwardRound, CaseStudy, ImportBatch)
MOST_ORGANIZATIONS = min(AREAS.size // 2, COMPANIES.size)
MOST_ROUNDS = 40


class NotEmptyError(Exception):
    """The registry holds content that invented organisations must not mix with."""


@dataclass(frozen=True)
class Made:
    """How much was written."""

    organizations: int
    entries: int
    cases: int


def content_on_record() -> dict[str, int]:
    """What stands in the way, by its Chinese name; empty for a registry nobody has used."""
    counts = {str(model._meta.verbose_name): model._default_manager.count() for model in CONTENT}
    return {name: count for name, count in counts.items() if count}


@transaction.atomic
def make_bulk(count: int, rounds: int, *, with_index: bool = True) -> Made:
    """Write ``count`` organisations, each honoured once in each of the ``rounds`` rounds of its scheme.

    Raises ``NotEmptyError`` where the registry has content of its own: invented names must never
    stand among true ones. ``with_index`` False leaves search empty, which is quicker.
    """
    if found := content_on_record():
        raise NotEmptyError("、".join(f"{name} {number}" for name, number in found.items()))
    SiteSettings.objects.get_or_create(pk=ONLY_ROW)
    ground = lay_ground(rounds, announced=count)
    written = 0
    for chunk in organizations(count, ground):
        honor(chunk, written, ground)
        tell(chunk, written)
        written += len(chunk)
        if with_index:
            records_changed.send(sender=make_bulk, organizations=[one.pk for one in chunk])
    correct()
    every_round = [one.pk for rounds_of_sector in ground.rounds.values() for one in rounds_of_sector]
    records_changed.send(sender=make_bulk, rounds=every_round)
    if with_index:
        index_neighborhoods(Neighborhood.objects.values_list("pk", flat=True))
        index_cases(CaseStudy.objects.values_list("pk", flat=True))
    return Made(written, HonorEntry.objects.count(), CaseStudy.objects.count())

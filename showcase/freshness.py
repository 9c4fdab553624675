"""Keeping readers up to date: the only signal receivers of the project.

Every saved or deleted record that a public page shows raises the content version, rewrites its
search document and counts its list anew, in the same transaction. Acts that write in bulk send ``records_changed``.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save

from awards import counting
from awards.models import (
    AnnouncedCount,
    AwardRound,
    AwardScheme,
    AwardTier,
    Ceremony,
    Correction,
    HonorEntry,
    HonorList,
    RoundTier,
    StandingChange,
)
from organizations.changes import records_changed
from organizations.models import Neighborhood, Organization, OrganizationName, SourceDocument, Subdistrict
from showcase import indexing
from showcase.content_version import foresee, raise_version
from showcase.models import (
    CaseCorrection,
    CaseOrganization,
    CaseSection,
    CaseStudy,
    Lesson,
    Photo,
    Redirect,
    SearchDocument,
    SiteSettings,
)
from showcase.postings import keep_postings


def _index_nothing(row: Any) -> None:
    """For records that search does not know."""


def _of_what_many_share(row: Any) -> None:
    indexing.index_shared()


def _of_subdistrict(row: Any) -> None:
    indexing.index_shared()
    indexing.index_neighborhoods(row.neighborhoods.values_list("pk", flat=True))
    indexing.index_organizations(row.organizations.values_list("pk", flat=True))


def _of_organization(row: Any) -> None:
    indexing.index_organizations([row.pk, *filter(None, [row.canonical_id])])
    counting.recount_sector(row)


def _of_name(row: Any) -> None:
    indexing.index_organizations([row.organization_id])


def _of_neighborhood(row: Any) -> None:
    indexing.index_neighborhoods([row.pk])
    indexing.index_organizations(row.organizations.values_list("pk", flat=True))


def _of_entry(row: Any) -> None:
    indexing.index_organizations([row.organization_id])
    if row.list.is_public():
        counting.recount([row.list_id])


def _of_list(row: Any) -> None:
    if not (row.is_public() or row.was_public()):
        return  # Readers know nothing of it yet.
    counting.recount([row.pk])
    indexing.index_organizations(row.entries.values_list("organization", flat=True))
    indexing.index_rounds([row.round_id])


def _of_scheme(row: Any) -> None:
    indexing.index_shared()
    indexing.index_rounds(row.rounds.values_list("pk", flat=True))


def _of_round(row: Any) -> None:
    indexing.index_shared()
    indexing.index_rounds([row.pk])


def _of_case(row: Any) -> None:
    indexing.index_cases([row.pk])
    indexing.index_organizations(row.case_organizations.values_list("organization", flat=True))


def _of_case_organization(row: Any) -> None:
    indexing.index_cases([row.case_id])
    indexing.index_organizations([row.organization_id])


def _of_case_part(row: Any) -> None:
    if row.case_id:
        indexing.index_cases([row.case_id])


# Which search documents a changed record is part of.
INDEXERS: dict[type[Model], Callable[[Any], None]] = {
    Subdistrict: _of_subdistrict,
    Neighborhood: _of_neighborhood,
    Organization: _of_organization,
    OrganizationName: _of_name,
    SourceDocument: _index_nothing,
    AwardScheme: _of_scheme,
    AwardTier: _of_what_many_share,
    AwardRound: _of_round,
    RoundTier: _index_nothing,
    Ceremony: _index_nothing,
    AnnouncedCount: _index_nothing,
    HonorList: _of_list,
    HonorEntry: _of_entry,
    StandingChange: _index_nothing,
    Correction: _index_nothing,
    CaseStudy: _of_case,
    CaseOrganization: _of_case_organization,
    CaseSection: _of_case_part,
    Lesson: _of_case_part,
    Photo: _of_case_part,
    CaseCorrection: _index_nothing,
    SiteSettings: _index_nothing,
    Redirect: _index_nothing,
}

# Records that the clock changes without anybody's hand.
BY_THE_CLOCK = (HonorList, CaseStudy)
# Records whose name stands in the documents of many.
SHARED = (Subdistrict, AwardScheme, AwardRound, AwardTier)
# Records that lend an organisation a name, and may be given to another one.
NAMES = (OrganizationName, HonorEntry, CaseOrganization)


def on_saving(sender: type[Model], instance: Any, **_: Any) -> None:
    """A record that lends a name is about to be saved: remember whom it lends it to until now."""
    stored = sender._default_manager.filter(pk=instance.pk).values_list("organization_id", flat=True)
    instance.lent_to = list(stored) if instance.pk else []


def on_saved(sender: type[Model], instance: Any, raw: bool = False, **_: Any) -> None:
    """A public record was saved. ``raw``: a fixture is being loaded, and its loader indexes at the end."""
    if not raw:
        INDEXERS[sender](instance)
        if given_up := [key for key in getattr(instance, "lent_to", ()) if key != instance.organization_id]:
            indexing.index_organizations(given_up)
    _public_record_changed(sender)


def on_deleted(sender: type[Model], instance: Any, origin: Any = None, **_: Any) -> None:
    """A public record is gone; what went with its parent is indexed no more."""
    if origin is None or isinstance(origin, sender) or getattr(origin, "model", None) is sender:
        parts = {OrganizationName, HonorEntry, CaseOrganization, CaseSection, Lesson, Photo}
        if sender in parts:
            INDEXERS[sender](instance)
    elif sender is CaseOrganization:
        # The case goes, its document with it; the organisation stays, without the name it had there.
        indexing.index_organizations([instance.organization_id])
    if sender in SHARED:
        indexing.index_shared()
    _public_record_changed(sender)


def _public_record_changed(sender: type[Model]) -> None:
    raise_version()
    if sender in BY_THE_CLOCK:
        foresee()


def on_document_deleted(sender: type[Model], instance: SearchDocument, **_: Any) -> None:
    """A search document went, alone or with its record: nothing must lead to it any more."""
    keep_postings({instance.pk: {}})


def on_records_changed(sender: Any, organizations: Iterable[int] = (), rounds: Iterable[int] = (), **_: Any) -> None:
    """A bulk act wrote without ``save()``."""
    organizations, rounds = list(organizations), list(rounds)
    counting.recount_rounds(rounds)
    indexing.index_organizations(organizations)
    indexing.index_rounds(rounds)
    raise_version()


def connect() -> None:
    """Start listening; called once, when the application is ready."""
    for model in INDEXERS:
        post_save.connect(on_saved, sender=model, dispatch_uid=f"freshness-saved-{model.__name__}")
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"freshness-deleted-{model.__name__}")
    for model in NAMES:
        pre_save.connect(on_saving, sender=model, dispatch_uid=f"freshness-saving-{model.__name__}")
    post_delete.connect(on_document_deleted, sender=SearchDocument, dispatch_uid="freshness-document-deleted")
    records_changed.connect(on_records_changed, dispatch_uid="freshness-records")

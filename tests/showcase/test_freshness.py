"""Readers never see a stale page: whatever is public raises the content version as it changes."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model

from awards.choices import CorrectedField, StandingAct
from awards.models import (
    AnnouncedCount,
    AwardRound,
    AwardScheme,
    AwardTier,
    Ceremony,
    Correction,
    HonorCount,
    HonorEntry,
    HonorList,
    ImportBatch,
    ImportRow,
    RoundTier,
    StandingChange,
)
from organizations.changes import records_changed
from organizations.choices import NameKind
from organizations.models import (
    DiscardedDraft,
    Neighborhood,
    Organization,
    OrganizationMerge,
    OrganizationName,
    SourceDocument,
    StaffUser,
    Subdistrict,
)
from organizations.naming import give_name
from showcase.freshness import INDEXERS
from showcase.models import (
    CaseCorrection,
    CaseOrganization,
    CaseSection,
    CaseSignOff,
    CaseStudy,
    ContentVersion,
    DocumentImport,
    ErrorReport,
    Lesson,
    Photo,
    Redirect,
    SearchDocument,
    SearchGram,
    SearchPhrase,
    SiteSettings,
    WatchedWord,
)
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db

# Readers see nothing of these, or only through a record above (a merge writes organisations).
# fmt: off
UNSEEN = {
    StaffUser, OrganizationMerge, DiscardedDraft, ImportBatch, ImportRow, DocumentImport, CaseSignOff, WatchedWord,
    ErrorReport, ContentVersion, SearchDocument, SearchGram, SearchPhrase, HonorCount,
}
# fmt: on
# How staff sign in, and what they did.
UNSEEN |= {
    apps.get_model("organizations", name) for name in ("PastPassword", "RecoveryCode", "SecondFactor", "SecurityEvent")
}


def a_round_tier() -> RoundTier:
    return RoundTier.objects.create(round=make_round(), tier=make_tier(), position=1)


def a_standing_change() -> StandingChange:
    return StandingChange.objects.create(
        entry=make_entry(), act=StandingAct.REVOKE, decision_number="5号", decided_on="2023-05-01", reason="不实"
    )


def a_correction() -> Correction:
    return Correction.objects.create(entry=make_entry(), field=CorrectedField.CITATION, after="对", reason="原文如此")


RECORDS: dict[type[Model], Callable[[], Model]] = {
    Subdistrict: make_subdistrict,
    Neighborhood: make_neighborhood,
    Organization: make_organization,
    OrganizationName: lambda: give_name(make_organization(), "陶总支", NameKind.ABBREVIATION),
    SourceDocument: make_source,
    AwardScheme: make_scheme,
    AwardTier: make_tier,
    AwardRound: make_round,
    RoundTier: a_round_tier,
    Ceremony: make_ceremony,
    AnnouncedCount: lambda: AnnouncedCount.objects.create(round=make_round(), count=50),
    HonorList: make_list,
    HonorEntry: make_entry,
    StandingChange: a_standing_change,
    Correction: a_correction,
    CaseStudy: lambda: make_case(organization=make_organization()),
    CaseOrganization: lambda: CaseOrganization.objects.create(
        case=make_case(), organization=make_organization(), name_as_printed="陶家宅总支"
    ),
    CaseSection: lambda: make_case().sections.create(position=1, heading="协商共治"),
    Lesson: lambda: make_case().lessons.create(number=1, statement="依法治理"),
    Photo: lambda: make_case().photos.create(caption="议事"),
    CaseCorrection: lambda: CaseCorrection.objects.create(case=make_case(), place="第一段", after="对", reason="漏字"),
    SiteSettings: SiteSettings.objects.create,
    Redirect: lambda: Redirect.objects.create(old_path="/old/", new_path="/new/"),
}
# An organisation stands for itself, so the database protects it from being deleted.
DELETED = [model for model in RECORDS if model is not Organization]


def version() -> int:
    return sum(ContentVersion.objects.values_list("number", flat=True))


def name_of(model: type[Model]) -> str:
    return model.__name__


def test_every_kind_of_record_is_either_fresh_or_unseen():
    kept = {
        model
        for label in ("organizations", "awards", "showcase")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy and not model.__name__.startswith("Historical")
    }

    assert kept == set(INDEXERS) | UNSEEN
    assert set(RECORDS) == set(INDEXERS)


@pytest.mark.parametrize("model", RECORDS, ids=name_of)
def test_saving_raises_the_version(model):
    record = RECORDS[model]()
    before = version()

    record.save()

    assert version() == before + 1


@pytest.mark.parametrize("model", DELETED, ids=name_of)
def test_deleting_raises_the_version(model):
    record = RECORDS[model]()
    before = version()

    record.delete()

    assert version() > before


@pytest.mark.parametrize("model", DELETED, ids=name_of)
def test_deleting_by_query_raises_the_version(model):
    record = RECORDS[model]()
    before = version()

    model.objects.filter(pk=record.pk).delete()

    assert version() > before


def test_reading_does_not_raise_the_version():
    make_entry()
    before = version()

    list(HonorEntry.objects.public().for_rolls())

    assert version() == before


def test_what_readers_never_see_does_not_raise_the_version():
    before = version()

    ErrorReport.objects.create(page="/", message="漏字").delete()
    StaffUser.objects.create_user("luruyuan").delete()

    assert version() == before


def test_the_version_rises_and_falls_back_with_its_transaction():
    make_subdistrict()
    before = version()

    with transaction.atomic():
        Subdistrict.objects.get().save()
        inside = version()
        transaction.set_rollback(True)

    assert (inside, version()) == (before + 1, before)


def test_the_index_falls_back_with_its_transaction():
    organization = make_organization()

    with transaction.atomic():
        give_name(organization, "陶总支", NameKind.ABBREVIATION)
        inside = SearchDocument.objects.get(organization=organization).names
        transaction.set_rollback(True)

    names = SearchDocument.objects.get(organization=organization).names
    assert ["陶总支" in text for text in (inside, names)] == [True, False]


def test_a_bulk_act_that_tells_of_itself_raises_the_version_and_is_indexed():
    organization = make_organization("陶家宅居民区党支部")
    Organization.objects.filter(pk=organization.pk).update(name="陶家宅居民区党总支")
    before = version()

    records_changed.send(Organization, organizations=[organization.pk])

    assert version() == before + 1
    assert SearchDocument.objects.get(organization=organization).title == "陶家宅居民区党总支"


def test_loading_a_fixture_raises_the_version_and_leaves_the_index_to_its_loader(tmp_path):
    path = tmp_path / "place.json"
    fields = '{"code": "310105999", "name": "华阳路街道", "slug": "huayanglu"}'
    area = '{"code": "310105999001", "name": "陶家宅", "subdistrict": ["310105999"]}'
    path.write_text(
        f'[{{"model": "organizations.subdistrict", "fields": {fields}}},'
        f' {{"model": "organizations.neighborhood", "fields": {area}}}]'
    )
    before = version()

    call_command("loaddata", path, verbosity=0)

    assert version() > before
    assert Neighborhood.objects.count() == 1
    assert SearchDocument.objects.count() == 0

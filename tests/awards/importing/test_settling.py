"""A person settles a row: the answer is kept, named, and carried over to its twins."""

import pytest
from django.core.exceptions import ValidationError

from awards.choices import Resolution, TierBasis, Verdict
from awards.importing.settling import (
    choose_organization,
    choose_tier,
    create_organization,
    reopen_row,
    skip_row,
)
from awards.models import ImportBatch, ImportRow
from organizations.choices import NameKind, Sector
from organizations.models import Organization, OrganizationName
from tests.factories import (
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_staff()


@pytest.fixture
def batch():
    return ImportBatch.objects.create(source=make_source("名单"))


def make_row(batch, number=1, name="陶家宅党总支", **facts):
    facts.setdefault("tier", make_tier("金奖"))
    return ImportRow.objects.create(
        batch=batch,
        number=number,
        location=f"第 {number} 行",
        organization_text=name,
        subdistrict_text="华阳路街道",
        subdistrict=make_subdistrict(),
        round=make_round(7),
        verdict=Verdict.DECIDE,
        **facts,
    )


def test_choosing_an_organization_makes_the_row_ready_and_names_who_did(batch, clerk):
    organization = make_organization("陶家宅居民区党总支")

    row = choose_organization(make_row(batch), organization, clerk)

    assert (row.verdict, row.organization, row.resolution) == (Verdict.READY, organization, Resolution.MATCHED)
    assert (row.settled_by, row.settled_at is not None) == (clerk, True)


def test_choosing_alone_records_no_name(batch, clerk):
    choose_organization(make_row(batch), make_organization("陶家宅居民区党总支"), clerk)

    assert OrganizationName.objects.filter(text="陶家宅党总支").count() == 0


@pytest.mark.parametrize(
    ("kind", "resolution"),
    [
        (NameKind.FORMER, Resolution.FORMER),
        (NameKind.ABBREVIATION, Resolution.ALIAS),
        (NameKind.VARIANT, Resolution.ALIAS),
    ],
)
def test_a_name_can_be_remembered_with_its_source(batch, clerk, kind, resolution):
    organization = make_organization("陶家宅居民区党总支")

    row = choose_organization(make_row(batch), organization, clerk, remember_as=kind)

    name = organization.names.get(text="陶家宅党总支")
    assert (row.resolution, name.kind, name.source) == (resolution, kind, batch.source)


def test_the_answer_is_carried_over_to_rows_of_the_same_name(batch, clerk):
    make_tier("银奖", rank=3)
    first, twin = make_row(batch), make_row(batch, 2, tier=make_tier("银奖", rank=3))
    other = make_row(batch, 3, name="别的党支部")

    choose_organization(first, make_organization("陶家宅居民区党总支"), clerk)

    twin.refresh_from_db()
    other.refresh_from_db()
    assert (twin.verdict, other.verdict) == (Verdict.READY, Verdict.DECIDE)


def test_creating_registers_the_printed_name_with_its_neighbourhood(batch, clerk):
    area = make_neighborhood("陶家宅")

    row = create_organization(
        make_row(batch), clerk, sector=Sector.RESIDENTIAL, subdistrict=area.subdistrict, neighborhood=area
    )

    organization = Organization.objects.get()
    assert (organization.name, organization.neighborhood) == ("陶家宅党总支", area)
    assert (row.organization, row.resolution) == (organization, Resolution.CREATED)


def test_creating_a_second_organization_of_the_same_name_is_refused_and_changes_nothing(batch, clerk):
    make_organization("陶家宅党总支")
    row = make_row(batch)

    with pytest.raises(ValidationError, match="已经登记了同名的党组织"):
        create_organization(row, clerk, sector=Sector.RESIDENTIAL, subdistrict=make_subdistrict())

    row.refresh_from_db()
    assert (row.verdict, row.resolution) == (Verdict.DECIDE, "")


def test_a_chosen_tier_is_confirmed(batch, clerk):
    row = make_row(batch, tier=None, tier_text="铜奖", organization=make_organization())

    row = choose_tier(row, make_tier("银奖", rank=3), clerk)

    assert (row.verdict, row.tier_basis) == (Verdict.READY, TierBasis.CONFIRMED)


def test_a_tier_of_another_scheme_is_refused(batch, clerk):
    row = make_row(batch, tier=None, organization=make_organization())
    foreign = make_tier("五星", scheme=make_scheme("wuxing"))

    with pytest.raises(ValidationError, match="请选择本奖项的等次"):
        choose_tier(row, foreign, clerk)


def test_that_the_source_names_no_tier_can_be_confirmed(batch, clerk):
    row = make_row(batch, tier=None, organization=make_organization())

    row = choose_tier(row, None, clerk)

    assert (row.verdict, row.tier_basis) == (Verdict.READY, TierBasis.NONE_PRINTED)


def test_choosing_what_is_on_record_makes_the_row_recorded(batch, clerk):
    organization = make_organization("陶家宅居民区党总支")
    make_entry(organization, honor_list=make_list())

    assert choose_organization(make_row(batch), organization, clerk).verdict == Verdict.RECORDED


def test_two_rows_settled_as_the_same_honour_are_told_apart(batch, clerk):
    organization = make_organization("陶家宅居民区党总支")
    choose_organization(make_row(batch), organization, clerk)

    row = choose_organization(make_row(batch, 2, name="陶家宅总支"), organization, clerk)

    assert (row.verdict, row.message) == (Verdict.ERROR, "与第 1 行重复，请跳过其中一行。")


def test_a_skipped_row_can_be_taken_up_again(batch, clerk):
    row = skip_row(make_row(batch, organization=make_organization()), clerk)

    assert row.resolution == Resolution.SKIPPED
    assert reopen_row(row, clerk).resolution == Resolution.NONE


def test_a_written_row_is_not_settled_again(batch, clerk):
    organization = make_organization()
    entry = make_entry(organization, honor_list=make_list())
    row = make_row(batch, organization=organization, entry=entry)

    with pytest.raises(ValidationError, match="已经写入"):
        skip_row(row, clerk)

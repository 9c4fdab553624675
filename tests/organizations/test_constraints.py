"""Every rule the database keeps about organisations: what breaks it, and what the clerk is told."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from organizations.choices import NameKind, Sector, SourceKind
from organizations.models import (
    Neighborhood,
    Organization,
    OrganizationMerge,
    OrganizationName,
    RecoveryCode,
    SecondFactor,
    SecurityEvent,
    SourceDocument,
    Subdistrict,
)
from tests.factories import make_neighborhood, make_organization, make_staff, make_subdistrict
from tests.refusals import constraints_of, database_refusal, refusal_of_full_clean, signs_of

CONSTRAINTS = constraints_of("organizations")
EARLIER, LATER = date(2015, 1, 1), date(2021, 11, 24)


def an_organization(**facts) -> Organization:
    """An organisation that nothing stands against, save what ``facts`` say; not saved."""
    ordinary = {
        "sector": Sector.RESIDENTIAL,
        "slug": "hua-yuan",
        "name": "华院居民区党支部",
        "name_folded": "华院居民区党支部",
        "pinyin": "hua yuan ju min qu dang zhi bu",
    }
    return Organization(**{**ordinary, **facts})


def a_name(**facts) -> OrganizationName:
    organization = facts.pop("organization", None) or make_organization()
    ordinary = {"text": "陶家宅党总支", "folded": "陶家宅党总支", "kind": NameKind.ABBREVIATION}
    return OrganizationName(organization=organization, **{**ordinary, **facts})


def a_merge(**facts) -> OrganizationMerge:
    if "from_organization" not in facts:
        facts["from_organization"] = make_organization("陶家宅居民区党支部")
    if "into_organization" not in facts:
        facts["into_organization"] = make_organization()
    return OrganizationMerge(**{"reason": "同一个党组织", **facts})


def a_current_name_with_an_end() -> OrganizationName:
    name = make_organization().names.get()
    name.until = LATER
    return name


def the_same_text_twice() -> OrganizationName:
    organization = make_organization()
    return a_name(organization=organization, text=organization.name, kind=NameKind.VARIANT)


def a_second_organization_of_that_name() -> Organization:
    known = make_organization()
    return an_organization(name=known.name, name_folded=known.name_folded, subdistrict=known.subdistrict)


def a_second_one_of_that_name_without_subdistrict() -> Organization:
    known = make_organization(subdistrict=None)
    return an_organization(name=known.name, name_folded=known.name_folded)


def an_organization_merged_into_itself() -> Organization:
    organization = make_organization()
    organization.merged_into = organization
    return organization


def a_second_merge_of_one_organization() -> OrganizationMerge:
    first = a_merge()
    first.save()
    return a_merge(from_organization=first.from_organization, into_organization=make_organization("华一居民区党总支"))


def a_merge_into_itself() -> OrganizationMerge:
    organization = make_organization()
    return a_merge(from_organization=organization, into_organization=organization)


def the_same_recovery_code_twice() -> RecoveryCode:
    factor = SecondFactor.objects.create(user=make_staff(), salt="salt")
    RecoveryCode.objects.create(factor=factor, digest="digest")
    return RecoveryCode(factor=factor, digest="digest")


BROKEN = {
    "organizations_subdistrict_named": lambda: Subdistrict(code="310105999", name="", slug="nowhere"),
    "organizations_neighborhood_once_per_subdistrict": lambda: Neighborhood(
        code="310105999999", name="陶家宅", subdistrict=make_neighborhood("陶家宅").subdistrict
    ),
    "organizations_neighborhood_named": lambda: Neighborhood(
        code="310105999999", name="", subdistrict=make_subdistrict()
    ),
    "organizations_source_kind_known": lambda: SourceDocument(kind="hearsay", headline="听说"),
    "organizations_source_file_has_checksum": lambda: SourceDocument(
        kind=SourceKind.ROSTER, headline="名册", file="sources/roster.xlsx"
    ),
    "organizations_name_one_current": lambda: a_name(kind=NameKind.CURRENT),
    "organizations_name_text_once": the_same_text_twice,
    "organizations_name_kind_known": lambda: a_name(kind="nickname"),
    "organizations_name_until_after_since": lambda: a_name(kind=NameKind.FORMER, since=LATER, until=LATER),
    "organizations_name_current_has_no_end": a_current_name_with_an_end,
    "organizations_name_not_empty": lambda: a_name(text="（）", folded=""),
    "organizations_organization_once_per_subdistrict": a_second_organization_of_that_name,
    "organizations_organization_once_without_subdistrict": a_second_one_of_that_name_without_subdistrict,
    "organizations_organization_sector_known": lambda: an_organization(sector="village"),
    "organizations_organization_level_known": lambda: an_organization(level="cell"),
    "organizations_organization_new_has_no_neighborhood": lambda: an_organization(
        sector=Sector.NEW, neighborhood=make_neighborhood(), subdistrict=make_subdistrict()
    ),
    "organizations_organization_neighborhood_has_subdistrict": lambda: an_organization(
        neighborhood=make_neighborhood()
    ),
    "organizations_organization_not_merged_into_itself": an_organization_merged_into_itself,
    "organizations_organization_named": lambda: an_organization(name=""),
    "organizations_merge_two_organizations": a_merge_into_itself,
    "organizations_merge_once_at_a_time": a_second_merge_of_one_organization,
    "organizations_merge_has_reason": lambda: a_merge(reason=""),
    "organizations_merge_undo_has_reason": lambda: a_merge(undone_at=timezone.now()),
    "organizations_security_act": lambda: SecurityEvent(act="odd", digest="x"),
    "organizations_security_has_digest": lambda: SecurityEvent(act="login", digest=""),
    "organizations_recoverycode_once": the_same_recovery_code_twice,
}

# Here a field's own choices, its being required, or ``clean`` answer first; the rule is not asked then.
FIELD_ANSWERS_FIRST = {
    "organizations_subdistrict_named",
    "organizations_neighborhood_named",
    "organizations_source_kind_known",
    "organizations_name_kind_known",
    "organizations_organization_sector_known",
    "organizations_organization_level_known",
    "organizations_merge_has_reason",
    "organizations_security_act",
}


def test_every_constraint_has_a_record_that_breaks_it():
    assert set(CONSTRAINTS) == set(BROKEN)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    record = BROKEN[name]()

    refusal = database_refusal(record)

    assert any(sign in refusal for sign in signs_of(CONSTRAINTS[name], record)), refusal


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BROKEN.keys() - FIELD_ANSWERS_FIRST))
def test_a_form_says_why(name):
    record = BROKEN[name]()

    said = refusal_of_full_clean(record)

    assert said == {NON_FIELD_ERRORS: [CONSTRAINTS[name].violation_error_message]}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(FIELD_ANSWERS_FIRST))
def test_where_a_field_answers_first_the_rule_still_has_its_words(name):
    record = BROKEN[name]()

    said = refusal_of_full_clean(record)
    with pytest.raises(ValidationError) as refused:
        CONSTRAINTS[name].validate(type(record), record)

    assert NON_FIELD_ERRORS not in said
    assert refused.value.messages == [CONSTRAINTS[name].violation_error_message]

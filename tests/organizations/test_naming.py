"""Putting organisations on record, and the names they bear through time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organizations.choices import Level, NameKind, Sector
from organizations.models import Organization, OrganizationName
from organizations.naming import give_name, register_organization, rename_organization
from tests.factories import make_neighborhood, make_organization, make_source, make_subdistrict

pytestmark = pytest.mark.django_db

RENAMED_ON = date(2021, 3, 1)


def names_of(organization: Organization) -> list[tuple]:
    rows = organization.names.through_time()
    return [(name.text, name.kind, name.since, name.until) for name in rows]


def test_registering_puts_organisation_and_current_name_on_record():
    place, source = make_neighborhood(), make_source()

    organization = register_organization(
        "陶家宅居民区党总支", sector=Sector.RESIDENTIAL, neighborhood=place, source=source
    )

    organization.refresh_from_db()
    assert organization.name == "陶家宅居民区党总支"
    assert organization.level == Level.GENERAL_BRANCH
    assert organization.subdistrict == place.subdistrict
    assert organization.slug == "tao-jia-zhai-ju-min-qu-dang-zong-zhi"
    assert organization.pinyin == "tao jia zhai ju min qu dang zong zhi"
    assert organization.canonical == organization
    assert names_of(organization) == [("陶家宅居民区党总支", NameKind.CURRENT, None, None)]
    assert organization.names.get().source == source


def test_a_level_given_stands_above_the_one_read_off_the_name():
    organization = make_organization("陶家宅居民区党组织", level=Level.BRANCH)

    assert organization.level == Level.BRANCH


def test_a_name_that_tells_no_level_leaves_it_open():
    assert make_organization("陶家宅居民区党组织").level == ""


@pytest.mark.parametrize(
    "second",
    ["陶家宅居民区党总支", "陶家宅 居民区党总支", "中共华阳路街道陶家宅居民区党总支", "（陶家宅）居民区党总支"],
)
def test_a_name_is_registered_once_in_a_subdistrict(second):
    make_organization("陶家宅居民区党总支")

    with pytest.raises(ValidationError) as refused:
        make_organization(second)

    assert refused.value.messages == ["这个街道（镇）已经登记了同名的党组织。"]
    assert Organization.objects.count() == 1


def test_two_subdistricts_may_each_have_an_organisation_of_one_name():
    first = make_organization("华山居民区党支部", subdistrict=make_subdistrict("华阳路街道"))
    second = make_organization("华山居民区党支部", subdistrict=make_subdistrict("江苏路街道"))

    assert [first.slug, second.slug] == ["hua-shan-ju-min-qu-dang-zhi-bu", "hua-shan-ju-min-qu-dang-zhi-bu-2"]


@pytest.mark.parametrize("name", ["（）", "华阳路街道", "中共上海市长宁区"])
def test_a_name_with_nothing_in_it_is_refused(name):
    with pytest.raises(ValidationError) as refused:
        make_organization(name)

    assert refused.value.messages == ["名称不能为空，也不能只有标点或地名，请填写全称。"]


def test_a_rename_keeps_the_address_and_the_old_name_until_that_day():
    organization = make_organization("陶家宅居民区党支部")

    rename_organization(organization, "陶家宅居民区党总支", on=RENAMED_ON)

    organization.refresh_from_db()
    assert organization.slug == "tao-jia-zhai-ju-min-qu-dang-zhi-bu"
    assert (organization.name, organization.level) == ("陶家宅居民区党总支", Level.GENERAL_BRANCH)
    assert organization.pinyin == "tao jia zhai ju min qu dang zong zhi"
    assert names_of(organization) == [
        ("陶家宅居民区党总支", NameKind.CURRENT, RENAMED_ON, None),
        ("陶家宅居民区党支部", NameKind.FORMER, None, RENAMED_ON),
    ]


def test_a_name_borne_before_may_be_taken_up_again():
    organization = make_organization("陶家宅居民区党支部")
    rename_organization(organization, "陶家宅居民区党总支", on=RENAMED_ON)

    rename_organization(organization, "陶家宅居民区党支部", on=date(2023, 5, 1))

    assert organization.level == Level.BRANCH
    assert names_of(organization) == [
        ("陶家宅居民区党支部", NameKind.CURRENT, date(2023, 5, 1), None),
        ("陶家宅居民区党总支", NameKind.FORMER, RENAMED_ON, date(2023, 5, 1)),
    ]


def test_a_rename_on_an_unknown_day_leaves_the_day_open():
    organization = make_organization("陶家宅居民区党支部")

    rename_organization(organization, "陶家宅居民区党总支")

    assert names_of(organization) == [
        ("陶家宅居民区党总支", NameKind.CURRENT, None, None),
        ("陶家宅居民区党支部", NameKind.FORMER, None, None),
    ]


def test_a_rename_to_a_name_that_is_taken_changes_nothing():
    make_organization("陶家宅居民区党总支")
    organization = make_organization("陶家宅居民区党支部")

    with pytest.raises(ValidationError) as refused:
        rename_organization(organization, "陶家宅居民区党总支", on=RENAMED_ON)

    organization.refresh_from_db()
    assert refused.value.messages == ["这个街道（镇）已经登记了同名的党组织。"]
    assert organization.name == "陶家宅居民区党支部"
    assert names_of(organization) == [("陶家宅居民区党支部", NameKind.CURRENT, None, None)]


def test_a_rename_before_the_name_was_taken_up_is_refused():
    organization = make_organization("陶家宅居民区党支部")
    rename_organization(organization, "陶家宅居民区党总支", on=RENAMED_ON)

    with pytest.raises(ValidationError, match="停用日期必须晚于启用日期。"):
        rename_organization(organization, "陶家宅居民区党委", on=RENAMED_ON)


@pytest.mark.parametrize("kind", [NameKind.ABBREVIATION, NameKind.VARIANT, NameKind.FORMER])
def test_an_organisation_may_have_other_names_beside_its_current_one(kind):
    organization = make_organization("上海德必文化创意产业发展(集团)有限公司党支部", sector=Sector.NEW)

    other = give_name(organization, "华阳路街道德必（集团）党支部", kind)

    organization.refresh_from_db()
    assert (other.text, other.folded, other.kind) == ("华阳路街道德必（集团）党支部", "德必集团党支部", kind)
    assert organization.name == "上海德必文化创意产业发展(集团)有限公司党支部"


def test_one_organisation_has_a_name_once():
    organization = make_organization("陶家宅居民区党总支")

    with pytest.raises(ValidationError) as refused:
        give_name(organization, "陶家宅居民区党总支", NameKind.VARIANT)

    assert refused.value.messages == ["这个名称已经登记过。"]


def test_two_organisations_may_share_a_former_name():
    for current in ("陶家宅第一居民区党支部", "陶家宅第二居民区党支部"):
        give_name(make_organization(current), "陶家宅居民区党支部", NameKind.FORMER)

    assert OrganizationName.objects.filter(text="陶家宅居民区党支部").count() == 2


def test_a_clerk_is_told_when_the_residential_area_lies_elsewhere():
    place = make_neighborhood("陶家宅", subdistrict=make_subdistrict("华阳路街道"))

    with pytest.raises(ValidationError) as refused:
        make_organization(neighborhood=place, subdistrict=make_subdistrict("江苏路街道"))

    assert refused.value.message_dict == {"subdistrict": ["陶家宅居民区不在这个街道（镇），请核对。"]}

"""Organisations on staff pages: names settle the record, and no rule ends in a server error."""

import pytest
from django.urls import reverse

from organizations.choices import Level, NameKind, Sector
from organizations.models import Organization, OrganizationName
from organizations.naming import give_name
from organizations.roles import CLERK, REVIEWER
from tests.factories import make_neighborhood, make_organization, make_staff, make_subdistrict
from tests.staff_forms import complaints, send

pytestmark = pytest.mark.django_db

ADD = "/admin/organizations/organization/add/"
ANOTHER_ROW = {"names__TOTAL_FORMS": "2"}


@pytest.fixture(autouse=True)
def reviewer(client):
    client.force_login(make_staff(REVIEWER))


def change_page(organization):
    return reverse("admin:organizations_organization_change", args=[organization.pk])


def test_a_new_organization_takes_name_level_pinyin_and_address_from_its_current_name(client):
    place = make_subdistrict("华阳路街道")

    response = send(client, ADD, sector=Sector.RESIDENTIAL, subdistrict=place.pk, names__0__text="潘东居民区党支部")

    made = Organization.objects.get()
    assert response.status_code == 302
    assert (made.name, made.level, made.slug, made.canonical) == (
        "潘东居民区党支部",
        Level.BRANCH,
        "pan-dong-ju-min-qu-dang-zhi-bu",
        made,
    )


def test_the_subdistrict_is_left_out_of_the_folded_names(client):
    place = make_subdistrict("华阳路街道")

    send(client, ADD, sector=Sector.RESIDENTIAL, subdistrict=place.pk, names__0__text="华阳路街道潘东居民区党支部")

    assert OrganizationName.objects.get().folded == "潘东居民区党支部"


def test_the_same_name_in_one_subdistrict_is_an_error_on_the_form(client):
    place = make_subdistrict("华阳路街道")
    make_organization("潘东居民区党支部", subdistrict=place)

    response = send(client, ADD, sector=Sector.RESIDENTIAL, subdistrict=place.pk, names__0__text="潘东居民区　党支部")

    assert complaints(response) == ["这个街道（镇）已经登记了同名的党组织。"]


def test_the_same_name_without_a_subdistrict_is_an_error_on_the_form(client):
    make_organization("德必党支部", sector=Sector.NEW, subdistrict=None)

    response = send(client, ADD, sector=Sector.NEW, names__0__text="德必党支部")

    assert complaints(response) == ["已经登记了同名、未注明街道的党组织。"]


def test_moving_into_a_subdistrict_that_has_the_name_is_an_error_on_the_form(client):
    there = make_subdistrict("江苏路街道")
    make_organization("潘东居民区党支部", subdistrict=there)
    moved = make_organization("潘东居民区党支部", subdistrict=make_subdistrict("华阳路街道"))

    response = send(client, change_page(moved), subdistrict=there.pk)

    assert complaints(response) == ["这个街道（镇）已经登记了同名的党组织。"]


def test_moving_to_another_subdistrict_folds_the_names_anew(client):
    there = make_subdistrict("江苏路街道")
    moved = make_organization("江苏路街道潘东居民区党支部", subdistrict=make_subdistrict("华阳路街道"))

    send(client, change_page(moved), subdistrict=there.pk)

    moved.refresh_from_db()
    assert (moved.name_folded, moved.names.get().folded) == ("潘东居民区党支部", "潘东居民区党支部")


@pytest.mark.parametrize("kinds", [(), (NameKind.CURRENT, NameKind.CURRENT)])
def test_none_or_two_current_names_are_an_error_on_the_form(client, kinds):
    rows = {f"names__{row}__kind": kind for row, kind in enumerate(kinds or (NameKind.FORMER, NameKind.FORMER))}
    texts = {"names__0__text": "潘东居民区党支部", "names__1__text": "潘东居民区党总支"}

    response = send(client, ADD, sector=Sector.RESIDENTIAL, **ANOTHER_ROW, **texts, **rows)

    assert complaints(response) == ["请登记一个、且只登记一个“现用名”；改名时把旧名改为“曾用名”，再加一行新的现用名。"]


def test_a_rename_on_the_page_keeps_the_address_and_the_old_name(client):
    organization = make_organization("潘东居民区党支部")
    slug = organization.slug
    new_row = {
        "names__1__text": "潘东居民区党总支",
        "names__1__kind": NameKind.CURRENT,
        "names__1__organization": organization.pk,
    }

    send(client, change_page(organization), **ANOTHER_ROW, names__0__kind=NameKind.FORMER, **new_row)

    organization.refresh_from_db()
    assert (organization.name, organization.level, organization.slug) == (
        "潘东居民区党总支",
        Level.GENERAL_BRANCH,
        slug,
    )
    assert dict(organization.names.values_list("text", "kind")) == {
        "潘东居民区党支部": NameKind.FORMER,
        "潘东居民区党总支": NameKind.CURRENT,
    }


def test_a_former_name_and_the_current_one_may_change_places_in_one_save(client):
    organization = make_organization("潘东居民区党支部")
    give_name(organization, "潘东居民区党总支", NameKind.FORMER)

    response = send(client, change_page(organization), names__0__kind=NameKind.FORMER, names__1__kind=NameKind.CURRENT)

    organization.refresh_from_db()
    assert (response.status_code, organization.name) == (302, "潘东居民区党总支")


def test_two_names_may_exchange_their_texts_in_one_save(client):
    organization = make_organization("潘东居民区党支部")
    give_name(organization, "潘东党支部", NameKind.ABBREVIATION)

    response = send(client, change_page(organization), names__0__text="潘东党支部", names__1__text="潘东居民区党支部")

    organization.refresh_from_db()
    assert (response.status_code, organization.name) == (302, "潘东党支部")


def test_one_text_twice_is_an_error_on_the_form(client):
    organization = make_organization("潘东居民区党支部")
    give_name(organization, "潘东党支部", NameKind.ABBREVIATION)

    response = send(client, change_page(organization), names__1__text="潘东居民区党支部")

    assert "这个名称已经登记过。" in complaints(response)


def test_a_name_of_punctuation_alone_is_an_error_on_the_form(client):
    response = send(client, ADD, sector=Sector.RESIDENTIAL, names__0__text="“”（）")

    assert "名称不能为空，也不能只有标点。" in complaints(response)


def test_a_current_name_with_an_end_is_an_error_on_the_form(client):
    response = send(
        client, ADD, sector=Sector.RESIDENTIAL, names__0__text="潘东居民区党支部", names__0__until="2020-01-01"
    )

    assert complaints(response) == ["现用名没有停用日期；如已停用，请改为曾用名。"]


def test_a_residential_area_elsewhere_is_an_error_on_the_form(client):
    area = make_neighborhood("潘东", subdistrict=make_subdistrict("华阳路街道"))
    elsewhere = make_subdistrict("江苏路街道")

    response = send(
        client,
        ADD,
        sector=Sector.RESIDENTIAL,
        subdistrict=elsewhere.pk,
        neighborhood=area.pk,
        names__0__text="潘东居民区党支部",
    )

    assert complaints(response) == ["潘东居民区不在这个街道（镇），请核对。"]


def test_a_new_economy_organization_in_a_residential_area_is_an_error_on_the_form(client):
    area = make_neighborhood("潘东")
    facts = {"subdistrict": area.subdistrict_id, "neighborhood": area.pk, "names__0__text": "潘东党支部"}

    response = send(client, ADD, sector=Sector.NEW, **facts)

    assert complaints(response) == ["“两新”组织不属于某个居民区，请清空“居民区”。"]


@pytest.mark.parametrize("asked", ["陶家宅", "taojiazhai", "tao jia", "tjz", "陶家宅党总支", "华阳路 陶家宅"])
def test_search_finds_any_name_and_pinyin(client, asked):
    found = make_organization("陶家宅居民区党总支", subdistrict=make_subdistrict("华阳路街道"))
    give_name(found, "陶家宅党总支", NameKind.ABBREVIATION)
    make_organization("潘东居民区党支部", subdistrict=make_subdistrict("江苏路街道"))

    response = client.get("/admin/organizations/organization/", {"q": asked})

    assert list(response.context["cl"].result_list) == [found]


def test_choices_of_a_search_field_name_the_subdistrict(client):
    make_organization("陶家宅居民区党总支", subdistrict=make_subdistrict("华阳路街道"))
    asked = {"app_label": "awards", "model_name": "honorentry", "field_name": "organization", "term": "陶家宅"}

    response = client.get("/admin/autocomplete/", asked)

    assert [choice["text"] for choice in response.json()["results"]] == ["陶家宅居民区党总支（华阳路街道）"]


def test_a_clerk_reads_all_organizations_and_writes_the_own_subdistricts_only(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    mine, theirs = make_organization(subdistrict=own), make_organization(subdistrict=other)
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    client.force_login(clerk)

    answers = [client.post(change_page(one), {"_save": ""}).status_code for one in (mine, theirs)]

    # 200: the form comes back with its complaints; 403: not this person's to write.
    assert (client.get(change_page(theirs)).status_code, answers) == (200, [200, 403])


def test_a_clerk_cannot_register_an_organization_elsewhere(client):
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)
    client.force_login(clerk)

    send(client, ADD, sector=Sector.RESIDENTIAL, subdistrict=other.pk, names__0__text="潘东居民区党支部")
    send(client, ADD, sector=Sector.RESIDENTIAL, subdistrict="", names__0__text="潘东居民区党支部")

    assert Organization.objects.count() == 0


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_organizations(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        area = make_neighborhood(f"第{number}")
        make_organization(f"第{number}居民区党支部", neighborhood=area)

    # session, user, the user's and the groups' permissions, subdistricts of the filter,
    # count, rows with their places, site name
    with django_assert_num_queries(8):
        client.get("/admin/organizations/organization/")

"""A clerk of one subdistrict neither sees nor touches another's imports."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.choices import Verdict
from awards.importing.applying import apply_batch
from awards.importing.settling import choose_organization, choose_subdistrict, create_organization
from awards.importing.undoing import undo_batch
from awards.models import HonorEntry, HonorList, ImportRow
from organizations.choices import NameKind, Sector
from organizations.models import Organization
from organizations.roles import REVIEWER
from tests.awards.workbench import answer, make_clerk, make_scene, page, pasted, said
from tests.factories import make_organization, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db

OWN = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n金奖 陶家宅居民区党总支\n"
OTHER = "新华路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n金奖 新华居民区党总支\n"
REFUSAL = "您不能录入新华路街道的名单，请交给负责那里的录入员或区级审核员。"


@pytest.fixture
def places():
    own, other = make_scene(), make_subdistrict("新华路街道")
    make_organization("陶家宅居民区党总支", subdistrict=own)
    make_organization("新华居民区党总支", subdistrict=other)
    return own, other


@pytest.fixture
def clerk(client, places):
    clerk = make_clerk(places[0])
    client.force_login(clerk)
    return clerk


@pytest.fixture
def theirs(client, places, clerk):
    """What the clerk of 新华路街道 brought in."""
    client.force_login(make_clerk(places[1]))
    batch = pasted(client, OTHER, subdistrict=places[1].pk)
    client.force_login(clerk)
    return batch


def mixed(client, places):
    """The clerk's own paste, in which 新华路街道 occurs as well."""
    return pasted(client, OWN + OTHER, subdistrict=places[0].pk)


def test_rows_of_another_subdistrict_are_errors_that_say_whom_to_ask(client, clerk, places):
    batch = mixed(client, places)

    assert list(batch.rows.order_by("number").values_list("verdict", "message")) == [
        (Verdict.READY, ""),
        (Verdict.ERROR, REFUSAL),
    ]


def test_rows_of_another_subdistrict_are_not_written_even_when_they_became_ready(client, clerk, places):
    batch = mixed(client, places)
    batch.rows.update(verdict=Verdict.READY)

    client.post(page(batch, "apply"))

    assert list(HonorEntry.objects.values_list("name_as_printed", flat=True)) == ["陶家宅居民区党总支"]


@pytest.mark.parametrize("name", ["plan", "create_all", "open_rows"])
def test_another_subdistricts_batch_cannot_be_opened(client, theirs, name):
    assert client.get(page(theirs, name)).status_code == 404


@pytest.mark.parametrize("name", ["plan", "apply", "replan", "create_all"])
def test_another_subdistricts_batch_cannot_be_changed(client, theirs, name):
    row = theirs.rows.get()

    response = client.post(page(theirs, name), {"row": row.pk, "only": row.pk, f"row-{row.pk}-choice": "skip"})

    row.refresh_from_db()
    assert (response.status_code, row.resolution, HonorEntry.objects.count()) == (404, "", 0)


def test_another_subdistricts_batch_cannot_be_undone(client, theirs):
    apply_batch(theirs, theirs.created_by)

    response = client.post(reverse("admin:awards_importbatch_act", args=[theirs.pk, "undo"]))

    assert (response.status_code, HonorEntry.objects.count()) == (404, 1)


def test_lists_and_rows_of_another_subdistrict_are_in_no_overview(client, theirs):
    batches = client.get("/admin/awards/importbatch/").content.decode()
    rows = client.get("/admin/awards/importrow/").content.decode()

    assert "新华" not in batches
    assert "新华居民区党总支" not in rows


def test_a_row_smuggled_into_the_own_page_is_left_alone(client, clerk, places, theirs):
    batch, foreign = mixed(client, places), theirs.rows.get()

    client.post(page(batch), {"row": foreign.pk, "only": foreign.pk, f"row-{foreign.pk}-choice": "skip"})

    assert ImportRow.objects.get(pk=foreign.pk).resolution == ""


def test_the_district_s_batch_with_rows_of_others_is_not_shown_to_a_clerk(client, clerk, places):
    client.force_login(make_staff(REVIEWER))
    batch = pasted(client, OWN + OTHER, subdistrict=places[0].pk)
    client.force_login(clerk)

    assert client.get(page(batch)).status_code == 404


def test_the_district_s_batch_for_the_own_subdistrict_alone_is_shown(client, clerk, places):
    client.force_login(make_staff(REVIEWER))
    batch = pasted(client, OWN, subdistrict=places[0].pk)
    client.force_login(clerk)

    assert client.get(page(batch)).status_code == 200


def test_a_foreign_row_can_only_be_left_out(client, clerk, places):
    batch = mixed(client, places)
    foreign = batch.rows.get(subdistrict=places[1])

    response = answer(client, batch, foreign, place=places[0].pk)

    assert [card.error for card in response.context["cards"]] == [REFUSAL]
    assert response.context["cards"][0].is_foreign


def test_an_organization_of_another_subdistrict_is_not_chosen(client, clerk, places):
    row = pasted(client, OWN.replace("陶家宅", "新华"), subdistrict=places[0].pk).rows.get()
    theirs = Organization.objects.get(name="新华居民区党总支")

    with pytest.raises(ValidationError, match="不在您负责的街道"):
        choose_organization(row, theirs, clerk)


def test_no_name_is_given_to_an_organization_that_belongs_to_no_subdistrict(client, clerk, places):
    row = pasted(client, OWN.replace("陶家宅", "某某"), subdistrict=places[0].pk).rows.get()
    nowhere = make_organization("某某公司党支部", sector=Sector.NEW, subdistrict=None)

    with pytest.raises(ValidationError, match="您不能给“某某公司党支部”登记名称"):
        choose_organization(row, nowhere, clerk, remember_as=NameKind.VARIANT)


def test_no_organization_is_created_elsewhere(client, clerk, places):
    row = pasted(client, OWN.replace("陶家宅", "某某"), subdistrict=places[0].pk).rows.get()

    with pytest.raises(ValidationError, match="您只能在自己负责的街道新建党组织"):
        create_organization(row, clerk, sector=Sector.RESIDENTIAL, subdistrict=places[1])


def test_no_row_is_moved_to_another_subdistrict(client, clerk, places):
    row = pasted(client, OWN, subdistrict=places[0].pk).rows.get()

    with pytest.raises(ValidationError, match="您不能录入新华路街道的名单"):
        choose_subdistrict(row, places[1], clerk)


def test_what_was_written_for_others_out_of_the_own_paste_is_not_undone(client, clerk, places):
    batch = mixed(client, places)
    batch.rows.update(verdict=Verdict.READY)
    apply_batch(batch, make_staff(REVIEWER))

    with pytest.raises(ValidationError, match="批次里有别的街道的名单"):
        undo_batch(batch, clerk)


def test_a_clerk_of_two_subdistricts_fills_a_list_for_each(client, places):
    clerk = make_clerk(*places)
    client.force_login(clerk)
    heading = "长宁区第七轮居民区党建工作“金银奖”名单\n"
    batch = pasted(client, f"{heading}华阳路街道\n金奖 陶家宅居民区党总支\n新华路街道\n金奖 新华居民区党总支\n")

    client.post(page(batch, "apply"))

    assert sorted(str(one.subdistrict) for one in HonorList.objects.all()) == ["华阳路街道", "新华路街道"]


def test_a_clerk_without_a_subdistrict_writes_nothing(client, places):
    client.force_login(make_clerk())
    batch = pasted(client, OWN)

    response = client.post(page(batch, "apply"), follow=True)

    assert said(response) == ["没有可以写入的行，什么也没有改变。"]
    assert HonorEntry.objects.count() == 0

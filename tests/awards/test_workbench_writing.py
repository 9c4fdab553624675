"""From the plan to drafts on record, and back: writing, registering the unknown, undoing."""

import pytest
from django.urls import reverse

from awards.choices import BatchState, ListState, Verdict
from awards.models import HonorEntry, HonorList, ImportBatch
from organizations.models import Organization
from organizations.roles import AUDITOR, REVIEWER
from tests.awards.workbench import ADD, ROLL, make_clerk, make_scene, page, pasted, said
from tests.factories import make_neighborhood, make_organization, make_round, make_staff

pytestmark = pytest.mark.django_db
HEADING = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n"


@pytest.fixture(autouse=True)
def reviewer(client):
    make_scene()
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)
    return reviewer


@pytest.fixture
def batch(client):
    """Two rows, both ready."""
    make_organization("陶家宅居民区党总支")
    make_organization("华一居民区党总支")
    return pasted(client)


def undo(batch):
    return reverse("admin:awards_importbatch_act", args=[batch.pk, "undo"])


def test_ready_rows_are_written_into_a_draft_that_the_page_leads_to(client, batch):
    response = client.post(page(batch, "apply"), follow=True)

    honor_list = HonorList.objects.get()
    assert said(response)[0].startswith("已写入 2 条，都在草稿里")
    assert (response.context["lists"], honor_list.state) == ([honor_list], ListState.DRAFT)


def test_pressing_twice_writes_once(client, batch):
    client.post(page(batch, "apply"))

    response = client.post(page(batch, "apply"), follow=True)

    assert said(response)[-1] == "没有可以写入的行，什么也没有改变。"
    assert HonorEntry.objects.count() == 2


def test_the_same_list_again_is_all_recorded(client, batch):
    client.post(page(batch, "apply"))

    again = pasted(client)

    assert set(again.rows.values_list("verdict", flat=True)) == {Verdict.RECORDED}


def test_looking_writes_nothing(client, batch):
    assert client.get(page(batch, "apply")).status_code == 405
    assert HonorEntry.objects.count() == 0


def test_open_rows_stay_in_the_batch_and_are_written_later(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client)
    client.post(page(batch, "apply"))
    make_organization("华一居民区党总支")
    client.post(page(batch, "replan"))

    client.post(page(batch, "apply"))

    assert HonorEntry.objects.count() == 2
    assert HonorList.objects.count() == 1


def test_a_round_said_afterwards_serves_the_rows(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, "华阳路街道\n金奖 陶家宅居民区党总支\n")
    before = batch.rows.get().verdict

    client.post(page(batch, "replan"), {"round": make_round(7).pk})

    assert (before, batch.rows.get().verdict) == (Verdict.ERROR, Verdict.READY)


def test_undo_asks_first_and_then_takes_back(client, batch):
    client.post(page(batch, "apply"))
    asked = client.get(undo(batch))
    kept = HonorEntry.objects.count()

    client.post(undo(batch))

    batch.refresh_from_db()
    assert (asked.status_code, kept, HonorEntry.objects.count(), batch.state) == (200, 2, 0, BatchState.UNDONE)


def test_a_submitted_list_is_not_undone(client, batch):
    client.post(page(batch, "apply"))
    HonorList.objects.update(state=ListState.REVIEW)

    response = client.post(undo(batch), follow=True)

    assert said(response)[-1].startswith("批次里有名单已经提交或公布，不能撤销")
    assert HonorEntry.objects.count() == 2


def test_unknown_names_are_registered_together_after_a_look(client):
    area = make_neighborhood("陶家宅")
    batch = pasted(client)
    shown = client.get(page(batch, "create_all")).context["unknown"]

    client.post(page(batch, "create_all"), {"row": [one.row.pk for one in shown]})

    assert [(one.name, one.neighborhood) for one in Organization.objects.order_by("pk")] == [
        ("陶家宅居民区党总支", area),
        ("华一居民区党总支", None),
    ]
    assert set(batch.rows.values_list("verdict", flat=True)) == {Verdict.READY}


def test_names_that_resemble_one_on_record_are_not_registered_together(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党支部\n")

    client.post(page(batch, "create_all"), {"row": batch.rows.get().pk})

    assert Organization.objects.count() == 1


def test_only_names_that_were_ticked_are_registered(client):
    batch = pasted(client)

    client.post(page(batch, "create_all"), {"row": batch.rows.order_by("number")[0].pk})

    assert Organization.objects.get().name == "陶家宅居民区党总支"


def test_whoever_settled_a_row_may_not_release_its_list(client, batch, reviewer):
    batch.rows.update(settled_by=reviewer)
    client.force_login(make_staff(REVIEWER))

    client.post(page(batch, "apply"))

    assert reviewer in HonorList.objects.get().editors.all()


def test_an_auditor_looks_and_changes_nothing(client, batch):
    client.force_login(make_staff(AUDITOR))
    row = batch.rows.first()
    attempts = [
        client.post(page(batch), {"row": row.pk, "only": row.pk, f"row-{row.pk}-choice": "skip"}),
        client.post(page(batch, "apply")),
        client.post(page(batch, "replan")),
        client.post(page(batch, "create_all")),
        client.post(undo(batch)),
        client.post(ADD, {"text": ROLL}),
    ]

    assert [response.status_code for response in attempts] == [403] * 6
    assert (client.get(page(batch)).status_code, ImportBatch.objects.count()) == (200, 1)
    assert client.get(page(batch)).context["can_settle"] is False


@pytest.mark.parametrize("name", ["plan", "apply", "replan", "create_all", "open_rows"])
def test_a_batch_that_is_none_is_not_found(client, name):
    address = reverse(f"admin:awards_importbatch_{name}", args=[10**25])

    assert client.post(address).status_code in (404, 405)
    assert client.get(address).status_code in (404, 405)


def test_a_clerk_writes_into_a_list_of_the_own_subdistrict_that_the_clerk_sees(client):
    clerk = make_clerk(make_scene())
    make_organization("陶家宅居民区党总支")
    client.force_login(clerk)
    batch = pasted(client, subdistrict=make_scene().pk)

    response = client.post(page(batch, "apply"), follow=True)

    assert (HonorList.objects.get().subdistrict, len(response.context["lists"])) == (make_scene(), 1)

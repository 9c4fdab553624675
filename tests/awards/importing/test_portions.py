"""A long list gets its verdicts portion by portion: nothing is lost, doubled or written too early."""

import pytest

from awards.choices import Resolution, Verdict
from awards.importing.leftovers import state_words
from awards.importing.planning import Defaults
from awards.importing.portions import plan_again, plan_on, progress_of
from awards.importing.receiving import receive_list
from awards.importing.settling import skip_row
from awards.models import HonorEntry, ImportBatch, ImportRow
from organizations.roles import AUDITOR, REVIEWER
from tests.awards.workbench import make_scene, page, said
from tests.factories import make_organization, make_staff

pytestmark = pytest.mark.django_db
HEADING = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n"


@pytest.fixture(autouse=True)
def reviewer(client):
    make_scene()
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)
    return reviewer


def received(count, at_once, by=None):
    text = HEADING + "".join(f"金奖 第{number}居民区党总支\n" for number in range(count))
    return receive_list(text.encode(), "名单.txt", by=by, defaults=Defaults(), at_once=at_once)


def named(batch):
    return list(batch.rows.order_by("number").values_list("number", "organization_text"))


def test_only_the_first_rows_are_planned_at_once_and_the_batch_knows_how_far_it_is():
    batch = received(5, at_once=2)

    assert (batch.rows.count(), progress_of(batch)) == (2, (2, 5))


def test_portions_together_are_the_whole_list():
    batch = received(5, at_once=2)

    while progress_of(batch):
        batch = plan_on(batch, at_once=2)

    assert named(batch) == [(number + 1, f"第{number}居民区党总支") for number in range(5)]


def test_going_on_once_too_often_changes_nothing():
    batch = received(2, at_once=2)
    before = named(batch)

    assert (named(plan_on(batch, at_once=2)), progress_of(batch)) == (before, None)


def test_a_double_is_known_across_portions():
    make_organization("第1居民区党总支")
    text = f"{HEADING}金奖 第1居民区党总支\n金奖 别的居民区党总支\n金奖 第1居民区党总支\n"
    batch = receive_list(text.encode(), "名单.txt", by=None, defaults=Defaults(), at_once=2)

    plan_on(batch)

    row = batch.rows.get(number=3)
    assert (row.verdict, row.message) == (Verdict.ERROR, "与第 2 行重复，请删去一行。")


def test_planning_again_in_portions_keeps_what_was_settled(reviewer):
    batch = received(5, at_once=None)
    skip_row(batch.rows.get(number=4), reviewer)

    batch = plan_again(batch, at_once=2)
    while progress_of(batch):
        batch = plan_on(batch, at_once=2)

    assert [(row.number, row.resolution) for row in batch.rows.order_by("number")] == [
        (number, Resolution.SKIPPED if number == 4 else Resolution.NONE) for number in range(1, 6)
    ]


def test_the_page_shows_progress_in_place_of_half_a_plan(client, reviewer):
    batch = received(5, at_once=2, by=reviewer)

    response = client.get(page(batch))

    assert response.templates[0].name == "admin/awards/importbatch/progress.html"
    assert '<progress class="plan-progress__bar" value="2" max="5"' in response.content.decode()


def test_a_press_goes_on_and_leads_to_the_plan(client, reviewer):
    batch = received(5, at_once=2, by=reviewer)

    response = client.post(page(batch, "plan_on"), follow=True)

    assert (len(response.context["cards"]), batch.rows.count()) == (5, 5)


def test_a_script_is_told_how_far_it_has_come(client, reviewer):
    batch = received(5, at_once=2, by=reviewer)

    response = client.post(page(batch, "plan_on"), headers={"accept": "application/json"})

    assert response.json() == {"planned": 1, "total": 1}


def test_nothing_is_written_before_every_row_has_its_verdict(client, reviewer):
    make_organization("第0居民区党总支")
    batch = received(5, at_once=2, by=reviewer)

    response = client.post(page(batch, "apply"), follow=True)

    assert said(response) == ["这份名单还没有核对完，没有写入；请先核对完。"]
    assert HonorEntry.objects.count() == 0


def test_an_answer_sent_before_every_row_has_its_verdict_settles_nothing(client, reviewer):
    batch = received(5, at_once=2, by=reviewer)
    row = batch.rows.first()

    client.post(page(batch), {"row": row.pk, "only": row.pk, f"row-{row.pk}-choice": "skip"})

    assert set(ImportRow.objects.values_list("resolution", flat=True)) == {""}


def test_an_auditor_sees_how_far_it_is_and_does_not_go_on(client, reviewer):
    batch = received(5, at_once=2, by=reviewer)
    client.force_login(make_staff(AUDITOR))

    assert client.get(page(batch)).context["can_settle"] is False
    assert (client.post(page(batch, "plan_on")).status_code, batch.rows.count()) == (403, 2)


def test_a_batch_on_its_way_is_not_among_those_with_nothing_left(client, reviewer):
    batch = received(2, at_once=1, by=reviewer)
    batch.rows.update(resolution=Resolution.SKIPPED)

    (listed,) = client.get("/admin/awards/importbatch/").context["cl"].result_list

    assert state_words(listed) == "待处理"


def test_a_file_that_is_gone_ends_it_with_what_to_do(client, reviewer):
    batch = received(5, at_once=2, by=reviewer)
    batch.source.file.storage.delete(batch.source.file.name)

    response = client.post(page(batch, "plan_on"), follow=True)

    assert said(response) == ["没有核对完：保存的原件读不出来了，请重新录入这份名单。"]
    assert ImportBatch.objects.get().rows.count() == 2

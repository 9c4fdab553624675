"""The page of a plan offers, once, to register the round that its list names."""

import pytest

from awards.choices import BatchState, Verdict
from awards.importing.undoing import undo_batch
from awards.models import AwardRound, AwardScheme, AwardTier, ImportBatch
from organizations.roles import AUDITOR, REVIEWER
from tests.awards.workbench import ROLL, make_clerk, make_scene, page, paste, pasted, said
from tests.factories import make_organization, make_round, make_scheme, make_staff, make_subdistrict, make_tier

pytestmark = pytest.mark.django_db
ASKED = {"scheme": "金银奖", "number": "7"}


@pytest.fixture
def reviewer(client):
    make_subdistrict("华阳路街道")
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)
    return reviewer


def address(batch, **asked):
    words = {**ASKED, **asked}
    return f"{page(batch, 'found_round')}?scheme={words['scheme']}&number={words['number']}"


def offers(client, batch):
    return client.get(page(batch)).context["round_offers"]


def test_the_round_is_offered_once_however_many_rows_name_it(client, reviewer):
    make_scheme()
    batch = pasted(client)

    response = client.get(page(batch))

    assert [(one.missing.title, one.obstacle) for one in response.context["round_offers"]] == [("第七轮“金银奖”", "")]
    assert response.content.decode().count("登记第七轮“金银奖”…") == 1


def test_looking_at_the_offer_registers_nothing(client, reviewer):
    make_tier("金奖", scheme=make_scheme())
    batch = pasted(client)

    response = client.get(address(batch))

    assert (response.context["tiers"], AwardRound.objects.count()) == (["金奖"], 0)


def test_confirming_registers_the_round_and_the_rows_go_on(client, reviewer):
    for rank, name in enumerate(("金奖", "银奖"), start=2):
        make_tier(name, scheme=make_scheme(), rank=rank)
    make_organization("陶家宅居民区党总支")
    batch = pasted(client)

    response = client.post(address(batch), follow=True)

    assert said(response)[0].startswith("已登记第七轮居民区党建工作“金银奖”，各行已重新核对。")
    assert list(batch.rows.order_by("number").values_list("verdict", flat=True)) == [Verdict.READY, Verdict.DECIDE]
    assert response.context["round_offers"] == []


def test_an_unregistered_award_is_confirmed_with_the_tiers_of_the_list_ticked(client, reviewer):
    batch = pasted(client)

    form = client.get(address(batch)).context["form"]
    client.post(address(batch), {"tiers": form["tiers"].value()})

    assert AwardScheme.objects.get().slug == "jinyin"
    assert list(AwardTier.objects.order_by("pk").values_list("name", flat=True)) == ["金奖", "银奖"]


def test_a_tier_that_was_not_offered_registers_nothing(client, reviewer):
    batch = pasted(client)

    response = client.post(address(batch), {"tiers": ["状元"]})

    assert (response.status_code, AwardScheme.objects.count()) == (200, 0)


def test_a_clerk_is_told_whom_to_ask_and_gets_no_button(client):
    make_scheme()
    client.force_login(make_clerk(make_subdistrict("华阳路街道")))
    batch = pasted(client, subdistrict=make_subdistrict("华阳路街道").pk)

    response = client.get(page(batch))

    assert "您不能登记轮次；请区级审核员打开这一批名单来登记，或登记后您再重新核对。" in response.content.decode()
    assert "登记第七轮“金银奖”…" not in response.content.decode()
    assert client.post(address(batch)).status_code == 403
    assert AwardRound.objects.count() == 0


def test_an_auditor_registers_nothing(client, reviewer):
    make_scheme()
    batch = pasted(client)
    client.force_login(make_staff(AUDITOR))

    assert (client.post(address(batch)).status_code, AwardRound.objects.count()) == (403, 0)


@pytest.mark.parametrize("asked", [{"number": "8"}, {"number": "x"}, {"number": "9" * 30}, {"scheme": "五星奖"}])
def test_a_round_that_the_list_does_not_name_is_not_found(client, reviewer, asked):
    assert client.get(address(pasted(client), **asked)).status_code == 404


def test_a_round_registered_meanwhile_asks_only_to_look_again(client, reviewer):
    batch = pasted(client)
    make_round(7)

    (offer,) = offers(client, batch)

    assert offer.missing.registered == make_round(7)
    assert '<button type="submit" class="button default">重新核对</button>' in client.get(page(batch)).content.decode()


def test_names_are_registered_together_before_the_round_is(client, reviewer):
    batch = pasted(client)

    unknown = client.get(page(batch, "create_all")).context["unknown"]

    assert [one.row.organization_text for one in unknown] == ["陶家宅居民区党总支", "华一居民区党总支"]


def test_open_rows_of_an_unregistered_round_are_downloaded_under_its_title(client, reviewer):
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(client.get(page(pasted(client), "open_rows")).content))

    assert book.worksheets[0]["A1"].value == "第七轮“金银奖”名单"


def undone(client, user):
    make_scene()
    for name in ("陶家宅居民区党总支", "华一居民区党总支"):
        make_organization(name)
    batch = pasted(client)
    client.post(page(batch, "apply"))
    undo_batch(batch, user)
    return batch


def test_an_undone_batch_is_brought_in_again_from_its_source_by_one_press(client, reviewer):
    batch = undone(client, reviewer)
    shown = client.get(page(batch)).content.decode()

    response = client.post(page(batch, "again"), follow=True)

    again = ImportBatch.objects.latest("pk")
    batch.refresh_from_db()
    assert "按原件重新录入" in shown
    assert (again.source, set(again.rows.values_list("verdict", flat=True))) == (batch.source, {Verdict.READY})
    assert (batch.state, response.context["batch"]) == (BatchState.UNDONE, again)


def test_pressed_twice_an_undone_batch_is_brought_in_again_once(client, reviewer):
    batch = undone(client, reviewer)

    for _ in range(2):
        client.post(page(batch, "again"))

    assert ImportBatch.objects.count() == 2


def test_a_batch_that_was_not_undone_is_not_brought_in_again(client, reviewer):
    batch = pasted(client)

    response = client.post(page(batch, "again"), follow=True)

    assert said(response)[0].startswith("这个批次没有撤销")
    assert ImportBatch.objects.count() == 1


def test_a_file_that_is_gone_brings_nothing_in_and_says_what_to_do(client, reviewer):
    batch = undone(client, reviewer)
    batch.source.file.storage.delete(batch.source.file.name)

    response = client.post(page(batch, "again"), follow=True)

    assert said(response)[-1] == "保存的原件读不出来了，请重新上传这份名单。"
    assert ImportBatch.objects.count() == 1


def listed(client, state=""):
    cl = client.get("/admin/awards/importbatch/", {"state": state} if state else {}).context["cl"]
    return [batch.pk for batch in cl.result_list]


def test_a_list_that_is_all_on_record_waits_for_nobody(client, reviewer):
    first = undone(client, reviewer)
    client.post(page(first, "again"))
    written = ImportBatch.objects.latest("pk")
    client.post(page(written, "apply"))
    batch = pasted(client)

    overview, plan = client.get("/admin/awards/importbatch/"), client.get(page(batch))

    assert "没有待办" in overview.content.decode()
    assert "没有待办：每一行都已在册或已跳过。" in plan.content.decode()
    assert (listed(client, "idle"), listed(client, "planned")) == ([batch.pk], [])


def test_a_list_with_a_question_waits(client, reviewer):
    batch = pasted(client)

    assert (listed(client, "planned"), listed(client, "idle")) == ([batch.pk], [])


def test_a_list_that_was_done_is_looked_at_afresh_when_it_comes_again(client, reviewer):
    undone(client, reviewer)
    done = pasted(client)
    done.rows.update(resolution="skipped")

    paste(client, ROLL)

    assert ImportBatch.objects.latest("pk") != done

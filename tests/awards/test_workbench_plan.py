"""The plan of a batch: what it shows, and settling its rows on the page."""

import pytest

from awards.choices import Resolution, TierBasis, Verdict
from awards.importing.settling import skip_row
from awards.models import AnnouncedCount, ImportRow
from organizations.choices import NameKind
from organizations.models import Organization
from organizations.roles import REVIEWER
from tests.awards.workbench import answer, make_scene, page, pasted, said
from tests.factories import (
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_staff,
    make_tier,
)

pytestmark = pytest.mark.django_db
HEADING = "华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单\n"


@pytest.fixture(autouse=True)
def reviewer(client):
    make_scene()
    reviewer = make_staff(REVIEWER)
    client.force_login(reviewer)
    return reviewer


def row_of(batch, name):
    return batch.rows.get(organization_text=name)


def tables(client, batch):
    """Every line of every table: name, read, printed, public, drafts, announced."""
    found = client.get(page(batch)).context["tables"]
    return {(table.title, line.name): line for table in found for line in table.lines}


def test_the_plan_counts_rows_by_verdict_and_shows_problems_first(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n银奖 没有的居民区党总支\n")

    context = client.get(page(batch)).context

    assert [(label, count) for _, label, count, _ in context["filters"]] == [
        ("全部", 2),
        ("可写入", 1),
        ("待决定", 1),
        ("已在册", 0),
        ("有错误", 0),
        ("已跳过", 0),
    ]
    assert [card.row.organization_text for card in context["cards"]] == ["没有的居民区党总支", "陶家宅居民区党总支"]


def test_a_filter_shows_only_its_rows(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n银奖 没有的居民区党总支\n")

    cards = client.get(page(batch), {"verdict": "ready"}).context["cards"]

    assert [card.row.organization_text for card in cards] == ["陶家宅居民区党总支"]


def test_the_table_holds_read_printed_recorded_and_announced_side_by_side(client):
    gold = make_tier("金奖", scheme=make_round(7).scheme)
    make_entry(make_organization("潘东居民区党支部"), honor_list=make_list(), tier=gold)
    AnnouncedCount.objects.create(round=make_round(7), tier=gold, count=12)
    batch = pasted(client, HEADING + "金奖（共3个）\n陶家宅居民区党总支\n华院居民区党支部\n")

    line = tables(client, batch)["第七轮“金银奖”", "金奖"]

    assert (line.read, line.printed, line.public, line.drafts, line.announced) == (2, 3, 0, 1, 12)


def test_a_count_of_the_source_that_its_rows_do_not_bear_out_is_a_warning(client):
    batch = pasted(client, HEADING + "金奖（共3个）\n陶家宅居民区党总支\n")

    warnings = client.get(page(batch)).context["disagreements"]

    assert [(one["text"], one["message"]) for one in warnings] == [
        ("金奖（共3个）", "原文写明 3 个，实际读到 1 个，请核对有没有遗漏")
    ]


def test_a_suggestion_is_picked_and_remembered_as_an_abbreviation(client, reviewer):
    organization = make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅党总支\n")
    row = batch.rows.get()

    answer(client, batch, row, choice=f"organization-{organization.pk}", remember=NameKind.ABBREVIATION)

    row.refresh_from_db()
    assert (row.verdict, row.organization, row.settled_by) == (Verdict.READY, organization, reviewer)
    assert organization.names.get(text="陶家宅党总支").kind == NameKind.ABBREVIATION


def test_an_organization_is_created_as_it_was_recognised(client):
    area = make_neighborhood("陶家宅")
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n")
    row = batch.rows.get()
    form = client.get(page(batch)).context["cards"][0].form
    shown = {name: form[name].value() for name in ("sector", "place", "neighborhood")}

    answer(client, batch, row, choice="create", **shown)

    organization = Organization.objects.get()
    assert (organization.name, organization.neighborhood) == ("陶家宅居民区党总支", area)


def test_creating_twice_by_a_double_press_registers_once_and_is_no_error(client):
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n")
    row = batch.rows.get()
    place = {"place": row.subdistrict_id, "sector": "residential", "neighborhood": ""}

    for _ in range(2):
        response = answer(client, batch, row, choice="create", **place)

    assert Organization.objects.count() == 1
    assert "有 1 行没有保存，原因写在各行下面；其余各行不受影响。" not in said(response)


def test_all_answers_of_a_page_are_saved_together(client):
    taken = make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅党总支\n银奖 没有的居民区党总支\n金奖 别的居民区党总支\n")
    first, second, third = batch.rows.order_by("number")
    answers = {f"row-{first.pk}-choice": f"organization-{taken.pk}", f"row-{second.pk}-choice": "skip"}

    client.post(page(batch), {"row": [first.pk, second.pk, third.pk], **answers})

    assert list(batch.rows.order_by("number").values_list("verdict", "resolution")) == [
        (Verdict.READY, Resolution.MATCHED),
        (Verdict.DECIDE, Resolution.SKIPPED),
        (Verdict.DECIDE, Resolution.NONE),
    ]


def test_a_skipped_row_is_taken_up_again(client, reviewer):
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n")
    skip_row(batch.rows.get(), reviewer)

    answer(client, batch, batch.rows.get(), choice="reopen")

    assert batch.rows.get().resolution == Resolution.NONE


def test_that_the_source_names_no_tier_is_confirmed_only_by_a_person(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "陶家宅居民区党总支\n")
    before = batch.rows.get().verdict

    answer(client, batch, batch.rows.get(), tier="none")

    row = batch.rows.get()
    assert (before, row.verdict, row.tier_basis) == (Verdict.DECIDE, Verdict.READY, TierBasis.NONE_PRINTED)


def test_choosing_the_organization_does_not_answer_for_the_tier(client):
    organization = make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "陶家宅党总支\n")

    answer(client, batch, batch.rows.get(), choice=f"organization-{organization.pk}")

    row = batch.rows.get()
    assert (row.verdict, row.message) == (Verdict.DECIDE, "请选择等次，或确认原文未列等次。")


def test_another_organization_is_found_without_a_script_by_initials(client):
    organization = make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 完全两样的党支部\n")
    row = batch.rows.get()

    response = client.post(page(batch), {"row": row.pk, "find": row.pk, f"row-{row.pk}-asked": "tjz"})

    assert [option.value for option in response.context["cards"][0].found] == [f"organization-{organization.pk}"]


def test_a_refused_answer_comes_back_with_its_reason_and_what_was_chosen(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅党总支\n")
    row = batch.rows.get()

    response = answer(client, batch, row, choice="organization-999999")

    assert [card.error for card in response.context["cards"]] == ["这个党组织已经不在册，请重新选择。"]
    assert ImportRow.objects.get().resolution == ""


@pytest.mark.parametrize("tier", ["x", "-1", "9" * 30, "0 OR 1=1"])
def test_an_answer_that_no_page_offers_is_refused_not_an_error(client, tier):
    batch = pasted(client, HEADING + "金奖 陶家宅党总支\n")

    response = answer(client, batch, batch.rows.get(), tier=tier, choice="organization-" + "9" * 30, asked="a\0b")

    assert response.status_code == 200
    assert ImportRow.objects.get().resolution == ""


@pytest.mark.parametrize("key", ["x", "9" * 30, "-1", ""])
def test_rows_that_are_none_are_passed_over(client, key):
    batch = pasted(client, HEADING + "金奖 陶家宅党总支\n")

    response = client.post(page(batch), {"row": key, "only": key, "find": key}, follow=True)

    assert (response.status_code, said(response)) == (200, ["没有选择任何处理，什么也没有改变。"])


@pytest.mark.parametrize("row_count", [1, 3])
def test_the_plan_asks_the_same_however_many_rows(client, django_assert_num_queries, row_count):
    lines = "".join(f"金奖 第{number}居民区党总支\n" for number in range(row_count))
    batch = pasted(client, HEADING + lines)

    # session, user, the user's and the groups' permissions, own subdistricts, clerk or not, batch,
    # count and rows of the page, subdistricts, neighbourhoods, tiers, verdicts, ready rows,
    # rounds not registered, unknown names,
    # the tables (counts, rounds, public and announced, drafts and announced, tiers, subdistricts), lists,
    # rounds and subdistricts of the form, site name
    with django_assert_num_queries(28):
        client.get(page(batch))


def test_the_table_of_one_subdistricts_list_says_whose_numbers_stand_beside_it(client):
    make_organization("陶家宅居民区党总支")
    batch = pasted(client, HEADING + "金奖 陶家宅居民区党总支\n")

    [table] = client.get(page(batch)).context["tables"]

    assert table.scope == "名单读到的是华阳路街道的，其余几栏是全区的"

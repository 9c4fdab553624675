"""A page on record: everything of it as drafts, once, with the bytes it came from; or nothing."""

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.test import Client

from awards.choices import BatchState, ListState, TierBasis, Verdict
from awards.importing.applying import apply_batch
from awards.importing.portions import plan_again
from awards.importing.undoing import undo_batch
from awards.models import Ceremony, HonorEntry, ImportBatch
from organizations.models import SourceDocument
from organizations.roles import EDITOR
from showcase.choices import CaseState
from showcase.documents.page.writing import write_page
from showcase.models import CaseStudy, DocumentImport, Lesson, Photo
from tests.factories import make_ceremony, make_list, make_round, make_staff
from tests.showcase.documents.page_scene import DEBI, DEBI_ON_ITS_CASE, RESIDENTIAL, make_registry
from tests.showcase.documents.pages import SEED, fixture_cases

pytestmark = pytest.mark.django_db

NAME = "版面.txt"


def write(by=None):
    return write_page(SEED.read_bytes(), NAME, by=by).record


def on_record():
    """How many of each the page made."""
    models = (SourceDocument, Ceremony, ImportBatch, CaseStudy, Photo, Lesson, DocumentImport)
    return {model.__name__: model.objects.count() for model in models}


WHOLE_PAGE = {
    "SourceDocument": 1,
    "Ceremony": 1,
    "ImportBatch": 1,
    "CaseStudy": 3,
    "Photo": 10,
    "Lesson": 9,
    "DocumentImport": 1,
}


@pytest.mark.parametrize("prepare", [make_registry, lambda: None], ids=["known registry", "empty registry"])
def test_the_whole_page_is_on_record_in_any_registry(prepare):
    prepare()

    record = write()

    assert on_record() == WHOLE_PAGE
    assert [(row.organization_text, row.tier_text) for row in record.batch.rows.order_by("number")] == [
        ("陶家宅居民区党总支", "金奖标兵"),
        ("华院居民区党支部", "金奖"),
        ("华一居民区党总支", "银奖"),
        ("潘东居民区党支部", "特色治理奖"),
        ("苏一居民区党总支", "特色治理奖"),
        (DEBI, ""),
    ]
    assert [case_on_record(case) for case in record.cases.order_by("position")] == [
        {key: value for key, value in case.items() if key != "organizations"} for case in fixture_cases()
    ]


def case_on_record(case):
    sections = case.sections.order_by("position").values_list("heading", "body", "truncated_note")
    lessons = case.lessons.order_by("number").values_list("number", "statement", "explanation")
    return {"title": case.title, "lead": case.lead, "sections": list(sections), "lessons": list(lessons)}


def test_in_a_registry_that_knows_them_every_row_is_ready_in_one_of_two_rounds():
    make_registry()

    rows = write().batch.rows.order_by("number")

    assert [(row.round.scheme.slug, row.round.number, row.verdict, row.tier_basis) for row in rows] == [
        *[("jinyin", 7, Verdict.READY, TierBasis.PRINTED)] * 4,
        ("jinyin", 7, Verdict.READY, TierBasis.INHERITED),
        ("wuxing", 4, Verdict.READY, TierBasis.NONE_PRINTED),
    ]


def test_the_cases_name_their_organizations_and_the_round_of_the_page_that_honours_them():
    make_registry()

    cases = write().cases.order_by("position")

    assert [
        (one.name_as_printed, case.round and (case.round.scheme.slug, case.round.number))
        for case in cases
        for one in case.case_organizations.all()
    ] == [
        ("陶家宅居民区党总支", ("jinyin", 7)),
        ("长一居民区党总支", None),
        (DEBI_ON_ITS_CASE, ("wuxing", 4)),
    ]


def test_in_an_empty_registry_the_organizations_are_asked_for():
    asked = [one["question"] for one in write().decisions if one["place"] == "党组织"]

    assert [question.partition("，")[0] for question in asked] == [
        f"没有登记“{name}”" for name in (RESIDENTIAL[0], RESIDENTIAL[5], DEBI_ON_ITS_CASE)
    ]


def test_everything_comes_from_one_source_that_keeps_the_bytes():
    make_registry()

    record = write()

    source = SourceDocument.objects.get()
    with source.file.open() as file:
        assert file.read() == SEED.read_bytes()
    assert {record.source, record.batch.source, record.ceremony.source} == {source}
    assert set(record.cases.values_list("source", flat=True)) == {source.pk}


def test_the_ceremony_keeps_the_foreword_and_releases_both_rounds():
    make_registry()

    ceremony = write().ceremony

    assert (str(ceremony.held_on), ceremony.year_is_inferred, ceremony.time_of_day) == ("2021-11-24", True, "下午")
    assert (ceremony.foreword_heading, ceremony.foreword[:12]) == ("编者按", "社区是城市治理的最后一公")
    assert sorted(ceremony.rounds.values_list("scheme__slug", "number")) == [("jinyin", 7), ("wuxing", 4)]


def test_nothing_of_it_is_public_before_a_list_is():
    make_registry()
    record = write()

    client = Client()

    assert {case.state for case in record.cases.all()} == {CaseState.DRAFT}
    assert (record.batch.state, HonorEntry.objects.count()) == (BatchState.PLANNED, 0)
    assert client.get(f"/ceremonies/{record.ceremony.slug}/").status_code == 404
    assert "长宁人人中心" not in client.get("/").content.decode()


def test_a_round_that_is_public_is_left_for_a_person_to_link():
    make_registry()
    make_list(award_round=make_round(7), state=ListState.RELEASED)

    record = write()

    assert [one.number for one in record.ceremony.rounds.all()] == [4]
    assert not Ceremony.objects.public().exists()
    asked = [one["question"] for one in record.decisions if one["place"] == "展示会"]
    assert [question.partition("还没有")[0] for question in asked] == [str(make_round(7))]


def test_an_editor_links_no_round():
    make_registry()

    record = write(by=make_staff(EDITOR))

    assert record.ceremony.rounds.count() == 0
    assert len([one for one in record.decisions if one["place"] == "展示会"]) == 2


def test_a_ceremony_on_record_is_used_and_keeps_its_foreword():
    make_registry()
    title = "长宁区第七轮“金银奖”、第四轮“五星奖”联合工作展示会"
    known = make_ceremony(title=title, held_on="2021-11-24", foreword="早先登记的前言。")

    record = write()

    known.refresh_from_db()
    assert (record.ceremony, known.foreword) == (known, "早先登记的前言。")
    assert any("它的前言没有改动" in one["question"] for one in record.decisions)


def test_the_same_bytes_a_second_time_add_nothing():
    make_registry()
    first = write_page(SEED.read_bytes(), NAME, by=None)

    second = write_page(SEED.read_bytes(), "另一个名字.txt", by=make_staff(EDITOR))

    assert (first.is_new, second.is_new, second.record) == (True, False, first.record)
    assert on_record() == WHOLE_PAGE


def test_once_everything_of_it_is_gone_the_page_can_be_imported_anew():
    make_registry()
    record = write()
    apply_batch(record.batch, None)
    undo_batch(record.batch, None)
    record.cases.all().delete()

    again = write_page(SEED.read_bytes(), NAME, by=None)

    assert again.is_new
    assert on_record() == {**WHOLE_PAGE, "ImportBatch": 2, "DocumentImport": 2}


def test_a_batch_planned_again_reads_only_the_rolls():
    make_registry()
    batch = write().batch

    again = plan_again(batch)

    assert again.rows.count() == 6
    assert [note for note in again.problems if "message" in note] == []


def test_a_failure_in_the_last_step_leaves_nothing_not_even_the_file():
    make_registry()

    with pytest.raises(OperationalError), connection.execute_wrapper(_refuse_the_trace):
        write()

    assert set(on_record().values()) == {0}
    assert stored("sources") == []


def _refuse_the_trace(execute, sql, params, many, context):
    """A database that fails once everything but the trace of the import is written."""
    if sql.startswith('INSERT INTO "showcase_documentimport"'):
        raise OperationalError("disk full")
    return execute(sql, params, many, context)


def stored(folder):
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []

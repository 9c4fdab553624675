"""A Word file on record: bytes kept, draft written, nothing half done, nothing twice."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from awards.importing.rows import UnreadableSource
from organizations.choices import SourceKind
from organizations.models import SourceDocument
from showcase.choices import CaseState, DocumentKind
from showcase.documents.word.receiving import receive_case
from showcase.models import CaseStudy, DocumentImport
from tests.factories import make_organization, make_staff
from tests.files.documents.making_articles import FIRST, LEAD, LESSON, OTHER, SECOND, TITLE
from tests.showcase.documents.reading import FILES
from tests.showcase.photos.shelves import private_files, public_files

pytestmark = pytest.mark.django_db

ARTICLE = FILES / "articles/three_captioned_photos.docx"
NAME = "华阳路街道陶家宅居民区党总支"


def received(path=ARTICLE, **facts):
    return receive_case(path.read_bytes(), path.name, by=facts.pop("by", None), **facts)


def test_a_file_becomes_one_whole_private_draft():
    taojiazhai = make_organization("陶家宅居民区党总支")

    record = received().record

    case = record.cases.get()
    assert (case.title, case.lead, case.state) == (TITLE, LEAD, CaseState.DRAFT)
    assert list(case.sections.order_by("position").values_list("heading", flat=True)) == [FIRST, SECOND]
    assert list(case.lessons.order_by("number").values_list("statement", "explanation")) == [LESSON, OTHER]
    assert list(case.case_organizations.values_list("organization", "name_as_printed")) == [(taojiazhai.pk, NAME)]
    placed = [(str(photo.section or ""), photo.after_paragraph, photo.caption) for photo in case.photos.in_order()]
    assert placed == [
        ("", 1, "图1 针对社区议题进行协商沟通"),
        (FIRST, 1, "改造后的大西别墅邻里花园"),
        (SECOND, 1, "党员带头签署《垃圾分类承诺书》"),
    ]
    assert (record.decisions, public_files()) == ([], {})


def test_the_bytes_are_kept_as_received_beside_who_brought_them():
    editor = make_staff()

    record = received(by=editor).record

    source = record.source
    assert (record.kind, record.created_by, record.cases.get().written_by) == (DocumentKind.WORD, editor, editor)
    assert (source.kind, source.headline, source.file_name) == (SourceKind.DOCUMENT, TITLE, ARTICLE.name)
    assert source.sha256 == hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    with source.file.open() as kept:
        assert kept.read() == ARTICLE.read_bytes()
    assert (source.publication, source.note) == (
        "《长宁党建》第12期",
        f"《{TITLE}》署名：华阳路街道党建办；原文注明的来源：《长宁党建》第12期",
    )


def test_the_same_bytes_a_second_time_add_nothing():
    first = received()

    second = received()

    assert (second.record, first.is_new, second.is_new) == (first.record, True, False)
    assert (CaseStudy.objects.count(), SourceDocument.objects.count()) == (1, 1)


def test_a_draft_thrown_away_may_be_brought_in_again():
    received().record.cases.get().delete()

    assert received().is_new


def test_an_organization_given_by_name_is_found_where_it_is_the_only_one():
    debi = make_organization("德必集团党支部")

    record = received(FILES / "articles/no_headings.docx", organization="德必集团党支部").record

    assert list(record.cases.get().organizations.all()) == [debi]


def test_pictures_that_cannot_be_taken_leave_slots_and_questions():
    record = received(FILES / "articles/pictures_of_every_kind.docx", organization="").record

    photos = {photo.caption: photo.has_picture() for photo in record.cases.get().photos.all()}
    refused = ["图为gif", "图为emf", "图为wmf", "图为jpg", "图为丢失的一张"]
    assert photos == {"图为png": True, "图为webp": True, "图为heic": True, **dict.fromkeys(refused, False)}
    asked = [one["question"] for one in record.decisions if one["place"].startswith("图片")]
    assert [caption for caption in refused if any(caption in question for question in asked)] == refused
    assert len(asked) == len(refused)


def test_what_is_open_names_the_draft_it_concerns():
    record = received(FILES / "mess/notes_and_margins.docx").record

    assert {one["case"] for one in record.decisions} == {record.cases.get().slug}


def test_an_unreadable_file_leaves_nothing():
    with pytest.raises(UnreadableSource):
        received(FILES / "hostile/truncated.docx")

    assert (SourceDocument.objects.count(), CaseStudy.objects.count(), private_files()) == (0, 0, {})


def test_a_draft_that_cannot_be_kept_leaves_neither_rows_nor_files(monkeypatch):
    def refuse(*args, **kwargs):
        raise ValidationError("不行")

    monkeypatch.setattr("showcase.documents.word.receiving.record_import", refuse)

    with pytest.raises(ValidationError, match="不行"):
        received()

    assert (SourceDocument.objects.count(), DocumentImport.objects.count(), private_files()) == (0, 0, {})

"""From a draft as read to a draft on record: whole, private, and with every doubt named."""

import pytest
from django.core.exceptions import ValidationError

from showcase.choices import CaseState
from showcase.documents.drafts import CaseDraft, Decision, DraftFigure, DraftLesson, DraftSection
from showcase.documents.matching import NONE_READ
from showcase.documents.writing import Circumstances, write_case
from showcase.models import CaseStudy, Photo
from showcase.photos import refusals
from tests.factories import make_case, make_organization, make_source, make_staff, make_subdistrict
from tests.showcase.documents.drafting import questions, written
from tests.showcase.photos.pictures import jpeg
from tests.showcase.photos.shelves import failing_afterwards, private_files, public_files

pytestmark = pytest.mark.django_db

TAOJIAZHAI = "陶家宅居民区党总支"
LONG = "长" * 201


def photos(case):
    return case.photos.in_order()


def test_a_draft_becomes_a_private_draft_of_its_writer():
    editor = make_staff()

    done = written(by=editor, lead="陶家宅位于西南角。")

    case = CaseStudy.objects.get()
    assert (done.case, case.state, case.written_by, case.lead) == (case, CaseState.DRAFT, editor, "陶家宅位于西南角。")


def test_two_drafts_of_one_title_get_two_addresses():
    make_case("破解难题", slug="po-jie-nan-ti")

    assert written(title="破解难题").case.slug == "po-jie-nan-ti-2"


def test_sections_and_lessons_keep_their_order():
    sections = (DraftSection("甲", "一段"), DraftSection("乙", "二段", truncated_note="原文至此中断"))
    lessons = (DraftLesson("深入群众", "要做细。"), DraftLesson("以点带面"))

    case = written(sections=sections, lessons=lessons).case

    read = list(case.sections.order_by("position").values_list("position", "heading", "body", "truncated_note"))
    assert read == [(1, "甲", "一段", ""), (2, "乙", "二段", "原文至此中断")]
    learnt = list(case.lessons.order_by("number").values_list("number", "statement", "explanation"))
    assert learnt == [(1, "深入群众", "要做细。"), (2, "以点带面", "")]


def test_a_picture_stands_where_the_document_has_it():
    figure = DraftFigure("协商沟通", jpeg(), "围坐一桌", "王某 摄", 1, placement_is_inferred=True)

    case = written(sections=(DraftSection("甲", "一段\n\n二段", figures=(figure,)),)).case

    photo = photos(case).get()
    kept = (photo.section.heading, photo.after_paragraph, photo.caption, photo.alternative_text, photo.credit)
    assert kept == ("甲", 1, "协商沟通", "围坐一桌", "王某 摄")
    assert (photo.placement_is_inferred, photo.has_picture(), (photo.width, photo.height)) == (True, True, (600, 800))


def test_pictures_stay_private_until_the_case_is_released():
    case = written(lead_figures=(DraftFigure("协商沟通", jpeg()),)).case

    folder = f"photos/{photos(case).get().public_name}/"
    assert {name.startswith(folder) for name in private_files()} == {True}
    assert public_files() == {}


def test_pictures_are_read_one_by_one_where_the_document_gives_them_so():
    case = written(lead_figures=(DraftFigure(open_picture=jpeg),)).case

    assert photos(case).get().has_picture()


def test_a_picture_that_cannot_be_taken_leaves_a_captioned_slot_and_a_question():
    figures = (DraftFigure("协商沟通", b"GIF89a..."), DraftFigure(picture=b"\xd7\xcd\xc6\x9a"))

    done = written(lead_figures=figures)

    assert [(photo.caption, photo.has_picture()) for photo in photos(done.case)] == [
        ("协商沟通", False),
        ("图片 2（待补）", False),
    ]
    assert questions(done) == [
        f"图片没有收入：{refusals.GIF}已留下图位“协商沟通”，请补上图片。",
        f"图片没有收入：{refusals.UNKNOWN}已留下图位“图片 2（待补）”，请补上图片。",
    ]


def test_a_caption_without_a_picture_is_a_slot_and_no_question():
    done = written(lead_figures=(DraftFigure("改造后的邻里花园"),))

    assert ([str(photo) for photo in photos(done.case)], questions(done)) == (["改造后的邻里花园"], [])


def test_what_its_field_does_not_hold_is_cut_and_kept_whole_in_a_question():
    done = written(lead_figures=(DraftFigure(LONG),))

    assert photos(done.case).get().caption == LONG[:200]
    assert questions(done) == [f"图片说明超过 200 字，只收入了前 200 字，请改短。原文：{LONG}"]


def test_a_heading_too_long_to_be_one_opens_the_text():
    section = DraftSection(LONG, "一段", figures=(DraftFigure("甲", after_paragraph=1),))

    case = written(sections=(section,)).case

    assert list(case.sections.values_list("heading", "body")) == [("", f"{LONG}\n\n一段")]
    assert photos(case).get().after_paragraph == 2


def test_a_lesson_too_long_to_be_one_goes_on_in_its_explanation():
    done = written(lessons=(DraftLesson(LONG, "因为。"),))

    lesson = done.case.lessons.get()
    assert (lesson.statement, lesson.explanation) == (LONG[:200], "长\n\n因为。")
    assert questions(done, "经验启示第 1 条") == ["启示太长，后半句放进了“阐述”；请核对怎样分开。"]


def test_a_known_name_decides_inside_the_subdistrict_that_the_text_speaks_of():
    taojiazhai = make_organization(TAOJIAZHAI)

    done = written(organizations=(TAOJIAZHAI,), lead="陶家宅位于华阳路街道西南角。")

    linked = list(done.case.case_organizations.values_list("organization", "name_as_printed"))
    assert (linked, done.decisions) == ([(taojiazhai.pk, TAOJIAZHAI)], [])


def test_a_former_name_decides_and_is_kept_as_printed():
    taojiazhai = make_organization(TAOJIAZHAI)
    taojiazhai.names.create(text="陶家宅第一党支部", folded="陶家宅第一党支部", kind="former")
    huayang = make_subdistrict()

    done = written(organizations=("陶家宅第一党支部",), about=Circumstances(place=huayang))

    assert done.case.case_organizations.get().name_as_printed == "陶家宅第一党支部"


def test_where_the_subdistrict_is_unknown_a_person_decides():
    make_organization(TAOJIAZHAI)

    done = written(organizations=(TAOJIAZHAI,))

    asked = f"“{TAOJIAZHAI}”是哪个党组织？可能是：{TAOJIAZHAI}（同名，但名单没有写明街道）。请在“案例的党组织”里选定。"
    assert (done.case.case_organizations.count(), questions(done, "党组织")) == (0, [asked])


def test_a_text_that_speaks_of_two_subdistricts_decides_for_neither():
    make_organization(TAOJIAZHAI)
    make_subdistrict("江苏路街道")

    done = written(organizations=(TAOJIAZHAI,), lead="从华阳路街道到江苏路街道。")

    assert (done.case.case_organizations.count(), len(questions(done, "党组织"))) == (0, 1)


def test_an_unknown_organization_is_never_created():
    done = written(organizations=("无此居民区党总支",), lead="在华阳路街道。")

    asked = "没有登记“无此居民区党总支”，也没有相近的名称。请先登记这个党组织，再在“案例的党组织”里添加。"
    assert (done.case.organizations.count(), questions(done, "党组织")) == (0, [asked])


def test_a_case_without_any_organization_says_so():
    assert questions(written(), "党组织") == [NONE_READ]


def test_the_byline_is_kept_beside_the_source():
    source = make_source(note="收自街道")

    written(from_source=source, title="破解难题", byline="党建办", source="《长宁时报》")

    source.refresh_from_db()
    assert source.note == "收自街道\n《破解难题》署名：党建办；原文注明的来源：《长宁时报》"


def test_doubts_of_the_reader_come_first_and_name_the_case():
    done = written(decisions=(Decision("批注", "这里要核对。"),))

    assert done.decisions[0] == {"place": "批注", "question": "这里要核对。", "case": done.case.slug}


def test_a_refused_draft_leaves_neither_rows_nor_files():
    draft = CaseDraft(title="", lead_figures=(DraftFigure("协商", jpeg()),))

    with pytest.raises(ValidationError):
        write_case(draft, source=make_source(), by=None)

    assert (CaseStudy.objects.count(), Photo.objects.count(), private_files()) == (0, 0, {})


def test_files_go_again_when_a_greater_work_fails():
    with failing_afterwards():
        written(lead_figures=(DraftFigure("协商", jpeg()),))

    assert (CaseStudy.objects.count(), private_files()) == (0, {})

"""The list of case studies, and one case as an article."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from organizations.choices import NameKind, SourceKind
from organizations.naming import give_name
from showcase.choices import CaseState
from showcase.models import CaseCorrection, CaseOrganization, CaseSection, Lesson, Photo
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_source,
    make_tier,
)
from tests.reading import Markup, words_of

pytestmark = pytest.mark.django_db


def _address(case) -> str:
    return reverse("showcase:case", args=[case.slug])


def _read(client, case) -> str:
    return words_of(client.get(_address(case)))


def _public_case(title: str = "坚持党员“四先” 破解治理难题", **facts):
    return make_case(title, state=CaseState.PUBLISHED, **facts)


def test_the_cases_are_listed_with_organization_lead_and_round(client):
    _public_case(organization=make_organization("甲居民区党总支"), lead="近年来,积极作为。", round=make_round())

    words = words_of(client.get(reverse("showcase:cases")))

    assert "甲居民区党总支 坚持党员“四先” 破解治理难题 近年来,积极作为。 第七轮“金银奖”" in words


def test_an_empty_list_of_cases_says_when_to_come_back(client):
    make_case("草稿里的案例")

    words = words_of(client.get(reverse("showcase:cases")))

    assert "还没有公开的经验案例" in words
    assert "草稿里的案例" not in words


def test_a_case_is_headed_by_its_organization_as_the_case_prints_it(client):
    case = _public_case(organization=make_organization("德必(集团)有限公司党支部"))
    CaseOrganization.objects.update(name_as_printed="德必(集团)股份有限公司党支部")

    words = _read(client, case)

    assert "德必(集团)股份有限公司党支部 坚持党员“四先” 破解治理难题" in words
    assert "登记名称：德必(集团)有限公司党支部" in words


def test_a_case_reads_lead_sections_and_photos_in_their_places(client):
    case = _public_case(lead="导语。")
    first = CaseSection.objects.create(case=case, position=1, heading="第一节", body="甲段。\n\n乙段。")
    CaseSection.objects.create(case=case, position=2, heading="第二节", body="丙段。")
    Photo.objects.create(case=case, caption="现场", section=first, after_paragraph=1, placement_is_inferred=True)

    words = _read(client, case)

    assert "导语。 第一节 甲段。 图片待补 现场 位置为推定 乙段。 第二节 丙段。" in words


@pytest.mark.parametrize(("headings", "is_listed"), [(("一", "二", "三"), True), (("一", "二", ""), False)])
def test_a_case_of_three_headings_or_more_lists_them_as_links(client, headings, is_listed):
    case = _public_case()
    for position, heading in enumerate(headings, start=1):
        CaseSection.objects.create(case=case, position=position, heading=heading, body="段。")
    Lesson.objects.create(case=case, number=1, statement="根本保证")

    page = Markup(client.get(_address(case)))

    listed = {"#section-1", "#section-2", "#section-3", "#lessons"}
    assert listed & set(page.links) == (listed if is_listed else set())
    assert {"section-1", "section-2", "lessons"} <= set(page.ids)


def test_a_case_ends_with_what_it_said_before_and_why(client):
    case = _public_case()
    corrected = {"place": "标题", "before": "金庭", "after": "金廷", "reason": "据来函更正"}
    CaseCorrection.objects.create(case=case, **corrected)
    CaseCorrection.objects.create(case=_public_case("另一篇"), place="别处", before="甲", after="乙", reason="别的")

    words = _read(client, case)

    assert "标题 更正前 金庭 更正后 金廷 理由：据来函更正" in words
    assert "别处" not in words


def test_a_case_never_corrected_does_not_speak_of_corrections(client):
    assert "更正" not in _read(client, _public_case())


def test_a_broken_off_section_says_so_at_its_end(client):
    case = _public_case()
    CaseSection.objects.create(
        case=case, position=1, body="此处是集新时代文明实践站、党", truncated_note="原文至此中断。"
    )

    assert "此处是集新时代文明实践站、党〔原文至此中断。〕" in _read(client, case)


def test_a_lesson_reads_as_the_line_the_paper_printed(client):
    case = _public_case()
    Lesson.objects.create(case=case, number=1, statement="党的领导是根本保证", explanation="经验表明,要全面加强。")

    assert "1.党的领导是根本保证; 经验表明,要全面加强。" in _read(client, case)


def test_a_lesson_without_explanation_ends_with_its_statement(client):
    case = _public_case()
    Lesson.objects.create(case=case, number=1, statement="党的领导是根本保证")

    assert "党的领导是根本保证;" not in _read(client, case)


def test_html_in_a_case_is_shown_as_typed_and_word_tables_are_cleaned(client):
    table = '<table onclick="x()"><tr><td>格<script>alert(1)</script></td></tr></table>'
    case = _public_case(lead="<script>alert(2)</script>")
    CaseSection.objects.create(case=case, position=1, body=table)

    page = Markup(client.get(_address(case)))

    assert page.inline_scripts == []
    assert page.tags["td"] == 1
    assert ("table", "onclick") not in page.attributes


def test_a_case_gives_the_honors_of_its_organization_and_where_it_was_printed(client):
    organization = make_organization("甲居民区党总支")
    make_entry(organization, tier=make_tier("金奖"), state=ListState.RELEASED, name_as_printed="甲居民区总支")
    case = _public_case(
        organization=organization,
        ceremony=make_ceremony(held_on=datetime.date(2021, 11, 24)),
        source=make_source("在路上", kind=SourceKind.NEWSPAPER, publication="长宁时报", page="第3版"),
    )

    words = _read(client, case)

    assert "荣誉 金金奖 第七轮居民区党建工作“金银奖” 光荣榜载为“甲居民区总支”" in words
    assert "展示会 联合工作展示会 2021年11月24日" in words
    assert "来源 报纸版面《在路上》 长宁时报，第3版 刊发日期未见记载" in words


def test_a_case_without_honors_does_not_claim_there_are_none(client):
    organization = make_organization("长一居民区党总支")
    make_entry(organization)
    case = _public_case(organization=organization)

    assert "荣誉 本站尚未收录它的荣誉记录。" in _read(client, case)


def test_a_case_leads_to_the_one_before_and_the_one_after(client):
    first = _public_case("甲案例", position=1)
    middle = _public_case("乙案例", position=2)
    make_case("草稿里的案例", position=3)
    last = _public_case("丙案例", position=4)

    words = _read(client, middle)

    assert "上一篇甲案例" in words
    assert "下一篇丙案例" in words
    assert {_address(first), _address(last)} <= set(Markup(client.get(_address(middle))).links)


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.REVIEW, CaseState.WITHDRAWN])
def test_a_case_that_is_not_public_is_not_found(client, state):
    case = make_case(state=state)

    assert client.get(_address(case)).status_code == 404


def test_a_scheduled_case_opens_when_its_time_has_come(client):
    soon = make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() + datetime.timedelta(hours=1))
    due = make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() - datetime.timedelta(hours=1))

    assert client.get(_address(soon)).status_code == 404
    assert client.get(_address(due)).status_code == 200


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_cases_ask_the_same_queries_however_many(client, django_assert_num_queries, item_count):
    for number in range(item_count):
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"))
        case = _public_case(organization=make_organization(f"甲{number}居民区党总支"), round=award_round)
        Photo.objects.create(case=case, caption="现场")

    # count, cases, their printed names and organizations, their photos; site settings
    with django_assert_num_queries(6):
        client.get(reverse("showcase:cases"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_case_asks_the_same_queries_however_long(client, django_assert_num_queries, item_count):
    case = _public_case(round=make_round(), ceremony=make_ceremony(), source=make_source())
    for number in range(item_count):
        organization = make_organization(f"甲{number}居民区党总支")
        give_name(organization, f"旧名{number}", NameKind.FORMER)
        CaseOrganization.objects.create(case=case, organization=organization, name_as_printed=f"名{number}")
        award_round = make_round(number + 1, scheme=make_scheme(f"scheme-{number}"))
        honor_list = make_list(award_round=award_round, state=ListState.RELEASED)
        make_entry(organization, honor_list=honor_list, tier=make_tier(scheme=award_round.scheme))
        section = CaseSection.objects.create(case=case, position=number + 1, heading="节", body="段。")
        Photo.objects.create(case=case, section=section, caption="现场")
        Lesson.objects.create(case=case, number=number + 1, statement="启示")
        CaseCorrection.objects.create(case=case, place="标题", before="甲", after="乙", reason="漏字")
        _public_case(f"另一篇{number}")

    # the case; photos, sections, organizations, lessons; their honors; corrections; all cases' order; site settings
    with django_assert_num_queries(9):
        client.get(_address(case))

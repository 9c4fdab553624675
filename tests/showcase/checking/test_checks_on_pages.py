"""The checks on the page of a case and on that of its release."""

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.choices import ListState
from organizations.roles import CHIEF_EDITOR, CLERK, EDITOR
from showcase.checking.checks import findings_for, leads_somewhere
from showcase.choices import CaseState, DocumentKind
from showcase.models import CaseSection, DocumentImport, Lesson, Photo, Redirect, WatchedWord
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_source,
    make_staff,
)
from tests.showcase.photos.shelves import make_photo

pytestmark = pytest.mark.django_db


def page(case):
    return reverse("admin:showcase_casestudy_change", args=[case.pk])


def release_page(case):
    return reverse("admin:showcase_casestudy_act", args=[case.pk, "release"])


def messages_for(case):
    return [finding.message for finding in findings_for(case, timezone.now())]


def test_a_whole_case_has_nothing_to_look_at():
    case = make_case(organization=make_organization(), source=make_source(), round=make_round(), lead="写完了的导语。")
    make_photo(case)

    assert messages_for(case) == []


def test_what_blocks_comes_first():
    case = make_case(organization=make_organization(), round=make_round())
    make_photo(case, alternative_text="")

    assert messages_for(case) == ["图片“针对社区议题进行协商沟通”没有替代文字", "没有填来源"]


def test_an_editor_is_led_to_the_field(client):
    case = make_case()
    CaseSection.objects.create(case=case, position=1, heading="第一节", body="写完了。")
    CaseSection.objects.create(case=case, position=2, heading="第二节", body="此处是集新时代文明实践站、党")
    client.force_login(make_staff(EDITOR))

    shown = client.get(page(case)).content.decode()

    assert "“第二节”一节第 1 段像是没有写完" in shown
    assert 'href="#id_sections-1-body"' in shown
    assert 'id="id_sections-1-body"' in shown


@pytest.mark.parametrize("anchor", ["id_photos-0-alternative_text", "id_photos-0-caption", "id_lead", "id_source"])
def test_the_fields_led_to_are_on_the_page(client, anchor):
    case = make_case(lead="此处是集新时代文明实践站、党")
    make_photo(case, alternative_text="", caption="")
    client.force_login(make_staff(EDITOR))

    shown = client.get(page(case)).content.decode()

    assert f'href="#{anchor}"' in shown
    assert f'id="{anchor}"' in shown


def test_who_signs_sees_the_findings_and_is_led_nowhere_while_the_case_is_closed(client):
    case = make_case(state=CaseState.REVIEW, lead="此处是集新时代文明实践站、党")
    client.force_login(make_staff(CHIEF_EDITOR))

    shown = client.get(release_page(case)).content.decode()

    assert "导语第 1 段像是没有写完" in shown
    assert "去修改" not in shown


def test_warnings_do_not_keep_a_case_from_its_release(client):
    case = make_case(state=CaseState.REVIEW, lead="此处是集新时代文明实践站、党")
    client.force_login(make_staff(CHIEF_EDITOR))

    client.post(release_page(case))

    case.refresh_from_db()
    assert case.state == CaseState.PUBLISHED


def test_a_clerk_who_only_sees_cases_is_not_shown_the_desk(client):
    organization = make_organization()
    case = make_case(state=CaseState.REVIEW, organization=organization)
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(organization.subdistrict)
    client.force_login(clerk)

    shown = client.get(page(case)).content.decode()

    assert (case.title in shown, "签发前检查" in shown) == (True, False)


def test_watched_words_are_those_of_the_list():
    WatchedWord.objects.create(word="旧称呼", advice="规范写法是“新称呼”。")
    case = make_case(title="旧称呼")

    assert "出现了提醒词“旧称呼”（1 处）" in messages_for(case)


def test_decisions_left_open_are_those_of_this_case():
    case, other = make_case(), make_case()
    document = DocumentImport.objects.create(
        source=make_source(),
        kind=DocumentKind.PAGE,
        decisions=[
            {"place": "甲", "question": "本篇？", "case": case.slug},
            {"place": "乙", "question": "已答？", "case": case.slug, "settled_at": "2021-11-24T12:00:00"},
            {"place": "丙", "question": "别篇？", "case": other.slug},
            {"place": "", "question": "整版？", "case": ""},
        ],
    )
    document.cases.set([case, other])

    told = [message for message in messages_for(case) if "疑问" in message]

    assert told == ["导入时留下的疑问没有处理：甲：本篇？", "导入时留下的疑问没有处理：整版？"]


def test_only_pages_that_readers_are_given_lead_somewhere():
    public, hidden = make_organization("甲居民区党总支"), make_organization("乙居民区党总支")
    make_entry(public, honor_list=make_list(award_round=make_round(7), state=ListState.RELEASED))
    make_entry(hidden, honor_list=make_list(award_round=make_round(8)))
    shown, draft = make_case(state=CaseState.PUBLISHED), make_case()
    make_ceremony("jimi")
    Redirect.objects.create(old_path="/cases/old/", new_path="/cases/")
    addresses = {
        "": True,
        "/": True,
        f"/cases/{shown.slug}/": True,
        f"/cases/{draft.slug}/": False,
        "/cases/old/": True,
        f"/organizations/{public.slug}/": True,
        f"/organizations/{hidden.slug}/": False,
        "/awards/jinyin/7/": True,
        "/awards/jinyin/8/": False,
        "/ceremonies/jimi/": False,
        "/nothing-here": False,
    }

    assert {path: leads_somewhere(path, timezone.now()) for path in addresses} == addresses


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_checks_ask_the_same_queries_however_long_the_case(django_assert_num_queries, item_count):
    case = make_case()
    for number in range(1, item_count + 1):
        CaseSection.objects.create(case=case, position=number, heading="节", body="写完了的一段话在这里。")
        Photo.objects.create(case=case, caption="现场")
        Lesson.objects.create(case=case, number=number, statement="启示")

    # photos, sections, lessons, organisations, documents, watched words
    with django_assert_num_queries(6):
        findings_for(case, timezone.now())

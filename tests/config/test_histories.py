"""Who did what, when, before and after: read by an auditor for every record that keeps its history."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from awards.choices import StandingAct, Verdict
from awards.correcting import correct_entry
from awards.models import AnnouncedCount, ImportBatch, ImportRow
from awards.standing import change_standing
from organizations.choices import NameKind
from organizations.merging import merge_organizations
from organizations.naming import give_name
from organizations.roles import AUDITOR, CLERK, EDITOR, REVIEWER
from showcase.models import CaseSection, ErrorReport, Lesson, Photo, Redirect, SiteSettings, WatchedWord
from tests.factories import (
    make_case,
    make_ceremony,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_source,
    make_staff,
    make_subdistrict,
)
from tests.reading import words_of
from tests.staff_forms import send

pytestmark = pytest.mark.django_db

KEPT = sorted(
    (model for model in admin.site._registry if hasattr(model, "history") and not model._meta.proxy),
    key=lambda model: model._meta.label,
)


@pytest.fixture
def place():
    return make_subdistrict("新华路街道")


@pytest.fixture
def everything(place):
    """One of each record that keeps its history, the drafts all of 新华路街道."""
    organization = make_organization(subdistrict=place)
    award_round = make_round(ceremony=make_ceremony(), document_number="1")
    public = make_entry(
        organization, honor_list=make_list(award_round=award_round, subdistrict=place, state="released")
    )
    correct_entry(public, "position", 9, "次序有误", make_staff(REVIEWER))
    change_standing(public, StandingAct.REVOKE, decision_number="1", decided_on="2022-01-01", reason="有误", by=None)
    batch = ImportBatch.objects.create(source=make_source(), round=award_round, subdistrict=place)
    ImportRow.objects.create(batch=batch, number=1, location="第 1 行", verdict=Verdict.READY, subdistrict=place)
    AnnouncedCount.objects.create(round=award_round, count=50)
    give_name(organization, "陶总支", NameKind.ABBREVIATION)
    merge_organizations(make_organization("另一个", subdistrict=place), organization, reason="同一个", by=None)
    make_neighborhood(subdistrict=place)
    case = make_case(organization=organization)
    for part in (CaseSection(case=case, position=1, heading="做法"), Lesson(case=case, number=1, statement="经验")):
        part.save()
    Photo.objects.create(case=case, caption="会场")
    ErrorReport.objects.create(page="/", message="年份不对")
    Redirect.objects.create(old_path="/a/", new_path="/b/")
    WatchedWord.objects.create(word="最", advice="慎用")
    SiteSettings.objects.create()


def page(model, name, *records):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=[one.pk for one in records])


def on_record():
    """Every kind of record that keeps its history, with one of it."""
    return {model: record for model in KEPT if (record := model._default_manager.first())}


def test_an_auditor_reads_the_history_of_every_kind_of_record(client, everything):
    client.force_login(make_staff(AUDITOR))

    answers = {}
    for model, record in on_record().items():
        told = client.get(page(model, "history", record))
        version = client.get(page(model, "simple_history", record, record.history.first()))
        shown = len(told.context["page_obj"].object_list) if told.status_code == 200 else None
        answers[model.__name__] = (told.status_code, version.status_code, shown == record.history.count() > 0)

    assert {name: answer for name, answer in answers.items() if answer != (200, 200, True)} == {}
    assert {model.__name__ for model in KEPT} - set(answers) <= {"CaseCorrection", "DocumentImport"}


def test_each_record_s_page_leads_an_auditor_to_its_history(client, everything):
    client.force_login(make_staff(AUDITOR))

    # A batch is looked at on its plan; its history is reached from the list of batches.
    starts = {
        model: "/admin/awards/importbatch/" if model is ImportBatch else page(model, "change", record)
        for model, record in on_record().items()
    }
    without = [
        model.__name__
        for model, record in on_record().items()
        if f'href="{page(model, "history", record)}"' not in client.get(starts[model]).content.decode()
    ]

    assert without == []


@pytest.mark.parametrize("role", [CLERK, EDITOR])
def test_histories_are_not_for_everybody(client, everything, role):
    user = make_staff(role)
    user.subdistricts.add(make_subdistrict("华阳路街道"))
    client.force_login(user)

    answers = {
        model.__name__: client.get(page(model, "history", one)).status_code for model, one in on_record().items()
    }

    assert {name: status for name, status in answers.items() if status not in (403, 404)} == {}


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("awards_awardscheme", ["awardtier"]),
        ("awards_awardround", ["roundtier", "announcedcount"]),
        ("organizations_organization", ["organizationname"]),
    ],
)
def test_an_auditor_goes_from_a_whole_to_each_of_its_parts(client, everything, whole, parts):
    client.force_login(make_staff(AUDITOR))
    app, model = whole.split("_")
    record = apps.get_model(app, model)._default_manager.first()

    html = client.get(reverse(f"admin:{whole}_change", args=[record.pk])).content.decode()

    assert [part for part in parts if f'href="/admin/{app}/{part}/' not in html] == []


def test_a_change_is_told_in_the_words_of_the_form(client):
    honor_list = make_list(heading="旧标题", objections_until=None)
    reviewer = make_staff(REVIEWER, full_name="审核员甲")
    client.force_login(reviewer)
    send(client, page(type(honor_list), "change", honor_list), heading="新标题", objections_until="2021-12-01")
    honor_list.refresh_from_db()
    honor_list.state = "review"
    honor_list.save()
    client.force_login(make_staff(AUDITOR))

    words = words_of(client.get(page(type(honor_list), "history", honor_list)))

    assert "审核员甲" in words
    for change in ("榜单标题 旧标题 → 新标题", "公示截止日 （空） → 2021年12月1日", "状态 草稿 → 待审核"):
        assert change in words


def test_what_only_repeats_a_name_is_no_change(client):
    organization = make_organization("陶家宅居民区党支部")
    organization.name = "陶家宅居民区党总支"
    organization.pinyin = "tao jia zhai"
    organization.save()
    client.force_login(make_staff(AUDITOR))

    words = words_of(client.get(page(type(organization), "history", organization)))

    assert "现用名 陶家宅居民区党支部 → 陶家宅居民区党总支" in words
    assert "tao jia zhai" not in words.lower()


def test_a_long_text_is_compared_whole(client):
    ceremony = make_ceremony(foreword="序" * 300)
    ceremony.foreword = "序" * 300 + "末"
    ceremony.save()
    client.force_login(make_staff(AUDITOR))

    assert "序" * 300 + "末" in words_of(client.get(page(type(ceremony), "history", ceremony)))


def test_what_the_site_writes_for_itself_keeps_no_history(client):
    make_organization()
    root = make_staff(is_superuser=True)
    client.force_login(root)
    model = apps.get_model("showcase", "SearchDocument")
    record = model.objects.first()

    assert client.get(page(model, "history", record)).status_code == 404
    assert client.get(page(model, "change", record)).status_code == 200

"""The search index: whatever was done, it is what indexing everything anew would make it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from awards.choices import CorrectedField, ListState
from awards.correcting import correct_entry
from awards.models import HonorEntry
from awards.publishing import release_list, submit_list, withdraw_list
from organizations.choices import NameKind
from organizations.merging import merge_organizations, undo_merge
from organizations.models import Organization
from organizations.naming import give_name, rename_organization
from showcase.choices import CaseState
from showcase.indexing import index_all
from showcase.models import CaseOrganization, CaseStudy, SearchDocument, SearchGram, SearchPhrase
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_neighborhood,
    make_organization,
    make_round,
    make_scheme,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db

TOMORROW = timezone.now() + timedelta(days=1)


def documents() -> list[tuple]:
    """Every document with its signs; of names and honours only the first, the title's, has a place of its own."""
    fields = ("kind", "organization", "neighborhood", "round", "case", "title", "summary", "path", "sort_key", "prose")
    rows = SearchDocument.objects.order_by("kind", "organization", "neighborhood", "round", "case")
    return [
        (
            *row[:-4],
            signs_of(row[-1]),
            *((lines.split("\n")[1:2], frozenset(lines.split("\n"))) for lines in row[-4:-1]),
        )
        for row in rows.values_list(*fields, "names", "spellings", "body", "pk")
    ]


def signs_of(document: int) -> frozenset[tuple]:
    """What leads a search to a document."""
    return frozenset(SearchGram.objects.filter(document=document).values_list("gram", "weight"))


def index() -> tuple:
    """All that search knows."""
    return documents(), set(SearchPhrase.objects.values_list("key", "names")), SearchGram.objects.count()


def names_of(organization: Organization) -> list[str]:
    document = SearchDocument.objects.get(organization=organization)
    return document.names.split("\n")


def the_registry() -> dict:
    """Two organisations of one subdistrict, one on a released list and in a published case, one in drafts."""
    place = make_neighborhood("陶家宅", search_aliases="大西别墅\n金谷苑")
    honored = make_organization("陶家宅居民区党总支", neighborhood=place)
    other = make_organization("长一居民区党总支")
    entry = make_entry(honored, state=ListState.RELEASED, name_as_printed="陶家宅党总支")
    draft = make_entry(other, honor_list=make_list(), name_as_printed="长一党总支")
    case = make_case(organization=honored, state=CaseState.PUBLISHED, lead="大事要先知，难事要先议。")
    CaseOrganization.objects.update(name_as_printed="陶家宅总支")
    case.sections.create(position=1, heading="协商共治", body="楼道堆物")
    case.lessons.create(number=1, statement="依法治理")
    case.photos.create(caption="针对社区议题进行协商沟通")
    index_all()
    return {"place": place, "honored": honored, "other": other, "entry": entry, "draft": draft, "case": case}


def _rename_place(subdistrict) -> None:
    subdistrict.name = "华阳街道"
    subdistrict.slug = "huayang"
    subdistrict.save()


def _rename_scheme(scheme) -> None:
    scheme.name, scheme.short_name = "居民区党建金银奖", "金银奖"
    scheme.save()


def _change(record, **facts) -> None:
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()


def _merged(row: dict):
    return merge_organizations(row["honored"], row["other"], reason="同一个党组织", by=None)


def _move_case(row: dict) -> None:
    _change(row["case"].case_organizations.get(), organization=row["other"])


ACTS: dict[str, Callable[[dict], object]] = {
    "rename an organisation": lambda row: rename_organization(row["honored"], "陶家宅居民区党委", on=date(2022, 1, 1)),
    "give a name": lambda row: give_name(row["honored"], "陶总支", NameKind.ABBREVIATION),
    "take a name back": lambda row: give_name(row["honored"], "陶总支", NameKind.ABBREVIATION).delete(),
    "take an organisation out of its area": lambda row: _change(row["honored"], neighborhood=None),
    "merge": _merged,
    "part again": lambda row: undo_merge(_merged(row), reason="是两个党组织", by=None),
    "rename an area": lambda row: _change(row["place"], name="陶家", search_aliases="兆丰别墅"),
    "rename a subdistrict": lambda row: _rename_place(row["place"].subdistrict),
    "rename an award": lambda row: _rename_scheme(make_scheme()),
    "call an award by another word": lambda row: _change(make_scheme(), short_name="“金杯奖”"),
    "call a tier by another word": lambda row: _change(make_tier(), name="金杯"),
    "give a round another number": lambda row: _change(make_round(7), number=8),
    "open a round": lambda row: make_round(8),
    "delete an area": lambda row: make_neighborhood("潘东").delete(),
    "delete a subdistrict": lambda row: make_subdistrict("江苏路街道").delete(),
    "delete an organisation": lambda row: make_organization("潘东居民区党支部").delete(),
    "submit a list": lambda row: submit_list(row["draft"].list, make_staff()),
    "release a list": lambda row: release_list(submit_list(row["draft"].list, make_staff()), make_staff()),
    "withdraw a list": lambda row: withdraw_list(row["entry"].list, make_staff(), "有误"),
    "delete an entry": lambda row: row["draft"].delete(),
    "delete entries by query": lambda row: HonorEntry.objects.filter(pk=row["draft"].pk).delete(),
    "print another name": lambda row: _change(row["entry"], name_as_printed="陶家宅居民区总支"),
    "correct an organisation": lambda row: correct_entry(
        row["entry"], CorrectedField.ORGANIZATION, make_organization("潘东居民区党支部"), "张冠李戴", make_staff()
    ),
    "write a case": lambda row: make_case(organization=row["other"], state=CaseState.PUBLISHED),
    "change a case": lambda row: _change(row["case"], title="新标题", lead="新导语"),
    "schedule a case": lambda row: _change(row["case"], state=CaseState.SCHEDULED, publish_at=TOMORROW),
    "withdraw a case": lambda row: _change(row["case"], state=CaseState.DRAFT),
    "give a case to another organisation": _move_case,
    "take an organisation off a case": lambda row: row["case"].case_organizations.get().delete(),
    "change a section": lambda row: _change(row["case"].sections.get(), body="加装电梯"),
    "delete a section": lambda row: row["case"].sections.get().delete(),
    "delete lessons by query": lambda row: row["case"].lessons.all().delete(),
    "delete a photo": lambda row: row["case"].photos.get().delete(),
    "delete a case": lambda row: row["case"].delete(),
    "delete cases by query": lambda row: CaseStudy.objects.all().delete(),
}


@pytest.mark.parametrize("act", ACTS)
def test_after_any_act_the_index_is_as_if_made_anew(act):
    ACTS[act](the_registry())
    kept_up = index()

    index_all()

    assert kept_up == index()


def test_index_all_says_how_many_documents_there_are_and_makes_none_twice():
    the_registry()

    # One area, two organisations, one round, one case.
    assert [index_all(), index_all()] == [5, 5]


def test_an_organisation_is_known_by_every_public_name_its_place_and_its_estates():
    names = names_of(the_registry()["honored"])

    assert names[:4] == ["", "陶家宅居民区党总支", "taojiazhaijuminqudangzongzhi", "tjzjmqdzz"]
    assert {"陶家宅党总支", "陶家宅总支", "陶家宅", "大西别墅", "金谷苑", "daxibieshu", "dxbs", "华阳路街道"} <= set(
        names
    )
    assert names[-1] == ""


@pytest.mark.parametrize("state", ListState)
def test_the_name_on_a_list_is_known_only_while_the_list_is_public(state):
    entry = make_entry(make_organization(), honor_list=make_list(state=state), name_as_printed="陶家宅总支部")

    index_all()

    assert ("陶家宅总支部" in names_of(entry.organization)) == (state in ListState.PUBLIC)


@pytest.mark.parametrize("state", CaseState)
def test_the_name_on_a_case_is_known_only_while_the_case_is_published(state):
    organization = make_organization()
    make_case(organization=organization, state=state)
    CaseOrganization.objects.update(name_as_printed="陶家宅总支部")

    index_all()

    assert ("陶家宅总支部" in names_of(organization)) == (state == CaseState.PUBLISHED)


def test_a_merged_organisation_has_no_document_and_lends_its_names():
    kept, merged = make_organization("甲居民区党支部"), make_organization("乙居民区党支部")

    merge = merge_organizations(merged, kept, reason="同一个党组织", by=None)
    assert not SearchDocument.objects.filter(organization=merged).exists()
    assert "乙居民区党支部" in names_of(kept)

    undo_merge(merge, reason="是两个党组织", by=None)
    assert names_of(merged)[1] == "乙居民区党支部"
    assert "乙居民区党支部" not in names_of(kept)


def test_prose_is_known_by_its_words_and_never_by_pinyin():
    document = SearchDocument.objects.get(case=the_registry()["case"])

    assert document.body.split("\n") == [
        "大事要先知难事要先议",
        "协商共治楼道堆物",
        "依法治理",
        "针对社区议题进行协商沟通",
    ]


def test_two_subdistricts_keep_two_organisations_of_one_name_apart():
    here = make_organization("华山居民区党支部", subdistrict=make_subdistrict("华阳路街道"))
    there = make_organization("华山居民区党支部", subdistrict=make_subdistrict("江苏路街道"))

    summaries = SearchDocument.objects.filter(organization__in=[here, there]).order_by("organization")

    assert [document.summary for document in summaries] == ["华阳路街道", "江苏路街道"]

"""After any kind of change an incremental publication is, byte for byte, the one made from nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from awards.choices import CorrectedField, ListState, Standing, StandingAct
from awards.models import (
    AnnouncedCount,
    AwardRound,
    AwardScheme,
    AwardTier,
    Ceremony,
    Correction,
    HonorEntry,
    HonorList,
    StandingChange,
)
from organizations.merging import merge_organizations
from organizations.models import Neighborhood, Organization, SourceDocument, Subdistrict
from organizations.naming import rename_organization
from showcase.choices import CaseState, ReportState
from showcase.models import CaseCorrection, CaseStudy, ErrorReport, Lesson, Photo, Redirect, SiteSettings
from tests.factories import RELEASED_AT, make_case, make_entry, make_list, make_organization, make_round
from tests.showcase.publication.published import dead_links, files_of, published_to

pytestmark = pytest.mark.django_db


def saved(record, **facts):
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()


def organization(slug: str = "taojiazhai") -> Organization:
    return Organization.objects.get(slug=slug)


def entry(slug: str = "suyi") -> HonorEntry:
    return HonorEntry.objects.get(organization__slug=slug)


def correct_an_entry():
    facts = {"field": CorrectedField.NAME_AS_PRINTED, "before": "甲", "after": "乙", "reason": "漏字"}
    Correction.objects.create(entry=entry(), **facts)
    saved(entry(), name_as_printed="苏一居民区党支部（更正）")


def revoke_an_entry():
    facts = {"decision_number": "长委〔2026〕1号", "decided_on": date(2026, 1, 1), "reason": "不符条件"}
    StandingChange.objects.create(entry=entry(), act=StandingAct.REVOKE, **facts)
    saved(entry(), standing=Standing.REVOKED)


def release_a_round():
    honor_list = make_list(award_round=make_round(8), state=ListState.RELEASED)
    for name in ("新一居民区党总支", "新二居民区党总支"):
        make_entry(make_organization(name), honor_list=honor_list)


def withdraw_a_list():
    facts = {"withdrawn_at": RELEASED_AT, "withdrawal_reason": "内容有误"}
    saved(HonorList.objects.get(round__scheme__slug="wuxing"), state=ListState.WITHDRAWN, **facts)


def settle_a_report():
    facts = {"state": ReportState.ACCEPTED, "outcome": "已更正", "settled_at": RELEASED_AT}
    ErrorReport.objects.create(page="/", message="只给工作人员看", **facts)


def correct_a_case():
    case = CaseStudy.objects.get(slug="taojiazhai-sixian")
    CaseCorrection.objects.create(case=case, place="导语", before="甲", after="乙", reason="错字")


CHANGES: dict[str, Callable[[], object]] = {
    "an entry corrected": correct_an_entry,
    "an entry's tier": lambda: saved(entry(), tier=AwardTier.objects.get(name="银奖"), tier_basis="confirmed"),
    "an entry revoked": revoke_an_entry,
    "an entry's place in the list": lambda: saved(entry(), position=1, citation="表彰词"),
    "a round released": release_a_round,
    "a list withdrawn": withdraw_a_list,
    "a list's heading": lambda: saved(HonorList.objects.first(), heading="榜单（更正）"),
    "an organisation renamed": lambda: rename_organization(organization(), "陶家宅社区党总支", on=date(2026, 1, 1)),
    "organisations merged": lambda: merge_organizations(
        organization("pandong"), organization("huayi"), reason="同一个", by=None
    ),
    "a subdistrict renamed": lambda: saved(Subdistrict.objects.get(slug="huayanglu"), name="华阳街道"),
    "an area's alias": lambda: saved(Neighborhood.objects.get(name="陶家宅"), search_aliases="大西新村"),
    "a tier renamed": lambda: saved(AwardTier.objects.get(name="金奖"), name="金奖（更名）"),
    "a scheme's words": lambda: saved(AwardScheme.objects.get(slug="wuxing"), description="另一种说明"),
    "a round's document": lambda: saved(AwardRound.objects.first(), document_number="长委〔2021〕9号"),
    "an announced count": lambda: saved(AnnouncedCount.objects.first(), count=99),
    "a ceremony's foreword": lambda: saved(Ceremony.objects.get(), foreword="另一段前言"),
    "a source": lambda: saved(SourceDocument.objects.first(), publication="长宁时报"),
    "a case published": lambda: make_case(
        "新案例", slug="xin", organization=organization("suyi"), state=CaseState.PUBLISHED, is_featured=True
    ),
    "a case withdrawn": lambda: saved(
        CaseStudy.objects.get(slug="debi-shengtaiquan"),
        state=CaseState.WITHDRAWN,
        withdrawn_at=RELEASED_AT,
        withdrawal_reason="内容有误",
    ),
    "a case's title": lambda: saved(CaseStudy.objects.get(slug="changyi-lingtouyan"), title="另一个标题"),
    "a case corrected": correct_a_case,
    "a lesson": lambda: saved(Lesson.objects.first(), statement="另一条启示"),
    "a caption": lambda: saved(Photo.objects.filter(case__isnull=False).first(), caption="另一句说明"),
    "an address moved": lambda: Redirect.objects.create(old_path="/cases/old/", new_path="/cases/taojiazhai-sixian/"),
    "a report settled": settle_a_report,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_publishing_a_change_gives_what_publishing_from_nothing_gives(change, target, tmp_path):
    change()

    done = published_to(target)
    published_to(tmp_path / "whole")

    assert files_of(target) == files_of(tmp_path / "whole")
    assert dead_links(target) == []
    assert done.kept > 0


def test_what_stands_on_every_page_changes_every_page(target, tmp_path):
    saved(SiteSettings.objects.get(), contact="62520000")

    published_to(target)
    published_to(tmp_path / "whole")

    assert files_of(target) == files_of(tmp_path / "whole")
    assert "62520000" in (target / "verify/index.html").read_text()

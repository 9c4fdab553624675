"""What the sample lacks: a long roll on notice, and a record to which something happened."""

import datetime

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.models import HonorEntry
from awards.standing import change_standing
from organizations.models import Subdistrict
from organizations.naming import register_organization
from showcase.choices import CaseState, ReportState
from showcase.models import CaseCorrection, CaseStudy, ErrorReport
from tests.crowds import names
from tests.factories import make_entry, make_list, make_round, make_tier

DAY = datetime.date(2023, 5, 4)
ROLL_LENGTH = 60


def add_history() -> None:
    """A revoked honour, corrections of an entry and of a case, a report that was settled."""
    first, second = HonorEntry.objects.public().order_by("pk")[:2]
    change_standing(
        first,
        StandingAct.REVOKE,
        decision_number="长委〔2023〕5号",
        decided_on=DAY,
        reason="申报材料与事实不符，经复核撤销。",
        by=None,
    )
    correct_entry(second, CorrectedField.CITATION, "攻坚克难、服务居民", "原名单漏录表彰词。", None)
    case = CaseStudy.objects.filter(state=CaseState.PUBLISHED).order_by("pk")[0]
    CaseCorrection.objects.create(case=case, place="第二节第一段", before="金廷", after="金庭", reason="据来函更正。")
    report = ErrorReport(
        page="/awards/jinyin/7/", message="名称有误", state=ReportState.ACCEPTED, outcome="已按原文更正。"
    )
    report.settled_at = datetime.datetime(2023, 6, 1, 8, tzinfo=datetime.UTC)
    report.save()


def add_roll() -> None:
    """The eighth round: sixty names of all subdistricts, in three tiers."""
    places = list(Subdistrict.objects.order_by("pk"))
    honor_list = make_list(
        award_round=make_round(8), state=ListState.RELEASED, heading="长宁区第八轮居民区党建工作“金银奖”榜单"
    )
    tiers = [make_tier(name, rank=rank) for name, rank in (("金奖标兵", 1), ("金奖", 2), ("银奖", 3))]
    for number, name in zip(range(ROLL_LENGTH), names(), strict=False):
        organization = register_organization(name, sector="residential", subdistrict=places[number % len(places)])
        make_entry(organization, honor_list=honor_list, tier=tiers[number * 3 // ROLL_LENGTH], position=number + 1)

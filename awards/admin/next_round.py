"""Starting the next round from the page of the last one, and seeing where their tiers differ."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from awards.models import AwardRound
from awards.rounds import reason_not_to_start, start_next_round, tiers_changed
from organizations.admin.acts import Act, ActsMixin
from organizations.models import StaffUser

STATELESS = ""


def _start(award_round: AwardRound, by: StaffUser, reason: str) -> None:
    # The page goes on to the round it has just founded.
    award_round.following = start_next_round(award_round, by)  # type: ignore[attr-defined]


NEXT_ROUND = Act(
    "next",
    "新建下一轮",
    "awards.add_awardround",
    (STATELESS,),
    _start,
    done="已新建下一轮。等次照上一轮，请核对；日期、文号和公布总数等文件下来再填。",
    consequence="新的一轮沿用奖项和等次的次序，轮次加一；展示会、日期、文号、公布总数和名单都不带过去。",
    obstacle=reason_not_to_start,
)


class NextRoundMixin(ActsMixin):
    """For the staff page of rounds."""

    acts = [NEXT_ROUND]

    def state_of(self, record: Any) -> str:
        """A round has no states: the next can be started from the latest at any time."""
        return STATELESS

    def notes_for(self, request: HttpRequest, record: AwardRound) -> list[str]:
        """Also says where the tiers are not those of the round before."""
        return [*super().notes_for(request, record), *_tier_warning(record)]  # type: ignore[misc]

    def facts_before(self, request: HttpRequest, record: Any, act: Act) -> list[str]:
        tiers = "、".join(row.tier.name for row in record.round_tiers.in_official_order())
        return [f"从{record.full_title}新建第 {record.number + 1} 轮。", f"等次：{tiers or '还没有登记'}。"]

    def _change_address(self, record: Any) -> str:
        return reverse("admin:awards_awardround_change", args=[getattr(record, "following", record).pk])


def _tier_warning(award_round: AwardRound) -> list[str]:
    added, dropped = tiers_changed(award_round)
    if not added and not dropped:
        return []
    words = [f"新增“{'”“'.join(added)}”"] * bool(added) + [f"少了“{'”“'.join(dropped)}”"] * bool(dropped)
    approval = "改变等次需要新的批准依据，请核对表彰决定，并写在等次的“批准依据”里。"
    return [f"等次和上一轮不同：{'，'.join(words)}。{approval}"]

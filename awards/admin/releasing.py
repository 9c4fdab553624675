"""The buttons of an honour list, in words that are true of the state it is in."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorList
from awards.publishing import (
    end_notice,
    is_open_for_objections,
    reason_not_to_release,
    release_list,
    return_list,
    submit_list,
    withdraw_list,
)
from organizations.admin.acts import Act

NOTES = {
    ListState.DRAFT: "草稿：录入条目后按“提交审核”。录入、修改过名单的人不能公布它，要由另一位审核员公布。",
    ListState.REVIEW: "待审核：名单和条目不能修改；要修改，请审核员按“退回”。改公示日期也算修改，改的人不能公布。",
    ListState.NOTICE: "公示中：读者已经能看到。条目不能直接修改，请在条目页登记更正。",
    ListState.RELEASED: "已公布：条目不能直接修改，请在条目页登记更正；荣誉撤销、终止也在条目页登记。",
    ListState.WITHDRAWN: "已撤下：读者看不到。有错的先在条目页登记更正；由没有录入、修改、更正过它的审核员重新公布。",
}
ENDS_BY_ITSELF = "截止日过后自动成为“已公布”，不用再按。"
ENDS_BY_HAND = "没有填公示截止日，不会自动结束：请填上，或按“结束公示”。"
NO_DELETION = "此后条目只能公开更正，不能删除。"


def _nothing_to_submit(honor_list: HonorList, by: Any) -> str:
    return "" if honor_list.entry_count else "名单里还没有条目，请先录入再提交。"  # type: ignore[attr-defined]


ACTS = [
    Act(
        "submit",
        "提交审核",
        "awards.submit_honorlist",
        (ListState.DRAFT,),
        lambda honor_list, by, reason: submit_list(honor_list, by),
        done="已提交审核。在审核员公布之前，读者看不到。",
        is_main=True,
        obstacle=_nothing_to_submit,
    ),
    Act(
        "return",
        "退回",
        "awards.release_honorlist",
        (ListState.REVIEW,),
        return_list,
        done="已退回为草稿，录入员可以修改；退回理由写在名单页上。",
        consequence="退回后成为草稿，录入员改好再提交。请写明要改什么，录入员会在待办和名单页看到。",
        needs_reason=True,
    ),
    Act(
        "release",
        "公布",
        "awards.release_honorlist",
        (ListState.REVIEW, ListState.WITHDRAWN),
        lambda honor_list, by, reason: release_list(honor_list, by),
        done="已公布，读者现在就能看到。",
        consequence=f"公布后，读者马上能看到整份名单；{NO_DELETION}",
        is_main=True,
        obstacle=reason_not_to_release,
        needs_password=True,
    ),
    Act(
        "end-notice",
        "结束公示",
        "awards.release_honorlist",
        (ListState.NOTICE,),
        lambda honor_list, by, reason: end_notice(honor_list, by),
        done="公示已结束，名单现在是“已公布”。",
        consequence="结束后，名单马上成为“已公布”，不再征求异议。读者一直看得到这份名单，不受影响。",
        obstacle=reason_not_to_release,
        needs_password=True,
    ),
    Act(
        "withdraw",
        "撤下",
        "awards.release_honorlist",
        (ListState.NOTICE, ListState.RELEASED),
        withdraw_list,
        done="已撤下，读者现在看不到这份名单。",
        consequence="撤下后，读者马上看不到这份名单；条目都保留，可以更正后重新公布。",
        needs_reason=True,
        needs_password=True,
    ),
]


def worded(act: Act, honor_list: HonorList, now: datetime) -> Act:
    """``act`` as it is called and what it leads to for this list: with a last day ahead, releasing opens a notice."""
    if act.name != "release" or not is_open_for_objections(honor_list, now):
        return act
    words = f"确认后进入公示，读者马上能看到整份名单，并注明“公示中”；{NO_DELETION}{ENDS_BY_ITSELF}"
    return replace(act, label="开始公示", consequence=words)


def done_words(act: Act, taken: Any) -> str:
    """What is said once it is done: a list on notice is seen, but not yet released for good."""
    if act.name == "release" and taken.state == ListState.NOTICE:
        return f"已开始公示，读者现在就能看到；公示到 {taken.objections_until:%Y年%m月%d日}，{ENDS_BY_ITSELF}"
    return act.done


def note_on(honor_list: HonorList) -> str:
    """How things stand, and what may be done."""
    note = NOTES[ListState(honor_list.state)]
    if honor_list.state != ListState.NOTICE:
        return note
    return note + (ENDS_BY_ITSELF if honor_list.objections_until else ENDS_BY_HAND)


def said_on_return(honor_list: HonorList) -> str:
    """Who sent the list back, when and why; "" where nobody did since it was last released."""
    if honor_list.returned_at is None:
        return ""
    day = f"{timezone.localtime(honor_list.returned_at):%Y年%m月%d日}"
    return f"{day}{honor_list.returned_by or '审核员'}退回：{honor_list.return_reason}"


def about_notice(honor_list: HonorList, now: datetime) -> str:
    """What is known of the public notice before it begins, is left out, or ends."""
    until = honor_list.objections_until
    if until is None:
        return "没有填公示截止日。" if honor_list.state == ListState.NOTICE else "不设公示。"
    if is_open_for_objections(honor_list, now):
        return f"公示到 {until:%Y年%m月%d日}。"
    return f"公示截止日 {until:%Y年%m月%d日} 已过。"

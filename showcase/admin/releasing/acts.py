"""The buttons of a case: submit, send back, release, withdraw."""

from organizations.admin.acts import Act
from showcase.choices import CaseState
from showcase.publishing import reason_not_to_release, release_case, return_case, submit_case, withdraw_case

NOTES = {
    CaseState.DRAFT: "草稿：写好后按“送审”。撰写、修改、送审的人不能签发，要由另一位主编签发。",
    CaseState.REVIEW: "待审：内容不能修改；要修改，请先退回。",
    CaseState.SCHEDULED: "定时发布：到时自动公开，内容不能修改；要修改，请先撤下。",
    CaseState.PUBLISHED: "已发布：修改保存后读者马上看到，要写明更正理由；改了什么、为什么改，会在案例页公开。",
    CaseState.WITHDRAWN: "已撤下：读者看不到。主编修改之后，由另一位主编重新签发；要编辑来改，请退回。",
}
ACTS = [
    Act(
        "submit",
        "送审",
        "showcase.submit_casestudy",
        (CaseState.DRAFT,),
        lambda case, by, reason: submit_case(case, by),
        done="已送审。在主编签发之前，读者看不到。",
        is_main=True,
    ),
    Act(
        "release",
        "签发",
        "showcase.release_casestudy",
        (CaseState.REVIEW, CaseState.WITHDRAWN),
        lambda case, by, reason: release_case(case, by),
        done="已签发。",
        consequence="签发后，读者马上能看到案例和图片；填了“定时发布”的，到时自动公开。",
        is_main=True,
        obstacle=reason_not_to_release,
        needs_password=True,
    ),
    Act(
        "return",
        "退回",
        "showcase.release_casestudy",
        (CaseState.REVIEW, CaseState.WITHDRAWN),
        return_case,
        done="已退回为草稿，编辑可以修改。",
        consequence="退回后成为草稿，编辑改好再送审。请写明要改什么，编辑会在“签发记录”里看到。",
        needs_reason=True,
    ),
    Act(
        "withdraw",
        "撤下",
        "showcase.release_casestudy",
        (CaseState.PUBLISHED, CaseState.SCHEDULED),
        withdraw_case,
        done="已撤下，读者现在看不到这篇案例和它的图片。",
        consequence="撤下后，读者马上看不到案例和图片；内容都保留，可以修改后重新签发。",
        needs_reason=True,
        needs_password=True,
    ),
]

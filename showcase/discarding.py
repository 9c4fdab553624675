"""Throwing drafts of case studies away, into the bin; what the public saw stays for good."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organizations.models import DiscardedDraft, StaffUser
from organizations.recycling import DraftKind, discard
from showcase.choices import CaseState
from showcase.indexing import index_cases
from showcase.models import CaseStudy


@transaction.atomic
def discard_case(case: CaseStudy, by: StaffUser | None) -> DiscardedDraft:
    """Put a draft with all its parts in the bin; its pictures stay in private storage.

    Raises ``ValidationError`` for a case that is no draft or was public once.
    """
    case = CaseStudy.objects.select_for_update().get(pk=case.pk)
    if case.published_at:
        raise ValidationError("这篇案例公开过，不能删除；请改用更正，或者撤下。")
    if case.state != CaseState.DRAFT:
        raise ValidationError(f"案例现在是“{case.get_state_display()}”，不能删除；请先退回为草稿。")
    parts = (case.case_organizations, case.sections, case.lessons, case.photos, case.sign_offs)
    objects: list[Any] = [case, *(row for rows in parts for row in rows.order_by("pk"))]
    return discard(objects, title=case.title, subdistrict=None, by=by)


def _settle_case(objects: list[Any], by: StaffUser | None) -> None:
    # Rows put back as they were tell nobody of themselves; search is told here.
    index_cases([objects[0].pk])


CASE = DraftKind(
    "showcase.casestudy",
    is_of_a_subdistrict=False,
    parts={
        "showcase.caseorganization": "name_as_printed",
        "showcase.casesection": "heading",
        "showcase.lesson": "statement",
        "showcase.photo": "caption",
    },
    settle=_settle_case,
)

"""Who may change a case, by where it stands."""

from django.http import HttpRequest

from showcase.choices import CaseState
from showcase.models import CaseStudy


def may_edit(request: HttpRequest, case: CaseStudy) -> bool:
    """A draft is open to editors; one under review to nobody; a public one to those who may release."""
    if case.state == CaseState.DRAFT:
        return True
    return case.state != CaseState.REVIEW and request.user.has_perm("showcase.release_casestudy")

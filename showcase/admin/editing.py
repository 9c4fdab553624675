"""Who may change a case, by where it stands."""

from django.http import HttpRequest

from showcase.choices import CaseState
from showcase.models import CaseStudy


def may_edit(request: HttpRequest, case: CaseStudy) -> bool:
    """A draft is open to editors; one under review or signed for later to nobody; others to those who may release."""
    if case.state == CaseState.DRAFT:
        return True
    open_to_chiefs = case.state in (CaseState.PUBLISHED, CaseState.WITHDRAWN)
    return open_to_chiefs and request.user.has_perm("showcase.release_casestudy")

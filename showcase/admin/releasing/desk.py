"""What the page of a case gains from its way to the public."""

from django.http import HttpRequest

from organizations.admin.acts import ActsMixin
from showcase.admin.releasing.acts import ACTS, NOTES
from showcase.choices import CaseState
from showcase.models import CaseStudy


class ReleasingMixin(ActsMixin):
    """The acts of a case, its sign-offs and what to know before the next step."""

    acts = ACTS

    def notes_for(self, request: HttpRequest, record: CaseStudy) -> list[str]:
        return [NOTES[CaseState(record.state)]]

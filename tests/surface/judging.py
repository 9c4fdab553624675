"""Whether an answer is what the rule of its address says."""

from django.http import HttpResponse

from tests.config.addresses import said_by
from tests.config.marked import MARK
from tests.surface.roles import OUTSIDERS
from tests.surface.visits import Visit

SIGN_IN, FRONT = "/admin/login/", "/admin/"
REFUSED = {400, 403, 404, 405, 410}


def fault(visit: Visit, role: str, method: str, response: HttpResponse) -> str:
    """What is wrong with an answer; nothing where it is as the rule says."""
    if MARK in said_by(response) and role not in visit.rule.tells:
        return "tells a word of the draft"
    status, place = response.status_code, response.headers.get("Location", "")
    if visit.rule.is_public:
        expected = _expected_of_public(visit, role, method)
        is_right = status == expected
    elif visit.name in ("admin:login", "admin:sign_in_code"):
        # Who is signed in already is led on, or sees the form again; without a password first, there is no code.
        expected, is_right = "the sign-in page", status in (200, 302)
    elif role in (visit.rule.presses if method == "POST" else visit.rule.reads):
        expected, is_right = "an answer", _is_answer(visit, method, status, place)
    else:
        expected, is_right = "a refusal", _is_refusal(visit, role, status, place)
    return "" if is_right else f"{status} instead of {expected}"


def _expected_of_public(visit: Visit, role: str, method: str) -> int:
    if method == "POST":
        return visit.rule.sent
    return visit.rule.shown if role in visit.rule.reads else visit.rule.refusal


def _is_answer(visit: Visit, method: str, status: int, place: str) -> bool:
    leads = status in (301, 302)
    if place.startswith(SIGN_IN) or status >= 400:
        return False
    return method == "POST" or leads == visit.rule.leads_on


def _is_refusal(visit: Visit, role: str, status: int, place: str) -> bool:
    if place.startswith(SIGN_IN):
        return role in "游停民"
    # Where a record is not to be seen, Django leads to the front page and says that there is none.
    is_refused = status in REFUSED or (status == 302 and place == FRONT)
    # Signing out asks for nothing; neither does a method that the page does not take.
    return is_refused and (role not in OUTSIDERS or status == 405 or visit.name == "admin:logout")

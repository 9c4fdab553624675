"""Who comes to an address. One sign each, so that a rule is one line."""

from collections.abc import Callable

from django.test import Client

from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from tests.factories import make_staff
from tests.surface.scene import Surface

# Not signed in, or so good as: an account that was closed while its browser kept the cookie.
OUTSIDERS = "游停"
# Signed in, but without any role: no member of staff, and staff that nobody has given one.
ROLELESS = "民空"
STAFF = "录邻核编主审根"
ROLES = OUTSIDERS + ROLELESS + STAFF

MEANING = {
    "游": "anonymous",
    "停": "the clerk of the marked subdistrict, whose account was closed since",
    "民": "an account that is no member of staff",
    "空": "staff without a role",
    "录": "街道录入员 of the subdistrict whose drafts are marked",
    "邻": "街道录入员 of another subdistrict",
    "核": "区级审核员",
    "编": "编辑",
    "主": "主编",
    "审": "审计员",
    "根": "superuser",
}


def clients(surface: Surface, make: Callable[[], Client] = Client) -> dict[str, Client]:
    """A browser for each, signed in where the role can."""
    own, other = make_staff(CLERK), make_staff(CLERK)
    closed = make_staff(CLERK)
    for user, place in ((own, surface.place), (closed, surface.place), (other, surface.elsewhere)):
        user.subdistricts.add(place)
    outsider = make_staff()
    type(outsider).objects.filter(pk=outsider.pk).update(is_staff=False)
    people = {"停": closed, "民": outsider, "空": make_staff(), "录": own, "邻": other}
    people |= {
        sign: make_staff(role) for sign, role in zip("核编主审", (REVIEWER, EDITOR, CHIEF_EDITOR, AUDITOR), strict=True)
    }
    people["根"] = make_staff(is_superuser=True)
    browsers = {"游": make()}
    for sign, user in people.items():
        browsers[sign] = make()
        browsers[sign].force_login(user)
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    return {sign: browsers[sign] for sign in ROLES}

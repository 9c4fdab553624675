"""The own password again, before what weighs most: releasing, merging, accounts."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import sessions
from organizations.security_events import tell

# Seconds for which a password counts as given just now.
RECENT = 15 * 60
# Seconds more for filling in a page that was opened in time.
TO_FILL_IN = 15 * 60


def ask_for_password(request: HttpRequest) -> HttpResponse | None:
    """The way to the page that asks for the password; ``None`` where it was given just now."""
    since = sessions.seconds_since_password(request)
    if since <= RECENT or (request.method == "POST" and since <= RECENT + TO_FILL_IN):
        return None
    if request.method == "POST":
        messages.warning(request, "页面打开得太久，刚才的操作没有执行。请先确认密码，再做一次。")
    return redirect(f"{reverse('admin:confirm_password')}?{urlencode({'next': request.get_full_path()})}")


def confirm(request: HttpRequest, password: str) -> bool:
    """Whether ``password`` is that of whoever is signed in; a wrong one counts like one at the door."""
    user = request.user
    if authenticate(request, username=user.get_username(), password=password) == user:
        sessions.note_password(request)
        return True
    tell("reauthentication_failed", request, user)
    return False

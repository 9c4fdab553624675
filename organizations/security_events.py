"""What happens to the access of staff, told to whoever keeps the record of it.

``security_event`` is sent with ``event: str, user, username: str, request, detail: dict``. ``user`` is ``None``
where nobody is known, ``request`` where a command acted. Signing in, failing to and signing out are told by
Django's own signals; here are the others:

==========================  ==============================================================================
``locked``                  the failure from which on one has to wait; axes' ``user_locked_out`` is sent with it,
                            and again for whatever is tried meanwhile
``unlocked``                an administrator lets somebody try again at once; ``detail["by"]`` is that user name
``second_factor_failed``    a wrong code; ``detail["step"]`` is ``sign_in`` or ``enable``
``second_factor_enabled``   by its owner
``second_factor_disabled``  ``detail["by"]`` is the user name of whoever did it, "" for a command
``recovery_code_used``      ``detail["left"]`` says how many are left
``recovery_codes_renewed``  by the owner
``reauthentication_failed`` a wrong password where the own one was asked again
``address_refused``         a page of the staff site asked for from outside ``ADMIN_NETWORKS``
``session_ended``           by the clock; ``detail["limit"]`` is ``idle`` or ``absolute``; ``administrator`` where
                            one ended every session of an account, and ``detail["by"]`` is that user name;
                            ``owner`` where it was ended from another session of the same account, and
                            ``detail["sessions"]`` says how many were
``backup``, ``restore``     by a command: the whole registry was written into an archive, or taken from one
==========================  ==============================================================================

A wrong code and a wrong password within a session are counted like failures at the door, so Django's
``user_login_failed`` is sent for them as well.
"""

from typing import Any

from django.dispatch import Signal
from django.http import HttpRequest

security_event = Signal()


def tell(event: str, request: HttpRequest | None, user: Any = None, username: str = "", **detail: Any) -> None:
    """Send ``event`` on; the security log writes it down."""
    username = username or (user.get_username() if user is not None else "")
    security_event.send(__name__, event=event, user=user, username=username, request=request, detail=detail)

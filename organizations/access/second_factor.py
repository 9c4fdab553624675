"""The second factor: codes of a phone (TOTP, RFC 6238) and recovery codes for the day it is gone.

django-otp does the arithmetic; its own tables would keep keys and recovery codes in the clear (docs/decisions/0018).
"""

import re
import secrets
import time
import unicodedata
from base64 import b32encode
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django_otp.oath import TOTP

from organizations.access import sessions
from organizations.models import RecoveryCode, SecondFactor, StaffUser
from organizations.roles import CHIEF_EDITOR, REVIEWER
from organizations.security_events import tell

# Who decides what readers see, or who gets an account.
ROLES_THAT_NEED_ONE = (REVIEWER, CHIEF_EDITOR)
CODES = 10
# Without what people take for one another (0 O, 1 I L).
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
# Some 119 bits: beyond 112 a fast checksum will do, for nobody can try them all (ASVS 5.0, 6.5.2).
LENGTH = 24
# Half-minutes that the clock of a phone may be off.
TOLERANCE = 1
NO_CODE = -1


def needs_second_factor(user: StaffUser) -> bool:
    """Whether ``user`` may not work without one."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    return user.is_superuser or user.groups.filter(name__in=ROLES_THAT_NEED_ONE).exists()


def has_second_factor(user: StaffUser) -> bool:
    """Whether ``user`` has enabled one."""
    return SecondFactor.objects.filter(user=user).exists()


def new_salt() -> str:
    """What a key is made of; nothing is kept until a code has shown that the phone has it."""
    return secrets.token_urlsafe(32)


def key_as_typed(salt: str) -> str:
    """The key for people whose phone cannot read the picture, in groups of four."""
    return " ".join(re.findall(".{4}", b32encode(_key(salt)).decode()))


def qr_code(salt: str, user: StaffUser, issuer: str) -> SafeString:
    """The picture that an authenticator app reads, as inline SVG without any style of its own."""
    facts = urlencode({"secret": b32encode(_key(salt)).decode(), "issuer": issuer}, quote_via=quote)
    address = f"otpauth://totp/{quote(issuer)}:{quote(user.username)}?{facts}"
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="second-factor__drawing", lineclass=None
    )
    return mark_safe(drawn)  # nosec B308 B703 # drawn by segno of digits and letters


@transaction.atomic
def enable(request: HttpRequest, user: StaffUser, salt: str, code: str) -> list[str]:
    """Keep the second factor if ``code`` comes from it: the recovery codes, to be shown once; else none."""
    step = _step_of(salt, _readable(code), NO_CODE)
    if step is None:
        tell("second_factor_failed", request, user, step="enable")
        return []
    SecondFactor.objects.filter(user=user).delete()
    factor = SecondFactor.objects.create(user=user, salt=salt, last_step=step)
    codes = _new_codes(factor)
    # Whoever holds an older session has shown no code.
    sessions.end_sessions(user.pk, but=request.session.session_key)
    sessions.note_second_factor(request)
    tell("second_factor_enabled", request, user)
    return codes


@transaction.atomic
def renew_recovery_codes(request: HttpRequest, user: StaffUser) -> list[str]:
    """Ten new ones, to be shown once; the old ones are no longer good. Raises ``SecondFactor.DoesNotExist``."""
    factor = SecondFactor.objects.select_for_update().get(user=user)
    factor.recovery_codes.all().delete()
    codes = _new_codes(factor)
    tell("recovery_codes_renewed", request, user)
    return codes


def disable(request: HttpRequest | None, user: StaffUser, by: str) -> bool:
    """Forget the second factor of ``user``, by whoever ``by`` names; whether there was one."""
    gone, _ = SecondFactor.objects.filter(user=user).delete()
    if gone:
        tell("second_factor_disabled", request, user, by=by)
    return bool(gone)


def accepts(request: HttpRequest, user: StaffUser, written: str) -> bool:
    """Whether ``written`` is a code of the phone or a recovery code of ``user``; neither is taken a second time."""
    factor = SecondFactor.objects.filter(user=user).first()
    typed = _readable(written)
    if factor and (_takes_code(factor, typed) or _takes_recovery_code(request, factor, typed)):
        return True
    tell("second_factor_failed", request, user, step="sign_in")
    return False


def _readable(written: str) -> str:
    """Full-width digits, blanks, hyphens and small letters are as good."""
    return re.sub(r"[\s\-—–]", "", unicodedata.normalize("NFKC", written)).upper()


def _takes_code(factor: SecondFactor, typed: str) -> bool:
    step = _step_of(factor.salt, typed, factor.last_step)
    if step is None:
        return False
    # Of two requests with one code only one is let in.
    return bool(SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step))


def _takes_recovery_code(request: HttpRequest, factor: SecondFactor, typed: str) -> bool:
    unused = factor.recovery_codes.filter(used_at=None)
    taken = unused.filter(digest=_digest(factor, typed)).update(used_at=timezone.now())
    if taken:
        tell("recovery_code_used", request, factor.user, left=unused.count())
    return bool(taken)


def _step_of(salt: str, code: str, last_step: int) -> int | None:
    """The half-minute that ``code`` belongs to, later than ``last_step``; ``None`` where it is none."""
    if not re.fullmatch("[0-9]{6}", code):
        return None
    clock = TOTP(_key(salt))
    clock.time = time.time()
    return clock.t() if clock.verify(int(code), TOLERANCE, last_step + 1) else None


def _key(salt: str) -> bytes:
    return salted_hmac("organizations.second-factor", salt, algorithm="sha256").digest()[:20]


def _new_codes(factor: SecondFactor) -> list[str]:
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, digest=_digest(factor, code)) for code in codes)
    return ["-".join(re.findall(".{4}", code)) for code in codes]


def _digest(factor: SecondFactor, code: str) -> str:
    return salted_hmac(f"organizations.recovery-code.{factor.salt}", code, algorithm="sha256").hexdigest()

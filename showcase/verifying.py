"""From the code on a sheet of paper to one honour's standing, and back as a QR code."""

import segno
from django.utils.safestring import SafeString, mark_safe

from awards.models import HonorEntry
from awards.models.entries import CODE_LENGTH
from showcase.visibility import public_entries

# Crockford's base 32 has none of these; a reader may still see them.
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "\u3000": ""})
# Room for a code typed in groups; what is longer is no code.
TYPED_LENGTH = 40
QUIET_ZONE = 2


def readable_code(typed: str) -> str:
    """The code that ``typed`` means: full width, small letters, gaps and look-alikes are forgiven."""
    half_width = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed[:TYPED_LENGTH])
    return half_width.upper().translate(_READ_AS)


def entry_of(code: str) -> HonorEntry | None:
    """The public entry of that code, with its decisions and corrections; three queries."""
    if len(code) != CODE_LENGTH or not code.isascii():
        return None
    entries = public_entries().select_related("list__source", "round__ceremony")
    return entries.prefetch_related("standing_changes", "corrections").filter(verify_code=code).first()


def qr_code(address: str) -> SafeString:
    """``address`` as an inline SVG without any style of its own; a fifth of it may be damaged."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="qr-code__drawing", lineclass=None
    )
    return mark_safe(drawn)  # nosec B308 B703 # drawn by segno of our own address

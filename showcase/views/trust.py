"""How readers check the record: one entry's standing, and what was changed since release."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from showcase.context_processors import absolute_address
from showcase.editions import edition_of_entry
from showcase.long_lists import walked
from showcase.record_log import ChangeLog, log_lines
from showcase.verifying import TYPED_LENGTH, entry_of, qr_code, readable_code


@require_safe
def verify_any(request: HttpRequest) -> HttpResponse:
    """A box for the code on a sheet of paper; a code given leads to its own address."""
    typed = request.GET.get("code", "").strip()[:TYPED_LENGTH]
    code = readable_code(typed)
    if entry_of(code):
        return redirect("showcase:verify", code)
    return render(request, "showcase/verify_any.html", {"typed": typed})


@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """One honour's standing: valid, revoked, ended, corrected; with what it rests on."""
    meant = readable_code(code)
    entry = entry_of(meant)
    if entry is None:
        return render(request, "showcase/verify_any.html", {"typed": code[:TYPED_LENGTH]}, status=404)
    if meant != code:
        return redirect("showcase:verify", meant, permanent=True)
    address = absolute_address(request, reverse("showcase:verify", args=[code]))
    context = {"entry": entry, "edition": edition_of_entry(entry), "address": address, "qr_code": qr_code(address)}
    return render(request, "showcase/verify.html", context)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Every correction and decision since release, newest first."""
    page = walked(request, ChangeLog(timezone.now()), unit="条")
    return render(request, "showcase/corrections.html", {"page": page, "lines": log_lines(page.rows)})

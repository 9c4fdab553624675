"""The fuzzer sees what is wrong: each fault is put in, and found."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse

from organizations.models import StaffUser
from tests.surface.fuzzing.sending import BadRequest

pytestmark = pytest.mark.django_db

REFUSED = "showcase.middleware.bad_request"


def breaks(request):
    raise RuntimeError("broken")


def writes(request):
    StaffUser.objects.update(full_name="改")
    return HttpResponse("读不懂", status=400)


def keeps(request):
    default_storage.save("left.txt", ContentFile(b"x"))
    return HttpResponse("读不懂", status=400)


FAULTS = {
    breaks: "500",
    writes: "refused with 400, and yet changed organizations.StaffUser",
    keeps: "refused with 400, and yet keeps default:left.txt",
    lambda request: HttpResponse("Bad request", status=400): "400 without a Chinese word",
    lambda request: HttpResponse("读不懂 <svg onload=alert(7)>"): "writes what was sent into the page",
    lambda request: HttpResponse("出错了 Traceback (most recent call last)"): "words of the machinery",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_was_put_in_is_found(target, monkeypatch, fault):
    monkeypatch.setattr(REFUSED, fault)

    assert target.fault(BadRequest(path=b"/admin/", query=b"q=%00", role="根")).startswith(FAULTS[fault])


def test_nothing_is_found_where_nothing_is_wrong(target):
    assert target.fault(BadRequest(path=b"/admin/", query=b"q=%00", role="根")) == ""

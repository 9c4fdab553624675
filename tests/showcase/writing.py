"""Steps of writing a case that several tests take."""

from urllib.parse import urlencode

from django.urls import reverse

from showcase.models import CaseSection
from tests.factories import make_case
from tests.staff_forms import filled_in


def page(case):
    return reverse("admin:showcase_casestudy_change", args=[case.pk])


def writing(name, case):
    return reverse(f"admin:showcase_casestudy_{name}", args=[case.pk])


def case_of(*bodies, **facts):
    """A draft with a section for each body, headed 第 1 节 and so on."""
    case = make_case(**facts)
    for position, body in enumerate(bodies, start=1):
        CaseSection.objects.create(case=case, position=position, heading=f"第 {position} 节", body=body)
    return case


def bodies(case):
    return list(case.sections.order_by("position").values_list("body", flat=True))


def as_opened(client, case, **changes):
    """What the form would send, with some of it changed; row fields are named with ``__`` for ``-``."""
    data = filled_in(client.get(page(case)))
    return data | {"_save": "保存"} | {name.replace("__", "-"): value for name, value in changes.items()}


def post_raw(client, url, data):
    """Send ``data`` byte for byte, signs that no browser would send included."""
    body = urlencode(data, errors="surrogatepass")
    return client.post(url, body, content_type="application/x-www-form-urlencoded")

"""What the tests of the workbench stand on: a round, its tiers, a clerk, a list pasted."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from awards.models import ImportBatch
from organizations.models import StaffUser, Subdistrict
from organizations.roles import CLERK
from tests.factories import make_round, make_staff, make_subdistrict, make_tier

ADD = "/admin/awards/importbatch/add/"
ROLL = """华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单
金奖 陶家宅居民区党总支
银奖 华一居民区党总支
"""


def make_scene() -> Subdistrict:
    """华阳路街道, and the seventh round with its tiers."""
    scheme = make_round(7).scheme
    for rank, name in enumerate(("金奖标兵", "金奖", "银奖"), start=1):
        make_tier(name, scheme=scheme, rank=rank)
    return make_subdistrict("华阳路街道")


def make_clerk(*places: Subdistrict, **facts) -> StaffUser:
    clerk = make_staff(CLERK, **facts)
    clerk.subdistricts.set(places)
    return clerk


def paste(client: Client, text: str = ROLL, **facts) -> HttpResponse:
    return client.post(ADD, {"text": text, **facts})


def pasted(client: Client, text: str = ROLL, **facts) -> ImportBatch:
    """The batch that pasting ``text`` makes."""
    assert paste(client, text, **facts).status_code == 302
    return ImportBatch.objects.latest("pk")


def page(batch: ImportBatch, name: str = "plan") -> str:
    return reverse(f"admin:awards_importbatch_{name}", args=[batch.pk])


def answer(client: Client, batch: ImportBatch, row, **answers) -> HttpResponse:
    """Settle one row as the page's own button does."""
    data = {f"row-{row.pk}-{name}": value for name, value in answers.items()}
    return client.post(page(batch), {"row": row.pk, "only": row.pk, **data}, follow=True)


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]

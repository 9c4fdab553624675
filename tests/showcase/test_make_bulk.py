"""``make_bulk``: an empty registry filled with invented organisations."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorEntry, HonorList
from organizations.models import Organization
from showcase.bulk.making import make_bulk
from showcase.bulk.names import AREAS, COMPANIES, area_name
from showcase.search import find
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


def test_every_organisation_has_one_honour_in_each_round_of_its_scheme():
    made = make_bulk(60, 3)

    assert (made.organizations, made.entries) == (60, 180)
    assert HonorEntry.objects.values("organization", "round").distinct().count() == 180


def test_what_it_writes_is_public_and_found():
    make_bulk(60, 1)

    one = Organization.objects.earliest("pk")
    assert HonorList.objects.exclude(state=ListState.RELEASED).count() == 0
    assert one.name in [document.title for document in find(one.name, timezone.now()).results]


def test_the_same_numbers_write_the_same_names_and_codes():
    facts = ("slug", "name", "honor_entries__verify_code")
    with transaction.atomic():
        make_bulk(40, 2)
        first = list(Organization.objects.order_by("slug", "honor_entries__verify_code").values_list(*facts))
        transaction.set_rollback(True)

    make_bulk(40, 2)

    assert list(Organization.objects.order_by("slug", "honor_entries__verify_code").values_list(*facts)) == first
    assert len(set(first)) == 80


def test_names_of_different_numbers_differ():
    assert len({area_name(number) for number in range(20_000)}) == 20_000
    assert min(AREAS.size, COMPANIES.size) > 300_000


def test_it_refuses_a_registry_that_has_content():
    make_organization("真实居民区党总支")

    with pytest.raises(CommandError, match="已有内容（党组织 1）"):
        call_command("make_bulk", organizations=10, rounds=1, stdout=StringIO())

    assert Organization.objects.count() == 1

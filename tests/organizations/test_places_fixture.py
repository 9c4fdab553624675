"""The real places of the district: fixtures/changning.json."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count

from organizations.models import Neighborhood, Subdistrict

FIXTURE = settings.BASE_DIR / "fixtures" / "changning.json"
NEIGHBORHOODS = {
    ("310105001", "华阳路街道", "huayanglu"): 21,
    ("310105002", "江苏路街道", "jiangsulu"): 13,
    ("310105004", "新华路街道", "xinhualu"): 17,
    ("310105005", "周家桥街道", "zhoujiaqiao"): 21,
    ("310105006", "天山路街道", "tianshanlu"): 17,
    ("310105008", "仙霞新村街道", "xianxiaxincun"): 24,
    ("310105009", "虹桥街道", "hongqiao"): 20,
    ("310105010", "程家桥街道", "chengjiaqiao"): 8,
    ("310105011", "北新泾街道", "beixinjing"): 15,
    ("310105102", "新泾镇", "xinjingzhen"): 33,
}


@pytest.fixture
def places(db):
    call_command("loaddata", FIXTURE, verbosity=0)


@pytest.mark.usefixtures("places")
def test_every_subdistrict_has_its_residential_areas():
    counted = Subdistrict.objects.annotate(count=Count("neighborhoods")).in_official_order()

    assert {(place.code, place.name, place.slug): place.count for place in counted} == NEIGHBORHOODS
    assert Neighborhood.objects.count() == 189


@pytest.mark.usefixtures("places")
def test_a_residential_area_lies_where_its_code_says():
    strays = [
        place.code
        for place in Neighborhood.objects.select_related("subdistrict")
        if len(place.code) != 12 or not place.code.startswith(place.subdistrict.code)
    ]

    assert strays == []


@pytest.mark.usefixtures("places")
def test_names_carry_no_ending():
    endings = Neighborhood.objects.filter(name__regex="(居委会|居民委员会|居民区)$")

    assert list(endings) == []


@pytest.mark.usefixtures("places")
def test_only_what_the_page_says_is_an_alias():
    aliases = {
        str(place): place.alias_list() for place in Neighborhood.objects.exclude(search_aliases="").order_by("code")
    }

    assert aliases == {"长一居民区": ["华江小区", "金廷八八", "金庭八八"], "陶家宅居民区": ["大西别墅"]}


@pytest.mark.usefixtures("places")
def test_loading_the_places_again_adds_none():
    call_command("loaddata", FIXTURE, verbosity=0)

    assert (Subdistrict.objects.count(), Neighborhood.objects.count()) == (10, 189)

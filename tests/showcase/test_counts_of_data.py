"""Every total given to machines is the one that the pages count: one counting function in awards."""

import csv
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from awards.choices import ListState, TierBasis
from awards.completeness import tally
from awards.models import AwardRound, HonorEntry
from organizations.merging import merge_organizations
from tests.factories import (
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_scheme,
    make_staff,
    make_subdistrict,
    make_tier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds(settings, tmp_path) -> list[AwardRound]:
    """Two public rounds with all that could be counted wrongly, and drafts that must not count."""
    settings.DATA_DIR = tmp_path
    seventh, fourth = make_round(7), make_round(4, scheme=make_scheme("wuxing"))
    elsewhere = make_organization("新泾居民区党总支", subdistrict=make_subdistrict("新泾镇"))
    released, on_notice = (
        make_list(award_round=seventh, state=state) for state in (ListState.RELEASED, ListState.NOTICE)
    )
    kept = make_entry(honor_list=released).organization
    make_entry(elsewhere, honor_list=on_notice, tier=make_tier("银奖", rank=3))
    merged = make_entry(honor_list=released, tier=make_tier("特色治理奖", rank=None)).organization
    make_entry(honor_list=make_list(award_round=fourth, state=ListState.RELEASED), tier_basis=TierBasis.NONE_PRINTED)
    for state in (ListState.DRAFT, ListState.REVIEW, ListState.WITHDRAWN):
        make_entry(honor_list=make_list(award_round=seventh, state=state))
    make_entry(honor_list=make_list(award_round=make_round(8)))
    merge_organizations(merged, kept, reason="同一个党组织", by=make_staff())
    return [seventh, fourth]


def _body(client, address: str) -> bytes:
    response = client.get(address)
    return b"".join(response.streaming_content) if response.streaming else response.content


def _lines(content: bytes) -> int:
    return len(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))))


def test_files_api_and_package_count_what_the_pages_count(client, rounds):
    total = tally(rounds).total()
    with zipfile.ZipFile(io.BytesIO(_body(client, "/data/honors-registry.zip"))) as packed:
        package = packed.read("honors.csv")
    api = client.get("/api/v1/honors/").json()

    counted = {
        "csv": _lines(_body(client, "/honors.csv")),
        "xlsx": load_workbook(io.BytesIO(_body(client, "/honors.xlsx"))).active.max_row - 1,
        "json": len(json.loads(_body(client, "/honors.json"))["honors"]),
        "api": api["count"],
        "api, listed": len(api["honors"]),
        "package": _lines(package),
        "organisations": sum(
            one["honor_count"] for one in client.get("/api/v1/organizations/").json()["organizations"]
        ),
        "rounds": sum(one["honor_count"] for one in client.get("/api/v1/rounds/").json()["rounds"]),
    }

    assert total == 4
    assert {name: count for name, count in counted.items() if count != total} == {}
    assert HonorEntry.objects.count() > total


def test_each_filter_gives_as_many_by_file_as_by_api(client, rounds):
    asked = ["award=jinyin", "award=wuxing", "round=7", "sector=residential", "status=valid", "status=revoked"]
    asked += [f"subdistrict={make_subdistrict(name).slug}" for name in ("华阳路街道", "新泾镇")]
    asked += [f"tier={make_tier(name, rank=rank).pk}" for name, rank in (("金奖", 2), ("特色治理奖", None))]

    counts = {
        one: (_lines(_body(client, f"/honors.csv?{one}")), client.get(f"/api/v1/honors/?{one}").json()["count"])
        for one in asked
    }

    assert {one: both for one, both in counts.items() if both[0] != both[1]} == {}
    assert counts["award=jinyin"] == (3, 3)


def test_each_round_tells_the_counts_of_its_page(client, rounds):
    counts = tally(rounds)

    for one in rounds:
        told = client.get(f"/api/v1/rounds/{one.scheme.slug}/{one.number}/").json()
        completeness = counts.of(one)
        assert (told["recorded"], told["announced"]) == (completeness.recorded, completeness.announced)
        for tier in told["tiers"]:
            assert tier["recorded"] == counts.recorded(one, tier=make_tier(tier["name"], scheme=one.scheme))

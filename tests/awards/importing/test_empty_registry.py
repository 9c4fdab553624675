"""The newspaper's own roll, brought to a registry in which little or nothing is registered."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from awards.importing.founding import found_round
from awards.importing.missing import missing_rounds
from awards.importing.planning import Defaults
from awards.importing.receiving import receive_list
from awards.models import HonorEntry
from organizations.models import Neighborhood, Subdistrict
from organizations.roles import REVIEWER
from tests.factories import make_scheme, make_staff, make_tier

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "tests/files/huayang-newspaper-page.txt"
# The roll stands between the heading 光荣榜 and the first case.
ROLL = PAGE.read_text("utf-8").partition("光荣榜")[2].partition("坚持党员")[0]
NAMES = [
    ("陶家宅居民区党总支", "金奖标兵", "printed", "陶家宅"),
    ("华院居民区党支部", "金奖", "printed", "华院"),
    ("华一居民区党总支", "银奖", "printed", "华一"),
    ("潘东居民区党支部", "特色治理奖", "printed", "潘东"),
    ("苏一居民区党总支", "特色治理奖", "inherited", "苏一"),
    ("上海德必文化创意产业发展(集团)有限公司党支部", "", "none_printed", None),
]
ROW_KEYS = {
    "position",
    "organization",
    "tier",
    "tier_basis",
    "round",
    "subdistrict",
    "verdict",
    "message",
    "suggestions",
}


@pytest.fixture
def places():
    call_command("loaddata", ROOT / "fixtures/changning.json", verbosity=0)


@pytest.fixture
def roll(tmp_path):
    path = tmp_path / "光荣榜.txt"
    path.write_text(ROLL, "utf-8")
    return path


def reported(path, *options):
    """What ``import_honors --json`` prints, and its exit status."""
    written = io.StringIO()
    try:
        call_command("import_honors", str(path), "--json", *options, stdout=written, stderr=io.StringIO())
        status = 0
    except SystemExit as ended:
        status = ended.code
    return json.loads(written.getvalue()), status


def offers(report):
    return [row["suggestions"][-1] for row in report["rows"]]


@pytest.mark.parametrize("known", ["nothing", "places", "schemes"])
def test_every_row_is_for_a_person_to_decide_and_none_is_an_error(request, roll, known):
    if known != "nothing":
        request.getfixturevalue("places")
    if known == "schemes":
        make_tier("金奖标兵", scheme=make_scheme("jinyin"), rank=1)
        make_scheme("wuxing")

    report, status = reported(roll)

    assert [(row["organization"], row["tier"], row["tier_basis"], row["verdict"]) for row in report["rows"]] == [
        (name, tier, basis, "decide") for name, tier, basis, _ in NAMES
    ]
    assert (report["counts"], status) == ({"ready": 0, "decide": 6, "recorded": 0, "error": 0}, 1)


def test_the_report_has_the_keys_of_the_contract_and_no_others(roll):
    report, _ = reported(roll)

    assert set(report) == {"batch", "rows", "counts"}
    assert {frozenset(row) for row in report["rows"]} == {frozenset(ROW_KEYS)}


def test_round_and_subdistrict_are_told_as_read_even_where_neither_is_registered(roll):
    report, _ = reported(roll)

    assert [(row["round"], row["subdistrict"]) for row in report["rows"]] == [
        *[("jinyin/7", "华阳路街道")] * 5,
        ("wuxing/4", "华阳路街道"),
    ]


@pytest.mark.parametrize("with_schemes", [False, True])
def test_each_organization_is_offered_with_its_neighbourhood_recognised(places, roll, with_schemes):
    if with_schemes:
        make_scheme("jinyin")
        make_scheme("wuxing")

    report, _ = reported(roll)

    assert [(one["create"], one["neighborhood"], one["sector"]) for one in offers(report)] == [
        (name, area, "residential" if area else "new") for name, _, _, area in NAMES
    ]


def test_without_places_the_organizations_are_offered_and_it_is_said_that_no_neighbourhood_is_known(roll):
    report, _ = reported(roll)

    assert [(one["create"], one["neighborhood"]) for one in offers(report)] == [(name, None) for name, _, _, _ in NAMES]
    assert offers(report)[0]["reason"] == "新建党组织（系统里还没有登记居民区，认不出是哪一个）"


def test_looking_at_a_plan_registers_nothing(places, roll):
    before = Neighborhood.objects.count(), Subdistrict.objects.count()

    reported(roll)

    assert (Neighborhood.objects.count(), Subdistrict.objects.count()) == before
    assert HonorEntry.objects.count() == 0


def test_from_nothing_but_places_the_roll_comes_on_record(places):
    reviewer = make_staff(REVIEWER)
    batch = receive_list(ROLL.encode(), "光荣榜.txt", by=reviewer, defaults=Defaults())
    from awards.importing.applying import apply_batch
    from awards.importing.settling import create_organization

    for missing in missing_rounds(batch):
        found_round(batch, missing.text, missing.number, reviewer, missing.tiers)
    for row in batch.rows.order_by("number"):
        offer = row.suggestions[-1]
        area = Neighborhood.objects.filter(pk=offer["neighborhood"]).first()
        create_organization(row, reviewer, sector=offer["sector"], subdistrict=row.subdistrict, neighborhood=area)

    assert apply_batch(batch, reviewer) == 6
    assert list(
        HonorEntry.objects.order_by("pk").values_list(
            "name_as_printed", "tier__name", "tier_basis", "organization__neighborhood__name"
        )
    ) == [(name, tier or None, basis, area) for name, tier, basis, area in NAMES]

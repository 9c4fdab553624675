"""Loading the sample into a registry that holds something already."""

import io
import logging

import pytest
from django.core.management import CommandError, call_command

from awards.models import HonorEntry
from organizations.models import Neighborhood, StaffUser
from showcase.management.commands import load_sample as load_sample_command
from showcase.models import CaseStudy, Photo
from showcase.sample.loading import SampleLoad, load_sample
from tests.factories import make_organization, make_staff, make_subdistrict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_somebody_elses_account_is_never_taken_over(data_dir):
    person = make_staff(username="luru", password="mine")

    with pytest.raises(CommandError, match=r"登记册没有任何改动。登录名“luru”已有人使用"):
        call_command("load_sample")

    person.refresh_from_db()
    assert person.check_password("mine")
    assert (Neighborhood.objects.count(), (data_dir / "demo-accounts.json").exists()) == (0, False)


def test_records_in_the_way_are_named_and_nothing_is_loaded():
    huayang = make_subdistrict(code="310105001", slug="huayanglu")
    make_organization("华院居民区党支部", subdistrict=huayang)

    with pytest.raises(CommandError, match=r"党组织“华院居民区党支部”：这个街道（镇）已经登记了同名的党组织。"):
        call_command("load_sample")

    assert (Neighborhood.objects.count(), HonorEntry.objects.count(), StaffUser.objects.count()) == (0, 0, 0)


def test_what_came_by_loaddata_is_finished_by_load_sample(settings):
    for _ in range(2):
        for name in ("changning", "huayang"):
            call_command("loaddata", settings.BASE_DIR / "fixtures" / f"{name}.json", verbosity=0)

    report = load_sample()

    assert (report.places, report.records, HonorEntry.objects.public().count()) == (0, 0, 6)
    assert (CaseStudy.objects.count(), Photo.objects.with_picture().count()) == (3, 10)
    assert HonorEntry.history.count() == 6


def test_loading_tells_no_acts_to_the_terminal_but_what_went_wrong(monkeypatch, caplog, data_dir):
    log = logging.getLogger("honours.security")

    def tells() -> SampleLoad:
        log.info("released")
        log.warning("refused")
        return SampleLoad(places=0, records=0, accounts_file=data_dir / "accounts.json")

    monkeypatch.setattr(load_sample_command, "load_sample", tells)

    with caplog.at_level(logging.INFO):
        call_command("load_sample", stdout=io.StringIO())
        log.info("afterwards")

    assert caplog.messages == ["refused", "afterwards"]

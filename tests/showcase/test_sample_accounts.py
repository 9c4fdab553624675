"""The demonstration accounts and the file that tells their passwords."""

import json
import stat

import pytest
from django.contrib.auth import authenticate

from organizations.models import StaffUser
from organizations.roles import ROLES
from showcase.sample.accounts import ADMINISTRATOR, read_credentials, write_credentials
from showcase.sample.loading import load_sample
from tests.loaded_sample import loaded_sample

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def accounts_file(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), loaded_sample(tmp_path_factory.mktemp("sample")) as report:
        yield report.accounts_file


@pytest.fixture
def kept_file(accounts_file):
    """The file, put back as it was after a test that changes it."""
    content = accounts_file.read_bytes()
    yield accounts_file
    accounts_file.write_bytes(content)


def signs_in(account):
    return authenticate(username=account["username"], password=account["password"])


def test_each_role_has_an_account_that_signs_in(accounts_file):
    accounts = json.loads(accounts_file.read_text("utf-8"))
    groups = {role: [group.name for group in signs_in(one).groups.all()] for role, one in accounts.items()}

    assert groups == {**{role: [role] for role in ROLES}, ADMINISTRATOR: []}
    assert [role for role, one in accounts.items() if signs_in(one).is_superuser] == [ADMINISTRATOR]


def test_the_clerk_writes_for_huayang_alone(accounts_file):
    writers = {user.username: [str(place) for place in user.subdistricts.all()] for user in StaffUser.objects.all()}

    assert writers == {
        "luru": ["华阳路街道"], "shenhe": [], "bianji": [], "zhubian": [], "shenji": [], "guanli": [],
    }  # fmt: skip


def test_only_its_owner_reads_the_file(accounts_file):
    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600


def test_passwords_are_drawn_anew_for_each_account(accounts_file):
    passwords = [one["password"] for one in json.loads(accounts_file.read_text("utf-8")).values()]

    assert len(set(passwords)) == 6
    assert min(len(password) for password in passwords) >= 16


def test_a_password_changed_by_its_owner_stays(kept_file):
    clerk = StaffUser.objects.get(username="luru")
    clerk.set_password("a-password-of-my-own")
    clerk.save()

    load_sample()

    clerk.refresh_from_db()
    assert clerk.check_password("a-password-of-my-own")


@pytest.mark.parametrize("damage", [None, b"", b"{", b"[]", b'{"\xff'])
def test_a_lost_or_damaged_file_means_new_passwords(kept_file, damage):
    before = json.loads(kept_file.read_text("utf-8"))
    kept_file.unlink() if damage is None else kept_file.write_bytes(damage)

    load_sample()

    after = json.loads(kept_file.read_text("utf-8"))
    assert [role for role in after if after[role]["password"] == before[role]["password"]] == []
    assert [role for role, one in after.items() if not signs_in(one)] == []


def test_a_lost_account_comes_back_under_its_written_password(kept_file):
    StaffUser.objects.get(username="shenji").delete()

    load_sample()

    assert signs_in(json.loads(kept_file.read_text("utf-8"))["审计员"]).full_name == "演示审计员"


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path):
    path = tmp_path / "demo-accounts.json"
    write_credentials(path, {"编辑": {"username": "bianji", "password": "secret"}})

    with pytest.raises(TypeError):
        write_credentials(path, {"编辑": {"username": "bianji", "password": object()}})

    assert read_credentials(path) == {"编辑": {"username": "bianji", "password": "secret"}}
    assert [file.name for file in tmp_path.iterdir()] == ["demo-accounts.json"]

"""What a password must be, by the rules of the state and by common sense."""

import datetime
import itertools

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from organizations.access.password_rules import KindsValidator
from organizations.models import PastPassword, StaffUser
from organizations.roles import CLERK
from tests.factories import make_staff
from tests.organizations.access.doors import PASSWORD, is_in, knock

pytestmark = pytest.mark.django_db

PLAIN = "密码要同时有大写字母、小写字母、数字、其他字符（符号或汉字）中的 3 种。"
NAMED = "密码里不能有登录名或姓名，倒过来写也不行。"
LOCAL = "密码主要是本地或本系统的常用词（如 changning、jinyin），太容易猜到，请换一个。"
USED = "不能用最近 5 次用过的密码。"


def complaints(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    ["correctHorse7battery", "horse-Battery-staple", "horse7battery-staple", "马到成功Horse7"],
)
def test_three_kinds_of_characters_are_enough(password):
    assert complaints(password) == []


@pytest.mark.parametrize("password", ["correcthorsebattery", "correcthorse7battery", "CORRECT-HORSE-BATTERY"])
def test_fewer_kinds_are_too_plain(password):
    assert complaints(password) == [PLAIN]


def test_one_kind_is_enough_where_it_is_set_so():
    KindsValidator(kinds=1).validate("correcthorsebattery")


@pytest.mark.parametrize(
    ("username", "full_name", "password"),
    [
        ("luruyuan", "", "my-Luruyuan-7421"),
        ("luruyuan", "", "my-NAUYURUL-7421"),
        ("luru", "录入员甲", "录入员甲-Horse-7421"),
    ],
)
def test_the_own_name_is_no_part_of_it(username, full_name, password):
    assert NAMED in complaints(password, StaffUser(username=username, full_name=full_name))


@pytest.mark.parametrize("password", ["Changning@2021", "Jinyinjiang-2021", "Admin@Shanghai1", "长宁党建Ab1234"])
def test_words_of_this_place_and_digits_are_too_easily_guessed(password):
    assert LOCAL in complaints(password)


def test_a_word_of_this_place_within_a_long_one_is_fine():
    assert complaints("seven-Horses-in-Shanghai") == []


def test_none_of_the_last_five_is_chosen_again(client):
    user = make_staff(CLERK, username="luru", password=PASSWORD)
    client.force_login(user)
    chosen = [PASSWORD, *(f"right-Horse-{number}-abc" for number in range(5))]
    for old, new in itertools.pairwise(chosen):
        client.post("/admin/password_change/", {"old_password": old, "new_password1": new, "new_password2": new})
    user.refresh_from_db()

    refused = [password for password in chosen if complaints(password, user) == [USED]]

    assert user.check_password(chosen[-1])
    assert refused == chosen[1:]
    assert PastPassword.objects.count() == 5


def test_the_first_password_is_remembered_however_it_came(client):
    user = StaffUser.objects.create_superuser("root", password=PASSWORD)
    client.force_login(user)
    new = "another-Horse-2022"
    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    user.refresh_from_db()

    assert complaints(PASSWORD, user) == [USED]


def test_past_passwords_are_kept_as_hashes_alone():
    user = make_staff(CLERK)
    user.set_password(PASSWORD)
    user.save()

    assert PastPassword.objects.get().encoded == user.password
    assert PASSWORD not in PastPassword.objects.get().encoded


@pytest.mark.parametrize(("days", "must_change"), [(0, False), (90, True), (120, False)])
def test_a_password_is_changed_regularly_where_that_is_set(client, settings, time_machine, days, must_change):
    settings.PASSWORD_MAX_AGE_DAYS = days
    time_machine.move_to(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    user = make_staff(CLERK, username="luru")
    user.set_password(PASSWORD)
    user.save()
    time_machine.shift(datetime.timedelta(days=100))

    knock(client, "luru", PASSWORD)

    user.refresh_from_db()
    assert (is_in(client), user.must_change_password) == (True, must_change)


def test_a_machine_s_own_administrator_is_made_without_a_desk():
    call_command("createsuperuser", username="root", email="", interactive=False, verbosity=0)

    assert StaffUser.objects.get().is_superuser

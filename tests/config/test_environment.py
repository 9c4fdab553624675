"""Settings from the environment: what is meant is read, what cannot be meant stops the start."""

import os
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import StrictEnv, secret_key

LONG_ENOUGH = "x" * 32


@pytest.fixture
def read(monkeypatch):
    """Read ``value`` of the variable ``SETTING`` by one of the readers of ``StrictEnv``."""

    def read(reader: str, value: str | None, *default):
        monkeypatch.delenv("SETTING", raising=False)
        if value is not None:
            monkeypatch.setenv("SETTING", value)
        return getattr(StrictEnv(), reader)("SETTING", *default)

    return read


@pytest.mark.parametrize(
    ("value", "default", "meant"),
    [
        ("True", False, True),
        ("true", False, True),
        ("1", False, True),
        ("False", True, False),
        ("false", True, False),
        ("0", True, False),
        (None, True, True),
        (None, False, False),
    ],
)
def test_a_flag_is_true_or_false(read, value, default, meant):
    assert read("flag", value, default) is meant


@pytest.mark.parametrize("value", ["flase", "ture", "2", "是", "None", "", " "])
def test_a_flag_refuses_what_is_neither(read, value):
    with pytest.raises(ImproperlyConfigured, match="SETTING must be True or False"):
        read("flag", value, False)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (None, ""),
        ("", ""),
        ("https://honours.example.org", "https://honours.example.org"),
        ("https://honours.example.org/", "https://honours.example.org"),
        ("http://127.0.0.1:8000//", "http://127.0.0.1:8000"),
    ],
)
def test_the_site_address_is_whole_and_ends_without_a_slash(read, value, meant):
    assert read("site_url", value) == meant


@pytest.mark.parametrize(
    "value",
    ["honours.example.org", "//honours.example.org", "ftp://honours.example.org", "https://", "https:///x", "/"],
)
def test_the_site_address_refuses_half_an_address(read, value):
    with pytest.raises(ImproperlyConfigured, match="SETTING must be a full address"):
        read("site_url", value)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (None, ["localhost"]),
        ("", []),
        (" , ", []),
        ("a.example.org", ["a.example.org"]),
        (" a.example.org , *,", ["a.example.org", "*"]),
    ],
)
def test_a_list_is_read_without_the_blanks_around_its_words(read, value, meant):
    assert read("names", value, ["localhost"]) == meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (None, ["127.0.0.0/8"]),
        ("", []),
        ("10.20.0.0/16, fd00::/8", ["10.20.0.0/16", "fd00::/8"]),
        ("10.20.3.4", ["10.20.3.4/32"]),
    ],
)
def test_networks_are_read_one_by_one(read, value, meant):
    assert [str(one) for one in read("networks", value, ["127.0.0.0/8"])] == meant


@pytest.mark.parametrize(
    "value", ["office", "10.20.0.0/33", "10.20.3.4/16", "10.20.*.*", "10.20.0.0-10.20.0.9", "10.20"]
)
def test_what_is_no_network_is_refused(read, value):
    with pytest.raises(ImproperlyConfigured, match="SETTING must be networks such as"):
        read("networks", value)


@pytest.mark.parametrize("value", ["0.0.0.0/0", "10.0.0.0/8,::/0"])
def test_a_network_of_everybody_is_refused(read, value):
    with pytest.raises(ImproperlyConfigured, match="SETTING must not hold every address there is"):
        read("networks", value)


@pytest.mark.parametrize(("value", "meant"), [(None, 30), ("5", 5), (" 480 ", 480)])
def test_a_number_is_read_within_its_bounds(read, value, meant):
    assert read("within", value, 30, 5, 480) == meant


@pytest.mark.parametrize("value", ["4", "481", "-30", "1e2", "30min", "三十", "", "³⁰", "30.0"])
def test_a_number_out_of_bounds_or_none_is_refused(read, value):
    with pytest.raises(ImproperlyConfigured, match="SETTING must be a whole number from 5 to 480"):
        read("within", value, 30, 5, 480)


def test_one_of_several_words_is_read_and_no_other(read):
    assert (read("one_of", None, "a", "a", "b"), read("one_of", "b", "a", "a", "b")) == ("a", "b")
    with pytest.raises(ImproperlyConfigured, match="SETTING must be a or b"):
        read("one_of", "c", "a", "a", "b")


def test_a_key_given_is_used_and_none_is_written(tmp_path):
    assert secret_key(LONG_ENOUGH, tmp_path) == LONG_ENOUGH
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["x", "x" * 31])
def test_a_key_too_short_to_be_a_secret_is_refused(tmp_path, given):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY must have at least 32 characters"):
        secret_key(given, tmp_path)


def test_without_a_key_one_is_made_once_for_its_owner_alone_and_used_again(tmp_path):
    previous = os.umask(0)
    try:
        made = secret_key("", tmp_path)
    finally:
        os.umask(previous)

    again = secret_key("", tmp_path)
    path = tmp_path / "secret-key"
    assert len(made) >= 50
    assert again == made
    assert path.read_text() == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installations_have_two_keys(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()

    assert secret_key("", tmp_path / "one") != secret_key("", tmp_path / "other")


@pytest.mark.parametrize("kept", ["", "\n", "short"])
def test_a_damaged_key_file_is_refused_not_used(tmp_path, kept):
    path = tmp_path / "secret-key"
    path.write_text(kept)

    with pytest.raises(ImproperlyConfigured, match="secret-key"):
        secret_key("", tmp_path)

    assert path.read_text() == kept

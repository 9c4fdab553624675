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

"""The settings as a whole, each in a process of its own: safe with nothing set, refused when half-set."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "SECRET_KEY",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
)
PRINTED = f"""
import json
from config import settings
shown = {{name: getattr(settings, name) for name in {NAMES}}}
shown["ENGINE"] = settings.DATABASES["default"]["ENGINE"]
shown["NAME"] = str(settings.DATABASES["default"]["NAME"])
print(json.dumps(shown))
"""


def start(data_dir: Path, **environment: str) -> subprocess.CompletedProcess:
    """Import the settings with nothing in the environment but what is given."""
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), **environment}
    command = [sys.executable, "-c", PRINTED]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)  # noqa: S603


def settings_of(data_dir: Path, **environment: str) -> dict:
    done = start(data_dir, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_with_nothing_set_the_site_runs_on_this_machine_alone(tmp_path):
    found = settings_of(tmp_path / "data")

    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["SECRET_KEY"] == (tmp_path / "data" / "secret-key").read_text()
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(tmp_path / "data" / "registry.sqlite3")


def test_behind_tls_everything_is_for_tls_only(tmp_path):
    found = settings_of(tmp_path, BEHIND_TLS="True")

    assert (found["SESSION_COOKIE_SECURE"], found["CSRF_COOKIE_SECURE"]) == (True, True)
    assert (found["SECURE_SSL_REDIRECT"], found["SECURE_HSTS_SECONDS"]) == (True, 31_536_000)
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_without_tls_no_header_of_a_reader_is_believed(tmp_path):
    assert settings_of(tmp_path)["SECURE_PROXY_SSL_HEADER"] is None


def test_a_database_address_moves_the_registry_to_postgresql(tmp_path):
    found = settings_of(tmp_path, DATABASE_URL="postgres://registry@db.example.org:5432/honours")

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.postgresql", "honours")


def test_hosts_are_a_list_and_any_host_is_for_debugging(tmp_path):
    named = settings_of(tmp_path, ALLOWED_HOSTS="honours.example.org,www.example.org")
    debugging = settings_of(tmp_path, ALLOWED_HOSTS="*", DEBUG="True")

    assert named["ALLOWED_HOSTS"] == ["honours.example.org", "www.example.org"]
    assert debugging["ALLOWED_HOSTS"] == ["*"]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts; * is for DEBUG only"),
        ({"ALLOWED_HOSTS": "honours.example.org,*"}, "ALLOWED_HOSTS must name the hosts; * is for DEBUG only"),
        ({"ALLOWED_HOSTS": "honours.example.org, *"}, "ALLOWED_HOSTS must name the hosts; * is for DEBUG only"),
        ({"DEBUG": "flase"}, "DEBUG must be True or False"),
        ({"BEHIND_TLS": "yes please"}, "BEHIND_TLS must be True or False"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 32 characters"),
        ({"SITE_URL": "honours.example.org"}, "SITE_URL must be a full address"),
    ],
)
def test_nonsense_stops_the_start_and_names_the_variable(tmp_path, environment, words):
    done = start(tmp_path, **environment)

    assert (done.returncode, words in done.stderr) == (1, True), done.stderr

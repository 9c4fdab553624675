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
    "SECOND_FACTOR_REQUIRED",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_AGE",
    "CSRF_COOKIE_NAME",
    "PASSWORD_MAX_AGE_DAYS",
)
PRINTED = f"""
import json
from config import settings
shown = {{name: getattr(settings, name) for name in {NAMES}}}
shown["ENGINE"] = settings.DATABASES["default"]["ENGINE"]
shown["NAME"] = str(settings.DATABASES["default"]["NAME"])
shown["PROXIES"] = [str(one) for one in settings.TRUSTED_PROXIES]
shown["CACHE"] = settings.CACHES["default"].get("LOCATION")
shown["PHOTOS"] = [settings.STORAGES[name]["OPTIONS"].get("bucket_name") for name in ("default", "public")]
print(json.dumps(shown))
"""


BUCKET = {
    "MEDIA_STORAGE": "s3",
    "S3_BUCKET": "honours",
    "S3_ENDPOINT_URL": "https://s3.example.org",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
}


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


def test_behind_tls_cookies_are_of_this_host_and_a_second_factor_is_required(tmp_path):
    alone, served = settings_of(tmp_path), settings_of(tmp_path, BEHIND_TLS="True")
    waived = settings_of(tmp_path, BEHIND_TLS="True", SECOND_FACTOR="optional")

    assert (alone["SESSION_COOKIE_NAME"], alone["CSRF_COOKIE_NAME"]) == ("sessionid", "csrftoken")
    assert (served["SESSION_COOKIE_NAME"], served["CSRF_COOKIE_NAME"]) == ("__Host-sessionid", "__Host-csrftoken")
    assert (served["SESSION_COOKIE_HTTPONLY"], served["SESSION_COOKIE_SAMESITE"]) == (True, "Lax")
    assert served["SESSION_COOKIE_AGE"] == 8 * 60 * 60
    assert [one["SECOND_FACTOR_REQUIRED"] for one in (alone, served, waived)] == [False, True, False]


def test_only_a_proxy_on_this_machine_is_believed_unless_another_is_named(tmp_path):
    named = settings_of(tmp_path, BEHIND_TLS="True", TRUSTED_PROXIES="10.20.0.5/32")

    assert settings_of(tmp_path)["PROXIES"] == []
    assert settings_of(tmp_path, BEHIND_TLS="True")["PROXIES"] == ["127.0.0.0/8", "::1/128"]
    assert named["PROXIES"] == ["10.20.0.5/32"]


def test_no_password_is_changed_by_the_calendar_unless_so_set(tmp_path):
    assert settings_of(tmp_path)["PASSWORD_MAX_AGE_DAYS"] == 0
    assert settings_of(tmp_path, PASSWORD_MAX_AGE_DAYS="90")["PASSWORD_MAX_AGE_DAYS"] == 90


def test_a_database_address_moves_the_registry_to_postgresql(tmp_path):
    found = settings_of(tmp_path, DATABASE_URL="postgres://registry@db.example.org:5432/honours")

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.postgresql", "honours")


def test_photos_move_to_a_bucket_and_counts_to_a_shared_cache_by_environment_alone(tmp_path):
    alone = settings_of(tmp_path)
    shared = settings_of(tmp_path, CACHE_URL="redis://cache.example.org/0", **BUCKET)

    assert (alone["CACHE"], alone["PHOTOS"]) == (None, [None, None])
    assert (shared["CACHE"], shared["PHOTOS"]) == ("redis://cache.example.org/0", ["honours", "honours"])


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
        ({"SECOND_FACTOR": "True"}, "SECOND_FACTOR must be required or optional"),
        ({"ADMIN_NETWORKS": "10.20.3.4/16"}, "ADMIN_NETWORKS must be networks such as"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "TRUSTED_PROXIES must not hold every address there is"),
        ({"SESSION_IDLE_MINUTES": "0"}, "SESSION_IDLE_MINUTES must be a whole number from 5 to 480"),
        ({"PASSWORD_KINDS": "5"}, "PASSWORD_KINDS must be a whole number from 1 to 4"),
        ({"PASSWORD_MAX_AGE_DAYS": "never"}, "PASSWORD_MAX_AGE_DAYS must be a whole number from 0 to 3650"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 32 characters"),
        ({"SITE_URL": "honours.example.org"}, "SITE_URL must be a full address"),
        ({"CACHE_URL": "localhost"}, "CACHE_URL must be an address such as redis://"),
        ({"MEDIA_STORAGE": "ftp"}, "MEDIA_STORAGE must be files or s3"),
        ({"MEDIA_STORAGE": "s3"}, "MEDIA_STORAGE=s3 needs S3_BUCKET, S3_ENDPOINT_URL, S3_ACCESS_KEY_ID"),
        ({**BUCKET, "S3_SECRET_ACCESS_KEY": ""}, "MEDIA_STORAGE=s3 needs S3_SECRET_ACCESS_KEY"),
        ({**BUCKET, "S3_ENDPOINT_URL": "s3.example.org"}, "S3_ENDPOINT_URL must be a full address"),
        ({"S3_BUCKET": "honours"}, "S3_BUCKET is set, but MEDIA_STORAGE is not s3"),
    ],
)
def test_nonsense_stops_the_start_and_names_the_variable(tmp_path, environment, words):
    done = start(tmp_path, **environment)

    assert (done.returncode, words in done.stderr) == (1, True), done.stderr

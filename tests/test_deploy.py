"""What lies in ``deploy/`` names settings and files that exist; tests/serving runs its nginx.conf."""

import json
import re
from pathlib import Path

import pytest

from showcase.api.answers import ONLY_TLS, error

ROOT = Path(__file__).resolve().parent.parent
UNITS = sorted(path.name for path in (ROOT / "deploy").glob("*.service"))
# Read by PostgreSQL's own image, and by compose itself.
OTHERS = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS", "HOST_NAME"}


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b", text))


def told_of() -> set[str]:
    """The variables in the table of settings in README.md."""
    return settings_in((ROOT / "README.md").read_text())


def test_the_compose_file_sets_nothing_that_nobody_reads():
    named = settings_in((ROOT / "deploy/compose.yaml").read_text())

    assert {"DATABASE_URL", "CACHE_URL", "MEDIA_STORAGE", "S3_BUCKET"} <= named
    assert named - OTHERS - told_of() == set()


def test_nginx_tells_programs_without_tls_the_same_words():
    without_tls = (ROOT / "deploy/nginx.conf").read_text().split("listen 443")[0]

    body = re.search(r"location /api/ \{.*?return 403 '(\{.*\})';", without_tls, re.DOTALL).group(1)

    assert json.loads(body) == json.loads(error(403, ONLY_TLS).content)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_what_is_there_with_settings_that_are_read(unit):
    text = (ROOT / "deploy" / unit).read_text()

    assert settings_in(text) <= told_of()
    programs = re.findall(r"Exec\w+=/opt/honours/\.venv/bin/(\w+)", text)
    assert set(programs) <= {"python", "gunicorn"}
    assert all((ROOT / name).exists() for name in re.findall(r"(manage\.py|deploy/\S+\.py)", text))


@pytest.mark.parametrize("chapter", ["docs/growing.zh.md", "docs/backup.zh.md", "docs/installing.zh.md"])
def test_a_handbook_names_settings_and_files_that_exist(chapter):
    text = (ROOT / chapter).read_text()

    assert settings_in(text) - told_of() == set()
    assert all((ROOT / name).exists() for name in re.findall(r"deploy/[\w.@-]+\w", text))

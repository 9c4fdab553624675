"""``.ci/audit.py`` fails for a hole that is known, and for nothing else; what was not looked at is said."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOLE = {"id": "PYSEC-2099-1", "fix_versions": ["9.9"], "aliases": ["CVE-2099-1"]}
SOUND = {"name": "sound", "version": "1.0", "vulns": []}
LEAKY = {"name": "leaky", "version": "1.0", "vulns": [HOLE]}
UNKNOWN = {"name": "unknown", "skip_reason": "Dependency not found"}


@pytest.fixture
def audit(tmp_path):
    """Run it with a pip-audit that says what it is told to, and ends as the real one does."""

    def run(said: str, status: int) -> tuple[int, str]:
        program = tmp_path / "pip-audit"
        program.write_text(f"#!{sys.executable}\nimport sys\nprint({said!r})\nsys.exit({status})\n")
        program.chmod(0o755)
        words = [sys.executable, ROOT / ".ci/audit.py", program, ROOT / "requirements.lock"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
        return done.returncode, done.stdout

    return run


def test_a_known_hole_fails_and_says_what_mends_it(audit):
    status, told = audit(json.dumps({"dependencies": [SOUND, LEAKY]}), 1)

    assert status == 1
    assert "leaky 1.0: PYSEC-2099-1, mended in 9.9\n2 packages audited, 1 with a known hole" in told


def test_a_service_out_of_reach_fails_nothing_and_is_said(audit):
    status, told = audit("Failed to connect", 1)

    assert (status, told.startswith("NOT AUDITED: the service that knows of holes was not in reach")) == (0, True)


def test_packages_of_which_nothing_is_known_do_not_count_as_audited(audit):
    status, told = audit(json.dumps({"dependencies": [SOUND, UNKNOWN]}), 0)

    assert status == 0
    assert told.splitlines() == [
        "NOT AUDITED: 1 of 2 packages, of which the service knows nothing",
        "1 packages audited, 0 with a known hole",
    ]

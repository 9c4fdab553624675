"""The programs in ``tools/`` (npm): without them a test is skipped, and in CI it fails."""

import os
import shutil
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parent / "tools"


def tool(file: str, program: str = "node") -> Path:
    """Where ``file`` of an installed package lies, for ``program`` to run."""
    path = TOOLS / "node_modules" / file
    missing = "" if path.exists() else f"{path.name} is not installed: make test, where npm is found"
    if not shutil.which(program):
        missing = f"no {program} on this machine"
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"CI needs it: {missing}")
    if missing:
        pytest.skip(missing)
    return path

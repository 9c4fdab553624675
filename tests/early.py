"""Loaded before the settings: a data folder of its own, so that no test ever touches ``var/``."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="registry-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-and-long-enough-to-be-a-secret")

# WhiteNoise warns of a missing folder, and warnings are errors; nothing is collected for tests.
Path(os.environ["DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)

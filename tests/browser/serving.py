"""The registry as ``make run`` serves it: gunicorn, assets collected and compressed, the sample and a roll of sixty."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What a resident sees most: the front page, a long roll, an organisation, a case.
PAGES = {
    "home": "/",
    "roll": "/awards/jinyin/8/",
    "organisation": "/organizations/taojiazhai/",
    "case": "/cases/taojiazhai-sixian/",
}
# On a phone; performance swings with whatever else a machine does, so only `make bench` asks for it.
STEADY = ("accessibility", "best-practices", "seo")
LEAST_SCORE = 98


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Its address while it runs, with everything it keeps in ``folder``."""
    environment = {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("DATABASE_URL", None)
    python = [sys.executable, "-W", "ignore"]
    prepared = [*python, "-c", "from tests.browser.serving import prepare; prepare()"]
    subprocess.run(prepared, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    options = ["--config", "deploy/gunicorn.conf.py", "--workers", "1", "--bind", place]
    server = subprocess.Popen([*python, "-m", "gunicorn", *options, "config.wsgi"], cwd=ROOT, env=environment)  # noqa: S603
    try:
        _wait_for(f"http://{place}/healthz", server)
        yield f"http://{place}"
    finally:
        server.terminate()
        server.wait()


def prepare() -> None:
    """Run in a process of its own, on a database of its own."""
    import django
    from django.core.management import call_command

    django.setup()
    from tests.browser.records import add_roll

    call_command("migrate", verbosity=0)
    call_command("load_sample")
    add_roll()
    call_command("collectstatic", interactive=False, verbosity=0)


def lighthouse(script: Path, address: str, categories: tuple[str, ...]) -> dict[str, dict]:
    """What Lighthouse says of each of ``PAGES``; one Chromium for all of them."""
    command = ["node", script, ",".join(categories), *(f"{address}{path}" for path in PAGES.values())]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, cwd=script.parent, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return dict(zip(PAGES, map(json.loads, done.stdout.splitlines()), strict=True))


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        if server.poll() is not None:
            break
    raise RuntimeError("gunicorn did not answer")

"""A real Chromium over the sample registry; without one the tests are skipped, and say so.

The registry is loaded once for a module: its tests read, or tidy up after themselves.
"""

import os
import shutil
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from showcase.sample.loading import load_sample
from tests.browser.records import add_history, add_roll
from tests.loaded_sample import quick_settings
from tests.roles import restore_roles

# Playwright's synchronous interface runs an event loop in this thread; the ORM is still used by one
# thread at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Milliseconds until a page that does not come counts as missing.
PATIENCE = 120_000
# How many times slower Chromium is to be: what a test reads too early shows there.
SLOWNESS = float(os.environ.get("SLOWNESS", "1"))
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path).replace("\\", "/"):
            item.add_marker(pytest.mark.browser)
            # Only databases that some test asks for are set up.
            item.add_marker(pytest.mark.django_db)
            # One Chromium at a time: the others would only take the processor from it.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(autouse=True)
def _plain_files():
    """In place of the folders of each test: here a whole module shares one registry (``site``)."""


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium: install the Debian package chromium")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    from tests.browser.patience import whole_pages

    with sync_playwright() as playwright, whole_pages():
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(chromium, django_db_blocker, tmp_path_factory):
    """The address of the registry as `make run` shows it; afterwards the database is as it was."""
    with django_db_blocker.unblock(), override_settings(**quick_settings(tmp_path_factory.mktemp("site"))):
        restore_roles()
        before = connection.creation.serialize_db_to_string()
        load_sample()
        server = LiveServer("localhost")
        try:
            yield server.url
            _let_requests_end()
            server.stop()
        finally:
            # Whatever failed: what is left here would fail hundreds of other tests.
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(before)


@pytest.fixture(scope="module")
def registry(site, django_db_blocker):
    """The sample, a roll of sixty, a record to which something happened, and addresses that fail."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.browser.urls"):
        add_history()
        add_roll()
        yield site


def _let_requests_end():
    """Threads that still say goodbye to a browser close a connection that is theirs only while the server runs."""
    until = time.monotonic() + 10
    # Not joined: one that is listed may not have been started yet.
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        if time.monotonic() > until:
            return
        time.sleep(0.05)


@pytest.fixture
def open_page(chromium, site):
    """Open pages of one viewport; every request that would leave the site fails the test."""
    contexts, strays = [], []

    def opened(viewport=None, **options):
        context = chromium.new_context(viewport=viewport or DESKTOP, base_url=site, **options)
        contexts.append(context)
        # A slow machine is no fault of a page.
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if SLOWNESS > 1:
            throttling = context.new_cdp_session(page)
            throttling.send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
        page.on("request", lambda request: request.url.startswith(site) or strays.append(request.url))
        page.on("console", lambda message: message.type == "error" and strays.append(message.text))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strays == []

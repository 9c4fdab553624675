"""A real Chromium over the sample registry; without one the tests are skipped, and say so."""

import os
import shutil

import pytest
from django.core.management import call_command

# Playwright's synchronous interface runs an event loop in this thread; the ORM is still used by one
# thread at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path).replace("\\", "/"):
            item.add_marker(pytest.mark.browser)
            # One Chromium at a time: the others would only take the processor from it.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium: install the Debian package chromium")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def sample(transactional_db, capsys):
    """The registry as `make run` shows it."""
    call_command("load_sample")


@pytest.fixture
def open_page(chromium, live_server, sample):
    """Open pages of one viewport; every request that would leave the site fails the test."""
    contexts, strays = [], []

    def opened(viewport=None, **options):
        context = chromium.new_context(viewport=viewport or DESKTOP, base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: request.url.startswith(live_server.url) or strays.append(request.url))
        page.on("console", lambda message: message.type == "error" and strays.append(message.text))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strays == []

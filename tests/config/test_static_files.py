"""What is collected for serving: one stylesheet for many, hashed and compressed."""

import json
import re

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import override_settings

from config.static_files import written_out

STORAGE = {"BACKEND": "config.static_files.BundledStaticFilesStorage"}


@pytest.fixture(autouse=True)
def _finders_follow_the_settings():
    """Django keeps its finders, and with them the folders of the first test."""
    get_finder.cache_clear()
    yield
    get_finder.cache_clear()


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of collected assets; made once, for it takes seconds."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={"staticfiles": STORAGE}):
        # Twice: the second finds the first one's files there already.
        for _ in range(2):
            call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def _served(collected) -> str:
    names = json.loads((collected / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    return (collected / names["css/site.css"]).read_text(encoding="utf-8")


def test_the_served_stylesheet_imports_nothing_and_keeps_the_order_of_the_layers(collected):
    text = _served(collected)

    assert "@import" not in text
    assert text.index("@layer tokens, base, layout") < text.index(".skip-link") < text.index(".view-switch {")


def test_the_served_stylesheet_holds_every_part_once(collected):
    assert len(re.findall(r"^  \.timeline__title \{", _served(collected), re.MULTILINE)) == 1


def test_the_served_stylesheet_is_compressed_beforehand(collected):
    names = {file.name for file in (collected / "css").glob("site.*")}

    assert sum(name.endswith(".css.br") for name in names) == 2
    assert sum(name.endswith(".css.gz") for name in names) == 2


def test_a_stylesheet_that_names_a_missing_one_stops_the_collection(settings, tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css/site.css").write_text('@import url("lost.css");', encoding="utf-8")
    settings.STATICFILES_DIRS = [tmp_path]

    with pytest.raises(ImproperlyConfigured, match=r"css/lost\.css"):
        written_out("css/site.css")

"""The promises the project makes about itself."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["organizations", "awards", "showcase"]
BUDGETS = {".py": 250, ".html": 100, ".css": 120}


def tracked(*patterns: str) -> list[Path]:
    """Files that git tracks, or would: what is ignored does not count."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).exists()]


@pytest.mark.django_db
def test_models_have_no_pending_migrations():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_relations_point_down():
    """A lazy string foreign key escapes the import linter; the model registry does not lie."""
    upward = [
        f"{model._meta.label}.{field.name}"
        for layer in LAYERS
        for model in apps.get_app_config(layer).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if _layer(field.related_model._meta.app_label) > _layer(layer)
    ]

    assert upward == []


def test_lower_layers_do_not_use_reverse_accessors_from_above():
    used = []
    for layer in LAYERS:
        above = {
            accessor
            for model in apps.get_app_config(layer).get_models()
            for relation in model._meta.related_objects
            if _layer(relation.related_model._meta.app_label) > _layer(layer)
            for accessor in (relation.get_accessor_name(), relation.related_query_name and relation.name)
            if accessor and not accessor.endswith("+")
        }
        words = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(above))) + r")(?:\b|__)") if above else None
        for path in tracked(f"{layer}/*.py"):
            if words and "migrations" not in path.parts:
                # An import of a module of that name is not a use of an accessor.
                used += [f"{path.name}: {line.strip()}" for line in path.read_text().splitlines() if _uses(words, line)]

    assert used == []


def _layer(app_label: str) -> int:
    return LAYERS.index(app_label) if app_label in LAYERS else -1


def _uses(words: re.Pattern, line: str) -> bool:
    return any(line[max(0, match.start() - 1)] == "." or "__" in match.group() for match in words.finditer(line))


def test_every_environment_variable_is_in_the_readme():
    settings = (ROOT / "config/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', settings))

    readme = (ROOT / "README.md").read_text()

    assert read
    assert {name for name in read if f"`{name}`" not in readme} == set()


def test_every_dependency_is_in_the_readme():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[\[~>=<]", line)[0] for line in project["dependencies"]}

    readme = (ROOT / "README.md").read_text()

    assert {name for name in names if f"`{name}`" not in readme} == set()


def test_deploy_check_is_silent_under_production_settings(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "k3Y-" * 16 + "a-secret-long-enough",
        "ALLOWED_HOSTS": "honours.example.org",
        "SITE_URL": "https://honours.example.org",
        "BEHIND_TLS": "True",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("suffix", BUDGETS)
def test_files_keep_their_size_budget(suffix):
    paths = [path for path in tracked(f"*{suffix}") if "migrations" not in path.parts]

    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in paths
        if (lines := path.read_text("utf-8").count("\n")) > BUDGETS[suffix]
    }

    assert too_long == {}


def test_raw_colours_stand_only_in_tokens():
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")

    found = [
        f"{path.name}: {line.strip()}"
        for path in tracked("static/*.css")
        if path.name != "tokens.css"
        for line in path.read_text().splitlines()
        if colour.search(line)
    ]

    assert found == []


def test_locks_name_no_address():
    text = (ROOT / "requirements.lock").read_text() + (ROOT / "requirements-dev.lock").read_text()

    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


def test_the_lock_of_the_tools_gives_version_and_hash_and_no_address():
    locked = json.loads((ROOT / "tests/browser/tools/package-lock.json").read_text())["packages"]
    named = json.loads((ROOT / "tests/browser/tools/package.json").read_text())["dependencies"]
    packages = [facts for path, facts in locked.items() if path]

    assert [facts for facts in packages if not {"version", "integrity"} <= facts.keys()] == []
    # Where an author asks for support is no place to install from.
    assert [key for facts in packages for key in facts if key != "funding" and "://" in str(facts[key])] == []
    assert {name for name, version in named.items() if not re.fullmatch(r"[0-9.]+", version)} == set()


def test_nothing_leaves_the_own_origin():
    """Templates, styles and scripts fetch from no other host; a link that a reader follows is no fetch."""
    elsewhere = re.compile(r"(?:src|srcset|<link[^>]*href|url|import)\s*[=(]?\s*[\"']?(?:https?:)?//", re.IGNORECASE)
    paths = tracked("templates/*.html", "static/*.css", "static/*.js")

    found = [
        f"{path.name}: {line.strip()}"
        for path in paths
        for line in path.read_text().splitlines()
        if elsewhere.search(line)
    ]

    assert found == []

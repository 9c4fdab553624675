"""The sample, loaded and published once for each module; every test gets a publication of its own to change."""

import os
import shutil
from pathlib import Path

import pytest
import time_machine

from showcase.indexing import index_all
from tests.loaded_sample import loaded_sample, quick_settings
from tests.showcase.publication.published import published_to

NOW = "2026-03-02 08:00:00+00:00"


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    with time_machine.travel(NOW, tick=False), django_db_blocker.unblock(), loaded_sample(folder):
        index_all()
        published_to(folder / "first")
        yield folder


@pytest.fixture
def target(sample: Path, tmp_path: Path) -> Path:
    """A publication of the sample: a copy, for publishing takes longer."""
    first = (sample / "first").resolve().parent
    mine = tmp_path / f".site.{first.name.removeprefix('.first.')}"
    shutil.copytree(first, mine, copy_function=os.link)
    (tmp_path / "site").symlink_to(Path(mine.name, "site"))
    return tmp_path / "site"


@pytest.fixture(autouse=True)
def _plain_files(sample: Path, settings) -> None:
    """The folders of the sample, where its pictures lie, in place of this test's own."""
    for name, value in quick_settings(sample).items():
        setattr(settings, name, value)

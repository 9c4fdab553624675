"""``publish_static`` where the assets have not been collected yet."""

import pytest
from django.core.management import CommandError, call_command


def test_before_assets_are_collected_nothing_is_written_and_it_says_what_to_do(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "assets"
    hashing = {"BACKEND": "config.static_files.BundledStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashing}

    with pytest.raises(CommandError) as refused:
        call_command("publish_static", str(tmp_path / "new" / "site"))

    assert (str(refused.value), refused.value.returncode) == (
        "没有发布，什么也没有写：样式和图标还没有收集。请先运行 manage.py collectstatic --noinput，再运行这个命令。",
        1,
    )
    assert not (tmp_path / "new").exists()

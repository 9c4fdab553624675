"""Photos and received files: those that records name are there, and no others."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage, storages
from django.utils import timezone

from organizations.models import SourceDocument
from showcase.backup.facts import named_files, public_files
from showcase.backup.taking import files_in
from showcase.doctor.findings import Finding, Level, shown
from showcase.photos.sweeping import SETTLED_AFTER, stray_photos

RECEIVED = "sources/"


def missing_files() -> Iterator[Finding]:
    """What a record names and nobody has."""
    kept, shown_to_all = set(files_in(default_storage)), set(files_in(storages["public"]))
    if lost := sorted(named_files("default") - kept):
        yield Finding(
            Level.ERROR,
            f"登记册里有、存储里没有的文件 {len(lost)} 个：{shown(lost)}",
            "请从备份里找回（备份是普通的 .zip，文件在 files/ 下面，名字相同），放回 private/；找不回的请重新上传。",
        )
    if unseen := sorted(public_files("default") - shown_to_all - set(lost)):
        yield Finding(
            Level.ERROR,
            f"已公开、读者却看不到的图片文件 {len(unseen)} 个：{shown(unseen)}",
            "请运行 manage.py doctor --mend，重新放到公开的目录。",
        )


def stray_files() -> Iterator[Finding]:
    """What no record names; younger ones may belong to somebody's work of this moment."""
    before = timezone.now() - SETTLED_AFTER
    if photos := sorted(stray_photos(before)):
        advice = "请确认 honours-due.timer 在运行（或运行 manage.py publish_due），它会清理。"
        yield Finding(Level.WARNING, f"没有记录对应的图片 {len(photos)} 张：{shown(photos)}", advice)
    known = set(SourceDocument.objects.exclude(file="").values_list("file", flat=True))
    known |= set(SourceDocument.history.exclude(file="").values_list("file", flat=True))
    received = sorted(name for name in files_in(default_storage, RECEIVED) if name not in known)
    if old := [name for name in received if default_storage.get_modified_time(name) < before - timedelta(days=1)]:
        advice = "不影响使用。确认不再需要，可以把这些文件移走。"
        yield Finding(Level.WARNING, f"没有记录对应的原件 {len(old)} 个：{shown(old)}", advice)

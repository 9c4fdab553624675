"""Settings, and who on this machine can read what they protect."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connection

from showcase.doctor.findings import Finding, Level, shown

# What Django asks of a site behind TLS; one on loopback alone has no use for it.
OF_TLS = {"security.W004", "security.W008", "security.W012", "security.W016", "security.W021", "security.W005"}
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
OTHERS, NOT_OWNER = stat.S_IRWXO, stat.S_IRWXG | stat.S_IRWXO


def deployment() -> Iterator[Finding]:
    """What ``check --deploy`` says."""
    found = [
        one for one in run_checks(include_deployment_checks=True) if one.level >= WARNING and not one.is_silenced()
    ]
    tls = sorted({one.id for one in found if one.id in OF_TLS})
    if tls and set(settings.ALLOWED_HOSTS) - LOOPBACK:
        advice = "请放在 deploy/nginx.conf 后面，并设 BEHIND_TLS=True。"
        yield Finding(Level.WARNING, f"网站没有用 https（{shown(tls, 9)}）。", advice)
    if others := sorted({one.id or str(one.msg) for one in found if one.id not in OF_TLS}):
        advice = "请运行 manage.py check --deploy，照它说的改设置。"
        yield Finding(Level.WARNING, f"设置有 {len(others)} 处要改：{shown(others)}", advice)


def permissions() -> Iterator[Finding]:
    """Who may read or write the data folder and what lies in it."""
    folder = Path(settings.DATA_DIR)
    if folder.stat().st_mode & stat.S_IWOTH:
        yield Finding(Level.ERROR, f"任何人都能改 {folder}。", f"请运行 chmod o-w {folder}。")
    for path in filter(None, (folder / "secret-key", folder / "demo-accounts.json", _key_file())):
        if path.is_file() and path.stat().st_mode & NOT_OWNER:
            yield Finding(Level.ERROR, f"别的用户能读 {path}。", f"请运行 chmod 600 {path}。")
    for path in filter(None, (_database_file(), folder / "private")):
        if path.exists() and path.stat().st_mode & OTHERS:
            advice = f"请运行 chmod o-rwx {path}（密码摘要和没有公开的内容在里面）。"
            yield Finding(Level.WARNING, f"别的用户能读 {path}。", advice)
    foreign = sorted(path.name for path in folder.iterdir() if path.stat().st_uid != os.getuid())
    if foreign:
        advice = "请用运行网站的用户运行命令（sudo -u honours …），或用 chown -R 改回来。"
        yield Finding(Level.WARNING, f"{folder} 里有别的用户的文件：{shown(foreign)}", advice)


def _key_file() -> Path | None:
    return Path(settings.BACKUP_KEY_FILE) if settings.BACKUP_KEY_FILE else None


def _database_file() -> Path | None:
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None

"""PostgreSQL's own programs: found, new enough, and run with the connection of the settings."""

import os
import re
import shutil
import subprocess  # nosec B404 # only PostgreSQL's own programs are started
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from showcase.backup.problems import BackupError

INSTALL = "请安装 PostgreSQL {major} 或更新版本的客户端（Debian：apt install postgresql-client），再运行一次。"


def server_major() -> int:
    """The server's major version, such as 15."""
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]  # PostgreSQL has it


def tool_version(name: str, at_least: int) -> str:
    """What ``name`` says of its version. Raises ``BackupError`` where it is missing or older than ``at_least``."""
    path = shutil.which(name)
    if path is None:
        raise BackupError(f"这台机器上没有 {name}。{INSTALL.format(major=at_least)}")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # nosec B603 # noqa: S603 - PostgreSQL's own programs, no shell
    found = re.search(r"\d+", said)
    if found is None or int(found.group()) < at_least:
        raise BackupError(f"{name} 太旧（{said.strip()}）。{INSTALL.format(major=at_least)}")
    return said.strip()


def run_tool(name: str, *options: str) -> None:
    """Run it to its end on the database of the settings. Raises ``BackupError`` where it fails."""
    words, environment = _connection()
    command = [name, *options, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # nosec B603 # noqa: S603 - PostgreSQL's own programs, no shell
    if done.returncode:
        raise BackupError(f"{name} 没有成功：{done.stderr.strip()[-500:]}")


@contextmanager
def told_by_tool(name: str, *options: str) -> Iterator[IO[bytes]]:
    """What it writes to its output, while it runs. Raises ``BackupError`` where it fails."""
    # Complaints go into a file: a pipe that nobody reads would stop the program.
    with tempfile.TemporaryFile("w+", errors="replace") as complaints:
        command, environment = [name, *options], _connection()[1]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=complaints) as process:  # nosec B603 # noqa: S603 - PostgreSQL's own programs, no shell
            try:
                yield cast(IO[bytes], process.stdout)
            except BaseException:
                process.kill()
                raise
        complaints.seek(0)
        if process.returncode:
            reason = complaints.read().strip()[-500:]
            raise BackupError(f"{name} 读不懂备份里的数据库，没有写入任何内容：{reason}")


def _connection() -> tuple[list[str], dict[str, str]]:
    """Words and environment that name the database; a password is never a word, which others could see."""
    words, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    return words[1:], {**os.environ, **(environment or {}), "PGCLIENTENCODING": "UTF8"}

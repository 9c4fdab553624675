"""What an archive says of itself: ``manifest.json``, its last member."""

import json
import re
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from showcase.backup.problems import DamagedError

NAME = "manifest.json"
FORMAT = 1
FILES = "files/"
DATABASES = {"sqlite": "database/registry.sqlite3", "postgresql": "database/registry.dump"}
_HEX = re.compile(r"[0-9a-f]{64}")
UNREADABLE = "备份文件里的清单读不懂，没有写入任何内容。请确认这是 manage.py backup 生成的文件。"
NEWER = "这份备份由更新的程序生成，现在的程序读不懂；请先升级程序，再恢复。"


@dataclass(frozen=True)
class Member:
    """One file of the archive: ``size`` in bytes, unpacked."""

    size: int
    sha256: str


@dataclass(frozen=True)
class TableCount:
    """Rows of a table; ``sha256`` their sum (``showcase.table_sums``), ``""`` where only rows were counted."""

    rows: int
    sha256: str = ""


@dataclass(frozen=True)
class Manifest:
    """``members``: all files but this one. ``public``: the pictures that readers see. ``missing``: files that
    the database names and nobody had. ``migrations``: ``app.name``. ``made_with``: the tool that dumped.
    """

    engine: str
    created_at: str
    content_version: int
    migrations: list[str]
    tables: dict[str, TableCount]
    members: dict[str, Member]
    public: list[str]
    missing: list[str]
    made_with: str = ""
    format: int = FORMAT

    @property
    def database(self) -> str:
        """The member that is the database."""
        return DATABASES[self.engine]

    @cached_property
    def files(self) -> dict[str, Member]:
        """Photos and received files, by their name in private storage."""
        return {name.removeprefix(FILES): member for name, member in self.members.items() if name.startswith(FILES)}

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises ``DamagedError`` for anything but what ``to_json`` writes."""
    try:
        facts = json.loads(data)
        if facts["format"] != FORMAT:
            raise DamagedError(NEWER)
        facts["members"] = {name: Member(**member) for name, member in facts["members"].items()}
        facts["tables"] = {name: TableCount(**table) for name, table in facts["tables"].items()}
        manifest = Manifest(**facts)
        _check(manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedError(UNREADABLE) from error
    return manifest


def _check(manifest: Manifest) -> None:
    """Raise ``ValueError`` where a value is of another kind than its field."""
    held: dict[type, list[Any]] = {
        str: [manifest.engine, manifest.created_at, manifest.made_with, *manifest.migrations, *manifest.missing],
        int: [manifest.content_version, *(table.rows for table in manifest.tables.values())],
    }
    wrong = [value for kind, values in held.items() for value in values if type(value) is not kind]
    members = manifest.members.values()
    if wrong or any(type(one.size) is not int or one.size < 0 for one in members):
        raise ValueError("a value of another kind")
    if not all(_HEX.fullmatch(one.sha256) for one in members):
        raise ValueError("not a checksum")
    if manifest.engine not in DATABASES or manifest.database not in manifest.members:
        raise ValueError("no database")
    if not set(manifest.public) <= manifest.files.keys():
        raise ValueError("a picture that is not there")

"""The database: whether it is sound, and at the migrations of this program."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection

from showcase.backup.facts import newer_migrations, waiting_migrations
from showcase.doctor.findings import Finding, Level, shown

RESTORE = "请停止网站，保留现在的数据库文件，用最近一份备份恢复（docs/backup.zh.md）。"
REINDEX = "请在数据库里运行 REINDEX INDEX CONCURRENTLY 重建它；是唯一索引的，先查重复的记录。"
# What PostgreSQL knows of itself that is not as it should be.
QUESTIONS = (
    (
        "SELECT conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace"
        " WHERE NOT convalidated AND n.nspname = current_schema() ORDER BY conname",
        "没有核实的约束：",
        "请在数据库里运行 ALTER TABLE … VALIDATE CONSTRAINT；不通过就先改正不合约束的记录。",
    ),
    (
        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
        " WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace ORDER BY 1",
        "无效的索引：",
        REINDEX,
    ),
)


def soundness() -> Iterator[Finding]:
    """Pages, indexes and references on SQLite; constraints and indexes on PostgreSQL."""
    try:
        yield from _of_sqlite() if connection.vendor == "sqlite" else _of_postgres()
    except DatabaseError as error:
        # So broken that it cannot even be asked.
        if "malformed" not in str(error) and "not a database" not in str(error):
            raise
        yield Finding(Level.ERROR, f"数据库文件损坏：{error}", RESTORE)


def _of_sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        if problems := [said for (said,) in cursor.fetchall() if said != "ok"]:
            yield Finding(Level.ERROR, f"数据库文件损坏：{shown(problems)}", RESTORE)
            return
        cursor.execute("PRAGMA foreign_key_check")
        if broken := cursor.fetchall():
            tables = sorted({row[0] for row in broken})
            yield Finding(Level.ERROR, f"{len(broken)} 条记录指向不存在的记录：{shown(tables)}", RESTORE)


def _of_postgres() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        for question, message, advice in QUESTIONS:
            cursor.execute(question)
            if names := [name for (name,) in cursor.fetchall()]:
                yield Finding(Level.ERROR, f"{message}{shown(names)}", advice)


def migrations() -> Iterator[Finding]:
    """Program and database must be of one version."""
    if waiting := sorted(waiting_migrations(DEFAULT_DB_ALIAS)):
        yield Finding(
            Level.ERROR,
            f"数据库还没有升级，差 {len(waiting)} 步：{shown(waiting)}",
            "请先备份，再运行 manage.py migrate。",
        )
    if newer := newer_migrations(DEFAULT_DB_ALIAS):
        yield Finding(Level.ERROR, f"数据库比程序新：{shown(newer)}", "请把程序升级到数据库的版本，不要用旧程序写入。")

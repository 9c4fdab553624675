"""What can be wrong with the database itself or with the disk, told from errors of our own."""

import errno
import sqlite3
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError


class Trouble(Enum):
    """What those who run the site have to mend; nobody at a desk did anything wrong."""

    AWAY = "away"
    FULL = "full"
    READ_ONLY = "read_only"
    NO_FILES = "no_files"


# 08 connection exception, 57P01–57P03 shut down or starting; 53100 disk full; 25006 read-only, as on a standby.
ON_POSTGRES = {"57P01": Trouble.AWAY, "57P02": Trouble.AWAY, "57P03": Trouble.AWAY}
ON_POSTGRES |= {"53100": Trouble.FULL, "25006": Trouble.READ_ONLY}
ON_SQLITE = {
    sqlite3.SQLITE_CANTOPEN: Trouble.AWAY,
    sqlite3.SQLITE_IOERR: Trouble.AWAY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
}
# What the disk says to whoever writes a file.
ON_DISK = {errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL}
ON_DISK |= dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO), Trouble.NO_FILES)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What ``error`` says is wrong with the database or the disk; ``None`` for every other error."""
    if isinstance(error, OSError):
        return ON_DISK.get(error.errno or 0)
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return Trouble.AWAY if state.startswith("08") else ON_POSTGRES.get(state)
    if isinstance(cause, sqlite3.Error):
        return ON_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    # A connection that broke or was never made has no state to tell.
    broken = type(cause).__module__.startswith("psycopg")
    return Trouble.AWAY if broken and isinstance(error, OperationalError | InterfaceError) else None

"""Telling that somebody else was writing from everything else that can go wrong in a database."""

import sqlite3

from django.db import OperationalError

# 40001 serialization failure, 40P01 deadlock, 55P03 lock not available (lock_timeout).
LOST_ON_POSTGRES = {"40001", "40P01", "55P03"}
LOST_ON_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_contention(error: BaseException) -> bool:
    """Whether ``error`` says that another's lock was waited for in vain: the same act can succeed a moment later."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    # The low byte; the others tell the kinds of busy apart.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", None) in LOST_ON_POSTGRES or code in LOST_ON_SQLITE

"""Why there is no backup, or no restored registry; what to do about it is said in Chinese."""

import errno


class BackupError(Exception):
    """Nothing was changed; the message goes to whoever gave the command."""


class DamagedError(BackupError):
    """The archive is not what a backup wrote: damaged, cut off, or made by somebody else."""


WORDS = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘只能读",
    errno.EISDIR: "这是一个目录",
}


def in_words(error: Exception) -> str:
    """What the system or the database complains of, for whoever gave the command."""
    if isinstance(error, OSError):
        place = f"（{error.filename}）" if error.filename else ""
        return f"{WORDS.get(error.errno or 0, error.strerror or error)}{place}"
    return f"数据库不答或读不出来（{str(error).strip()}）。请运行 manage.py doctor 查看"

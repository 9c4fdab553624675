"""A store of photos that cannot be reached, told from all else that can go wrong with a file."""


class StorageAway(OSError):
    """The store did not answer, or refused; nothing was kept."""

"""Reading settings from the environment, refusing what cannot be meant."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

SHORTEST_KEY = 32


class StrictEnv(Env):
    """An ``Env`` whose errors name the variable and stop the start."""

    def flag(self, name: str, default: bool) -> bool:
        """Read a boolean; ``DEBUG=flase`` is an error, never silently ``False``."""
        try:
            return bool(self.bool(name, default))
        except EnvError as error:
            raise ImproperlyConfigured(f"{name} must be True or False: {error}") from error

    def names(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Read words with commas between them; blanks around a word are no part of it."""
        given = self.str(name, None)
        return list(default) if given is None else [word.strip() for word in given.split(",") if word.strip()]

    def site_url(self, name: str) -> str:
        """Read an absolute http(s) address without a trailing slash, or ``""``."""
        given = str(self.str(name, ""))
        address = given.rstrip("/")
        parts = urlsplit(address)
        if given and (parts.scheme not in {"http", "https"} or not parts.netloc):
            raise ImproperlyConfigured(f"{name} must be a full address such as https://example.org")
        return address


def secret_key(given: str, data_dir: Path) -> str:
    """The given key, or one generated once into ``data_dir/secret-key`` (mode 600).

    Raises ``ImproperlyConfigured`` for a key too short to be a secret.
    """
    if given:
        return _long_enough(given, "SECRET_KEY")
    path = data_dir / "secret-key"
    try:
        # O_EXCL: of two processes starting together only one writes, the other reads.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        # Too short where the writer was killed half-way: to be removed, never to be signed with.
        return _long_enough(path.read_text().strip(), str(path))
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def _long_enough(key: str, place: str) -> str:
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"{place} must have at least {SHORTEST_KEY} characters")
    return key

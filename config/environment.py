"""Reading settings from the environment, refusing what cannot be meant."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError


class StrictEnv(Env):
    """An ``Env`` whose errors name the variable and stop the start."""

    def flag(self, name: str, default: bool) -> bool:
        """Read a boolean; ``DEBUG=flase`` is an error, never silently ``False``."""
        try:
            return bool(self.bool(name, default))
        except EnvError as error:
            raise ImproperlyConfigured(f"{name} must be True or False: {error}") from error

    def site_url(self, name: str) -> str:
        """Read an absolute http(s) address without a trailing slash, or ``""``."""
        address = str(self.str(name, "")).rstrip("/")
        parts = urlsplit(address)
        if address and (parts.scheme not in {"http", "https"} or not parts.netloc):
            raise ImproperlyConfigured(f"{name} must be a full address such as https://example.org")
        return address


def secret_key(given: str, data_dir: Path) -> str:
    """The given key, or one generated once into ``data_dir/secret-key`` (mode 600).

    Raises ``ImproperlyConfigured`` for a key too short to be a secret.
    """
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured("SECRET_KEY must have at least 32 characters")
        return given
    path = data_dir / "secret-key"
    try:
        # O_EXCL: of two processes starting together only one writes, the other reads.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key

"""Reading settings from the environment, refusing what cannot be meant."""

import os
import secrets
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
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

    def days(self, name: str, default: int, *, at_least: int) -> int:
        """Read a whole number of days; fewer than ``at_least`` is an error."""
        try:
            days = int(self.int(name, default))
        except EnvError as error:
            raise ImproperlyConfigured(f"{name} must be a whole number of days: {error}") from error
        if days < at_least:
            raise ImproperlyConfigured(f"{name} must be at least {at_least} days")
        return days

    def networks(self, name: str, default: Sequence[str] = ()) -> list[IPv4Network | IPv6Network]:
        """Read networks with commas between them (``10.20.0.0/16``); one that holds every address is refused."""
        try:
            read = [ip_network(written) for written in self.names(name, default)]
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must be networks such as 10.20.0.0/16, fd00::/8: {error}") from error
        if any(network.prefixlen == 0 for network in read):
            raise ImproperlyConfigured(f"{name} must not hold every address there is; leave it out instead")
        return read

    def within(self, name: str, default: int, least: int, most: int) -> int:
        """Read a whole number from ``least`` to ``most``."""
        written = str(self.str(name, str(default))).strip()
        if not (written.isascii() and written.isdecimal() and least <= int(written) <= most):
            raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}")
        return int(written)

    def one_of(self, name: str, default: str, *choices: str) -> str:
        """Read one of ``choices``."""
        written = str(self.str(name, default))
        if written not in choices:
            raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}")
        return written

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

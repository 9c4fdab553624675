"""What several machines count together: one Redis where ``CACHE_URL`` names it, else each process for itself.

Nothing rests on it that must not be lost: pages are kept by each process under the version that the database
holds (docs/decisions/0013), so a Redis that is gone makes nothing stale.
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from django.core.exceptions import ImproperlyConfigured
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# Seconds; a cache that takes longer is worth less than none.
PATIENCE = 1


class ForgetfulRedisCache(RedisCache):
    """A Redis that may be gone: then nothing is found and nothing is kept, and pages go on."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        try:
            return bool(super().add(key, value, timeout, version))
        except RedisError:
            return self._gone(False)

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            return self._gone(default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError:
            self._gone(None)

    def incr(self, key: str, delta: int = 1, version: Any = None) -> int:
        """Raises ``ValueError`` where there is nothing to count on, as for an unknown key."""
        try:
            return int(super().incr(key, delta, version))
        except RedisError as error:
            raise ValueError(self._gone("the cache is gone")) from error

    def _gone(self, answer: Any) -> Any:
        log.warning("the cache does not answer; going on without it", exc_info=True)
        return answer


def caches(url: str) -> dict[str, dict[str, Any]]:
    """The caches for ``url``. Raises ``ImproperlyConfigured`` for anything but an address of Redis."""
    if not url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss"} or not parts.hostname:
        raise ImproperlyConfigured("CACHE_URL must be an address such as redis://127.0.0.1:6379/0")
    options = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return {"default": {"BACKEND": "config.caches.ForgetfulRedisCache", "LOCATION": url, "OPTIONS": options}}

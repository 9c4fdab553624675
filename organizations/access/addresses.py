"""Where a request comes from: the one place that reads ``X-Forwarded-For``."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever asked; ``None`` where it cannot be known.

    ``X-Forwarded-For`` counts only when it was sent by one of ``TRUSTED_PROXIES``, and of it only what stands
    right of everything that a reader could have written: the last address that is no proxy of ours.
    """
    address = read_address(request.META.get("REMOTE_ADDR", ""))
    if address is None or not is_within(address, settings.TRUSTED_PROXIES):
        return str(address) if address else None
    for told in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        before = read_address(told)
        if before is None:
            break
        address = before
        if not is_within(before, settings.TRUSTED_PROXIES):
            break
    return str(address)


def read_address(written: str) -> Address | None:
    """The address as one object however it was spelt; ``None`` for anything else."""
    try:
        # A zone (fe80::1%eth0) is of this machine alone; no column of the database takes it.
        address = ip_address(written.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_within(address: Address, networks: Iterable[Network]) -> bool:
    """Whether ``address`` is of one of ``networks``."""
    return any(address in network for network in networks)

"""Where a request comes from, and who may say so."""

import pytest
from django.test import RequestFactory

from organizations.access.addresses import client_address
from tests.organizations.access.doors import DESK, networks

PROXY, FORGED = "10.9.0.1", "203.0.113.5"


@pytest.fixture
def asked():
    """The address made of the peer and of what the header says."""

    def asked(peer, header=None):
        told = {} if header is None else {"HTTP_X_FORWARDED_FOR": header}
        return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **told))

    return asked


@pytest.mark.parametrize("header", [None, FORGED, f"{FORGED}, {PROXY}"])
def test_without_a_proxy_of_ours_the_peer_is_the_client(asked, settings, header):
    settings.TRUSTED_PROXIES = []

    assert asked(DESK, header) == DESK


@pytest.mark.parametrize("header", [FORGED, f"{FORGED}, {PROXY}"])
def test_a_header_from_anybody_but_the_proxy_is_not_believed(asked, settings, header):
    settings.TRUSTED_PROXIES = networks("10.9.0.0/24")

    assert asked(DESK, header) == DESK


@pytest.mark.parametrize(
    ("header", "client"),
    [
        (DESK, DESK),
        (f"{FORGED}, {DESK}", DESK),
        (f"{FORGED}, {DESK}, 10.9.0.2", DESK),
        (f"nonsense, {DESK}", DESK),
        (f" {DESK} ", DESK),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:192.0.2.7", DESK),
        ("fe80::1%eth0", "fe80::1"),
        ("10.9.0.3", "10.9.0.3"),
    ],
)
def test_of_the_proxy_s_header_the_last_address_that_is_no_proxy_counts(asked, settings, header, client):
    settings.TRUSTED_PROXIES = networks("10.9.0.0/24")

    assert asked(PROXY, header) == client


@pytest.mark.parametrize("header", [None, "", "nonsense", f"{DESK}, nonsense", f"{DESK}:5678", ",,", "1.2.3"])
def test_where_the_proxy_says_nothing_readable_its_own_address_stands(asked, settings, header):
    settings.TRUSTED_PROXIES = networks("10.9.0.0/24")

    assert asked(PROXY, header) == PROXY


def test_an_address_that_is_none_is_nobody_s(asked, settings):
    settings.TRUSTED_PROXIES = networks("10.9.0.0/24")

    assert (asked("", DESK), asked("unix:", DESK)) == (None, None)

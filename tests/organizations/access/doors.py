"""Knocking at the door of the staff site, as a browser does."""

import re
import time
from contextlib import contextmanager
from ipaddress import ip_network

from django.contrib.auth.hashers import MD5PasswordHasher
from django_otp.oath import TOTP

from organizations.access.second_factor import _key, new_salt
from organizations.models import SecondFactor
from organizations.security_events import security_event

DOOR, CODE_DOOR = "/admin/login/", "/admin/login/code/"
PASSWORD, WRONG = "right-Horse-2021", "wrong-Horse-2021"
DESK, ELSEWHERE = "192.0.2.7", "198.51.100.9"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed: what takes the time of an answer."""

    hashed = 0

    def encode(self, password, salt):
        CountingHasher.hashed += 1
        return super().encode(password, salt)


def knock(client, username, password=WRONG, address=DESK, **headers):
    """What the door answers to that name and password, from that address."""
    return client.post(DOOR, {"username": username, "password": password}, REMOTE_ADDR=address, **headers)


def is_in(client):
    return "_auth_user_id" in client.session


def fail(client, username, times=5, **where):
    for _ in range(times):
        knock(client, username, **where)


def said(response):
    """Status and words, without what differs for everybody."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, re.sub(r'name="username" value="[^"]*"', "", page)


def code_of(salt, later=0):
    """What a phone with that key shows, so many seconds from now."""
    phone = TOTP(_key(salt))
    phone.time = time.time() + later
    return f"{phone.token():06d}"


def give_second_factor(user):
    """A second factor, as if it had been enabled some time ago; its salt."""
    salt = new_salt()
    SecondFactor.objects.create(user=user, salt=salt)
    return salt


def networks(*written):
    return [ip_network(one) for one in written]


@contextmanager
def events():
    """What was told to whoever keeps the record of security."""
    told = []

    def note(sender, event, user, username, request, detail, **kwargs):
        told.append((event, username, detail))

    security_event.connect(note)
    try:
        yield told
    finally:
        security_event.disconnect(note)

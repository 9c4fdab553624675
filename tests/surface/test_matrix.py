"""Role × address × method: every address of the project answers everybody as its rule says."""

import logging
import os
from collections.abc import Iterable
from itertools import product

import pytest
from django.db import transaction

from tests.config.addresses import said_by
from tests.config.marked import MARK
from tests.surface.asking import LeanClient
from tests.surface.judging import fault
from tests.surface.patterns import Pattern, patterns
from tests.surface.roles import ROLES, clients
from tests.surface.rules import rules
from tests.surface.scene import make_surface
from tests.surface.storing import everything_stored
from tests.surface.visits import Unruled, pressed, visits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Every role with every method takes minutes: ``make soak`` asks for it.
WHOLE = bool(os.environ.get("WHOLE_MATRIX"))
UNKNOWN = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@pytest.fixture
def surface():
    # A refusal is logged with its trace, and ten thousand of them cost more than the asking.
    logging.disable(logging.CRITICAL)
    yield make_surface()
    logging.disable(logging.NOTSET)


@pytest.fixture
def browsers(surface):
    return clients(surface, LeanClient)


@pytest.fixture
def walked(surface):
    return list(visits(surface, list(patterns()), rules()))


def some(roles: Iterable[str], at: int) -> list[str]:
    """One of ``roles``, another at each address; all of them where the whole matrix is asked for."""
    roles = list(roles)
    return roles if WHOLE or not roles else [roles[at % len(roles)]]


def told(faults: dict[str, str]) -> str:
    return "\n".join(f"{where}: {what}" for where, what in faults.items())


def test_every_pattern_has_a_rule_and_every_rule_a_pattern():
    named = {pattern.name for pattern in patterns()}

    ruled = {name.split()[0] for name in rules()}

    # Not every model keeps a history of its own.
    spoken_of = {name for name in ruled - named if not name.endswith("_simple_history")}
    assert (named - ruled, spoken_of) == (set(), set()), "write a line in tests/surface/rules.py for what is missing"


def test_a_new_address_without_a_rule_is_told_where_to_write_it(surface):
    new = Pattern("admin:something_new", "admin/something/new/", (), False)

    with pytest.raises(Unruled, match=r"admin:something_new .*tests/surface/rules\.py"):
        list(visits(surface, [new], rules()))


def test_everybody_reads_what_the_rules_say_and_no_more(walked, browsers):
    faults = {}
    for at, visit in enumerate(walked):
        # Whom the page is closed to, whom it must not tell the marked words, and one of those whom it may.
        closed = [role for role in ROLES if role not in visit.rule.reads]
        for role in {*closed, *some(visit.rule.reads, at), *(set("游录邻") - set(visit.rule.tells))}:
            if wrong := fault(visit, role, "GET", browsers[role].get(visit.address)):
                faults[f"GET {visit.name} {visit.address} {role}"] = wrong

    assert not faults, told(faults)


def test_the_marked_words_are_there_to_be_told(walked, browsers):
    """What the others must not read, the superuser does read."""
    marked = ("honorlist", "honorentry", "importrow", "casestudy", "casesection", "lesson", "photo", "sourcedocument")
    pages = [f"_{model}_{kind}" for model in marked for kind in ("changelist", "change", "history", "simple_history")]

    silent = [
        visit.name
        for visit in walked
        if visit.name.endswith(tuple(pages)) and MARK not in said_by(browsers["根"].get(visit.address))
    ]

    assert silent == []


def test_asking_for_the_head_alone_gives_what_the_page_would_have_been_refused(walked, browsers):
    faults = {}
    for at, visit in enumerate(walked):
        inside = [role for role in ROLES if role in visit.rule.reads]
        for role in some(inside, at) + some([role for role in ROLES if role not in inside], at):
            response = browsers[role].head(visit.address)
            if wrong := fault(visit, role, "HEAD", response) or (response.getvalue() and "a body"):
                faults[f"HEAD {visit.name} {visit.address} {role}"] = wrong

    assert not faults, told(faults)


def test_everybody_presses_what_the_rules_say_and_nobody_else_changes_anything(walked, browsers, surface):
    data, faults = pressed(surface), {}
    before = everything_stored()

    for at, visit in enumerate(walked):
        inside = [role for role in ROLES if role in visit.rule.presses]
        for role in some(inside, at) if not visit.rule.is_public else []:
            with transaction.atomic():
                wrong = fault(visit, role, "POST", browsers[role].post(visit.address, data))
                transaction.set_rollback(True)
            if wrong:
                faults[f"POST {visit.name} {visit.address} {role}"] = wrong
        for role in [role for role in ROLES if role not in inside]:
            if wrong := fault(visit, role, "POST", browsers[role].post(visit.address, data)):
                faults[f"POST {visit.name} {visit.address} {role}"] = wrong

    assert not faults, told(faults)
    assert [label for label, rows in everything_stored().items() if rows != before[label]] == []


def test_a_method_nobody_knows_is_refused_everywhere(walked, browsers):
    faults = {}
    for visit, method, role in product(walked, UNKNOWN, ROLES if WHOLE else "游根"):
        status = browsers[role].generic(method, visit.address).status_code
        # Programs are told what the API takes.
        expected = 204 if visit.address.startswith("/api/") and method == "OPTIONS" else 405
        if status != expected:
            faults[f"{method} {visit.name} {visit.address} {role}"] = str(status)

    assert not faults, told(faults)

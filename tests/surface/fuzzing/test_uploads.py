"""No file, however hostile, breaks an upload, takes it long, or leaves anything behind where it is refused."""

import os
from itertools import product
from pathlib import Path

import pytest
from django.db import transaction

from tests.surface.asking import LeanClient
from tests.surface.fuzzing.hostile import KINDS, hostile_files
from tests.surface.fuzzing.uploads import uploads
from tests.surface.patterns import patterns
from tests.surface.roles import clients
from tests.surface.rules import rules
from tests.surface.visits import visits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SEED = int(os.environ.get("SEED", "20211124"))
SECONDS, MEGABYTES = 5.0, 400
# Divided among several tests, so that they run beside each other.
SHARES = 4
# Every place that takes a file; one more is to be added here knowingly.
PLACES = {
    ("admin:awards_importbatch_add", "file"),
    ("admin:organizations_sourcedocument_add", "file"),
    ("admin:showcase_casestudy_add", "new_photos"),
    ("admin:showcase_casestudy_change", "new_photos"),
    ("admin:showcase_casestudy_photos", "file"),
    ("admin:showcase_casestudy_word", "file"),
    ("admin:showcase_documentimport_page", "file"),
    ("admin:showcase_photo_add", "upload"),
    ("admin:showcase_photo_change", "upload"),
}
# Of each kind at each place.
EACH = max(2, int(os.environ.get("FILES", "0")) // (len(KINDS) * len(PLACES)))
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@pytest.fixture(scope="module")
def places(shooting_range):
    """Looked for once: it walks every page there is."""
    target = shooting_range[1]
    walked = list(visits(target.surface, list(patterns()), rules()))
    # Whoever looks for the forms leaves nothing in the range.
    with transaction.atomic():
        found = list(uploads(clients(target.surface, LeanClient)["根"], walked))
        transaction.set_rollback(True)
    return found


def peak(name: str) -> int:
    """Megabytes, of what this process holds (``VmRSS``) or held at most since it was last cleared (``VmHWM``)."""
    if not STATUS.exists():
        return 0
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) // 1024


def forget_peak() -> None:
    if CLEAR.exists():
        CLEAR.write_text("5")


def test_every_place_that_takes_a_file_is_known(places):
    found = {(place.name, place.field) for place in places}

    assert {(name, field) for name, field in found if not field.startswith("photos-")} == PLACES


def test_no_file_is_turned_away_before_it_is_looked_at(target, places):
    answers = {(place.name, place.field): target.answer_to(place.of("a.txt", b"x")).status for place in places}

    assert {place: status for place, status in answers.items() if status in (302, 403)} == {}


@pytest.mark.parametrize("share", range(SHARES))
def test_a_hostile_file_is_refused_or_taken_within_bounds(target, places, share):
    faults = []
    for kind in list(KINDS)[share::SHARES]:
        for (file_name, data), place in product(hostile_files(kind, EACH, SEED), places):
            if wrong := sent_there(target, place.of(file_name, data)):
                faults.append(f"{kind}: {place.name} {place.field} {file_name[:80]!r}: {wrong}")

    assert not faults, "\n".join(faults)


def sent_there(target, request) -> str:
    """What is wrong with the answer, or with what it took to give it."""
    forget_peak()
    before = peak("VmRSS")
    wrong = target.fault(request, slowest=SECONDS)
    grown = peak("VmHWM") - before
    return wrong or (f"{grown} MB more" if grown > MEGABYTES else "")

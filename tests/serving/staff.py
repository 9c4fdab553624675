"""Somebody at the staff desk, in a process of their own: told what to do line by line, says when it is done.

``python -m tests.serving.staff``; ``prepare`` puts one list on record, not yet released.
"""

import sys

import django
from django.db import connection

from awards.choices import CorrectedField, ListState


def prepare() -> None:
    from tests.factories import make_entry, make_list, make_organization, make_staff

    make_staff(username="shenhe")
    make_entry(make_organization("陶家宅居民区党总支"), honor_list=make_list(state=ListState.REVIEW))


def release() -> None:
    from awards.models import HonorList
    from awards.publishing import release_list
    from organizations.models import StaffUser

    release_list(HonorList.objects.get(), StaffUser.objects.get())


def withdraw() -> None:
    from awards.models import HonorList
    from awards.publishing import withdraw_list
    from organizations.models import StaffUser

    withdraw_list(HonorList.objects.get(), StaffUser.objects.get(), "有误")


def correct(name: str) -> None:
    from awards.correcting import correct_entry
    from awards.models import HonorEntry

    correct_entry(HonorEntry.objects.get(), CorrectedField.NAME_AS_PRINTED, name, "照原文", None)


ACTS = {"prepare": prepare, "release": release, "withdraw": withdraw, "correct": correct}

if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        act, *words = line.split()
        ACTS[act](*words)
        # A test may restart the database between two acts; nobody's browser holds on to a connection.
        connection.close()
        sys.stdout.write("done\n")
        sys.stdout.flush()

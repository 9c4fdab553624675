"""Every way in which staff or the clock change what readers see: each prepares its scene and gives the act."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from awards.choices import CorrectedField, ListState, StandingAct
from awards.correcting import correct_entry
from awards.discarding import discard_list
from awards.importing.applying import apply_batch
from awards.importing.founding import found_round
from awards.importing.planning import Defaults
from awards.importing.receiving import receive_list
from awards.importing.undoing import undo_batch
from awards.publishing import close_notices, release_list, withdraw_list
from awards.standing import change_standing
from organizations.choices import NameKind
from organizations.merging import merge_organizations, undo_merge
from organizations.models import StaffUser
from organizations.naming import give_name, rename_organization
from organizations.recycling import restore
from organizations.roles import REVIEWER
from showcase.choices import CaseState
from showcase.discarding import discard_case
from showcase.moving import move_case
from showcase.opening import open_what_is_due
from showcase.publishing import release_case, withdraw_case
from showcase.versions.restoring import restore_version
from showcase.versions.saves import versions_of
from tests.factories import (
    make_case,
    make_entry,
    make_list,
    make_organization,
    make_round,
    make_staff,
    make_subdistrict,
    make_tier,
)

Act = Callable[[], object]
ROLL = "华阳路街道第七轮“金银奖”名单\n金奖 陶家宅居民区党总支\n"


def applying() -> Act:
    batch = _planned()
    return lambda: apply_batch(batch, None)


def undoing() -> Act:
    batch = _planned()
    apply_batch(batch, None)
    return lambda: undo_batch(batch)


def _planned():
    make_tier("金奖", scheme=make_round(7).scheme)
    make_organization("陶家宅居民区党总支")
    return receive_list(ROLL.encode(), "名单.txt", by=None, defaults=Defaults())


def founding() -> Act:
    make_subdistrict()
    make_tier("金奖")
    reviewer = make_staff(REVIEWER)
    batch = receive_list(ROLL.encode(), "名单.txt", by=reviewer, defaults=Defaults())
    return lambda: found_round(batch, "金银奖", 7, reviewer)


def importing_by_command() -> Act:
    make_tier("金奖", scheme=make_round(7).scheme)
    make_organization("陶家宅居民区党总支")

    def act() -> None:
        with open(_file("roll.txt"), "w") as file:
            file.write(ROLL)
        call_command("import_honors", file.name, "--apply", stdout=StringIO())

    return act


def importing_a_page() -> Act:
    def act() -> None:
        # Exit status 1: some rows need a person.
        with suppress(SystemExit):
            call_command("import_page", "fixtures/huayang-newspaper-page.txt", "--apply", stdout=StringIO())

    return act


def loading_a_fixture() -> Act:
    path = _file("places.json")
    fields = {"code": "310105999", "name": "某街道", "slug": "mou"}
    with open(path, "w") as file:
        json.dump([{"model": "organizations.subdistrict", "fields": fields}], file)
    return lambda: call_command("loaddata", path, verbosity=0)


def _file(name: str) -> str:
    return f"{settings.DATA_DIR}/{name}"


def releasing_a_list() -> Act:
    one = make_entry(state=ListState.REVIEW).list
    return lambda: release_list(one, make_staff())


def withdrawing_a_list() -> Act:
    one = make_entry(state=ListState.RELEASED).list
    return lambda: withdraw_list(one, make_staff(), "有误")


def ending_a_notice() -> Act:
    make_list(state=ListState.NOTICE, objections_until=timezone.localdate() - timedelta(days=1))
    return lambda: close_notices(timezone.now())


def releasing_a_case() -> Act:
    case = make_case(state=CaseState.REVIEW)
    return lambda: release_case(case, make_staff())


def scheduling_a_case() -> Act:
    case = make_case(state=CaseState.REVIEW, publish_at=timezone.now() + timedelta(days=1))
    return lambda: release_case(case, make_staff())


def withdrawing_a_case() -> Act:
    case = make_case(state=CaseState.PUBLISHED)
    return lambda: withdraw_case(case, make_staff(), "有误")


def opening_by_a_reader() -> Act:
    make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() - timedelta(minutes=1))
    return lambda: open_what_is_due(timezone.now())


def opening_by_the_timer() -> Act:
    make_case(state=CaseState.SCHEDULED, publish_at=timezone.now() - timedelta(minutes=1))
    return lambda: call_command("publish_due", stdout=StringIO())


def moving_a_case() -> Act:
    case = make_case(state=CaseState.PUBLISHED)
    return lambda: move_case(case, "new-address", make_staff())


def restoring_a_version() -> Act:
    case = make_case()
    case.title = "另一个标题"
    case.updated_at += timedelta(minutes=1)
    case.save()
    first = versions_of(case)[-1]
    return lambda: restore_version(case, first.key, make_staff())


def merging() -> Act:
    one, other = make_organization("陶家宅居民区党总支"), make_organization("陶家宅居民区党支部")
    return lambda: merge_organizations(one, other, reason="同一家", by=None)


def undoing_a_merge() -> Act:
    one, other = make_organization("陶家宅居民区党总支"), make_organization("陶家宅居民区党支部")
    merge = merge_organizations(one, other, reason="同一家", by=None)
    return lambda: undo_merge(merge, reason="不是同一家", by=None)


def naming() -> Act:
    organization = make_organization()
    return lambda: give_name(organization, "陶总支", NameKind.ABBREVIATION)


def renaming() -> Act:
    organization = make_organization()
    return lambda: rename_organization(organization, "陶家宅居民区党委")


def correcting() -> Act:
    entry = make_entry(state=ListState.RELEASED)
    return lambda: correct_entry(entry, CorrectedField.CITATION, "成效显著", "漏印", None)


def revoking() -> Act:
    entry = make_entry(state=ListState.RELEASED)
    facts = {"decision_number": "5号", "decided_on": date(2023, 5, 1), "reason": "不实", "by": None}
    return lambda: change_standing(entry, StandingAct.REVOKE, **facts)


def discarding_a_list() -> Act:
    one = make_entry().list
    return lambda: discard_list(one, None)


def bringing_back_a_list() -> Act:
    draft = discard_list(make_entry().list, None)
    return lambda: restore(draft, None)


def bringing_back_a_case() -> Act:
    draft = discard_case(make_case(), None)
    return lambda: restore(draft, None)


def changing_the_site_s_name() -> Act:
    facts = {"name": "长宁荣誉册", "tagline": "", "rule": "", "about": "", "organizer": "", "contact": ""}
    address = reverse("admin:showcase_sitesettings_add")
    return _posting(address, {**facts, "site_code": "", "icp_number": "", "police_number": ""})


def deleting_in_bulk() -> Act:
    place = make_subdistrict()
    data = {"action": "delete_selected", "_selected_action": [place.pk], "post": "yes"}
    return _posting(reverse("admin:organizations_subdistrict_changelist"), data)


def _posting(address: str, data: dict) -> Act:
    """A form of the staff site, sent by somebody who may do everything."""
    client = Client()
    client.force_login(StaffUser.objects.create_superuser("admin", password="x"))
    return lambda: client.post(address, data)


ACTS = [
    *(applying, undoing, founding, importing_by_command, importing_a_page, loading_a_fixture),
    *(releasing_a_list, withdrawing_a_list, ending_a_notice),
    *(releasing_a_case, scheduling_a_case, withdrawing_a_case, opening_by_a_reader, opening_by_the_timer),
    *(moving_a_case, restoring_a_version, merging, undoing_a_merge, naming, renaming, correcting, revoking),
    *(discarding_a_list, bringing_back_a_list, bringing_back_a_case),
    *(changing_the_site_s_name, deleting_in_bulk),
]

"""Every address of the staff site, walked by those who may not: nothing leaks, nothing changes."""

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from awards.choices import ListState
from awards.models import HonorEntry, HonorList
from organizations.roles import AUDITOR, CLERK, EDITOR, REVIEWER
from tests.config.addresses import addresses_of, autocomplete_addresses, list_addresses, said_by
from tests.config.marked import MARK, PART, make_scene
from tests.factories import make_case, make_entry, make_list, make_staff, make_subdistrict
from tests.staff_forms import filled_in

pytestmark = pytest.mark.django_db

# What a press of any button sends, all at once; a page takes of it what it knows.
PRESSED = {
    "_save": "保存",
    "post": "yes",
    "confirmed": "1",
    "reason": "试一试",
    "state": "released",
    "field": "citation",
    "after": "改过",
    "heading": "改过",
    "name_as_printed": "改过",
    "citation": "改过",
    "choice": "skip",
}
# Written by every sign-in or every visit, whoever comes.
NOT_DUMPED = {"sessions.session", "admin.logentry", "organizations.securityevent"}


@pytest.fixture
def places():
    return make_subdistrict("华阳路街道"), make_subdistrict("新华路街道")


def clerk_of(place):
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(place)
    return clerk


@pytest.fixture
def scene(places):
    return make_scene(places[1], clerk_of(places[1]))


@pytest.fixture
def mine(places):
    """The clerk's own draft with one entry."""
    return make_entry(honor_list=make_list(subdistrict=places[0], heading="自己的榜单"))


def everything_stored():
    """Every row of every table of ours, as the database has it now."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label_lower not in NOT_DUMPED and not model._meta.proxy
    }


def differences(before, after):
    return [label for label in before if before[label] != after[label]]


def press_everything(client, records: list[Model]) -> list[str]:
    """POST every button to every address of ``records``, choosing them wherever something is chosen.

    Returns the addresses that broke or that answered with the mark.
    """
    keys = {type(record).__name__: record.pk for record in records}
    row, entry = keys.get("ImportRow", 0), keys.get("HonorEntry", 0)
    chosen = {"row": row, "only": row, f"row-{row}-choice": "skip", "entry": entry, "list": keys.get("HonorList", 0)}
    lines = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": entry, "form-0-position": 77}
    actions = {"action": "delete_selected", "_selected_action": [record.pk for record in records]}
    faults = []
    for address in addresses_of(records).values():
        answer = client.post(address, {**PRESSED, **chosen, **lines, **actions})
        if answer.status_code >= 500 or MARK in said_by(answer):
            faults.append(address)
    return faults


def test_what_the_walk_looks_for_is_there_to_be_found(client, scene):
    client.force_login(make_staff(is_superuser=True))

    pages = {
        name: client.get(address)
        for name, address in addresses_of(scene.records()).items()
        if name.split()[0].endswith(("_change", "_plan", "_open_rows", "_file")) and " " in name
    }
    silent = [name for name, page in pages.items() if page.status_code == 200 and MARK not in said_by(page)]

    assert silent == []
    assert MARK in said_by(client.get(f"/admin/awards/honorentry/?q={PART}"))
    assert MARK in said_by(client.get(next(one for one in autocomplete_addresses(PART) if "=entry&" in one)))


def test_a_clerk_reads_no_word_of_another_subdistrict_s_drafts(client, places, scene, mine):
    client.force_login(clerk_of(places[0]))
    addresses = [*addresses_of(scene.records()).values(), *list_addresses(PART)]
    addresses += autocomplete_addresses(PART)

    answers = {address: client.get(address) for address in addresses}

    assert [address for address, answer in answers.items() if answer.status_code >= 500] == []
    assert [address for address, answer in answers.items() if MARK in said_by(answer)] == []


def test_a_clerk_changes_nothing_of_another_subdistrict(client, places, scene, mine):
    client.force_login(clerk_of(places[0]))
    before = scene.as_stored()

    assert press_everything(client, scene.records()) == []
    assert scene.as_stored() == before


def test_a_clerk_changes_nothing_by_sending_the_form_of_somebody_who_may(client, places, scene):
    root, clerk = make_staff(is_superuser=True), clerk_of(places[0])
    before = scene.as_stored()

    statuses = set()
    for record in scene.records():
        address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
        client.force_login(root)
        page = client.get(address)
        form = filled_in(page) if page.status_code == 200 and "adminform" in (page.context or {}) else {}
        texts = {name: f"{value}改" for name, value in form.items() if isinstance(value, str) and MARK in value}
        client.force_login(clerk)
        statuses.add(client.post(address, {**form, **texts, "_save": "保存"}).status_code)

    assert scene.as_stored() == before
    assert statuses <= {302, 403, 404}


def test_a_clerk_cannot_slip_another_s_entry_into_the_own_lines(client, places, scene, mine):
    client.force_login(clerk_of(places[0]))
    lines = f"/admin/awards/honorentry/?list__id__exact={mine.list_id}"
    data = filled_in(client.get(lines)) | {"form-0-id": scene.entry.pk, "form-0-position": 77, "_save": "保存"}

    answer = client.post(lines, data)

    assert MARK not in said_by(answer)
    assert HonorEntry.objects.get(pk=scene.entry.pk).position == scene.entry.position


def test_a_clerk_cannot_put_an_entry_into_another_s_draft(client, places, scene, mine):
    client.force_login(clerk_of(places[0]))
    add = f"/admin/awards/honorentry/add/?list={scene.draft.pk}"
    form = filled_in(client.get(add)) | {"list": scene.draft.pk, "organization": mine.organization_id}

    answer = client.post(add, {**form, "tier": mine.tier_id, "_save": "保存"})

    assert MARK not in said_by(answer)
    assert scene.draft.entries.count() == 1


def test_an_auditor_changes_nothing_by_any_address(client, scene, mine):
    case = make_case(organization=mine.organization)
    records = [*scene.records(), mine, mine.list, case, mine.organization, mine.round, mine.tier]
    client.force_login(make_staff(AUDITOR))
    client.get("/admin/")
    before = everything_stored()

    press_everything(client, records)

    assert differences(before, everything_stored()) == []


def test_who_had_a_hand_in_a_list_releases_it_by_no_address(client, places):
    reviewer = make_staff(REVIEWER)
    hands = {"entered_by": reviewer}, {"submitted_by": reviewer}, {}
    entered, submitted, edited = (make_list(subdistrict=places[0], state=ListState.REVIEW, **by) for by in hands)
    edited.editors.add(reviewer)
    lists = [entered, submitted, edited]
    entries = [make_entry(honor_list=one) for one in lists]
    client.force_login(reviewer)

    released = []
    for address in addresses_of([*lists, *entries]).values():
        # A step that takes the list back must not hide what the next one does.
        HonorList.objects.update(state=ListState.REVIEW)
        client.post(address, {**PRESSED, "_selected_action": [one.pk for one in lists], "action": "release"})
        if any(one.is_public() or one.released_at or one.released_by for one in HonorList.objects.all()):
            released.append(address)

    assert released == []


@pytest.mark.parametrize("role", [CLERK, EDITOR, AUDITOR])
def test_those_without_the_right_release_by_no_address(client, places, role):
    honor_list = make_list(subdistrict=places[0], state=ListState.REVIEW)
    make_entry(honor_list=honor_list)
    user = make_staff(role)
    user.subdistricts.add(places[0])
    client.force_login(user)

    press_everything(client, [honor_list])

    assert HonorList.objects.get().state == ListState.REVIEW

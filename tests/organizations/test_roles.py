"""The five roles: what each may do anywhere in the registry, as a new installation has it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from awards.roles import GRANTS as AWARDS_GRANTS
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, GRANTS, REVIEWER, ROLES, crud, grant
from showcase.roles import GRANTS as SHOWCASE_GRANTS
from tests.factories import make_staff

pytestmark = pytest.mark.django_db

TABLES = {"organizations": GRANTS, "awards": AWARDS_GRANTS, "showcase": SHOWCASE_GRANTS}

# Acts that make something public, take it back, or change what the public has read: who may do them.
WEIGHTY_ACTS = {
    "awards.submit_honorlist": {CLERK, REVIEWER},
    "awards.release_honorlist": {REVIEWER},
    "awards.add_correction": {REVIEWER},
    "awards.add_standingchange": {REVIEWER},
    "organizations.add_organizationmerge": {REVIEWER},
    "organizations.delete_organization": {REVIEWER},
    "showcase.submit_casestudy": {EDITOR, CHIEF_EDITOR},
    "showcase.release_casestudy": {CHIEF_EDITOR},
    "showcase.add_casecorrection": {CHIEF_EDITOR},
    "showcase.change_sitesettings": {REVIEWER, CHIEF_EDITOR},
}


@pytest.fixture
def granted():
    """Every permission of every role, as ``app.codename``."""
    rows = Permission.objects.filter(group__isnull=False).values_list(
        "group__name", "content_type__app_label", "codename"
    )
    found = {role: set() for role in ROLES}
    for role, app_label, codename in rows:
        found[role].add(f"{app_label}.{codename}")
    return found


def test_a_new_installation_has_the_five_roles():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_what_the_tables_grant_and_no_more(granted, role):
    promised = {f"{app_label}.{codename}" for app_label, table in TABLES.items() for codename in table.get(role, [])}

    assert granted[role] == promised


@pytest.mark.parametrize("act", WEIGHTY_ACTS)
def test_weighty_acts_are_for_few(granted, act):
    assert {role for role in ROLES if act in granted[role]} == WEIGHTY_ACTS[act]


def test_an_auditor_reads_everything_and_changes_nothing(granted):
    # What only the site writes has no page; a change of subdistricts is read on the person's own history.
    unseen = {"view_contentversion", "view_searchdocument", "view_historicalstaffuser_subdistricts"}
    unseen |= {"view_searchgram", "view_searchphrase", "view_honorcount"}
    # What somebody proves themselves with is for no eyes.
    unseen |= {"view_pastpassword", "view_secondfactor", "view_recoverycode"}
    models = [model for label in TABLES for model in apps.get_app_config(label).get_models() if not model._meta.proxy]
    views = {f"view_{model._meta.model_name}" for model in models} - unseen

    codenames = {permission.split(".")[1] for permission in granted[AUDITOR]}

    assert {codename for codename in codenames if not codename.startswith("view_")} == set()
    assert views - codenames == set()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_edits_or_deletes_the_record_of_changes(granted, role):
    permanent = ("historical", "correction", "casecorrection", "standingchange")
    acts = [permission.split(".")[1].split("_", 1) for permission in granted[role]]

    broken = [(act, model) for act, model in acts if model.startswith(permanent) and act in ("change", "delete")]

    assert broken == []


@pytest.mark.parametrize("role", [CLERK, EDITOR])
def test_those_who_enter_never_release(granted, role):
    assert [permission for permission in granted[role] if ".release_" in permission] == []


def test_somebody_in_a_role_may_do_what_it_grants():
    clerk, nobody = make_staff(CLERK), make_staff()

    assert clerk.has_perm("awards.submit_honorlist")
    assert not clerk.has_perm("awards.release_honorlist")
    assert not nobody.has_perm("awards.submit_honorlist")


def test_granting_twice_changes_nothing(granted):
    for app_label, table in TABLES.items():
        grant(apps, app_label, table)

    assert Permission.objects.filter(group__isnull=False).count() == sum(len(found) for found in granted.values())
    assert Group.objects.count() == len(ROLES)


def test_a_misspelt_permission_stops_the_migration():
    with pytest.raises(LookupError):
        grant(apps, "awards", {CLERK: ["relaese_honorlist"]})


def test_codenames_are_those_of_the_stock_permissions():
    assert crud("honorlist", "honorentry", acts="view add") == [
        "view_honorlist",
        "add_honorlist",
        "view_honorentry",
        "add_honorentry",
    ]

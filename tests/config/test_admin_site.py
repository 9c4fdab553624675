"""The desk as a whole: every page opens, for whom it is, in working order, in Chinese."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from awards.models import HonorCount
from organizations.models import PastPassword, RecoveryCode, SecondFactor, StaffUser
from organizations.roles import AUDITOR, CHIEF_EDITOR, CLERK, EDITOR, REVIEWER
from showcase.models import SearchGram, SearchPhrase
from tests.factories import make_case, make_entry, make_list, make_organization, make_staff

pytestmark = pytest.mark.django_db

OURS = ("organizations", "awards", "showcase", "auth")
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in OURS), key=lambda model: model._meta.label
)


def one_of_each():
    """One of each main record, linked as in life."""
    entry = make_entry(make_organization())
    make_case(organization=entry.organization, round=entry.round)


def statuses_of(client, *pages):
    """What the pages of every model answer, by address name."""
    answers = {}
    for model in MODELS:
        record = model._default_manager.first()
        for page in pages:
            if record or page in ("changelist", "add"):
                name = f"{model._meta.app_label}_{model._meta.model_name}_{page}"
                args = [] if page in ("changelist", "add") else [record.pk]
                answers[name] = client.get(reverse(f"admin:{name}", args=args)).status_code
    return answers


def test_every_model_of_the_three_apps_has_a_staff_page():
    ours = {model for label in OURS[:3] for model in apps.get_app_config(label).get_models()}
    # The index behind search: a million rows of two characters, each repeated from a document that has a page.
    ours -= {SearchGram, SearchPhrase}
    # Sums of what has a page, written by the registry alone.
    ours -= {HonorCount}
    # What somebody proves themselves with is on nobody's desk.
    ours -= {PastPassword, RecoveryCode, SecondFactor}

    without = {model.__name__ for model in ours - set(admin.site._registry)}

    assert {name for name in without if not name.startswith("Historical")} == set()


def test_every_list_opens_for_an_administrator(client):
    one_of_each()
    client.force_login(StaffUser.objects.create_superuser("root"))

    answers = statuses_of(client, "changelist")

    assert {name: status for name, status in answers.items() if status != 200} == {
        "showcase_sitesettings_changelist": 302,
        # Who administers is not who audits (docs/decisions/0022).
        "organizations_securityevent_changelist": 403,
    }


@pytest.mark.parametrize("role", [CLERK, REVIEWER, EDITOR, CHIEF_EDITOR, AUDITOR])
def test_no_page_breaks_for_any_role(client, role):
    one_of_each()
    client.force_login(make_staff(role))

    answers = statuses_of(client, "changelist", "add", "change", "history", "delete")

    assert {name: status for name, status in answers.items() if status not in (200, 302, 403, 404)} == {}


@pytest.mark.parametrize(
    "address",
    [
        "/admin/organizations/organizationmerge/add/?from=x",
        "/admin/awards/correction/add/?entry=x&field=tier",
        "/admin/awards/correction/add/?entry=x",
        "/admin/awards/standingchange/add/?entry=x",
        "/admin/awards/honorentry/add/?list=x&organization=x",
        "/admin/awards/honorlist/add/?round=x",
        "/admin/awards/honorentry/?round=99999999999999999999",
        "/admin/awards/honorentry/add/?list=99999999999999999999",
    ],
)
def test_an_address_that_names_no_record_breaks_nothing(client, address):
    client.force_login(make_staff(REVIEWER))

    assert client.get(address).status_code == 200


def test_front_page_groups_the_work_in_order(client):
    client.force_login(make_staff(REVIEWER))

    response = client.get(reverse("admin:index"))

    assert [desk["name"] for desk in response.context["app_list"]] == ["录入与名单", "党组织", "经验案例", "网站"]


def test_sign_in_page_bears_the_site_name(client):
    response = client.get(reverse("admin:login"))

    assert "长宁基层党建荣誉册" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/admin/awards/honorlist/", ["工作台", "录入与名单", "名单（光荣榜）"]),
        ("/admin/showcase/errorreport/", ["工作台", "网站", "读者纠错"]),
        ("/admin/showcase/openreport/", ["工作台", "待办", "待处理的纠错"]),
        ("/admin/organizations/sourcedocument/add/", ["工作台", "党组织", "来源", "新建"]),
    ],
)
def test_the_way_back_bears_the_words_of_the_menu(client, address, words):
    client.force_login(make_staff(REVIEWER))

    response = client.get(address)

    menu = {desk["name"]: [model["name"] for model in desk["models"]] for desk in response.context["available_apps"]}
    assert trail(response) == words
    assert words[2] in menu[words[1]]


def test_the_way_back_from_a_history_calls_it_as_its_button_does(client):
    honor_list = make_list(heading="光荣榜")
    client.force_login(make_staff(REVIEWER))

    response = client.get(reverse("admin:awards_honorlist_history", args=[honor_list.pk]))

    assert trail(response) == ["工作台", "录入与名单", "名单（光荣榜）", "光荣榜", "修改记录"]


def test_a_page_called_like_its_group_is_named_once(client):
    client.force_login(make_staff(CHIEF_EDITOR))

    response = client.get(reverse("admin:showcase_casestudy_changelist"))

    assert trail(response) == ["工作台", "经验案例"]


def trail(response):
    """The breadcrumbs, word by word."""
    crumbs = re.search(r'<div class="breadcrumbs">(.*?)</div>', response.content.decode(), re.DOTALL)[1]
    return [" ".join(part.split()) for part in re.sub(r"<[^>]+>", "", crumbs).split("&rsaquo;")]


def test_the_door_asks_for_what_its_messages_call_it(client):
    asked = client.get(reverse("admin:login")).context["form"]

    assert asked.fields["username"].label == "登录名"

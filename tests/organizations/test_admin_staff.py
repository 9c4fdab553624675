"""Accounts, initial passwords, sources, and the rule of the own subdistricts."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.choices import SourceKind
from organizations.middleware import MustChangePasswordMiddleware
from organizations.models import SourceDocument, StaffUser
from organizations.roles import AUDITOR, CLERK, REVIEWER
from organizations.scoping import may_write_in, writable_subdistricts
from tests.factories import make_source, make_staff, make_subdistrict
from tests.staff_forms import complaints, filled_in, send

pytestmark = pytest.mark.django_db

STAFF = "/admin/organizations/staffuser/"
SOURCES = "/admin/organizations/sourcedocument/"
PASSWORD = "/admin/password_change/"
INITIAL, OWN = "initial-Pass-2021", "my-own-Pass-2021"


@pytest.fixture
def root(client):
    user = StaffUser.objects.create_superuser("root", password=INITIAL)
    client.force_login(user)
    return user


def account(user):
    return reverse("admin:organizations_staffuser_change", args=[user.pk])


def test_a_new_account_must_change_its_password_and_may_sign_in(client, root):
    send(client, f"{STAFF}add/", username="luru", full_name="录入员甲", password1=INITIAL, password2=INITIAL)

    made = StaffUser.objects.get(username="luru")
    assert (made.must_change_password, made.is_staff, made.check_password(INITIAL)) == (True, True, True)


def test_a_password_too_short_is_refused_in_chinese(client, root):
    response = send(client, f"{STAFF}add/", username="luru", password1="Ab3-x", password2="Ab3-x")

    assert complaints(response) == ["密码太短，至少要有 10 个字符。"]


def test_a_password_set_for_somebody_must_be_changed_again(client, root):
    clerk = make_staff(CLERK)

    client.post(f"{STAFF}{clerk.pk}/password/", {"password1": INITIAL, "password2": INITIAL})

    clerk.refresh_from_db()
    assert (clerk.must_change_password, clerk.check_password(INITIAL)) == (True, True)


def test_changing_the_own_password_ends_the_duty(client):
    user = make_staff(CLERK, password=INITIAL, must_change_password=True)
    client.force_login(user)

    client.post(PASSWORD, {"old_password": INITIAL, "new_password1": OWN, "new_password2": OWN})

    user.refresh_from_db()
    assert (user.must_change_password, user.check_password(OWN)) == (False, True)


def test_the_initial_password_is_no_new_password(client):
    user = make_staff(CLERK, password=INITIAL, must_change_password=True)
    client.force_login(user)

    response = client.post(PASSWORD, {"old_password": INITIAL, "new_password1": INITIAL, "new_password2": INITIAL})

    user.refresh_from_db()
    assert response.context["form"].errors == {"new_password2": ["新密码不能和原来的一样。"]}
    assert user.must_change_password


@pytest.fixture
def guarded(settings):
    path = f"{MustChangePasswordMiddleware.__module__}.{MustChangePasswordMiddleware.__qualname__}"
    if path not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, path]


@pytest.mark.parametrize("page", ["/admin/", "/admin/awards/honorlist/", "/admin/autocomplete/"])
def test_an_initial_password_opens_nothing_but_the_password_page(client, guarded, page):
    client.force_login(make_staff(CLERK, must_change_password=True))

    response = client.get(page)

    assert (response.status_code, response.headers["Location"]) == (302, PASSWORD)


@pytest.mark.parametrize("page", [PASSWORD, "/admin/jsi18n/"])
def test_the_password_page_itself_is_open(client, guarded, page):
    client.force_login(make_staff(CLERK, must_change_password=True))

    assert client.get(page).status_code == 200


def test_whoever_chose_a_password_works_undisturbed(client, guarded):
    client.force_login(make_staff(CLERK))

    assert client.get("/admin/").status_code == 200


def test_auditors_read_accounts_and_change_none(client):
    auditor, clerk = make_staff(AUDITOR), make_staff(CLERK)
    client.force_login(auditor)

    answers = [
        client.get(STAFF).status_code,
        client.get(account(clerk)).status_code,
        client.post(account(clerk), {"is_superuser": "on"}).status_code,
        client.post(f"{STAFF}{clerk.pk}/password/", {"password1": OWN, "password2": OWN}).status_code,
        client.get(f"{STAFF}add/").status_code,
    ]

    assert answers == [200, 200, 403, 403, 403]


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_asks_the_same_however_many_accounts(client, root, django_assert_num_queries, item_count):
    for _ in range(item_count):
        make_staff(CLERK).subdistricts.add(make_subdistrict())

    # session, user, groups and subdistricts of the filters, count, what the roles of an administrator allow,
    # rows, their groups, their subdistricts, site name, whether a role lets a superuser read the security log
    with django_assert_num_queries(11):
        client.get(STAFF)


def test_a_clerk_writes_for_the_subdistricts_set_and_no_others():
    own, other = make_subdistrict("华阳路街道"), make_subdistrict("江苏路街道")
    clerk = make_staff(CLERK)
    clerk.subdistricts.add(own)

    assert list(writable_subdistricts(clerk)) == [own]
    assert [may_write_in(clerk, key) for key in (own.pk, other.pk, None)] == [True, False, False]


def test_a_clerk_without_subdistricts_writes_nowhere():
    make_subdistrict()

    assert list(writable_subdistricts(make_staff(CLERK))) == []


def test_a_reviewer_writes_everywhere_unless_subdistricts_were_set():
    own = make_subdistrict()
    anywhere, limited = make_staff(REVIEWER), make_staff(REVIEWER)
    limited.subdistricts.add(own)

    assert (writable_subdistricts(anywhere), list(writable_subdistricts(limited))) == (None, [own])


def new_source(client, **facts):
    return send(client, f"{SOURCES}add/", kind="roster", headline="名册", **facts)


def test_a_received_file_is_kept_with_its_checksum(client):
    client.force_login(make_staff(CLERK))

    new_source(client, file=SimpleUploadedFile("名册.xlsx", b"bytes as received"))

    source = SourceDocument.objects.get()
    expected = hashlib.sha256(b"bytes as received").hexdigest()
    assert (source.sha256, source.byte_size, source.file_name) == (expected, 17, "名册.xlsx")


def test_a_received_file_is_never_replaced(client):
    client.force_login(make_staff(REVIEWER))
    new_source(client, file=SimpleUploadedFile("名册.xlsx", b"first"))
    page = reverse("admin:organizations_sourcedocument_change", args=[SourceDocument.objects.get().pk])

    data = filled_in(client.get(page)) | {"file": SimpleUploadedFile("x.xlsx", b"second"), "_save": ""}
    client.post(page, data)

    with SourceDocument.objects.get().file.open() as kept:
        assert kept.read() == b"first"


def test_a_clerk_opens_files_that_clerk_handed_in_and_no_others(client):
    mine, another = make_staff(CLERK), make_staff(CLERK)
    client.force_login(mine)
    new_source(client, file=SimpleUploadedFile("名册.xlsx", b"72 names"))
    address = reverse("admin:organizations_sourcedocument_file", args=[SourceDocument.objects.get().pk])

    opened = client.get(address)
    content = b"".join(opened.streaming_content)
    client.force_login(another)
    refused = client.get(address)

    assert (content, opened.headers["Content-Type"], refused.status_code) == (
        b"72 names",
        "application/octet-stream",
        404,
    )


def test_a_clerk_sees_papers_of_all_and_rosters_of_nobody_else(client):
    make_source("解放日报第三版", kind=SourceKind.NEWSPAPER)
    make_source("新华路街道上报名册", kind=SourceKind.ROSTER)
    clerk = make_staff(CLERK)
    client.force_login(clerk)
    new_source(client)

    shown = client.get("/admin/organizations/sourcedocument/").context["cl"].result_list

    assert [str(source) for source in shown] == ["名册", "解放日报第三版"]


def test_a_clerk_does_not_change_what_somebody_else_registered(client):
    paper = make_source("解放日报第三版", kind=SourceKind.NEWSPAPER)
    client.force_login(make_staff(CLERK))

    answer = client.post(reverse("admin:organizations_sourcedocument_change", args=[paper.pk]), {"headline": "改过"})

    paper.refresh_from_db()
    assert (answer.status_code, paper.headline) == (403, "解放日报第三版")


def test_a_source_without_file_has_nothing_to_open(client):
    client.force_login(make_staff(REVIEWER))

    address = reverse("admin:organizations_sourcedocument_file", args=[make_source().pk])

    assert client.get(address).status_code == 404

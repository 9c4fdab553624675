"""Two people at one record: the later save is refused in words, never by a server error."""

import pytest
from django.urls import reverse

from organizations.choices import NameKind
from organizations.models import Neighborhood
from organizations.naming import give_name
from organizations.roles import REVIEWER
from tests.factories import make_neighborhood, make_organization, make_staff
from tests.staff_forms import filled_in

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_a_name_somebody_else_registered_meanwhile_is_refused_in_words(client):
    organization = make_organization("潘东居民区党支部")
    client.force_login(make_staff(REVIEWER))
    page = reverse("admin:organizations_organization_change", args=[organization.pk])
    data = filled_in(client.get(page)) | {
        "names-TOTAL_FORMS": "2",
        "names-1-text": "潘东党支部",
        "names-1-kind": NameKind.ABBREVIATION,
        "names-1-organization": organization.pk,
        "_save": "",
    }
    give_name(organization, "潘东党支部", NameKind.VARIANT)

    response = client.post(page, data, follow=True)

    assert said(response) == ["没有保存：刚才有人保存了相冲突的内容。页面已刷新，请核对后再改一次。"]
    assert organization.names.get(text="潘东党支部").kind == NameKind.VARIANT


def test_a_place_in_use_is_not_deleted_and_that_is_said(client):
    area = make_neighborhood("潘东")
    make_organization("潘东居民区党支部", neighborhood=area)
    client.force_login(make_staff(REVIEWER))

    response = client.post(reverse("admin:organizations_neighborhood_delete", args=[area.pk]), {"post": "yes"})

    assert (response.status_code, Neighborhood.objects.count()) == (200, 1)
    assert "不能删除居民区“潘东居民区”" in response.content.decode()

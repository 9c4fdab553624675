"""A draft case goes into the bin with everything in it; its pictures wait for it in private storage."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from organizations.models import DiscardedDraft
from organizations.recycling import restore
from organizations.roles import EDITOR
from showcase.choices import CaseState, DocumentKind, SignOffAct
from showcase.discarding import discard_case
from showcase.models import (
    CaseOrganization,
    CaseSection,
    CaseSignOff,
    CaseStudy,
    DocumentImport,
    Lesson,
    Photo,
    SearchDocument,
)
from showcase.photos.receiving import delete_photo, receive_photo
from showcase.photos.settling import file_names, settle_photos
from showcase.photos.sweeping import sweep_photos
from tests.dumps import dump
from tests.factories import make_case, make_organization, make_source, make_staff
from tests.showcase.photos.pictures import jpeg

pytestmark = pytest.mark.django_db

PARTS = (CaseStudy, CaseOrganization, CaseSection, Lesson, Photo, CaseSignOff, DocumentImport.cases.through)


@pytest.fixture
def case():
    """A draft with everything a case can have, once sent for review and back."""
    case = make_case("坚持党员“四先” 破解治理难题", organization=make_organization(), written_by=make_staff())
    section = CaseSection.objects.create(case=case, position=1, heading="一张 “清单”", body="一\n\n<table></table>")
    Lesson.objects.create(case=case, number=1, statement="党员先行", explanation="……")
    Photo.objects.create(case=case, caption="还没有图片")
    photo = Photo(
        case=case, section=section, caption="楼道", alternative_text="楼道里的居民", placement_is_inferred=True
    )
    receive_photo(photo, ContentFile(jpeg(), "楼道.jpg"))
    CaseSignOff.objects.create(case=case, act=SignOffAct.values[0], by=make_staff(), at=timezone.now())
    DocumentImport.objects.create(source=make_source(), kind=DocumentKind.values[0]).cases.add(case)
    return case


def folder(case):
    return f"photos/{case.photos.exclude(original='').get().public_name}"


def test_a_restored_case_stands_in_every_table_as_before(case):
    before = dump(*PARTS)
    draft = discard_case(case, make_staff())
    gone = dump(*PARTS)

    restore(draft, None)

    assert {len(rows) for rows in gone.values()} == {0}
    assert dump(*PARTS) == before


def test_its_pictures_stay_in_private_storage_while_it_lies_in_the_bin(case, django_capture_on_commit_callbacks):
    place, name = folder(case), Photo.objects.exclude(original="").get().public_name
    files = file_names(default_storage, place)

    with django_capture_on_commit_callbacks(execute=True):
        draft = discard_case(case, None)
    settle_photos([name])
    swept = sweep_photos(timezone.now() + timedelta(days=1))

    assert files
    assert (swept, file_names(default_storage, place)) == (0, files)
    restore(draft, None)
    with default_storage.open(case.photos.exclude(original="").get().original.name) as original:
        assert original.read(2) == b"\xff\xd8"


def test_pictures_deleted_after_a_restoring_are_gone_for_good(case, django_capture_on_commit_callbacks):
    restore(discard_case(case, None), None)
    place = folder(case)

    with django_capture_on_commit_callbacks(execute=True):
        delete_photo(case.photos.exclude(original="").get())

    assert file_names(default_storage, place) == []


def test_search_knows_a_restored_case_again(case):
    draft = discard_case(case, None)
    assert not SearchDocument.objects.filter(kind="case").exists()

    restore(draft, None)

    assert SearchDocument.objects.get(case=case).title == case.title


@pytest.mark.parametrize("state", [state for state in CaseState.values if state != CaseState.DRAFT])
def test_nothing_but_a_draft_goes_into_the_bin(state):
    case = make_case(state=state)

    with pytest.raises(ValidationError):
        discard_case(case, None)

    assert (CaseStudy.objects.count(), DiscardedDraft.objects.count()) == (1, 0)


def test_a_draft_that_was_public_once_is_not_thrown_away():
    case = make_case(published_at=timezone.now())

    with pytest.raises(ValidationError, match="公开过，不能删除"):
        discard_case(case, None)


def test_an_address_given_to_another_case_meanwhile_stands_in_the_way(case):
    draft = discard_case(case, None)
    make_case("另一篇", slug=case.slug)

    with pytest.raises(ValidationError, match="没有恢复。“坚持党员“四先” 破解治理难题”"):
        restore(draft, None)

    assert CaseSection.objects.count() == 0


def test_deleting_on_the_staff_page_says_where_it_went(client, case):
    client.force_login(make_staff(EDITOR))

    response = client.post(reverse("admin:showcase_casestudy_delete", args=[case.pk]), {"post": "yes"}, follow=True)

    assert "已移入" in str(next(iter(response.context["messages"])))
    assert (CaseStudy.objects.count(), DiscardedDraft.objects.get().kind) == (0, "showcase.casestudy")

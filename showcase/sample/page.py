"""The newspaper page itself: its bytes, its pictures, and its way to the public."""

from collections.abc import Mapping
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from awards.choices import ListState
from awards.models import HonorList
from awards.publishing import release_list, submit_list
from organizations.models import SourceDocument, StaffUser
from showcase.choices import CaseState
from showcase.models import CaseStudy
from showcase.photos.receiving import receive_photo
from showcase.publishing import release_case, submit_case


def keep_bytes(source: SourceDocument, page: Path) -> None:
    """Put the page's bytes where its record says they lie, unless they lie there already."""
    place = str(source.file.name)
    if default_storage.exists(place) and default_storage.size(place) == source.byte_size:
        return
    default_storage.delete(place)  # half a file, left by a load that was killed
    with page.open("rb") as file:
        default_storage.save(place, File(file))


def receive_pictures(source: SourceDocument, folder: Path) -> None:
    """Give each photo of the page's cases its picture, named by case and place in it."""
    for case in CaseStudy.objects.filter(source=source):
        for photo in case.photos.filter(original="").in_order():
            picture = folder / f"{case.slug.partition('-')[0]}-{photo.position}.jpg"
            with picture.open("rb") as file:
                receive_photo(photo, File(file, name=picture.name))


def publish(source: SourceDocument, team: Mapping[str, StaffUser]) -> None:
    """Let the page's lists and cases go the way of all work: one enters, another releases."""
    now = timezone.now()  # one moment for all, so that the cases keep the order of the page
    for honor_list in HonorList.objects.filter(source=source, state=ListState.DRAFT).in_official_order():
        submit_list(honor_list, by=team["luru"])
        release_list(honor_list, by=team["shenhe"], at=now)
    for case in CaseStudy.objects.filter(source=source, state=CaseState.DRAFT).order_by("position"):
        submit_case(case, by=team["bianji"])
        release_case(case, by=team["zhubian"], at=now)

"""What staff do with pictures, and readers see: each prepares its scene and gives the act."""

from collections.abc import Callable

from showcase.photos.receiving import delete_photo, receive_photo
from showcase.photos.releasing import release_organization_photo, withdraw_photo
from tests.factories import make_case
from tests.showcase.photos.pictures import jpeg, upload
from tests.showcase.photos.shelves import make_organization_photo

Act = Callable[[], object]


def receiving_a_picture() -> Act:
    photo = make_case().photos.create(caption="议事")
    return lambda: receive_photo(photo, upload(jpeg(500, 400)))


def releasing_a_picture() -> Act:
    photo = make_organization_photo()
    return lambda: release_organization_photo(photo)


def withdrawing_a_picture() -> Act:
    photo = release_organization_photo(make_organization_photo())
    return lambda: withdraw_photo(photo)


def deleting_a_picture() -> Act:
    photo = make_organization_photo()
    return lambda: delete_photo(photo)


PICTURE_ACTS = [receiving_a_picture, releasing_a_picture, withdrawing_a_picture, deleting_a_picture]

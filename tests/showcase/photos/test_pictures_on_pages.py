"""What a page says of a photo: the picture with its sizes, or a captioned slot; never a broken image."""

import pytest
from django.template.loader import render_to_string

from showcase.models import Photo
from showcase.photos.addresses import Picture, height_at, picture_at, widths_for
from tests.factories import make_case
from tests.showcase.photos.pictures import jpeg
from tests.showcase.photos.shelves import make_photo, make_released_photo, private_files


def figure(photo, **options):
    """The figure, white space folded."""
    return " ".join(render_to_string("components/photo_figure.html", {"photo": photo, **options}).split())


def test_a_picture_lists_its_sizes_and_the_shape_of_the_largest():
    assert picture_at("/p/", [480, 960, 1600], 3200, 2133) == Picture(
        src="/p/960.jpg",
        srcset_webp="/p/480.webp 480w, /p/960.webp 960w, /p/1600.webp 1600w",
        srcset_jpeg="/p/480.jpg 480w, /p/960.jpg 960w, /p/1600.jpg 1600w",
        width=1600,
        height=1066,
    )


@pytest.mark.parametrize(
    ("original", "widths"),
    [(1, [1]), (480, [480]), (500, [480, 500]), (960, [480, 960]), (1599, [480, 960, 1599]), (3200, [480, 960, 1600])],
)
def test_no_size_is_wider_than_its_original(original, widths):
    assert widths_for(original) == widths


def test_a_ribbon_still_has_a_height():
    assert height_at(480, 3200, 1) == 1


@pytest.mark.django_db
def test_a_released_photo_is_a_picture_with_every_size():
    photo = make_released_photo(data=jpeg(500, 400), caption="改造后的大西别墅邻里花园")
    address = f"/media/photos/{photo.public_name}"

    assert figure(photo, sizes="50vw") == (
        '<figure class="photo-figure"> <picture> '
        f'<source type="image/webp" srcset="{address}/480.webp 480w, {address}/500.webp 500w" sizes="50vw"> '
        f'<img class="photo-figure__image" src="{address}/500.jpg" '
        f'srcset="{address}/480.jpg 480w, {address}/500.jpg 500w" sizes="50vw" width="500" height="400" '
        'alt="十来个人围坐在一张长桌旁" decoding="async" loading="lazy"> </picture> '
        '<figcaption class="photo-figure__caption"> 改造后的大西别墅邻里花园 </figcaption> </figure>'
    )


@pytest.mark.django_db
def test_the_first_picture_of_a_page_does_not_wait():
    page = figure(make_released_photo(), eager=True)

    assert 'fetchpriority="high"' in page
    assert "loading=" not in page


@pytest.mark.django_db
def test_a_decoration_is_not_read_aloud():
    photo = make_released_photo(is_decorative=True, alternative_text="", caption="")

    assert ' alt=""' in figure(photo)
    assert "figcaption" not in figure(photo)


@pytest.mark.django_db
def test_a_photo_without_a_file_is_a_captioned_slot():
    photo = Photo.objects.create(
        case=make_case(), caption="打造线上智能服务平台", placement_is_inferred=True, is_illustration=True
    )

    assert figure(photo) == (
        '<figure class="photo-figure"> <div class="photo-placeholder">图片待补</div> '
        '<figcaption class="photo-figure__caption"> 打造线上智能服务平台 '
        '<span class="badge badge--quiet">位置为推定</span> </figcaption> </figure>'
    )


@pytest.mark.django_db
def test_an_unreleased_photo_is_a_slot_for_readers_and_a_picture_for_staff(settings):
    settings.ROOT_URLCONF = "tests.showcase.photos.urls"
    photo = make_photo(make_case(), is_illustration=True, credit="街道供图")

    assert "photo-placeholder" in figure(photo)
    assert photo.public_name not in figure(photo)
    assert f'src="/admin/photos/{photo.pk}/500.jpg"' in figure(photo, preview=True)
    assert "（街道供图）" in figure(photo)
    assert '<span class="badge badge--quiet">示意图</span>' in figure(photo)


@pytest.mark.django_db
def test_a_list_of_photos_opens_no_file(settings, django_assert_num_queries):
    photo = make_released_photo()
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.Storage"}}

    with django_assert_num_queries(1):  # the photos, measured long ago
        photos = list(Photo.objects.all())
        assert [one.picture().width for one in photos] == [500]
    with django_assert_num_queries(1):  # the same, of which only the name was asked
        assert [one.original.name for one in Photo.objects.only("original")] == [photo.original.name]
    Photo.objects.update(width=None, height=None)
    assert [one.width for one in Photo.objects.all()] == [None]
    with pytest.raises(NotImplementedError):
        private_files()

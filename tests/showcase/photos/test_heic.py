"""HEIC, as phones take it: upright, bounded, and without a word about where it was taken."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from showcase.choices import CaseState
from showcase.photos import processing, refusals
from showcase.photos.processing import prepare_photo
from showcase.photos.releasing import release_photos
from tests.factories import make_case
from tests.showcase.photos.pictures import (
    GPS_IFD,
    ORIENTATION,
    SECRET,
    SIDEWAYS,
    XMP,
    decoded,
    encoded,
    phone_jpeg,
    red_above_blue,
)
from tests.showcase.photos.shelves import make_photo, private_files, public_files

processing._learn_heic()


def phone_heic(*, with_turn: bool = True) -> bytes:
    """``red_above_blue`` as a phone held upright stores it; some note the turn for the decoder, too."""
    notes = Image.open(io.BytesIO(phone_jpeg())).getexif()
    lying = red_above_blue().transpose(Image.Transpose.ROTATE_90)
    return encoded(lying, "HEIF", exif=notes.tobytes() if with_turn else notes, xmp=XMP, quality=90)


def is_upright(picture: Image.Image) -> bool:
    red, blue = (picture.convert("RGB").getpixel((300, height)) for height in (100, 700))
    return picture.size == (600, 800) and red[0] > 200 > red[2] and blue[2] > 200 > blue[0]


@pytest.mark.parametrize("with_turn", [True, False])
def test_the_input_lies_on_its_side_and_says_where_it_was_taken(with_turn):
    data = phone_heic(with_turn=with_turn)
    photo = Image.open(io.BytesIO(data))

    assert (b"irot" in data, SECRET.encode() in data) == (with_turn, True)
    assert photo.getexif().get_ifd(GPS_IFD)[1] == "N"
    assert photo.info["original_orientation"] == SIDEWAYS


@pytest.mark.django_db
@pytest.mark.parametrize("with_turn", [True, False])
def test_every_file_of_a_heic_is_upright_and_clean(with_turn):
    case = make_case(state=CaseState.PUBLISHED)
    make_photo(case, data=phone_heic(with_turn=with_turn))
    release_photos(case)

    files = {**private_files(), **{f"public/{name}": data for name, data in public_files().items()}}

    assert len(files) == 9
    for name, data in files.items():
        picture = decoded(data)
        assert (name, dict(picture.getexif()), SECRET.encode() in data) == (name, {}, False)
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
        assert picture.height > picture.width
        assert is_upright(picture.resize((600, 800)))


def test_a_note_beside_the_turn_is_not_obeyed_a_second_time():
    assert ORIENTATION in Image.open(io.BytesIO(phone_heic())).getexif()
    assert is_upright(decoded(prepare_photo(phone_heic()).files["original.jpg"]))


def test_a_heic_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    data = encoded(red_above_blue(), "HEIF")
    monkeypatch.setattr(processing, "MAX_PIXELS", 600 * 800 - 1)

    with pytest.raises(ValidationError) as refusal:
        prepare_photo(data)

    assert refusal.value.messages == [refusals.TOO_LARGE]


@pytest.mark.parametrize("kept", [12, 300, 0.5, 0.95])
def test_a_cut_heic_is_refused_with_a_word_of_advice(kept):
    data = phone_heic()
    cut = data[: kept if kept > 1 else int(len(data) * kept)]

    with pytest.raises(ValidationError) as refusal:
        prepare_photo(cut)

    assert refusal.value.messages == [refusals.HEIC]


def test_a_burst_of_pictures_gives_its_first():
    more = {"save_all": True, "append_images": [Image.new("RGB", (60, 60), "green")]}
    burst = encoded(red_above_blue(), "HEIF", **more)
    assert Image.open(io.BytesIO(burst)).n_frames == 2

    assert is_upright(decoded(prepare_photo(burst).files["original.jpg"]))

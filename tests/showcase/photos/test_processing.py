"""What comes out of processing: upright, bounded, in sRGB, and silent about where it was taken."""

import io

import pytest
from PIL import Image, ImageCms, ImageDraw

from showcase.photos.processing import prepare_photo
from tests.showcase.photos.pictures import (
    GPS_IFD,
    ORIENTATION,
    SECRET,
    SIDEWAYS,
    decoded,
    encoded,
    jpeg,
    phone_jpeg,
    png_with_words,
    red_above_blue,
)


def is_red(pixel):
    return pixel[0] > 200 and pixel[2] < 60


def is_blue(pixel):
    return pixel[2] > 200 and pixel[0] < 60


def test_a_phone_photo_stands_upright_in_every_file():
    data = phone_jpeg()
    lying = decoded(data)
    assert (lying.size, lying.getexif()[ORIENTATION]) == ((800, 600), SIDEWAYS)

    prepared = prepare_photo(data)

    assert (prepared.width, prepared.height, prepared.widths) == (600, 800, [480, 600])
    images = {name: decoded(content) for name, content in prepared.files.items()}
    assert {name: image.size for name, image in images.items()} == {
        "original.jpg": (600, 800),
        "600.webp": (600, 800),
        "600.jpg": (600, 800),
        "480.webp": (480, 640),
        "480.jpg": (480, 640),
    }
    for image in images.values():
        assert is_red(image.convert("RGB").getpixel((20, 20)))
        assert is_blue(image.convert("RGB").getpixel((20, image.height - 20)))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_camera_comes_out_as_pillow_would_turn_it(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image = red_above_blue(90, 60)
    image.paste("white", (0, 0, 30, 30))
    data = encoded(image, "PNG", exif=exif)

    upright = decoded(prepare_photo(data).files["original.jpg"])

    corner = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    assert upright.size == ((90, 60) if orientation < 5 else (60, 90))
    white = upright.getpixel(((upright.width - 11) * corner[0] + 5, (upright.height - 11) * corner[1] + 5))
    assert min(white) > 240


def test_place_camera_comment_and_xmp_of_a_phone_photo_are_in_none_of_its_files():
    data = phone_jpeg()
    assert dict(decoded(data).getexif().get_ifd(GPS_IFD))
    assert data.count(SECRET.encode()) == 3

    prepared = prepare_photo(data)

    for content in prepared.files.values():
        assert SECRET.encode() not in content
        assert not decoded(content).getexif()
        assert decoded(content).info.keys().isdisjoint({"exif", "xmp", "comment", "icc_profile", "photoshop", "dpi"})


def test_words_in_a_png_are_in_none_of_its_files():
    data = png_with_words()
    assert SECRET.encode() in data
    assert decoded(data).text["Description"] == SECRET

    prepared = prepare_photo(data)

    assert [name for name, content in prepared.files.items() if SECRET.encode() in content] == []


def test_what_trails_the_picture_is_cut_off():
    trailer = b"whatever a camera or an office program leaves behind a picture"
    data = jpeg() + trailer

    prepared = prepare_photo(data)

    assert prepared.width == 600
    assert [name for name, content in prepared.files.items() if trailer in content] == []


def test_the_first_picture_of_a_phones_double_jpeg_is_kept():
    data = encoded(red_above_blue(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 80), "green")])
    assert decoded(data).n_frames == 2

    prepared = prepare_photo(data)

    assert (prepared.width, prepared.height) == (600, 800)
    assert is_red(decoded(prepared.files["original.jpg"]).getpixel((20, 20)))


def test_colours_of_a_foreign_profile_become_srgb_and_the_profile_goes():
    # Its red and blue stand in each other's place, and it does not call itself sRGB.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for old, new in ((b"rXYZ", b"????"), (b"bXYZ", b"rXYZ"), (b"????", b"bXYZ"), (b"s\0R\0G\0B", b"o\0R\0G\0B")):
        assert profile.count(old) == 1
        profile = profile.replace(old, new)
    data = encoded(Image.new("RGB", (40, 40), "red"), "PNG", icc_profile=profile)

    prepared = prepare_photo(data)

    image = decoded(prepared.files["original.jpg"])
    assert is_blue(image.getpixel((20, 20)))
    assert "icc_profile" not in image.info


def test_a_profile_that_cannot_be_read_is_no_reason_to_refuse():
    data = encoded(red_above_blue(40, 40), "PNG", icc_profile=b"not a profile")

    prepared = prepare_photo(data)

    assert is_red(decoded(prepared.files["original.jpg"]).getpixel((5, 5)))


def test_a_printers_cmyk_photo_keeps_its_colours():
    data = encoded(red_above_blue(40, 40).convert("CMYK"))
    assert decoded(data).mode == "CMYK"

    image = decoded(prepare_photo(data).files["40.jpg"])

    assert image.mode == "RGB"
    assert is_red(image.getpixel((5, 5)))


def transparent_palette():
    image = Image.new("P", (40, 40), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    ImageDraw.Draw(image).rectangle((0, 20, 39, 39), fill=0)
    return encoded(image, "PNG", transparency=0)


def transparent_rgba():
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 40, 20))
    return encoded(image, "PNG")


def transparent_webp():
    return encoded(decoded(transparent_rgba()), "WEBP", lossless=True)


@pytest.mark.parametrize("made", [transparent_palette, transparent_rgba, transparent_webp])
def test_what_is_transparent_lies_on_white_paper(made):
    image = decoded(prepare_photo(made()).files["original.jpg"])

    assert is_red(image.getpixel((20, 5)))
    assert min(image.getpixel((20, 35))) > 240


def test_sixteen_bits_are_scaled_not_clipped():
    image = Image.new("I;16", (40, 40), 0x8000)
    data = encoded(image, "PNG")

    assert decoded(prepare_photo(data).files["original.jpg"]).getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_of_png_becomes_a_photo(mode):
    prepared = prepare_photo(encoded(red_above_blue(30, 30).convert(mode), "PNG"))

    assert {decoded(content).mode for content in prepared.files.values()} == {"RGB"}


def test_a_single_pixel_is_a_photo():
    prepared = prepare_photo(encoded(Image.new("RGB", (1, 1), "red"), "PNG"))

    assert (prepared.width, prepared.height, sorted(prepared.files)) == (1, 1, ["1.jpg", "1.webp", "original.jpg"])


def test_a_ribbon_is_bounded_on_its_longer_side():
    prepared = prepare_photo(encoded(Image.new("L", (20000, 3)), "PNG"))

    assert (prepared.width, prepared.height, prepared.widths) == (3200, 1, [480, 960, 1600])


def test_a_large_photo_gets_a_bounded_original_and_three_widths():
    prepared = prepare_photo(jpeg(4000, 3000))

    sizes = {name: decoded(content).size for name, content in prepared.files.items() if name.endswith(".jpg")}
    assert sizes == {
        "original.jpg": (3200, 2400),
        "1600.jpg": (1600, 1200),
        "960.jpg": (960, 720),
        "480.jpg": (480, 360),
    }


def test_sizes_load_progressively_and_are_what_their_names_say():
    prepared = prepare_photo(jpeg(1200, 900))

    assert prepared.widths == [480, 960, 1200]
    assert {name: Image.open(io.BytesIO(content)).format for name, content in prepared.files.items()} == {
        "original.jpg": "JPEG",
        **{f"{width}.webp": "WEBP" for width in prepared.widths},
        **{f"{width}.jpg": "JPEG" for width in prepared.widths},
    }
    assert decoded(prepared.files["960.jpg"]).info["progressive"] == 1

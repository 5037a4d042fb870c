import io
import pickle
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from offline.curation.reading import Note, Obstacle, ReadPicture, UnreadableError, read_picture

LIMIT = 1_000_000


def encoded(image: Image.Image, file_format: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def read(data: bytes) -> ReadPicture:
    return read_picture(data, too_many_pixels=LIMIT)


def refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(data)
    return caught.value


NOISE = Image.effect_noise((200, 200), 60).convert("RGB")


@pytest.mark.parametrize(
    ("data", "obstacle"),
    [
        (b"", Obstacle.EMPTY),
        (b"no picture", Obstacle.NOT_A_PICTURE),
        (encoded(NOISE, "JPEG")[:4000], Obstacle.TRUNCATED),
        (encoded(NOISE, "PNG")[:4000], Obstacle.TRUNCATED),
        (encoded(NOISE, "WEBP", lossless=True)[:4000], Obstacle.TRUNCATED),
        (encoded(Image.new("1", (1000, 1000)), "PNG"), Obstacle.TOO_LARGE),
        (encoded(Image.new("1", (20_000, 20_000)), "PNG"), Obstacle.TOO_LARGE),
        (encoded(Image.new("RGBA", (40, 40)), "PNG"), Obstacle.NOTHING_VISIBLE),
    ],
    ids=["empty", "text", "jpeg", "png", "webp", "large", "bomb", "transparent"],
)
def test_what_gives_no_picture_says_why(data: bytes, obstacle: Obstacle) -> None:
    assert refusal(data).obstacle is obstacle


def test_large_picture_is_refused_by_its_header() -> None:
    """Its pixels are missing altogether, and nobody notices."""
    assert refusal(encoded(Image.new("RGB", (1200, 1000)), "PNG")[:100]).obstacle is Obstacle.TOO_LARGE
    assert "1200×1000" in str(refusal(encoded(Image.new("RGB", (1200, 1000)), "PNG")[:100]))


def test_refusal_crosses_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(UnreadableError(Obstacle.LINK, "куда-то")))
    assert (error.obstacle, error.detail) == (Obstacle.LINK, "куда-то")


def test_cmyk_becomes_srgb() -> None:
    picture = read(encoded(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", quality=100))
    red, green, blue, alpha = picture.pixels[10, 10]
    assert red > 200 and green < 60 and blue < 60 and alpha == 255
    assert Note.CMYK in picture.notes


def test_sixteen_bits_become_eight_without_being_cut() -> None:
    levels = np.linspace(0, 65_535, 256).astype(np.uint16).reshape(16, 16)
    picture = read(encoded(Image.fromarray(levels), "PNG"))
    assert np.abs(picture.pixels[..., 0].astype(int).ravel() - np.arange(256)).max() <= 1
    assert Note.DEEP in picture.notes


def test_palette_keeps_its_transparency() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([255, 0, 255, 10, 200, 30])
    image.paste(0, (0, 0, 10, 20))
    picture = read(encoded(image, "PNG", transparency=0))
    assert picture.transparent
    assert picture.pixels[5, 5, 3] == 0
    assert tuple(picture.pixels[5, 15]) == (10, 200, 30, 255)
    assert tuple(picture.on_white[5, 5]) == (255, 255, 255)


def test_animation_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    picture = read(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert tuple(picture.pixels[0, 0]) == (255, 0, 0, 255)
    assert Note.ANIMATED in picture.notes


def test_exif_orientation_is_applied() -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.paste((0, 0, 0), (0, 0, 10, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read(encoded(image, "PNG", exif=exif))
    assert picture.pixels.shape[:2] == (40, 20)
    assert not picture.pixels[:10, :, :3].any() and picture.pixels[10:, :, :3].all()
    assert Note.ROTATED in picture.notes


def test_colour_profile_is_converted_and_a_broken_one_ignored() -> None:
    image = Image.new("RGB", (8, 8), (200, 100, 50))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert tuple(read(encoded(image, "PNG", icc_profile=srgb)).pixels[0, 0]) == (200, 100, 50, 255)
    broken = read(encoded(image, "PNG", icc_profile=b"nonsense"))
    assert tuple(broken.pixels[0, 0]) == (200, 100, 50, 255)
    assert broken.notes == (Note.BAD_PROFILE,)

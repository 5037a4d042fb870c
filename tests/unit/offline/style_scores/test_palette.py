"""Colours are measured rightly, and obviously different sets come out in the right order."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from adbanner.brand_kit import BrandKit
from adbanner.errors import InvalidRequest
from offline.style_scores.measuring import palette_scores
from offline.style_scores.palette import (
    NoObject,
    nearest_distance,
    oklab,
    open_picture,
    palette,
    palette_distance,
)
from offline.style_scores.scores import NotMeasured, PairedScore, Score


def ball(colour: tuple[int, int, int], side: int = 120) -> Image.Image:
    image = Image.new("RGB", (side, side), "white")
    ImageDraw.Draw(image).ellipse((side // 4, side // 4, side * 3 // 4, side * 3 // 4), fill=colour)
    return image


def bank_pictures(kit: BrandKit) -> list[Image.Image]:
    return [open_picture(kit.image_path(image).read_bytes(), image.file) for image in kit.images[::6]]


def noise(count: int) -> list[Image.Image]:
    random = np.random.default_rng(0)
    return [Image.fromarray(random.integers(0, 256, (96, 96, 3), dtype=np.uint8)) for _ in range(count)]


def recoloured(image: Image.Image) -> Image.Image:
    """The same picture in murky olive and brown."""
    grey = np.asarray(image.convert("L"), dtype=np.float64)[..., None] / 255
    return Image.fromarray((grey * np.array([150.0, 120, 40]) + (grey > 0.97) * 100).clip(0, 255).astype(np.uint8))


def measured(score: Score) -> PairedScore:
    assert isinstance(score, PairedScore)
    return score


def test_oklab_has_the_published_values() -> None:
    # Of white, and of the sRGB primaries as the CSS Color Module 4 gives them.
    srgb = np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=np.float64)
    expected = [[1, 0, 0], [0.628, 0.225, 0.126], [0.866, -0.234, 0.179], [0.452, -0.032, -0.312], [0, 0, 0]]
    assert oklab(srgb) == pytest.approx(np.array(expected), abs=1e-3)


def test_flat_colours_are_as_far_apart_as_in_oklab() -> None:
    one, other = (40, 90, 220), (220, 60, 60)
    distance = palette_distance(palette(ball(one)), palette(ball(other)))
    apart = np.linalg.norm(np.diff(oklab(np.array([one, other]) / 255), axis=0))
    # Evenly spread directions see half of a distance on average.
    assert distance == pytest.approx(apart / 2, rel=0.1)
    assert palette_distance(palette(ball(one)), palette(ball(one))) == 0


def test_floor_shadow_and_size_do_not_count() -> None:
    plain = ball((40, 90, 220))
    shadowed = plain.copy()
    ImageDraw.Draw(shadowed).rectangle((0, 100, 120, 120), fill=(205, 205, 205))
    assert palette_distance(palette(plain), palette(shadowed)) < 0.01
    assert palette_distance(palette(plain), palette(ball((40, 90, 220), 640))) < 0.01


def test_a_picture_without_an_object_has_no_palette() -> None:
    with pytest.raises(NoObject):
        palette(Image.new("RGB", (100, 100), (250, 250, 250)))


def test_dark_objects_have_a_palette_without_any_chroma() -> None:
    assert palette(ball((20, 20, 20))).shape == palette(ball((200, 20, 20))).shape


def test_one_colour_of_a_colourful_bank_is_in_style() -> None:
    colours = [(220, 50, 50), (50, 80, 220), (60, 170, 80), (240, 190, 40), (130, 60, 200)]
    bank = np.array([palette(ball(colour)) for colour in colours for _ in range(5)])
    assert nearest_distance(palette(ball((222, 52, 48))), bank) < 0.02
    assert nearest_distance(palette(ball((110, 90, 30))), bank) > 0.05


def test_bank_pictures_score_better_than_recoloured_ones_and_noise(demo_kit: BrandKit) -> None:
    pictures = bank_pictures(demo_kit)
    held_out, bank = pictures[::2], pictures[1::2]
    murky = [recoloured(image) for image in held_out]
    for score in palette_scores(murky, held_out, bank, 0):
        assert measured(score).verdict == "LoRA better"
    assert measured(palette_scores(held_out, murky, bank, 0)[0]).verdict == "LoRA worse"
    picture, whole = map(measured, palette_scores(noise(len(held_out)), held_out, bank, 0))
    assert picture.verdict == "LoRA better"
    # Noise has every colour, as a colourful bank has on the whole: the order is right, and the set shows little.
    assert whole.lora < whole.base


def test_two_halves_of_the_bank_show_no_difference(demo_kit: BrandKit) -> None:
    pictures = bank_pictures(demo_kit)
    thirds = pictures[0::3], pictures[1::3], pictures[2::3]
    size = min(map(len, thirds))
    for score in palette_scores(thirds[0][:size], thirds[1][:size], thirds[2], 0):
        assert measured(score).verdict == "no difference shown"


def test_a_blank_picture_is_left_out_with_its_pair() -> None:
    blank = Image.new("RGB", (64, 64), "white")
    bank = [ball((40, 90, 220))] * 3
    picture, whole = palette_scores([ball((40, 90, 220)), blank], [ball((220, 40, 40))] * 2, bank, 0)
    assert measured(picture).cases == measured(whole).cases == 1
    assert all(isinstance(score, NotMeasured) for score in palette_scores([blank], [blank], bank, 0))
    with pytest.raises(InvalidRequest, match="bank"):
        palette_scores([blank], [blank], [blank], 0)


def test_a_damaged_picture_is_named() -> None:
    with pytest.raises(InvalidRequest, match=r"x\.png"):
        open_picture(b"no picture", "x.png")

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from offline.bank_renderer.composing import compose, save_picture, shadow_alpha

SIZE = (96, 96)


def rendered() -> Image.Image:
    picture = Image.new("RGBA", SIZE)
    picture.paste((200, 30, 40, 255), (30, 30, 60, 60))
    return picture


def shadow(alpha: int) -> Image.Image:
    return Image.new("RGBA", (32, 32), (0, 0, 0, alpha))


def test_border_is_empty_however_far_the_shadow_reaches() -> None:
    alpha = np.asarray(compose(rendered(), shadow(255)))[..., 3]
    assert [int(edge.max()) for edge in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1])] == [0, 0, 0, 0]


def test_object_covers_its_shadow() -> None:
    picture = compose(rendered(), shadow(255))
    assert picture.getpixel((45, 45)) == (200, 30, 40, 255)
    red, green, blue, alpha = picture.getpixel((45, 70))
    assert (red, green, blue) == (14, 20, 38)
    assert 160 <= alpha <= 170


def test_far_haze_of_the_sky_is_no_shadow() -> None:
    assert shadow_alpha(shadow(12), SIZE).getextrema() == (0, 0)


def test_equal_renders_make_equal_pictures() -> None:
    assert compose(rendered(), shadow(90)).tobytes() == compose(rendered(), shadow(90)).tobytes()


@pytest.mark.parametrize(("name", "mode"), [("a.webp", "RGBA"), ("a.png", "RGB")])
def test_bank_keeps_transparency_and_a_preview_is_on_white(tmp_path: Path, name: str, mode: str) -> None:
    save_picture(compose(rendered(), shadow(0)), tmp_path / name)
    saved = Image.open(tmp_path / name)
    assert (saved.mode, saved.size) == (mode, SIZE)
    assert saved.convert("RGBA").getpixel((0, 0))[3] == (0 if mode == "RGBA" else 255)

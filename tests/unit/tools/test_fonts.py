from pathlib import Path

import pytest

from adbanner.brand_kit import BrandKit
from adbanner.errors import BrandKitError, InvalidRequest
from adbanner.layout import FontRole
from tools.fonts import FontBook


@pytest.fixture(scope="module")
def fonts(demo_kit: BrandKit) -> FontBook:
    return FontBook.load(demo_kit)


def ink_width(fonts: FontBook, text: str, spacing: float = 0.0) -> float:
    ink = fonts.shape(text, FontRole.HEADLINE, spacing).ink
    assert ink is not None
    return ink.width


def test_kerning_pulls_letters_together(fonts: FontBook) -> None:
    pair = fonts.shape("AV", FontRole.HEADLINE, 0.0)
    lone = fonts.shape("AA", FontRole.HEADLINE, 0.0)
    assert pair.positions[1][0] < lone.positions[1][0]


def test_letter_spacing_is_added_between_letters_only(fonts: FontBook) -> None:
    assert ink_width(fonts, "ночь", 0.1) == pytest.approx(ink_width(fonts, "ночь") + 3 * 0.1)


def test_invisible_joiners_take_no_room(fonts: FontBook) -> None:
    assert ink_width(fonts, "15\u2060%", -0.03) == pytest.approx(ink_width(fonts, "15%", -0.03))
    assert ink_width(fonts, "15\u00a0₽") == pytest.approx(ink_width(fonts, "15 ₽"))
    assert fonts.unsupported("15\u2060\u00a0₽\u202fи\u2011и", FontRole.BODY) == ()


def test_missing_characters_are_refused_by_name(fonts: FontBook) -> None:
    assert fonts.unsupported("Пицца 🔥🔥 ура ☃", FontRole.HEADLINE) == ("🔥", "☃")
    with pytest.raises(InvalidRequest, match=r"«🔥» U\+1F525 FIRE"):
        fonts.require_supported("Пицца 🔥", FontRole.HEADLINE)


def test_control_characters_are_refused_by_number(fonts: FontBook) -> None:
    with pytest.raises(InvalidRequest, match=r"знаков: U\+0007\."):
        fonts.require_supported("Пицца\x07", FontRole.BODY)


@pytest.mark.parametrize("role", list(FontRole))
def test_every_role_draws_russian_and_the_rouble(fonts: FontBook, role: FontRole) -> None:
    alphabet = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    assert fonts.unsupported(f"{alphabet}{alphabet.upper()} AZaz 0123456789 ₽%№«»—–−+×…", role) == ()


def test_spaces_have_no_ink(fonts: FontBook) -> None:
    assert fonts.shape("  ", FontRole.BODY, 0.0).ink is None


def test_a_broken_font_file_is_named(demo_kit: BrandKit, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    for path in (broken, tmp_path / "absent.ttf"):
        with pytest.raises(BrandKitError, match=path.name):
            FontBook({FontRole.BODY: path})

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adbanner.layout import Align, Box, ButtonShape, FontRole, TextField, TextRole, TextStyle, VerticalAlign
from tools.text_fitting import TextFitter

BOX = Box(x=40, y=50, width=420, height=120)
WORDS = ("Скидка", "15%", "на", "первый", "заказ", "Йод", "Ёлки", "(щука)", "до", "31", "декабря", "₽", "«Ура»", "AVA")


def style(size: float = 60, smallest: float = 12, **changes: object) -> TextStyle:
    base = TextStyle(
        font=FontRole.HEADLINE, size_px=size, min_size_px=smallest, line_height=1.02, letter_spacing_em=-0.03
    )
    return base.model_copy(update=changes)


@settings(max_examples=80, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    width=st.integers(60, 600),
    height=st.integers(14, 300),
    align=st.sampled_from(Align),
    vertical=st.sampled_from(VerticalAlign),
    scale=st.integers(1, 3),
)
def test_fitted_ink_lies_inside_the_box(
    demo_fitter: TextFitter,
    words: list[str],
    width: int,
    height: int,
    align: Align,
    vertical: VerticalAlign,
    scale: int,
) -> None:
    box = Box(x=7, y=9, width=width, height=height)
    fitted = demo_fitter.fit(" ".join(words), style(align=align, vertical_align=vertical), box, 3, scale=scale)
    assert 12 * scale <= fitted.size_px <= 60 * scale
    if fitted.overflow_px == 0:
        assert fitted.ink is not None
        assert fitted.ink.x >= box.x * scale
        assert fitted.ink.y >= box.y * scale
        assert fitted.ink.right <= box.right * scale
        assert fitted.ink.bottom <= box.bottom * scale
        assert len(fitted.lines) <= 3


def test_the_size_shrinks_only_as_far_as_needed(demo_fitter: TextFitter) -> None:
    roomy = demo_fitter.fit("Скидка", style(), BOX, 1)
    tight = demo_fitter.fit("Скидка на первый заказ", style(), BOX, 1)
    assert roomy.size_px == 60
    assert 12 < tight.size_px < 60
    assert tight.ink is not None
    assert tight.ink.width > BOX.width * 0.96


def test_a_text_beyond_its_box_tells_by_how_much(demo_fitter: TextFitter) -> None:
    fitted = demo_fitter.fit("Достопримечательностями", style(smallest=50), BOX, 2)
    assert fitted.ink is not None
    assert abs(fitted.overflow_px - (fitted.ink.width - BOX.width)) <= 2
    wider = BOX.model_copy(update={"width": BOX.width + fitted.overflow_px})
    assert demo_fitter.fit("Достопримечательностями", style(smallest=50), wider, 2).overflow_px == 0


def test_too_high_tells_by_how_much(demo_fitter: TextFitter) -> None:
    flat = BOX.model_copy(update={"height": 30})
    fitted = demo_fitter.fit("Щука", style(smallest=50), flat, 1)
    taller = flat.model_copy(update={"height": 30 + fitted.overflow_px})
    assert fitted.overflow_px > 0
    assert demo_fitter.fit("Щука", style(smallest=50), taller, 1).overflow_px == 0


def test_capitals_touch_the_top_of_the_box_and_ink_its_left_edge(demo_fitter: TextFitter) -> None:
    for size in (20, 60):
        fitted = demo_fitter.fit("Нота", style(size), BOX, 1)
        assert fitted.ink is not None
        assert fitted.ink.x == BOX.x
        assert BOX.y <= fitted.ink.y <= BOX.y + 1


def test_size_factor_lowers_the_largest_size(demo_fitter: TextFitter) -> None:
    assert demo_fitter.fit("Ура", style(), BOX, 1, size_factor=0.5).size_px == 30
    assert demo_fitter.fit("Ура", style(), BOX, 1, size_factor=0.1).size_px == 12


def test_a_slightly_smaller_size_avoids_a_widow(demo_fitter: TextFitter) -> None:
    text = "Путешествия на\u00a0Камчатку зимой"
    box = Box(x=0, y=0, width=700, height=200)
    full = demo_fitter.fit(text, style(60, 60), box, 2)
    free = demo_fitter.fit(text, style(60, 30), box, 2)
    assert free.size_px >= full.size_px * 0.92
    assert len(free.lines[-1]) > 5 or len(free.lines) == 1


def test_a_button_keeps_its_padding(demo_fitter: TextFitter) -> None:
    field = TextField(
        id="button", role=TextRole.BUTTON, purpose="кнопка", max_chars=20, box=Box(x=10, y=10, width=200, height=40),
        style=TextStyle(font=FontRole.BUTTON, size_px=30, min_size_px=10), button=ButtonShape(padding_em=1.4),
    )  # fmt: skip
    fitted = demo_fitter.fit_field(field, "Оформить")
    assert fitted.ink is not None
    assert fitted.overflow_px == 0
    assert fitted.ink.width + 2 * 1.4 * fitted.size_px <= 200
    assert abs((fitted.ink.x - 10) - 1.4 * fitted.size_px) <= 1.5
    room_above, room_below = fitted.placed[0].baseline - 0.7 * fitted.size_px - 10, 50 - fitted.placed[0].baseline
    assert room_above == pytest.approx(room_below, abs=1.5)


def test_empty_text_has_no_ink(demo_fitter: TextFitter) -> None:
    fitted = demo_fitter.fit("", style(), BOX, 2)
    assert (fitted.lines, fitted.ink, fitted.overflow_px) == ((), None, 0)


def test_scale_doubles_everything(demo_fitter: TextFitter) -> None:
    once, twice = (demo_fitter.fit("Скидка 15%", style(), BOX, 1, scale=scale) for scale in (1, 2))
    assert twice.size_px == 2 * once.size_px
    assert twice.placed[0].width == pytest.approx(2 * once.placed[0].width)

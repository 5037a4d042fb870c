import pytest

from adbanner.errors import LayoutError
from adbanner.layout import Layout, TextField
from tools.layout_check import NBSP, check_capacity, samples
from tools.text_fitting import TextFitter


def changed(layout: Layout, field_id: str, **update: object) -> Layout:
    fields = tuple(field.model_copy(update=update) if field.id == field_id else field for field in layout.text_fields)
    return layout.model_copy(update={"text_fields": fields})


def square(layouts: dict[str, Layout]) -> Layout:
    return layouts["square_1080x1080"]


def test_our_layouts_hold_their_own_limits(demo_layouts: dict[str, Layout], demo_fitter: TextFitter) -> None:
    for layout in demo_layouts.values():
        check_capacity(layout, demo_fitter)


@pytest.mark.parametrize(("field_id", "max_chars"), [("headline", 70), ("body", 110), ("button", 26)])
def test_a_limit_that_the_box_cannot_hold_is_refused(
    demo_layouts: dict[str, Layout], demo_fitter: TextFitter, field_id: str, max_chars: int
) -> None:
    layout = changed(square(demo_layouts), field_id, max_chars=max_chars, max_word_chars=22)
    with pytest.raises(LayoutError) as refusal:
        check_capacity(layout, demo_fitter)
    message = str(refusal.value)
    assert message.startswith("square_1080x1080: text_fields[")
    assert f"].max_chars: «{field_id}» cannot hold {max_chars} characters: «" in message
    assert " px at the smallest size" in message


def test_a_word_that_is_wider_than_the_box_is_found(demo_layouts: dict[str, Layout], demo_fitter: TextFitter) -> None:
    narrow = demo_layouts["ya_160x600"]
    check_capacity(narrow, demo_fitter)
    with pytest.raises(LayoutError, match="headline"):
        check_capacity(changed(narrow, "headline", max_word_chars=18), demo_fitter)


def test_a_box_that_is_too_low_is_told_in_pixels(demo_layouts: dict[str, Layout], demo_fitter: TextFitter) -> None:
    layout = square(demo_layouts)
    box = layout.text_field("headline").box
    low = changed(layout, "headline", box=box.model_copy(update={"height": 100}))
    with pytest.raises(LayoutError, match=r"overflows its box by \d{2,3} px"):
        check_capacity(low, demo_fitter)


def test_samples_keep_the_limits_and_come_close_to_them(demo_layouts: dict[str, Layout]) -> None:
    for layout in demo_layouts.values():
        for field in layout.text_fields:
            texts = samples(field)
            assert all(len(text) <= field.max_chars for text in texts)
            assert all(longest_word(text) <= field.max_word_chars for text in texts)
            if field.role in ("headline", "body"):
                assert len(texts) >= 24
                assert sum(len(text) >= field.max_chars - 3 for text in texts) >= len(texts) / 2


def longest_word(text: str) -> int:
    return max(len(word) for word in text.replace(NBSP, " ").split())


def test_numbers_and_buttons_are_tried_with_phrases_of_their_kind(demo_layouts: dict[str, Layout]) -> None:
    layout = demo_layouts["detail_1080x1350"]
    number: TextField = layout.text_field("number")
    assert f"450{NBSP}₽" in samples(number)
    assert "Заказать" in samples(layout.text_field("button"))

import pytest

from adbanner.brand_kit import Category
from adbanner.brief import Brief
from adbanner.layout import (
    Box,
    ButtonShape,
    FontRole,
    ImageSlot,
    Layout,
    LegalSlot,
    TextField,
    TextRole,
    TextStyle,
)
from tools.legal_line import legal_area_share
from tools.text_fitting import TextFitter
from tools.warning_room import with_warning_room

LOAN = Category(
    title="Кредит",
    advertiser="АО «Орбита Банк»",
    warning="Оценивайте свои финансовые возможности и риски",
    warning_area_share=0.05,
    button_verbs=("Рассчитать",),
)
BRIEF = Brief(product_id="p", offer="о", layout_ids=("probe",), erid="2Vtzq000000")
STYLE = TextStyle(font=FontRole.BODY, size_px=20, min_size_px=10)


def field(field_id: str, y: int, height: int, button: ButtonShape | None = None) -> TextField:
    return TextField(
        id=field_id, role=TextRole.BODY, purpose="проба", max_chars=20, box=Box(x=40, y=y, width=200, height=height),
        style=STYLE, button=button,
    )  # fmt: skip


def layout(*fields: TextField) -> Layout:
    return Layout(
        id="probe", title="Проба", platform="проба", width=600, height=600, max_kb=200,
        text_fields=fields or (field("headline", 40, 120), field("note", 440, 24), field("button", 480, 54)),
        image_slots=(ImageSlot(box=Box(x=280, y=250, width=300, height=290)),),
        legal=LegalSlot(
            box=Box(x=40, y=550, width=520, height=30),
            style=TextStyle(font=FontRole.LEGAL, size_px=12, min_size_px=9),
        ),
    )  # fmt: skip


def test_the_lower_part_moves_up_until_the_warning_has_its_share(demo_fitter: TextFitter) -> None:
    before = layout()
    after = with_warning_room(before, LOAN, BRIEF, demo_fitter)
    assert after.legal is not None
    assert (
        legal_area_share(before, LOAN, BRIEF, demo_fitter) < 0.05 <= legal_area_share(after, LOAN, BRIEF, demo_fitter)
    )
    assert after.legal.box.bottom == 580
    assert after.text_field("headline").box == before.text_field("headline").box
    assert after.text_field("button").box.bottom < after.legal.box.y
    lift = 480 - after.text_field("button").box.y
    assert lift > 0
    assert after.text_field("note").box.y == 440 - lift
    picture = after.image_slots[0].box
    assert picture.y == 250
    assert not picture.intersects(after.legal.box)


@pytest.mark.parametrize("share", [0, 0.05])
def test_without_need_the_format_stays_as_it_is(demo_fitter: TextFitter, share: float) -> None:
    free = LOAN.model_copy(update={"warning": "" if share else LOAN.warning, "warning_area_share": share})
    assert with_warning_room(layout(), free, BRIEF, demo_fitter) == layout()


def test_where_texts_would_collide_the_format_stays_as_it_is(demo_fitter: TextFitter) -> None:
    crowded = layout(field("headline", 0, 465), field("button", 480, 54))
    assert with_warning_room(crowded, LOAN, BRIEF, demo_fitter) == crowded


def test_where_rows_cannot_be_kept_fields_move_only_as_far_as_they_must(demo_fitter: TextFitter) -> None:
    tight = layout(field("headline", 0, 340), field("note", 400, 24), field("button", 480, 54))
    after = with_warning_room(tight, LOAN, BRIEF, demo_fitter)
    assert after.legal is not None
    assert legal_area_share(after, LOAN, BRIEF, demo_fitter) >= 0.05
    assert after.text_field("headline").box == tight.text_field("headline").box
    assert after.text_field("note").box.y > after.text_field("headline").box.bottom
    assert after.text_field("button").box.bottom <= after.legal.box.y
    assert after.text_field("button").box.y > after.text_field("note").box.bottom

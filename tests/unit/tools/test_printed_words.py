"""The full cost of a credit before its rate: which field prints it, and how it finds room."""

import pytest

from adbanner.brand_kit import BrandKit, Product
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from tools.policy import screen_request_by_policies
from tools.printed_words import PrintedWords, fit_below_words, smallest_size_px, with_words_room, words_to_print
from tools.text_fitting import TextFitter

OFFER = "Кредит до 5 млн ₽ по ставке от 14,9% годовых"
COST = "Полная стоимость кредита (займа) 15,2–34,8% годовых"
PRINTED = PrintedWords(field_id="body", words=COST, rules=("Полная стоимость кредита",))


@pytest.fixture
def square(demo_layouts: dict[str, Layout]) -> Layout:
    return demo_layouts["square_1080x1080"]


@pytest.fixture
def loan(demo_kit: BrandKit) -> Product:
    return demo_kit.product("cash_loan")


def texts(headline: str, body: str) -> BannerTexts:
    fields = (FieldText(field_id="headline", text=headline), FieldText(field_id="body", text=body))
    button = FieldText(field_id="button", text="Оформить")
    return BannerTexts(layout_id="square_1080x1080", author=TextAuthor.LLM, fields=(*fields, button))


@pytest.mark.parametrize(
    ("headline", "body", "field_id"),
    [
        ("Кредит до 5 млн ₽", "По ставке от 14,9% годовых", "body"),
        ("Кредит от 14,9% годовых", "До 5 млн ₽", "headline"),
        ("От 14,9%", "14,9% годовых на кредит", "headline"),
    ],
)
def test_the_cost_is_printed_where_a_percentage_stands_first(
    demo_kit: BrandKit, loan: Product, square: Layout, headline: str, body: str, field_id: str
) -> None:
    printed = words_to_print(demo_kit, loan, OFFER, texts(headline, body), square)
    assert printed is not None
    assert (printed.field_id, printed.words) == (field_id, COST)


@pytest.mark.parametrize(
    ("product_id", "offer", "body"),
    [
        ("cash_loan", "Кредит до 5 млн ₽", "Решение за 5 минут"),
        ("cash_loan", OFFER, "Решение за 5 минут"),
        ("credit_card", "Кредитная карта с кешбэком 5%", "Кешбэк 5%"),
        ("mortgage", "Ипотека: первоначальный взнос от 10%", "Взнос от 10%"),
        ("delivery", "Скидка 15% на первый заказ", "Скидка 15%"),
    ],
)
def test_without_a_rate_nothing_is_printed(
    demo_kit: BrandKit, square: Layout, product_id: str, offer: str, body: str
) -> None:
    found = words_to_print(demo_kit, demo_kit.product(product_id), offer, texts("Заголовок", body), square)
    assert found is None


def test_a_product_without_its_cost_is_flagged_with_what_to_do(demo_kit: BrandKit, loan: Product) -> None:
    assert screen_request_by_policies((OFFER,), demo_kit.policies_for(loan)) == ()
    unknown = loan.model_copy(update={"full_cost": ""})
    (flag,) = screen_request_by_policies((OFFER,), demo_kit.policies_for(unknown))
    assert "Полная стоимость кредита" in flag and "full_cost" in flag and "уберите ставку" in flag


def test_words_and_text_share_one_size_and_the_picture_gives_way(square: Layout, demo_fitter: TextFitter) -> None:
    before = square.text_field("body")
    made = with_words_room(square, PRINTED, "По ставке от 14,9% годовых", before.box.y, demo_fitter)
    assert made is not None
    layout, printed = made
    field = layout.text_field("body")
    above, below = fit_below_words(field, printed, "По ставке от 14,9% годовых", demo_fitter, scale=1)
    assert above.size_px == below.size_px == printed.size_px
    assert above.ink and below.ink
    assert above.ink.bottom < below.ink.y < below.ink.bottom <= field.box.bottom
    assert field.box.height > before.box.height
    (slot,), (old,) = layout.image_slots, square.image_slots
    assert slot.box.y > old.box.y and slot.box.bottom == old.box.bottom


def test_fields_below_keep_their_distance(square: Layout, demo_fitter: TextFitter) -> None:
    headline = PRINTED.model_copy(update={"field_id": "headline"})
    top = square.text_field("headline").box.y
    made = with_words_room(square, headline, "Кредит от 14,9% годовых", top, demo_fitter)
    assert made is not None
    grown, body = made[0].text_field("headline").box, made[0].text_field("body").box
    assert body.y - grown.bottom == square.text_field("body").box.y - square.text_field("headline").box.bottom


def test_without_room_nothing_is_squeezed_in(demo_layouts: dict[str, Layout], demo_fitter: TextFitter) -> None:
    strip = demo_layouts["ya_320x50"]
    field = strip.text_fields[0]
    printed = PRINTED.model_copy(update={"field_id": field.id})
    assert with_words_room(strip, printed, "Кредит от 14,9% годовых", field.box.y, demo_fitter) is None
    assert smallest_size_px(strip) > 0

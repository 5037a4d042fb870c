"""Each fault of a text is seen, with its measure; a good text has none."""

from collections.abc import Callable

import pytest

from adbanner.brand_kit import BrandKit
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor, TextFault
from tools.copywriting import CopyRequest
from tools.fact_policy import required_facts
from tools.facts import extract_facts
from tools.text_check import check_texts
from tools.text_fitting import TextFitter

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
Check = Callable[..., tuple[TextFault, ...]]
HEADLINE, BODY = "Скидка 15% на первый заказ", "До 31 декабря по промокоду ЕДА15"


def request_for(kit: BrandKit, layout: Layout, offer: str = OFFER) -> CopyRequest:
    product = kit.product("delivery")
    return CopyRequest(
        product=product,
        layout=layout,
        offer=offer,
        facts=extract_facts(offer),
        tone_of_voice=kit.tone_of_voice,
        forbidden_words=kit.forbidden_words,
        button_verbs=kit.button_verbs(product),
        examples=(),
        language="ru",
        seed=7,
    )


@pytest.fixture
def square(demo_layouts: dict[str, Layout]) -> Layout:
    return demo_layouts["square_1080x1080"]


@pytest.fixture
def faults(demo_kit: BrandKit, demo_fitter: TextFitter, square: Layout) -> Check:
    def check(headline: str = HEADLINE, body: str = BODY, button: str = "Заказать") -> tuple[TextFault, ...]:
        words = {"headline": headline, "body": body, "button": button}
        texts = BannerTexts(
            layout_id=square.id,
            author=TextAuthor.PERSON,
            fields=tuple(FieldText(field_id=field.id, text=words[field.id]) for field in square.text_fields),
        )
        return check_texts(texts, request_for(demo_kit, square), demo_fitter)

    return check


def test_a_good_text_has_no_fault(faults: Check) -> None:
    assert faults() == ()


def test_an_empty_required_field(faults: Check) -> None:
    assert TextFault(kind=FaultKind.EMPTY, field_id="button") in faults(button=" ")


def test_a_text_too_long_says_by_how_much(faults: Check, square: Layout) -> None:
    headline = f"{HEADLINE} и ещё немного приятных слов сверху"
    over = len(headline) - square.text_field("headline").max_chars
    assert TextFault(kind=FaultKind.TOO_LONG, field_id="headline", over_chars=over) in faults(headline)


def test_a_word_too_long_for_its_line(faults: Check) -> None:
    found = faults("Скидка 15% на первый заказовыборозаказчик")
    word = next(fault for fault in found if fault.kind is FaultKind.WORD_TOO_LONG)
    assert (word.field_id, word.detail, word.over_chars) == ("headline", "заказовыборозаказчик", 2)


def test_a_text_wider_than_its_box_is_measured_in_pixels(faults: Check) -> None:
    found = faults(body="Ш" * 200)
    assert any(fault.kind is FaultKind.OVERFLOWS_BOX and fault.over_px > 0 for fault in found)


def test_a_character_that_the_type_lacks(faults: Check) -> None:
    found = faults("Скидка 15% на первый заказ 漢")
    assert TextFault(kind=FaultKind.UNSUPPORTED_CHARACTER, field_id="headline", detail="漢") in found


def test_a_forbidden_word_in_any_form(faults: Check, demo_kit: BrandKit) -> None:
    word = demo_kit.forbidden_words[0]
    found = faults(body=f"До 31 декабря по промокоду ЕДА15 {word}")
    assert any(fault.kind is FaultKind.FORBIDDEN_WORD and fault.field_id == "body" for fault in found)


def test_a_field_that_repeats_another(faults: Check) -> None:
    (fault,) = [fault for fault in faults(body="Первый заказ со скидкой 15%") if fault.kind is FaultKind.REPEATS_FIELD]
    assert fault.field_id == "body"
    assert {"заказ", "скидка"} <= set(fault.detail.split(", "))


def test_a_button_may_repeat_a_word(faults: Check) -> None:
    assert faults(button="Заказ") == ()


def test_a_lost_fact_names_it(faults: Check) -> None:
    found = faults(body="По промокоду ЕДА15")
    assert found == (TextFault(kind=FaultKind.LOST_FACT, detail="до 31 декабря"),)


def test_a_changed_bound_is_a_lost_fact(faults: Check) -> None:
    assert any(fault.kind is FaultKind.LOST_FACT for fault in faults("Скидка до 15% на первый заказ"))


def test_an_invented_fact_names_it(faults: Check) -> None:
    found = faults(body=f"{BODY}. Бесплатно")
    assert TextFault(kind=FaultKind.INVENTED_FACT, detail="Бесплатно") in found


def test_a_strip_may_leave_deadline_and_code_but_not_the_condition(demo_layouts: dict[str, Layout]) -> None:
    required = required_facts(extract_facts(OFFER), demo_layouts["ya_320x50"], OFFER)
    assert [fact.kind.value for fact in required] == ["percent", "condition"]
    assert required_facts(extract_facts(OFFER), demo_layouts["square_1080x1080"], OFFER) == extract_facts(OFFER)

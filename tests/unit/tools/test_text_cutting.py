"""What the last resort leaves is always usable, and keeps the facts that it can."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adbanner.brand_kit import BrandKit
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor
from tools.copywriting import CopyAttempt, CopyRequest
from tools.facts import extract_facts
from tools.lemmas import part_of_speech
from tools.text_check import field_faults
from tools.text_cutting import cut_to_fit, cut_words
from tools.text_fitting import TextFitter

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
USABLE = {FaultKind.LOST_FACT, FaultKind.REPEATS_FIELD, FaultKind.INVENTED_FACT, FaultKind.EMPTY}


@pytest.fixture(scope="module")
def request_of_square(demo_kit: BrandKit, demo_layouts: dict[str, Layout]) -> CopyRequest:
    product = demo_kit.product("delivery")
    return CopyRequest(
        product=product,
        layout=demo_layouts["square_1080x1080"],
        offer=OFFER,
        facts=extract_facts(OFFER),
        tone_of_voice=demo_kit.tone_of_voice,
        forbidden_words=demo_kit.forbidden_words,
        button_verbs=demo_kit.button_verbs(product),
        examples=(),
        language="ru",
        seed=7,
    )


def attempt(headline: str, body: str, button: str = "Заказать", author: TextAuthor = TextAuthor.LLM) -> CopyAttempt:
    words = (("headline", headline), ("body", body), ("button", button))
    fields = tuple(FieldText(field_id=name, text=text) for name, text in words)
    return CopyAttempt(texts=BannerTexts(layout_id="square_1080x1080", author=author, fields=fields), faults=())


WORDS = st.lists(
    st.sampled_from("Скидка 15% на первый заказ для вас и — до 31 декабря «Дом моря» 500\u00a0₽ со".split(" ")),
    min_size=1,
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=WORDS, body=WORDS, button=WORDS)
def test_the_rest_is_within_every_limit_and_never_mid_word(
    headline: str, body: str, button: str, request_of_square: CopyRequest, demo_fitter: TextFitter
) -> None:
    texts = cut_to_fit((attempt(headline, body, button),), request_of_square, demo_fitter)
    for field, whole in zip(request_of_square.layout.text_fields, (headline, body, button), strict=True):
        text = texts.text(field.id)
        found = {fault.kind for fault in field_faults(field, text, request_of_square, demo_fitter)}
        assert found <= USABLE, (text, found)
        kept, words = re.findall(r"\w+", text), re.findall(r"\w+", whole)
        if field.id != "button":
            assert kept == words[: len(kept)]
            assert text == whole or not kept or part_of_speech(kept[-1]) not in ("PREP", "CONJ")


def test_an_answer_that_fits_and_keeps_the_facts_is_preferred_to_a_newer_one(
    request_of_square: CopyRequest, demo_fitter: TextFitter
) -> None:
    good = attempt("Скидка 15% на первый заказ", "До 31 декабря по промокоду ЕДА15")
    poor = attempt("Вкусный ужин дома", "Закажите сегодня вечером из любимого ресторана")
    assert cut_to_fit((good, poor), request_of_square, demo_fitter).text("headline") == "Скидка 15% на первый заказ"


def test_fields_of_different_answers_are_combined_for_their_facts(
    request_of_square: CopyRequest, demo_fitter: TextFitter
) -> None:
    first = attempt("Скидка 15% на первый заказ", "Горячий ужин привезут к вашей двери")
    second = attempt("Вкусный ужин дома", "До 31 декабря по промокоду ЕДА15")
    texts = cut_to_fit((first, second), request_of_square, demo_fitter)
    assert (texts.text("headline"), texts.text("body")) == (
        "Скидка 15% на первый заказ",
        "До 31 декабря по промокоду ЕДА15",
    )


def test_a_button_that_does_not_fit_becomes_a_verb_of_the_brand(
    request_of_square: CopyRequest, demo_fitter: TextFitter
) -> None:
    texts = cut_to_fit((attempt("Ужин", "Дома", "Заказать прямо сейчас с доставкой"),), request_of_square, demo_fitter)
    assert texts.text("button") in request_of_square.button_verbs


def test_a_cut_leaves_no_open_quote_and_no_dash(request_of_square: CopyRequest, demo_fitter: TextFitter) -> None:
    field = request_of_square.layout.text_field("headline")
    text = "Дарим скидку на всё меню — «Самый длинный ресторан на свете у моря»"
    assert cut_words(field, text, request_of_square, demo_fitter) == "Дарим скидку на всё меню"


def test_a_cut_leaves_no_number_without_its_unit(request_of_square: CopyRequest, demo_fitter: TextFitter) -> None:
    field = request_of_square.layout.text_field("headline").model_copy(update={"max_chars": 22})
    text = "Домашний интернет 500 Мбит/с за рубль"
    assert cut_words(field, text, request_of_square, demo_fitter) == "Домашний интернет"


def test_a_cut_leaves_no_adjective_without_its_noun(request_of_square: CopyRequest, demo_fitter: TextFitter) -> None:
    field = request_of_square.layout.text_field("headline").model_copy(update={"max_chars": 22})
    assert cut_words(field, "Тариф с безлимитным интернетом", request_of_square, demo_fitter) == "Тариф"
    assert cut_words(field, "Get 20% on your first order", request_of_square, demo_fitter) == "Get 20%"


def test_arrangements_of_the_built_in_copywriter_are_not_mixed(
    request_of_square: CopyRequest, demo_fitter: TextFitter
) -> None:
    best = attempt("Скидка 15% на первый заказ", "По промокоду ЕДА15", author=TextAuthor.OFFLINE)
    later = attempt("Скидка 15% на первый", "До 31 декабря по промокоду ЕДА15", author=TextAuthor.OFFLINE)
    assert cut_to_fit((best, later), request_of_square, demo_fitter) == best.texts

"""A limit stays with its benefit and a number with the words that say what it is of; other arrangements are free."""

from pathlib import Path

import pytest
from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.layout import Layout
from adbanner.prompts import PromptLibrary
from adbanner.settings import PROJECT_ROOT, LlmSettings
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor, TextFault
from tools.copywriting import CopyAttempt, CopyRequest
from tools.fact_binding import misplaced_facts
from tools.facts import extract_facts
from tools.llm import ChatModel
from tools.llm_copywriter import LlmCopywriter
from tools.text_check import check_texts
from tools.text_fitting import TextFitter
from tools.typography import typeset

TORN = [
    ("Дарим 900 ₽ за заказ от 4 000 ₽", "Дарим 900 ₽ от 4 000 ₽", ["от 4 000 ₽"]),
    ("Дарим 900 ₽ за заказ от 4 000 ₽", "Дарим 900 ₽ | От 4 000 ₽", ["от 4 000 ₽"]),
    ("Кредит 12% на срок до 3 лет", "Кредит 12% до 3 лет", ["до 3 лет"]),
    ("Скидка 20% на ортодонта", "Скидка 20% ортодонта", ["20%"]),
    ("Кэшбэк 9%. Десерт в подарок до 5 мая", "Кэшбэк 9% до 5 мая | Десерт в подарок", ["до 5 мая"]),
    ("Кэшбэк 9%. Десерт в подарок до 5 мая", "Кэшбэк 9% | До 5 мая | Десерт в подарок", ["до 5 мая"]),
    ("Кэшбэк 9% студентам. Десерт в подарок", "Кэшбэк 9% | Десерт в подарок студентам", ["студентам"]),
    ("Кофе за 99 ₽ вместо 150 ₽, чай в подарок", "Кофе за 99 ₽ | Чай в подарок вместо 150 ₽", ["вместо 150 ₽"]),
    ("Неделя бесплатно и скидка 9% на год", "Скидка 9% на неделю | Бесплатно на год", ["Неделя", "год"]),
    ("Кэшбэк 9% на кино и 4% на такси", "Кэшбэк 9% на такси, 4% на кино", ["9%", "4%"]),
    ("Пробный урок бесплатно, дальше 700 ₽ за занятие", "Пробный бесплатно | Дальше 700 ₽", ["700 ₽"]),
    ("$9 back on orders over $40", "$9 back over $40", ["over $40"]),
    ("9% off until May 5. Free returns for students", "9% off for students | Free returns", ["for students"]),
]
WHOLE = [
    ("Дарим 900 ₽ за заказ от 4 000 ₽", "Дарим 900 ₽ | Закажите от 4 000 ₽"),
    ("Дарим 900 ₽ за заказ от 4 000 ₽", "От 4 000 ₽ | Дарим 900 ₽ за заказ"),
    ("Доставка бесплатно при заказе от 900 ₽", "Бесплатная доставка от 900 ₽"),
    ("Кредит 12% на срок до 3 лет", "Кредит 12% | До 3 лет"),
    ("Скидка 20% на ортодонта", "К ортодонту со скидкой 20%"),
    ("Кэшбэк 9% до 5 мая", "До 5 мая | Кэшбэк 9%"),
    ("Кэшбэк 9% до 5 мая", "Кэшбэк | На всё | Только до 5 мая | 9%"),
    ("Кэшбэк 9%. Десерт в подарок до 5 мая", "До 5 мая десерт в подарок | Кэшбэк 9%"),
    ("Кэшбэк 9%. Десерт в подарок до 5 мая", "Кэшбэк 9% и десерт в подарок до 5 мая"),
    ("Кэшбэк 9% и десерт в подарок до 5 мая", "Кэшбэк 9% до 5 мая | Десерт в подарок"),
    ("До 5 мая кэшбэк 9% и десерт в подарок", "Кэшбэк 9% | Десерт в подарок до 5 мая"),
    ("Кэшбэк 9%, десерт в подарок. Только до 5 мая", "До 5 мая | Десерт в подарок | Кэшбэк 9%"),
    ("Бесплатный кофе до 5 мая. Бесплатный чай", "Бесплатный чай | Бесплатный кофе до 5 мая"),
    ("Кэшбэк 9% на кино и 4% на такси", "4% на такси | 9% на кино"),
    ("Уроки по 700 ₽ за занятие", "700 ₽ | За каждое занятие"),
    ("Вклад под 9% на 6 месяцев, от 900 ₽", "9% | Вклад на 6 месяцев, от 900 ₽"),
    ("Кэшбэк 9% до 5 мая. Десерт в подарок", "Кэшбэк 9% | До 5 мая, а десерт в подарок"),
    ("Подписка на год за 900 ₽. Код HOUSE-5 даст 50 ₽", "Подписка на год | Код HOUSE-5 даст 50 ₽"),
    ("Вкусные ужины", "До 5 мая | Кэшбэк 9%"),
    ("", ""),
]


@pytest.mark.parametrize(("offer", "fields", "words"), TORN)
def test_a_fact_that_left_its_benefit_or_its_head_is_named(offer: str, fields: str, words: list[str]) -> None:
    named = {fact.text for fact in misplaced_facts(offer, tuple(fields.split(" | ")))}
    assert set(words) <= named


@pytest.mark.parametrize(("offer", "fields"), WHOLE)
def test_an_arrangement_that_means_the_same_is_left_alone(offer: str, fields: str) -> None:
    assert misplaced_facts(offer, tuple(fields.split(" | "))) == ()


@pytest.mark.parametrize("offer", [offer for offer, *_ in (*TORN, *WHOLE)])
def test_an_offer_is_bound_as_in_itself_however_it_is_set(offer: str) -> None:
    assert misplaced_facts(offer, (offer,)) == ()
    assert misplaced_facts(offer, (typeset(offer),)) == ()


def test_a_fact_is_named_once_however_often_it_is_misplaced() -> None:
    torn = ("Кэшбэк 9% до 5 мая", "Чай в подарок", "9% до 5 мая")
    assert [fact.text for fact in misplaced_facts("Кэшбэк 9%. Чай в подарок до 5 мая", torn)] == ["до 5 мая"]


@pytest.fixture
def request_(demo_kit: BrandKit, demo_layouts: dict[str, Layout]) -> CopyRequest:
    offer = "Скидка 9% на всё. Десерт в подарок до 5 мая"
    product = demo_kit.product("delivery")
    return CopyRequest(
        product=product,
        layout=demo_layouts["square_1080x1080"],
        offer=offer,
        facts=extract_facts(offer),
        tone_of_voice=demo_kit.tone_of_voice,
        forbidden_words=demo_kit.forbidden_words,
        button_verbs=demo_kit.button_verbs(product),
        examples=(),
        language="ru",
        seed=7,
    )


def texts(request: CopyRequest, headline: str, body: str) -> BannerTexts:
    words = {"headline": headline, "body": body, "button": "Заказать"}
    fields = tuple(FieldText(field_id=field.id, text=words[field.id]) for field in request.layout.text_fields)
    return BannerTexts(layout_id=request.layout.id, author=TextAuthor.PERSON, fields=fields)


def test_the_check_of_texts_reports_it_once(request_: CopyRequest, demo_fitter: TextFitter) -> None:
    torn = check_texts(texts(request_, "Скидка 9% до 5 мая", "Десерт в подарок ко всему"), request_, demo_fitter)
    assert [fault for fault in torn if fault.detail == "до 5 мая"] == [
        TextFault(kind=FaultKind.MISPLACED_FACT, detail="до 5 мая")
    ]
    whole = check_texts(texts(request_, "Скидка 9% на всё", "До 5 мая десерт в подарок"), request_, demo_fitter)
    assert FaultKind.MISPLACED_FACT not in {fault.kind for fault in whole}


def test_the_model_is_told_how_to_mend_it(request_: CopyRequest, tmp_path: Path) -> None:
    prompts = PromptLibrary.load(PROJECT_ROOT / "prompts")
    chat = ChatModel(
        LlmSettings(base_url=AnyHttpUrl("http://127.0.0.1:9/v1"), model="m"), ArtifactStore.local(tmp_path), prompts
    )
    fault = TextFault(kind=FaultKind.MISPLACED_FACT, detail="до 5 мая")
    attempt = CopyAttempt(texts=texts(request_, "Скидка 9% до 5 мая", "Десерт в подарок"), faults=(fault,))
    *_, shorten = LlmCopywriter(chat, prompts).conversation(request_, (attempt,))
    (line,) = (line for line in shorten.content.splitlines() if '"до 5 мая"' in line and line.startswith("- "))
    assert line.startswith('- весь баннер: "до 5 мая" оторвано от своей выгоды')
    assert "поставь в одно поле с ней" in line

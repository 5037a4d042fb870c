from adbanner.prompts import PromptLibrary
from adbanner.settings import PROJECT_ROOT
from tools.prompt_leak import PromptLeak

LEAK = PromptLeak(("Ты пишешь рекламу и не выдумываешь ни цифр, ни сроков, ни подарков.",))


def test_five_words_in_a_row_are_a_leak_however_they_are_set() -> None:
    assert LEAK.found_in("Вот: «ПИШЕШЬ рекламу — и не: выдумываешь»")


def test_four_words_are_chance() -> None:
    assert not LEAK.found_in("Пишешь рекламу и не ждёшь цифр? Отлично")


def test_what_the_offer_says_is_no_secret() -> None:
    leak = PromptLeak(("Пример: «Доставка бесплатно при заказе от 1 000 ₽».",))
    assert leak.found_in("Скидка! Доставка бесплатно при заказе от 700 ₽")
    assert not leak.found_in(
        "Доставка бесплатно при заказе от 700 ₽", said="доставка бесплатно при заказе от 700 рублей"
    )


def test_every_instruction_of_the_product_is_known() -> None:
    prompts = PromptLibrary.load(PROJECT_ROOT / "prompts")
    leak = PromptLeak(prompts.wording)
    assert leak.found_in("независимый проверяющий рекламной площадки. Ты не пишешь рекламу и не отвечаешь автору")
    assert not any("{" + mark in text for text in prompts.wording for mark in "{%")


def test_ordinary_texts_share_no_run_with_the_instructions() -> None:
    leak = PromptLeak(PromptLibrary.load(PROJECT_ROOT / "prompts").wording)
    assert not leak.found_in("Кэшбэк до 30% на всё в первый месяц, обслуживание 0 ₽ при тратах от 10 000 ₽")


def test_a_short_sentence_of_the_instructions_is_a_leak_as_a_whole() -> None:
    leak = PromptLeak(PromptLibrary.load(PROJECT_ROOT / "prompts").wording)
    assert leak.found_in("За заказ от 2 000 ₽. Ты — старший рекламный копирайтер. Заказать")

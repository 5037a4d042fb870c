from adbanner.prompts import PromptLibrary
from adbanner.settings import PROJECT_ROOT
from tools.prompt_leak import PromptLeak

LEAK = PromptLeak(("Ты пишешь рекламу и не выдумываешь ни цифр, ни сроков, ни подарков.",))


def test_eight_words_in_a_row_are_a_leak_however_they_are_set() -> None:
    assert LEAK.found_in("Вот: «ПИШЕШЬ рекламу — и не выдумываешь: ни цифр ни сроков»")


def test_seven_words_are_chance() -> None:
    assert not LEAK.found_in("Пишешь рекламу и не выдумываешь ни цифр? Отлично")


def test_every_instruction_of_the_product_is_known() -> None:
    prompts = PromptLibrary.load(PROJECT_ROOT / "prompts")
    leak = PromptLeak(prompts.wording)
    assert leak.found_in("независимый проверяющий рекламной площадки. Ты не пишешь рекламу и не отвечаешь автору")
    assert not any("{" + mark in text for text in prompts.wording for mark in "{%")


def test_ordinary_texts_share_no_run_with_the_instructions() -> None:
    leak = PromptLeak(PromptLibrary.load(PROJECT_ROOT / "prompts").wording)
    assert not leak.found_in("Кэшбэк до 30% на всё в первый месяц, обслуживание 0 ₽ при тратах от 10 000 ₽")

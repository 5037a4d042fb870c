import pytest

from adbanner.brand_kit import BrandKit
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import PROJECT_ROOT
from offline.captioning.picture_words import PictureWords
from offline.captioning.word_checks import problems_of, word_count
from tools.fake_vision_server import COLOURS, described


@pytest.mark.parametrize("colour", COLOURS)
def test_good_words_have_no_problem(colour: str) -> None:
    assert problems_of(PictureWords.model_validate(described(colour))) == ()


def test_captions_and_services_that_people_wrote_have_no_problem(demo_kit: BrandKit) -> None:
    for image in demo_kit.images:
        words = PictureWords.model_validate(
            described("красный", caption=image.caption, services=image.services, tags=image.tags)
        )
        assert problems_of(words) == (), image.id


RUN_ON = "Гладкий красный предмет стоит на белой подставке. Рядом лежит ещё один. "


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"caption": ""}, "caption: подпись пуста"),
        ({"caption": "Красный предмет с гладкими скруглёнными краями стоит на белой подставке."}, "их 1"),
        ({"caption": RUN_ON * 3}, "от 2 до 4 предложений, а их 6"),
        ({"caption": "Предмет. Красный."}, "от 8 до 110 слов, а их 2"),
        ({"caption": "A smooth red object stands in the middle. It is made of matte plastic."}, "по-русски"),
        ({"caption": "Гладкий 红色 предмет стоит на белой подставке. Рядом лежит ещё один."}, "есть 红色"),
        ({"caption_en": " "}, "caption_en: подпись пуста"),
        ({"caption_en": described("синий")["caption_en"] + ", предмет"}, "кириллические буквы: предмет"),
        ({"caption_en": "A red object on a white background. It is smooth and has rounded edges."}, "одно предложение"),
        ({"caption_en": "a red object"}, "от 10 до 90 слов, а их 3"),
        ({"services": ["доставка еды из любимых ресторанов"]}, "ровно 3 гипотезы, а их 1"),
        ({"services": ["доставка еды", "курсы рисования для взрослых людей", "ремонт велосипедов и самокатов"]}, "1-я"),
        (
            {
                "services": [
                    "доставка еды из любимых ресторанов города",
                    "доставка еды из любимого ресторана города",
                    "курсы рисования для взрослых людей",
                ]
            },
            "1-я и 2-я говорят об одном",
        ),
        ({"services": ["", "курсы рисования для взрослых людей", "ремонт велосипедов и самокатов"]}, "1-я: пусто"),
        ({"tags": []}, "от 3 до 12 меток, а их 0"),
        ({"tags": ["предмет", "Предмет", "форма"]}, "метки повторяются"),
        ({"tags": ["object", "red", "форма"]}, "по-русски"),
        ({"tags": ["предмет", "форма", ""]}, "пустая метка"),
        ({"tags": ["предмет", "форма", "красный предмет на подставке"]}, "не больше трёх слов"),
        ({"caption": "К сожалению, я не могу описать это изображение. Попробуйте другое."}, "это отказ"),
        ({"caption": "Изображение не было предоставлено. Приложите, пожалуйста, картинку ещё раз."}, "это отказ"),
        ({"caption_en": "I'm sorry, but I cannot describe this image as it goes against my guidelines"}, "это отказ"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, object], problem: str) -> None:
    found = problems_of(PictureWords.model_validate(described("красный", **changes)))
    assert any(problem in said for said in found), found


def test_everything_that_is_wrong_is_said_at_once() -> None:
    words = PictureWords.model_validate(described("красный", caption="", caption_en="", tags=[]))
    assert len(problems_of(words)) == 3


def test_a_compound_is_one_word() -> None:
    assert word_count("3D-рендер интернет-магазина, два слова") == 4


def test_the_question_knows_no_product_and_no_example_of_the_kit(demo_kit: BrandKit) -> None:
    prompts = PromptLibrary.load(PROJECT_ROOT / "prompts")
    asked = prompts.render(Task.CAPTION_PICTURE, "system") + prompts.render(Task.CAPTION_PICTURE, "user")
    for product in demo_kit.products:
        assert product.name not in asked and product.word_mark not in asked
    assert not any(service in asked for image in demo_kit.images for service in image.services)

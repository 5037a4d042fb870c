"""A brief is read whole or refused in plain words."""

import pytest

from adbanner.brief import MAX_OFFER_CHARS, Brief, ImageRequest, parse_brief
from adbanner.errors import InvalidRequest

GOOD = {"product_id": "delivery", "offer": "Скидка 15%", "layout_ids": ["square_1080x1080"]}


def test_brief_survives_json() -> None:
    brief = parse_brief(GOOD)
    assert parse_brief(brief.model_dump(mode="json")) == brief


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"offer": ""}, "offer", "Напишите оффер"),
        ({"offer": "я" * (MAX_OFFER_CHARS + 1)}, "offer", "длиннее 2000"),
        ({"layout_ids": []}, "layout_ids", "хотя бы один формат"),
        ({"images": [{}] * 6}, "images", "не больше 5"),
        ({"images": [{"description": "я" * 501}]}, "images.0.description", "длиннее 500"),
        ({"erid": "токен"}, "erid", "латинских букв"),
        ({"seed": -1}, "seed", "seed"),
        ({"colour": "red"}, "colour", "colour"),
        ({"layout_ids": ["a", "a"]}, "", "twice"),
    ],
)
def test_wrong_field_is_named(change: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(InvalidRequest, match=words) as caught:
        parse_brief({**GOOD, **change})
    assert caught.value.field == field


def test_slot_without_a_request_is_left_to_the_system() -> None:
    brief = Brief(product_id="p", offer="о", layout_ids=("l",), images=(ImageRequest(description="кот"),))
    assert brief.image_request(0).description == "кот"
    assert brief.image_request(3) == ImageRequest()

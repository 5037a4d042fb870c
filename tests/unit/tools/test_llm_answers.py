from typing import Annotated

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tools.llm_answers import MalformedAnswer, parse_answer, wire_schema


class Texts(BaseModel):
    """Written for programmers."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=30, description="Заголовок")]
    body: str = ""


GOOD = '{"title": "Скидка 15%", "body": "На первый заказ"}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Вот тексты: {GOOD} Удачи!",
        f"<think>maybe {{}} or {{'title'</think>{GOOD}",
        f"the template left the opening tag out</think>\n\n{GOOD}",
        f"{GOOD}\n<think>was that right?",
        f"Поля {{title, body}}: {GOOD}",
    ],
)
def test_one_object_is_found_whatever_stands_around_it(text: str) -> None:
    assert parse_answer(text, Texts) == Texts(title="Скидка 15%", body="На первый заказ")


def test_bare_line_breaks_in_strings_are_read() -> None:
    assert parse_answer('{"title": "а\nб"}', Texts).title == "а\nб"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no complete JSON object"),
        ("Не могу помочь с этим.", "no complete JSON object"),
        ('{"title": "Скид', "no complete JSON object"),
        ("<think>hm", "no complete JSON object"),
        ('["Скидка"]', "no complete JSON object"),
        ('{"body": "x"}', "title: Field required"),
        ('{"title": "x", "cta": "y"}', "cta: Extra inputs are not permitted"),
        ('{"title": 15}', "title: Input should be a valid string"),
    ],
)
def test_what_is_wrong_is_said(text: str, reason: str) -> None:
    with pytest.raises(MalformedAnswer, match=reason):
        parse_answer(text, Texts)


def test_a_quoted_object_is_never_taken_for_the_answer() -> None:
    with pytest.raises(MalformedAnswer, match="2 JSON objects"):
        parse_answer('В оффере сказано {"title": "чужое"}. {"title": "моё"}', Texts)


def test_the_schema_on_the_wire_has_no_lengths_docstrings_or_optional_fields() -> None:
    assert wire_schema(Texts) == {
        "type": "object",
        "properties": {"title": {"type": "string", "description": "Заголовок"}, "body": {"type": "string"}},
        "required": ["title", "body"],
        "additionalProperties": False,
    }

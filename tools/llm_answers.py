"""Reading what a language model answered: one JSON object of a known shape, whatever stands around it."""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

THINKING = re.compile(r"^.*</think>", re.DOTALL)
"""Everything up to the last closing tag: some chat templates leave out the opening one."""
UNFINISHED_THINKING = re.compile(r"<think>.*$", re.DOTALL)
LENGTH_KEYWORDS = ("minLength", "maxLength", "minItems", "maxItems", "pattern")

Answer = TypeVar("Answer", bound=BaseModel)


class MalformedAnswer(Exception):
    """The answer is not one JSON object of the schema; the message says why, for the model to mend it."""


def parse_answer(text: str, schema: type[Answer]) -> Answer:
    """The one object of an answer, validated.

    Thinking, Markdown fences and prose around the object are ignored. Two objects are refused: a model that
    quotes a verdict out of the text it judges must not have the quotation taken for its own.

    Raises:
        MalformedAnswer: No object, several objects, broken JSON, or missing, unknown or mistyped fields.
    """
    found = list(_objects(visible_text(text)))
    if not found:
        raise MalformedAnswer("no complete JSON object in the answer")
    if len(found) > 1:
        raise MalformedAnswer(f"{len(found)} JSON objects in the answer, expected one")
    try:
        return schema.model_validate(found[0])
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, item['loc'])) or 'object'}: {item['msg']}" for item in error.errors())
        raise MalformedAnswer("; ".join(problems)) from error


def visible_text(text: str) -> str:
    """An answer without the model's thinking, finished or not."""
    return UNFINISHED_THINKING.sub("", THINKING.sub("", text))


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The outermost JSON objects of a text."""
    decoder = json.JSONDecoder(strict=False)  # models put bare line breaks into strings
    start = text.find("{")
    while start >= 0:
        try:
            value, end = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            end = start + 1
        else:
            yield value
        start = text.find("{", end)


def wire_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema that goes to the endpoint.

    Length keywords are left out: some servers enforce them by cutting in the middle of a word, OpenAI's strict
    mode refuses them; our own checks measure lengths. Every field is required and unknown ones are forbidden, as
    strict mode demands.
    """
    return _without_noise(schema.model_json_schema(by_alias=True))


def _without_noise(node: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in node.items():
        if key in LENGTH_KEYWORDS or key in ("title", "default"):
            continue
        if key == "description" and ("properties" in node or "enum" in node):
            continue  # the docstring of a class: written for programmers
        if key in ("properties", "$defs"):
            # The keys in here are names, not keywords: a field may be called "title".
            kept[key] = {name: _without_noise(part) for name, part in value.items()}
        else:
            kept[key] = _without_noise(value) if isinstance(value, dict) else value
    if "properties" in kept:
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    return kept

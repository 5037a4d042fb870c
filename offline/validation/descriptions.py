"""The descriptions that every adapter is judged by: written by hand, never trained on."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from adbanner.brand_kit import Id
from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from adbanner.settings import PROJECT_ROOT
from tools.model_http import first_problem

DESCRIPTIONS_FILE = PROJECT_ROOT / "evals" / "datasets" / "validation_descriptions.jsonl"


class PictureQuestion(Frozen):
    """A yes-no question that a picture of the description has to be answered by in one way."""

    question: Annotated[str, Field(min_length=1)]
    expected: Literal["yes", "no"]
    """Some are no, so that a judge who agrees with everything does not score full marks."""


class ValidationDescription(Frozen):
    """One line of the file."""

    id: Id
    product_id: str
    russian: Annotated[str, Field(min_length=1)]
    """As a person reads it on a page."""
    english: Annotated[str, Field(min_length=1)]
    """What the image model gets, in the manner of the training captions."""
    questions: Annotated[tuple[PictureQuestion, ...], Field(min_length=3, max_length=5)]


def read_descriptions(path: Path) -> tuple[ValidationDescription, ...]:
    """The descriptions of a JSON Lines file, in its order.

    Raises:
        InvalidRequest: The file cannot be read, a line is wrong, or an id occurs twice; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{path}: the descriptions cannot be read ({error}).") from error
    read = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            read.append(ValidationDescription.model_validate_json(line))
        except ValidationError as error:
            raise InvalidRequest(f"{path}:{number}: {first_problem(error)}.") from error
    if not read:
        raise InvalidRequest(f"{path}: there is no description in this file.")
    twice = [name for name, count in Counter(each.id for each in read).items() if count > 1]
    if twice:
        raise InvalidRequest(f"{path}: the id {twice[0]} occurs more than once.")
    return tuple(read)

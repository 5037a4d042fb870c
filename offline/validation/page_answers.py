"""What people answered on a blind page, with the sources put back in."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from offline.validation.blind_page import PageKey
from tools.model_http import first_problem

COLUMNS = ("page", "person", "description", "place", "question", "value")


class PlacedAnswer(Frozen):
    """One choice of a person."""

    description: str
    place: Annotated[int, Field(ge=0)]
    """Of the picture on the page, from 0."""
    question: str
    value: Annotated[int, Field(ge=1)]


class PageAnswers(Frozen):
    """The file that a page gives to a person."""

    page: str
    person: Annotated[str, Field(min_length=1, max_length=80)]
    answers: tuple[PlacedAnswer, ...]


class Judgement(Frozen):
    """One choice, by what drew the picture."""

    person: str
    description: str
    source: str
    question: str
    value: int


def read_judgements(paths: Iterable[Path], key: PageKey, allowed: dict[str, tuple[int, ...]]) -> tuple[Judgement, ...]:
    """The choices of all files, JSON or CSV.

    Args:
        paths: One file of each person.
        key: Of the page that they answered.
        allowed: Values of each question.

    Raises:
        InvalidRequest: A file cannot be read, is of another page, or two are of the same person; names the file.
    """
    judgements: list[Judgement] = []
    files: dict[str, Path] = {}
    for path in paths:
        answers = _read(path)
        if answers.page != key.page:
            raise InvalidRequest(
                f"{path}: these answers are of another page ({answers.page}, not {key.page}): the pictures or their "
                "order have changed since. Answers count for the page that they were given on."
            )
        if answers.person in files:
            raise InvalidRequest(
                f"{path}: {answers.person} has answered in {files[answers.person]} already; leave one of the files out."
            )
        files[answers.person] = path
        judgements += _judged(path, answers, key, allowed)
    if not judgements:
        raise InvalidRequest("There is not a single answer: give the files that people downloaded from the page.")
    return tuple(judgements)


def complete_cases(
    judgements: Iterable[Judgement], question: str, sources: tuple[str, ...]
) -> dict[tuple[str, str], dict[str, int]]:
    """The values of a question by person and description, where all sources have one."""
    cases: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for each in judgements:
        if each.question == question:
            cases[each.person, each.description][each.source] = each.value
    return {case: values for case, values in cases.items() if set(values) >= set(sources)}


def _read(path: Path) -> PageAnswers:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRequest(f"{path}: the answers cannot be read ({error}).") from error
    try:
        return _from_csv(path, text) if path.suffix.lower() == ".csv" else PageAnswers.model_validate_json(text)
    except ValidationError as error:
        raise InvalidRequest(f"{path}: this is no file of answers: {first_problem(error)}.") from error


def _from_csv(path: Path, text: str) -> PageAnswers:
    # Spreadsheets of some countries save with semicolons.
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.DictReader(StringIO(text), delimiter=delimiter))
    if not rows or set(rows[0]) != set(COLUMNS):
        raise InvalidRequest(f"{path}: expected the columns {', '.join(COLUMNS)} and at least one line.")
    if len({(row["page"], row["person"]) for row in rows}) > 1:
        raise InvalidRequest(f"{path}: one file holds the answers of one person on one page.")
    answers = [{name: row[name] for name in ("description", "place", "question", "value")} for row in rows]
    return PageAnswers.model_validate({"page": rows[0]["page"], "person": rows[0]["person"], "answers": answers})


def _judged(path: Path, answers: PageAnswers, key: PageKey, allowed: dict[str, tuple[int, ...]]) -> list[Judgement]:
    judged: dict[tuple[str, int, str], Judgement] = {}
    for each in answers.answers:
        places = key.places.get(each.description)
        if places is None or each.place >= len(places):
            raise InvalidRequest(f"{path}: the page has no picture {each.place} of {each.description}.")
        if each.value not in allowed.get(each.question, ()):
            raise InvalidRequest(f"{path}: {each.description}: {each.value} is no value of {each.question!r}.")
        where = (each.description, each.place, each.question)
        if where in judged:
            raise InvalidRequest(f"{path}: {each.description}: the picture {each.place} is judged twice.")
        judged[where] = Judgement(
            person=answers.person,
            description=each.description,
            source=places[each.place],
            question=each.question,
            value=each.value,
        )
    return list(judged.values())

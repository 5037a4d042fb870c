"""Reading the kit's YAML and JSON-lines files so that every mistake is named by file, line and field."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import yaml
from pydantic import ValidationError

from adbanner.errors import BrandKitError
from adbanner.frozen import Frozen

Loc = tuple[int | str, ...]
Record = TypeVar("Record", bound=Frozen)

YAML_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = (
    yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
)
DICT_KEY = "[key]"
"""How pydantic marks that the key of a mapping is wrong, not its value."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file."""

    problem: str
    line: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Line(Generic[Record]):
    """A record of a JSON-lines file and where it stands."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A YAML document that remembers on which line each of its values stands."""

    data: object
    _lines: dict[Loc, int] = field(repr=False)

    def line(self, loc: Loc) -> int | None:
        """The 1-based line of a value; of the nearest value around it when it is missing itself."""
        for length in range(len(loc), 0, -1):
            if loc[:length] in self._lines:
                return self._lines[loc[:length]]
        return None

    def problem(self, loc: Loc, problem: str) -> Problem:
        """A mistake at a value of this document."""
        return Problem(problem, self.line(loc), dotted(loc))


def refuse(path: Path, problems: Iterable[Problem]) -> None:
    """Do nothing when there is no problem.

    Raises:
        BrandKitError: As ``refusal`` makes it.
    """
    found = tuple(problems)
    if found:
        raise refusal(path, found)


def refusal(path: Path, problems: Sequence[Problem]) -> BrandKitError:
    """The error of a file: line and field are those of its first problem, the message lists them all."""
    first, *others = sorted(problems, key=lambda problem: (problem.line is None, problem.line))
    more = "".join(f"\n{BrandKitError(path, other.problem, line=other.line, field=other.field)}" for other in others)
    return BrandKitError(path, first.problem + more, line=first.line, field=first.field)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark.

    Raises:
        BrandKitError: The file is missing, unreadable or in another encoding.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BrandKitError(path, "the file does not exist; a brand kit needs it") from error
    except OSError as error:
        raise BrandKitError(path, f"the file cannot be read ({error.strerror})") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrandKitError(path, "not UTF-8 text; save the file as UTF-8", line=line) from error


def read_yaml(path: Path) -> YamlFile:
    """Read a YAML document with the lines of its values.

    Raises:
        BrandKitError: Not valid YAML, or a key stands twice in one mapping.
    """
    loader = YAML_LOADER(read_text(path))
    try:
        node = loader.get_single_node()
        data = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise BrandKitError(path, f"not valid YAML: {error.problem or error.context}", line=line) from error
    except yaml.YAMLError as error:
        raise BrandKitError(path, f"not valid YAML: {error}") from error
    finally:
        loader.dispose()
    lines: dict[Loc, int] = {}
    repeated: list[Problem] = []
    if node is not None:
        _index_lines(node, (), lines, repeated)
    refuse(path, repeated)
    return YamlFile(data, lines)


def read_json_lines(path: Path, model: type[Record]) -> tuple[Line[Record], ...]:
    """Read one record a line; blank lines are skipped.

    Raises:
        BrandKitError: A line is not a JSON object or not a record of that kind.
    """
    lines: list[Line[Record]] = []
    problems: list[Problem] = []
    for number, text in enumerate(read_text(path).split("\n"), start=1):
        if not text.strip():
            continue
        try:
            lines.append(Line(number, model.model_validate(json.loads(text, object_pairs_hook=_distinct))))
        except json.JSONDecodeError as error:
            problems.append(Problem(f"not valid JSON: {error.msg} (column {error.colno})", number))
        except _RepeatedKey as error:
            problems.append(Problem("the key stands twice in one object", number, error.key))
        except ValidationError as error:
            problems += [Problem(reason, number, dotted(loc)) for loc, reason in validation_problems(error)]
    refuse(path, problems)
    return tuple(lines)


def validation_problems(error: ValidationError) -> tuple[tuple[Loc, str], ...]:
    """Place and reason of every mistake that the model found."""
    problems = []
    for found in error.errors(include_url=False, include_context=False):
        reason = "unknown key" if found["type"] == "extra_forbidden" else _lower_first(found["msg"])
        problems.append((tuple(part for part in found["loc"] if part != DICT_KEY), reason))
    return tuple(problems)


def repeated(values: Sequence[str]) -> tuple[int, ...]:
    """Indices of the values that stood before."""
    first = {value: index for index, value in reversed(tuple(enumerate(values)))}
    return tuple(index for index, value in enumerate(values) if first[value] != index)


def dotted(loc: Loc) -> str:
    """``texts[0].field_id``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")


class _RepeatedKey(Exception):
    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; of a repeated key JSON itself would silently keep the last value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        raise _RepeatedKey(names[repeated(names)[0]])
    return found


def _index_lines(
    node: yaml.Node, loc: Loc, lines: dict[Loc, int], problems: list[Problem], around: tuple[yaml.Node, ...] = ()
) -> None:
    """Note the line of every value below a node, and the keys that stand twice."""
    if node in around:  # an alias may name a value that it is part of
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*loc, str(key.value))
            if place in lines:
                problems.append(Problem("the key stands twice in one mapping", key.start_mark.line + 1, dotted(place)))
            lines[place] = key.start_mark.line + 1
            _index_lines(value, place, lines, problems, (*around, node))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[*loc, index] = item.start_mark.line + 1
            _index_lines(item, (*loc, index), lines, problems, (*around, node))


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:]

"""The cases of a suite: one JSON object a line, versioned by their content."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from adbanner.errors import ConfigError

DATASETS = Path(__file__).parent / "datasets"
HASH_CHARS = 12

Case = TypeVar("Case", bound=BaseModel)


@dataclass(frozen=True)
class Dataset(Generic[Case]):
    """Cases with the version that results are compared by."""

    version: str
    """``<file name> <hash of the file>``."""
    cases: tuple[Case, ...]


def read_cases(name: str, case: type[Case]) -> Dataset[Case]:
    """The cases of ``datasets/<name>.jsonl``.

    Raises:
        ConfigError: A line is no such case; names file and line.
    """
    path = DATASETS / f"{name}.jsonl"
    data = path.read_bytes()
    cases = []
    for number, line in enumerate(data.decode().splitlines(), start=1):
        try:
            cases.append(case.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise ConfigError(f"{path}, line {number}: {place} {first['msg']}") from error
    return Dataset(f"{path.name} {sha256(data).hexdigest()[:HASH_CHARS]}", tuple(cases))

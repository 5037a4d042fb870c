"""The table in which a person decides: one row a picture, for a spreadsheet and for the report's buttons."""

import csv
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from tools.whole_file import write_whole

DELIMITER = ";"
"""What Russian spreadsheets expect; files with commas or tabs are read, too."""
_DELIMITERS = (DELIMITER, ",", "\t")
_ENCODINGS = ("utf-8-sig", "cp1251")
"""The second is what Russian spreadsheets may save."""


class Choice(StrEnum):
    """What becomes of a picture."""

    ACCEPT = "accept"
    REJECT = "reject"


class Decision(Frozen):
    """One row."""

    file: str = Field(min_length=1)
    sha256: str
    """Of the file that was looked at; empty where that could not be read."""
    suggested: Choice
    decision: Choice | None = None
    """A person's; without one the suggestion stands."""
    kinds: str = ""
    """Kinds of findings, separated by spaces."""
    reasons: str = ""

    @property
    def accepted(self) -> bool:
        """What stands."""
        return (self.decision or self.suggested) is Choice.ACCEPT


COLUMNS = tuple(Decision.model_fields)


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The rows of a table; none where there is no file.

    Raises:
        InvalidRequest: It is no such table; the message names the line and what is expected.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InvalidRequest(f"{path} cannot be read: {error.strerror}.", field="decisions") from error
    text = _decoded(path, data)
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Decision] = []
    try:
        columns = [name.strip() for name in next(reader, [])]
        missing = [name for name in COLUMNS if name not in columns]
        if missing:
            raise _broken(path, 1, f"columns are missing: {', '.join(missing)}; expected are {', '.join(COLUMNS)}")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(path, reader.line_num, dict(zip(columns, cells, strict=False)), len(cells), columns))
    except csv.Error as error:
        raise _broken(path, reader.line_num, str(error)) from error
    _check_once(path, rows)
    return tuple(rows)


def write_decisions(path: Path, rows: Iterable[Decision]) -> None:
    """Write the table whole, in UTF-8 with a mark that spreadsheets know it by.

    Raises:
        StorageFull: There is no room.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(row.model_dump(mode="json").values())
    write_whole(path, file.getvalue().encode("utf-8-sig"))


class Merged(Frozen):
    """New suggestions with what a person had decided before."""

    rows: tuple[Decision, ...]
    forgotten: tuple[str, ...]
    """Files whose decision does not count any more: their content is another."""
    gone: tuple[str, ...]
    """Files with a decision that are not there any more."""


def merge(new: Sequence[Decision], old: Iterable[Decision]) -> Merged:
    """Keep a person's decisions for files whose content is the same."""
    before = {row.file: row for row in old if row.decision is not None}
    names = {row.file for row in new}
    rows, forgotten = [], []
    for row in new:
        known = before.get(row.file)
        if known is not None and known.sha256 == row.sha256:
            rows.append(row.model_copy(update={"decision": known.decision}))
            continue
        if known is not None:
            forgotten.append(row.file)
        rows.append(row)
    return Merged(rows=tuple(rows), forgotten=tuple(forgotten), gone=tuple(sorted(before.keys() - names)))


def _decoded(path: Path, data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _broken(path, 1, "it is no text; save it as CSV in UTF-8")


def _row(path: Path, line: int, cells: dict[str, str], count: int, columns: Sequence[str]) -> Decision:
    if count < len(columns):
        raise _broken(path, line, f"{count} columns instead of {len(columns)}")
    given = {name: cells[name].strip() for name in COLUMNS if name in cells}
    values = {**given, "suggested": given["suggested"].lower(), "decision": given["decision"].lower() or None}
    try:
        return Decision.model_validate(values)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        expected = "accept, reject or nothing" if field == "decision" else "accept or reject"
        if field == "file":
            raise _broken(path, line, "the file's name is missing") from error
        raise _broken(path, line, f"{field} is {given[field]!r}, expected is {expected}") from error


def _check_once(path: Path, rows: Sequence[Decision]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.file in seen:
            raise InvalidRequest(f"{path}: {row.file} stands in it twice. Keep one of both rows.", field="decisions")
        seen.add(row.file)


def _broken(path: Path, line: int, problem: str) -> InvalidRequest:
    return InvalidRequest(
        f"{path}:{line}: {problem}. Mend the line, or delete the file to begin with the suggestions.", field="decisions"
    )

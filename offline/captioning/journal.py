"""What has been paid for: a line for each described picture, on the disk before the next question is asked."""

import errno
import fcntl
import logging
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from adbanner.errors import ConfigError, StorageFull
from adbanner.frozen import Frozen
from adbanner.usage import Usage
from offline.captioning.picture_words import PictureWords

logger = logging.getLogger(__name__)


class Verdict(Frozen):
    """How the description of one picture ended."""

    key: str
    """Of the file's content, the model and the prompt."""
    file: str
    """What the picture was called then."""
    sha256: str
    model: str
    prompt_version: str
    words: PictureWords | None
    """The last answer, good or bad; None where none could be read."""
    problems: tuple[str, ...] = ()
    """Why the answer cannot be used; empty when it can."""
    usage: Usage
    """All that it cost, whenever that was paid."""

    @property
    def accepted(self) -> PictureWords | None:
        """Words that can be used."""
        return None if self.problems else self.words


class Journal:
    """A file of verdicts that is only ever added to; use it as a context manager.

    A process that was killed may leave half a line at the end: it is dropped, and the picture is described again.

    Raises:
        ConfigError: Another process writes it.
        StorageFull: The file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.verdicts: list[Verdict] = []
        """Everything that was ever written, oldest first."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        except OSError as error:
            raise _not_written(path, error) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise ConfigError(f"{path}: another run of this command writes here; wait for it or stop it.") from error
        self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._file)

    def last(self, key: str) -> Verdict | None:
        """The newest verdict of that key."""
        return next((verdict for verdict in reversed(self.verdicts) if verdict.key == key), None)

    def tries(self, key: str) -> int:
        """How often it ended without words that can be used."""
        return sum(verdict.key == key and verdict.accepted is None for verdict in self.verdicts)

    def of(self, keys: Iterable[str]) -> dict[str, Verdict]:
        """The newest verdicts of these keys, without keys that have none."""
        newest = {verdict.key: verdict for verdict in self.verdicts}
        return {key: newest[key] for key in keys if key in newest}

    def add(self, verdict: Verdict) -> None:
        """Write a verdict; it is on the disk when this returns.

        Raises:
            StorageFull: There is no room; what was written before is whole.
        """
        line = verdict.model_dump_json().encode() + b"\n"
        with self._lock:
            end = os.fstat(self._file).st_size
            try:
                written = os.write(self._file, line)
                if written < len(line):
                    raise OSError(errno.ENOSPC, "no room left")
                os.fsync(self._file)
            except OSError as error:
                os.ftruncate(self._file, end)
                raise _not_written(self._path, error) from error
            self.verdicts.append(verdict)

    def _read(self) -> None:
        with os.fdopen(os.dup(self._file), "rb") as file:
            data = file.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            logger.warning("%s: the last line is torn and was dropped", self._path)
            os.ftruncate(self._file, whole)
        for number, line in enumerate(data[:whole].splitlines(), start=1):
            try:
                self.verdicts.append(Verdict.model_validate_json(line))
            except ValidationError:
                logger.warning("%s:%d: the line is no verdict and is passed over", self._path, number)


def _not_written(path: Path, error: OSError) -> StorageFull:
    room = "no room left" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)
    return StorageFull(f"Cannot write {path}: {room}. Free some space or choose another folder with --out.")

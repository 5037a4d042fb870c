"""Reads rows of letters by tesseract, where it is installed: no model of ours, no download."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import cv2

from adbanner.frozen import Frozen
from tools.layers import Pixels

_LANGUAGES = "rus", "eng"
_TIMEOUT_S = 60
_ONE_LINE = "7"
_WORD_LEVEL = "5"
_COLUMNS = 12
_PROGRAM = "tesseract"


class Reading(Frozen):
    """What tesseract makes of a row."""

    text: str
    confidence: float
    """0-1: that of its least certain word with a letter or digit; 0 where nothing was read."""


@cache
def tesseract_version() -> str:
    """The installed version with its languages, or an empty text where it cannot be used."""
    if shutil.which(_PROGRAM) is None:
        return ""
    try:
        version = _run(_PROGRAM, ["--version"], b"").decode(errors="replace").split("\n", 1)[0].strip()
        languages = _languages(_PROGRAM)
    except (OSError, subprocess.SubprocessError):
        return ""
    return f"{version} {'+'.join(languages)}" if languages else ""


@cache
def _languages(path: str) -> tuple[str, ...]:
    listed = _run(path, ["--list-langs"], b"").decode(errors="replace").split()
    return tuple(language for language in _LANGUAGES if language in listed)


def read_row(row: Pixels) -> Reading:
    """Read black letters on white in one line.

    Raises:
        subprocess.SubprocessError: Tesseract takes a minute, or fails.
        FileNotFoundError: It is not installed: see ``tesseract_version``.
    """
    _, data = cv2.imencode(".bmp", row)
    options = ["stdin", "stdout", "-l", "+".join(_languages(_PROGRAM)), "--psm", _ONE_LINE, "--dpi", "150", "tsv"]
    columns = (
        line.split("\t") for line in _run(_PROGRAM, options, data.tobytes()).decode(errors="replace").splitlines()
    )
    words = [
        (column[11].strip(), float(column[10]))
        for column in columns
        if len(column) == _COLUMNS and column[0] == _WORD_LEVEL
    ]
    read = [(word, confidence) for word, confidence in words if any(letter.isalnum() for letter in word)]
    confidence = min((confidence for _, confidence in read), default=0.0)
    return Reading(text=" ".join(word for word, _ in read), confidence=max(0.0, confidence) / 100)


def _run(program: str, options: list[str], data: bytes) -> bytes:
    """Its answer; one thread, because pictures are what runs in parallel."""
    path = shutil.which(program) or program
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": str(Path(path).parent), "LC_ALL": "C"}
    return subprocess.run(
        [path, *options], input=data, capture_output=True, env=environment, check=True, timeout=_TIMEOUT_S
    ).stdout

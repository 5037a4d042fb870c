"""The command line of the comparison: every command is there, and mistakes are told without a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from adbanner.settings import PROJECT_ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "offline.cli", *arguments]
    return subprocess.run(command, cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=100)


@pytest.mark.parametrize(
    ("command", "said", "status"),
    [
        (["choose-lora", "draw", "--adapter", "a=http://127.0.0.1:9"], "at least two", 2),
        (["choose-lora", "page"], "draw the pictures first", 2),
        (["choose-lora", "decide", "answers.json"], "draw the pictures first", 2),
        (["score-style", "page", "--lora", "r32"], "draw the pictures first", 2),
        (["score-style", "embed"], "ADBANNER_STYLE_ENCODER", 4),
        (["score-style", "measure", "--lora", "r32"], "draw the pictures first", 2),
    ],
)
def test_every_command_says_what_it_lacks(tmp_path: Path, command: list[str], said: str, status: int) -> None:
    done = run(*command, "--out", str(tmp_path))
    assert done.returncode == status
    assert said in done.stderr and "Traceback" not in done.stderr

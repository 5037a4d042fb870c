"""What the README says exists, exists."""

import ast
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from adbanner.settings import PROJECT_ROOT, Settings
from app.cli import app

README = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def shell_lines() -> list[str]:
    text = "\n".join(blocks("sh")).replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


def test_make_targets_exist() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text()
    named = {match for line in shell_lines() for match in re.findall(r"^make ([\w-]+)", line)}
    assert {"run", "test", "serve"} <= named
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_commands_and_their_options_exist() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    seen = set()
    for line in shell_lines():
        words = shlex.split(line, comments=True)
        if not words or not words[0].endswith("adbanner"):
            continue
        command = commands[words[1]]
        options = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words[2:] if word.startswith("--")} <= options, line
        seen.add(words[1])
    assert seen == set(commands), "every command is shown"


def test_settings_exist() -> None:
    for name in set(re.findall(r"`ADBANNER_(\w+)", README)):
        group, _, field = name.lower().partition("__")
        assert group in Settings.model_fields, name
        if field:
            assert hasattr(getattr(Settings(), group), field), name


def test_files_and_pictures_exist() -> None:
    named = re.findall(r'(?:src="|`)((?:docs|briefs|adbanner|brand_kits|requirements)/[\w./-]+)', README)
    tree = re.search(r"```\n(adbanner/ .*?)```", README, re.DOTALL)
    assert named
    assert tree
    for path in [*named, *(line.split()[0] for line in tree[1].splitlines())]:
        assert (PROJECT_ROOT / path).exists(), path


def test_python_examples_parse() -> None:
    for code in blocks("python"):
        compile(code, "README.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


@pytest.mark.parametrize("path", sorted((PROJECT_ROOT / "docs" / "adr").glob("*.md")), ids=lambda path: path.name)
def test_decisions_are_numbered_and_say_what_and_why(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert "**Decision" in text
    assert "**Why" in text

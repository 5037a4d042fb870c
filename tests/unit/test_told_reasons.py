"""Whatever stops a marketer's banner is told in Russian; the technical reason stays beside it."""

import ast
import re

import pytest

from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.settings import PROJECT_ROOT
from app.cli import explanation
from tools.service_words import Service, Trouble, told

RAISED_IN_A_RUN = ("ServiceUnavailable", "ToolFailed")
FOR_OPERATORS = {"tools/endpoint_probe.py"}
"""Only the doctor raises these."""
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
SOURCES = [path for folder in ("adbanner", "graph", "tools") for path in sorted((PROJECT_ROOT / folder).glob("*.py"))]


def test_every_failure_of_a_run_has_words_for_the_marketer() -> None:
    silent = []
    for path in SOURCES:
        name, source = path.relative_to(PROJECT_ROOT).as_posix(), path.read_text(encoding="utf-8")
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            if not isinstance(call.func, ast.Name) or call.func.id not in RAISED_IN_A_RUN or name in FOR_OPERATORS:
                continue
            is_told = any(keyword.arg == "told" for keyword in call.keywords)
            if not is_told and not CYRILLIC.search(ast.get_source_segment(source, call) or ""):
                silent.append(f"{name}:{call.lineno}")
    assert not silent


@pytest.mark.parametrize("trouble", Trouble)
def test_the_words_name_who_and_what_to_do_without_an_address(trouble: Trouble) -> None:
    for service in Service:
        words = told(service, trouble)
        assert re.fullmatch(
            r"[А-Яа-яЁё ,:]+\. [А-Яа-яЁё ,:]+\.|[А-Яа-яЁё ,:]+: [А-Яа-яЁё ,:]+\. [А-Яа-яЁё ,]+\.", words
        )


def test_the_command_line_tells_the_reason_first_and_the_details_below() -> None:
    down = ServiceUnavailable("tiny at http://10.0.0.7/v1 cannot be reached.", told=told(Service.LLM, Trouble.DOWN))
    reason, detail = explanation(down).splitlines()
    assert reason.startswith("Языковая модель не отвечает.") and reason.endswith("с того же места.")
    assert detail == "Подробности: tiny at http://10.0.0.7/v1 cannot be reached."
    assert explanation(ConfigError("ADBANNER_LLM__MODEL is wrong.")) == "ADBANNER_LLM__MODEL is wrong."


def test_an_error_that_speaks_to_the_marketer_has_no_details() -> None:
    failed = ToolFailed("В банке не хватило картинок.")
    assert (failed.told, failed.detail) == ("В банке не хватило картинок.", "")

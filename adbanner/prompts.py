"""Prompts as files: ``prompts/<task>.md``, one copy of each fact, none of it in Python.

A file is Markdown: a title with a word for the people who edit it, then sections ``## <name>``. A section is a
Jinja template, rendered in a sandbox where an undefined variable is an error. Words of the marketer go through
``| tojson``: as a JSON string they cannot close their own quotation marks, open a tag or a chat-template token.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Self

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from adbanner.errors import ConfigError

TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
SECTION_HEADING = re.compile(r"^## ([a-z_]+)[ \t]*$", re.MULTILINE)


class Task(StrEnum):
    """What a language model is asked to do; values are the names of the prompt files."""

    WRITE_TEXTS = "write_texts"
    PLAN_STEP = "plan_step"
    WRITE_IMAGE_PROMPT = "write_image_prompt"
    REWRITE_PROMPT = "rewrite_prompt"
    TRANSLATE_PROMPT = "translate_prompt"
    WRITE_SEARCH_QUERY = "write_search_query"
    SCREEN_REQUEST = "screen_request"
    SCREEN_PROMPT = "screen_prompt"
    CHECK_OUTPUT = "check_output"
    CAPTION_PICTURE = "caption_picture"
    ANSWER_PICTURE_QUESTIONS = "answer_picture_questions"
    ANSWER_FORMAT = "answer_format"
    """How an answer has to look; goes with every other task."""


SECTIONS: Mapping[Task, tuple[str, ...]] = MappingProxyType(
    {task: ("system", "user") for task in Task}
    | {
        Task.WRITE_TEXTS: ("system", "user", "shorten"),
        Task.TRANSLATE_PROMPT: ("system", "user", "again"),
        Task.CAPTION_PICTURE: ("system", "user", "again"),
        Task.ANSWER_PICTURE_QUESTIONS: ("system", "user", "again"),
        Task.ANSWER_FORMAT: ("schema", "mend"),
    }
)
"""The sections that every prompt file must have."""
OFFLINE_TASKS = (Task.CAPTION_PICTURE, Task.ANSWER_PICTURE_QUESTIONS)
"""Asked before the service, about pictures."""


class PromptLibrary:
    """All prompts of an installation, checked when they are loaded."""

    def __init__(
        self, folder: Path, templates: Mapping[tuple[Task, str], Template], wording: tuple[str, ...] = ()
    ) -> None:
        self._folder = folder
        self._templates = templates
        self.wording = wording
        """What the instructions of the tasks for banners say, without the variable parts."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the prompt files of every task.

        Raises:
            ConfigError: A file or a section is missing, empty or not a valid template; names the file.
        """
        environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        templates: dict[tuple[Task, str], Template] = {}
        wording: list[str] = []
        for task in Task:
            path = folder / f"{task}.md"
            sections = _sections(path)
            for name in SECTIONS[task]:
                if not sections.get(name):
                    raise ConfigError(f"{path}: the section `## {name}` is missing or empty.")
                if task not in OFFLINE_TASKS:  # no banner is written with them, and none can repeat them
                    wording.append(TEMPLATE_TAG.sub(" ", sections[name]))
                try:
                    templates[task, name] = environment.from_string(sections[name])
                except TemplateSyntaxError as error:
                    raise ConfigError(f"{path}: section `## {name}`, line {error.lineno}: {error.message}") from error
        return cls(folder, templates, tuple(wording))

    def render(self, task: Task, section: str, **values: object) -> str:
        """The text of a section with its variables filled in.

        Raises:
            ConfigError: The section does not exist, or it uses a variable that nobody gave; names the file.
        """
        path = self._folder / f"{task}.md"
        template = self._templates.get((task, section))
        if template is None:
            raise ConfigError(f"{path}: nothing here needs a section `## {section}`.")
        try:
            return template.render(**values).strip()
        except TemplateError as error:
            raise ConfigError(f"{path}: section `## {section}`: {error.message}") from error


def _sections(path: Path) -> dict[str, str]:
    """The sections of a prompt file by name; text above the first one is for people."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: the prompt cannot be read ({error}). Put it back or mend ADBANNER_PROMPTS."
        ) from error
    _, *parts = SECTION_HEADING.split(text)
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}

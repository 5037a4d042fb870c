"""How an endpoint is asked for JSON: what it understands, the request in its words, and the reading of its reply.

OpenAI-compatible servers agree on the address and on little else. A ``Dialect`` says what one of them takes; it
changes only by what the endpoint itself refuses.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, get_args

from adbanner.frozen import Frozen
from tools.llm_answers import visible_text
from tools.llm_errors import refuses_parameter

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from openai import APIError

FUNCTION = "answer"
"""Name of the only function, and of the schema: some servers show it to the model."""
OptionalParameter = Literal["temperature", "seed", "parallel_tool_calls"]
OPTIONAL: tuple[OptionalParameter, ...] = get_args(OptionalParameter)
"""What can be left out of a request."""
THINKING_ROOM = 4
"""How much more room an answer gets from a model that thinks before it speaks."""


class AnswerMode(StrEnum):
    """Ways to ask for JSON, best first: the first two let the server itself hold to the schema."""

    JSON_SCHEMA = "json_schema"
    TOOL_CALLING = "tool_calling"
    JSON_OBJECT = "json_object"
    PROMPT = "prompt"

    @property
    def below(self) -> "AnswerMode | None":
        """The next best way; None for the last one."""
        modes = list(AnswerMode)
        return next(iter(modes[modes.index(self) + 1 :]), None)


class ChatMessage(Frozen):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str
    images: tuple[str, ...] = ()
    """Pictures as data URLs that the words are about; only in a message of the user."""

    def parts(self) -> str | list[str | dict[str, Any]]:
        """What goes over the wire as its content: plain words where there are no pictures."""
        if not self.images:
            return self.content
        pictures = [{"type": "image_url", "image_url": {"url": url}} for url in self.images]
        return [*pictures, {"type": "text", "text": self.content}]


@dataclass(frozen=True)
class Question:
    """Everything that determines an answer of one deployment."""

    messages: tuple[ChatMessage, ...]
    json_schema: dict[str, Any]
    seed: int
    temperature: float

    def parts(self) -> tuple[str, ...]:
        """The question as parts of a content key."""
        said = (part for message in self.messages for part in (message.role, message.content, *message.images))
        return (*said, json.dumps(self.json_schema), str(self.seed), str(self.temperature))


class Dialect(Frozen):
    """What one endpoint understands."""

    mode: AnswerMode
    token_limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    """Servers that are not OpenAI's know the first, its reasoning models only the second."""
    tool_choice: Literal["required", "named"] = "required"
    """How the one function is forced."""
    refused: tuple[OptionalParameter, ...] = ()
    """Parameters to leave out."""
    thinks: bool = False
    """Whether an answer needs room to think first."""

    def adapted_to(self, error: "APIError") -> "Dialect | None":
        """The dialect without the parameter that was refused; None when it was none of ours."""
        if self.token_limit == "max_tokens" and refuses_parameter(error, "max_tokens"):
            return self.model_copy(update={"token_limit": "max_completion_tokens"})
        is_asked_by_tool = self.mode is AnswerMode.TOOL_CALLING and self.tool_choice == "required"
        if is_asked_by_tool and refuses_parameter(error, "tool_choice"):
            return self.model_copy(update={"tool_choice": "named"})
        for parameter in OPTIONAL:
            if parameter not in self.refused and refuses_parameter(error, parameter):
                return self.model_copy(update={"refused": (*self.refused, parameter)})
        return None

    def lowered(self) -> "Dialect | None":
        """The dialect with the next best mode; None below the last one."""
        lower = self.mode.below
        return None if lower is None else self.model_copy(update={"mode": lower})

    def body(self, question: Question, max_tokens: int) -> dict[str, Any]:
        """What goes into the request besides the messages.

        Args:
            question: What is asked.
            max_tokens: Room for the answer itself.
        """
        sampling = {"seed": question.seed, "temperature": question.temperature}
        body: dict[str, Any] = {name: value for name, value in sampling.items() if name not in self.refused}
        body[self.token_limit] = max_tokens * THINKING_ROOM if self.thinks else max_tokens
        schema = question.json_schema
        if self.mode is AnswerMode.JSON_SCHEMA:
            described = {"name": FUNCTION, "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": described}
        elif self.mode is AnswerMode.TOOL_CALLING:
            body["tools"] = [{"type": "function", "function": {"name": FUNCTION, "parameters": schema}}]
            named = {"type": "function", "function": {"name": FUNCTION}}
            body["tool_choice"] = named if self.tool_choice == "named" else "required"
            if "parallel_tool_calls" not in self.refused:
                body["parallel_tool_calls"] = False
        elif self.mode is AnswerMode.JSON_OBJECT:
            body["response_format"] = {"type": "json_object"}
        return body

    def messages(self, question: Question, told: Callable[[str], str]) -> tuple[ChatMessage, ...]:
        """The conversation, with the schema in words where nothing else carries it.

        Args:
            question: What is asked.
            told: Puts a schema into words.
        """
        if self.mode in (AnswerMode.JSON_SCHEMA, AnswerMode.TOOL_CALLING):
            return question.messages
        shape = told(json.dumps(question.json_schema, ensure_ascii=False))
        first, *rest = question.messages
        return (ChatMessage(role="system", content=f"{first.content}\n\n{shape}"), *rest)


@dataclass(frozen=True)
class Reply:
    """What an endpoint answered, before anybody reads it."""

    text: str
    """The words, or the arguments of the function call."""
    finish_reason: str = ""
    refusal: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 1

    def after(self, other: "Reply") -> "Reply":
        """This reply with the price of an earlier one that led to it."""
        return replace(
            self,
            prompt_tokens=other.prompt_tokens + self.prompt_tokens,
            completion_tokens=other.completion_tokens + self.completion_tokens,
            calls=other.calls + self.calls,
        )

    @property
    def is_cut_off(self) -> bool:
        """Whether the limit of tokens ended it."""
        return self.finish_reason == "length"

    @property
    def is_cut_off_in_thought(self) -> bool:
        """Whether the limit ended it before the answer began."""
        return self.is_cut_off and "{" not in visible_text(self.text)


def read_reply(message: "AIMessage") -> Reply:
    """The client library's message in our words."""
    tokens = message.usage_metadata
    return Reply(
        text="\n".join(_called(message)) or message.text,
        finish_reason=message.response_metadata.get("finish_reason") or "",
        refusal=message.additional_kwargs.get("refusal") or "",
        prompt_tokens=tokens["input_tokens"] if tokens else 0,
        completion_tokens=tokens["output_tokens"] if tokens else 0,
    )


def _called(message: "AIMessage") -> list[str]:
    """The arguments of every function call: two calls are two answers, and the reader refuses them as such."""
    broken = [call["args"] or "" for call in message.invalid_tool_calls]
    return [json.dumps(call["args"], ensure_ascii=False) for call in message.tool_calls] + broken

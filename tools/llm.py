"""The company's language model behind any OpenAI-compatible endpoint: typed answers, each paid for once.

The structured output of LangChain is not used: it loses the text of an answer that it cannot parse, which is
what the next question needs. The response format goes over the wire as it is, and the answer is read by us.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Generic
from weakref import WeakValueDictionary

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.errors import ToolFailed
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import LlmSettings
from adbanner.usage import Usage
from tools.llm_answers import Answer, MalformedAnswer, parse_answer, wire_schema
from tools.llm_endpoint import ChatEndpoint
from tools.llm_modes import THINKING_ROOM, Question, Reply
from tools.llm_modes import ChatMessage as ChatMessage
from tools.service_words import Service, Trouble, told
from tools.usage_meter import record

MAX_QUOTED_CHARS = 4_000
"""How much of a malformed answer is shown to the model again."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """A parsed answer with its cost."""

    value: Answer
    usage: Usage


class PaidAnswer(Frozen):
    """An answer as the store keeps it."""

    answer_json: str
    usage: Usage


class ChatModel:
    """Asks one deployment for answers of a given shape; ``close`` it at the end.

    Making one imports the client library, which takes seconds: do it in a thread where an event loop runs.

    Args:
        settings: The endpoint; ``max_retries`` counts waits that a server asks for: failures are the graph's to retry.
        store: Keeps answers by what was asked, so that a resumed run pays nothing twice.
        prompts: Says how an answer has to look where the endpoint takes no schema.

    Raises:
        ConfigError: The endpoint or the model has not been set.
    """

    def __init__(self, settings: LlmSettings, store: ArtifactStore, prompts: PromptLibrary) -> None:
        self._endpoint = ChatEndpoint(settings, store, prompts)
        self._settings = settings
        self._store = store
        self._prompts = prompts
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def close(self) -> None:
        """Close the connections."""
        await self._endpoint.close()

    async def prepare(self) -> None:
        """Find out how the endpoint takes questions, unless that is known: a wrong setting is told before any work.

        Raises:
            ServiceUnavailable: Overloaded, broken, unreachable or too slow; worth a retry.
            ConfigError: The address, the model's name or the key is wrong.
            ToolFailed: The endpoint takes no question at all.
        """
        await self._endpoint.prepare()

    @property
    def endpoint(self) -> str:
        """Model and address, for people."""
        return self._endpoint.name

    async def complete(
        self,
        task: Task,
        messages: tuple[ChatMessage, ...],
        schema: type[Answer],
        *,
        seed: int,
        temperature: float | None = None,
    ) -> Completion[Answer]:
        """An answer of the shape of ``schema``; a malformed one is asked for once more.

        The same messages, schema and seed give the same answer from the store, whoever asks.

        Args:
            task: What the answer is for; in the log.
            messages: The conversation, a system message first.
            schema: Fields of the answer; must forbid extra ones. Length limits do not go over the wire.
            seed: Passed to the endpoint.
            temperature: 0-2; None takes the one of the settings.

        Raises:
            ServiceUnavailable: Overloaded, broken, unreachable or too slow; worth a retry.
            ConfigError: The address, the model's name or the key is wrong.
            ToolFailed: Refused, too long, never done with thinking, or twice not an answer of this shape.
        """
        question = Question(
            messages=messages,
            json_schema=wire_schema(schema),
            seed=seed,
            temperature=self._settings.temperature if temperature is None else temperature,
        )
        key = content_key(self._settings.model, self._endpoint.base_url, *question.parts())
        # How it is asked is no part of the key: what was paid for in one dialect must be found in another.
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = await self._store.recall(key)
            if kept is not None:
                paid = PaidAnswer.model_validate_json(kept)
                value = schema.model_validate_json(paid.answer_json)
                recalled = paid.usage.model_copy(update={"recalled": True})
                record(recalled)
                return Completion(value, recalled)
            completion = await self._pay(question, schema)
            paid = PaidAnswer(answer_json=completion.value.model_dump_json(by_alias=True), usage=completion.usage)
            await self._store.remember(key, paid.model_dump_json().encode())
        usage = completion.usage
        logger.info("%s: %d calls, %d + %d tokens", task, usage.calls, usage.prompt_tokens, usage.completion_tokens)
        return completion

    async def _pay(self, question: Question, schema: type[Answer]) -> Completion[Answer]:
        """Ask, and ask once more when the answer cannot be read."""
        reply = await self._endpoint.ask(question)
        try:
            return Completion(self._read(reply, schema), self._endpoint.usage(reply))
        except MalformedAnswer as error:
            mend = self._prompts.render(
                Task.ANSWER_FORMAT, "mend", problem=str(error), field_names=list(question.json_schema["properties"])
            )
        again = (
            *question.messages,
            ChatMessage(role="assistant", content=reply.text[:MAX_QUOTED_CHARS]),
            ChatMessage(role="user", content=mend),
        )
        reply = (await self._endpoint.ask(replace(question, messages=again))).after(reply)
        try:
            return Completion(self._read(reply, schema), self._endpoint.usage(reply))
        except MalformedAnswer as error:
            message = f"{self.endpoint} did not give a usable answer when asked twice: {error}."
            raise ToolFailed(message, told=told(Service.LLM, Trouble.MUDDLES)) from error

    def _read(self, reply: Reply, schema: type[Answer]) -> Answer:
        """The parsed answer of a reply that is neither refused nor cut off."""
        if reply.refusal or reply.finish_reason == "content_filter":
            message = f"{self.endpoint} refused to answer: {reply.refusal or 'its content filter stopped it'}"
            raise ToolFailed(message, told=told(Service.LLM, Trouble.WILL_NOT))
        if reply.is_cut_off_in_thought:
            raise ToolFailed(
                f"{self.endpoint} used up its room before it answered; raise {self._settings.group}__MAX_TOKENS "
                f"(now {self._settings.max_tokens}, and {THINKING_ROOM} times as much for a model that thinks).",
                told=told(Service.LLM, Trouble.HAS_NO_ROOM),
            )
        if reply.is_cut_off:
            raise MalformedAnswer(
                f"the answer was cut off after {self._settings.max_tokens} tokens ({self._settings.group}__MAX_TOKENS)"
            )
        return parse_answer(reply.text, schema)

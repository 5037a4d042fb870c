"""The company's language model behind any OpenAI-compatible endpoint: typed answers, each paid for once.

The structured output of LangChain is not used: it loses the text of an answer that it cannot parse, which is
what the next question needs. The response format goes over the wire as it is, and the answer is read by us.
"""

import asyncio
import json
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Literal
from weakref import WeakKeyDictionary, WeakValueDictionary

from httpx import AsyncClient
from pydantic import SecretStr

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import LlmSettings
from adbanner.usage import Usage, cost_of
from tools.llm_answers import Answer, MalformedAnswer, parse_answer, wire_schema
from tools.llm_errors import refuses_format, translated
from tools.usage_meter import record

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_openai import ChatOpenAI

RUNGS = ("json_schema", "json_object", "prompt")
"""Ways to ask for JSON, best first."""
MAX_QUOTED_CHARS = 4_000
"""How much of a malformed answer is shown to the model again."""
KEYLESS = "none"
"""Sent to endpoints that want no key: the client refuses an empty one."""

logger = logging.getLogger(__name__)

_calls_in_flight: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Semaphore]] = WeakKeyDictionary()
"""One semaphore for each deployment and event loop: the limit is the endpoint's, not a client's."""


class ChatMessage(Frozen):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """A parsed answer with its cost."""

    value: Answer
    usage: Usage


class PaidAnswer(Frozen):
    """An answer as the store keeps it."""

    answer_json: str
    usage: Usage


@dataclass(frozen=True)
class Question:
    """Everything that determines an answer of one deployment."""

    messages: tuple[ChatMessage, ...]
    json_schema: dict[str, Any]
    seed: int
    temperature: float

    def parts(self) -> tuple[str, ...]:
        """The question as parts of a content key."""
        said = (part for message in self.messages for part in (message.role, message.content))
        return (*said, json.dumps(self.json_schema), str(self.seed), str(self.temperature))


class ChatModel:
    """Asks one deployment for answers of a given shape; ``close`` it at the end.

    Making one imports the client library, which takes seconds: do it in a thread where an event loop runs.

    Args:
        settings: The endpoint; ``max_retries`` is left to the graph, which retries whole steps.
        store: Keeps answers by what was asked, so that a resumed run pays nothing twice.
        prompts: Says how an answer has to look where the endpoint takes no schema.

    Raises:
        ConfigError: The endpoint or the model has not been set.
    """

    def __init__(self, settings: LlmSettings, store: ArtifactStore, prompts: PromptLibrary) -> None:
        if settings.base_url is None or not settings.model:
            raise ConfigError("A language model needs both ADBANNER_LLM__BASE_URL and ADBANNER_LLM__MODEL.")
        self._settings = settings
        self._base_url = str(settings.base_url).rstrip("/")
        self._store = store
        self._prompts = prompts
        self._rung = RUNGS.index(settings.structured_output)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # LangChain would share one connection pool between all clients of the process, also with those of an event
        # loop that has ended.
        self._connections = AsyncClient(timeout=settings.timeout_s, trust_env=False)
        self._client = self._connect()

    def _connect(self) -> "ChatOpenAI":
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(
            base_url=self._base_url,
            api_key=SecretStr(self._settings.api_key.get_secret_value() or KEYLESS),
            model=self._settings.model,
            timeout=self._settings.timeout_s,
            max_retries=0,
            http_async_client=self._connections,
            # A graph streamed in "messages" mode would otherwise turn every call into a stream.
            disable_streaming=True,
            use_responses_api=False,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._connections.aclose()

    @property
    def endpoint(self) -> str:
        """Model and address, for people."""
        return f"{self._settings.model} at {self._base_url}"

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
            ToolFailed: Refused, too long, or twice not an answer of this shape.
        """
        question = Question(
            messages=messages,
            json_schema=wire_schema(schema),
            seed=seed,
            temperature=self._settings.temperature if temperature is None else temperature,
        )
        key = content_key(self._settings.model, self._base_url, *question.parts())
        # The rung is no part of the key: after a restart the ladder starts at the top again, and what was paid
        # for on a lower rung must still be found.
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
        record(usage)
        logger.info("%s: %d calls, %d + %d tokens", task, usage.calls, usage.prompt_tokens, usage.completion_tokens)
        return completion

    async def _pay(self, question: Question, schema: type[Answer]) -> Completion[Answer]:
        """Ask, and ask once more when the answer cannot be read."""
        reply = await self._call(question)
        usage = self._usage(reply)
        try:
            return Completion(self._read(reply, schema), usage)
        except MalformedAnswer as error:
            mend = self._prompts.render(
                Task.ANSWER_FORMAT, "mend", problem=str(error), field_names=list(question.json_schema["properties"])
            )
        again = (
            *question.messages,
            ChatMessage(role="assistant", content=reply.text[:MAX_QUOTED_CHARS]),
            ChatMessage(role="user", content=mend),
        )
        reply = await self._call(replace(question, messages=again))
        usage = self._usage(reply, before=usage)
        try:
            return Completion(self._read(reply, schema), usage)
        except MalformedAnswer as error:
            raise ToolFailed(f"{self.endpoint} did not give a usable answer when asked twice: {error}.") from error

    def _read(self, reply: "AIMessage", schema: type[Answer]) -> Answer:
        """The parsed answer of a reply that is neither refused nor cut off."""
        refusal = reply.additional_kwargs.get("refusal")
        finish_reason = reply.response_metadata.get("finish_reason")
        if refusal or finish_reason == "content_filter":
            raise ToolFailed(f"{self.endpoint} refused to answer: {refusal or 'its content filter stopped it'}")
        if finish_reason == "length":
            raise MalformedAnswer(
                f"the answer was cut off after {self._settings.max_tokens} tokens (ADBANNER_LLM__MAX_TOKENS)"
            )
        return parse_answer(reply.text, schema)

    def _usage(self, reply: "AIMessage", before: Usage | None = None) -> Usage:
        tokens = reply.usage_metadata
        prompt_tokens, completion_tokens = (tokens["input_tokens"], tokens["output_tokens"]) if tokens else (0, 0)
        settings = self._settings
        usage = Usage(
            model=settings.model,
            prompt_tokens=prompt_tokens,
            completion_tokens=completion_tokens,
            calls=1,
            cost=cost_of(prompt_tokens, completion_tokens, settings.prompt_price, settings.completion_price),
        )
        return before + usage if before else usage

    async def _call(self, question: Question) -> "AIMessage":
        """One paid call, a rung lower for good when the endpoint refuses the response format."""
        from openai import APIError

        while True:
            rung = self._rung
            try:
                return await self._request(question, rung)
            except APIError as error:
                if not refuses_format(error) or rung + 1 == len(RUNGS):
                    raise translated(error, self.endpoint) from error
                self._rung = max(self._rung, rung + 1)
                logger.warning("%s takes no %s; asking by %s from now on", self.endpoint, RUNGS[rung], RUNGS[rung + 1])

    async def _request(self, question: Question, rung: int) -> "AIMessage":
        # In extra_body LangChain passes the response format on as it is; as an argument it would switch to the
        # client's own parsing, which throws the text of a truncated answer away. Servers that are not OpenAI's
        # know max_tokens, not all know its newer name.
        messages = question.messages
        body: dict[str, Any] = {"max_tokens": self._settings.max_tokens}
        if RUNGS[rung] == "json_schema":
            described = {"name": "answer", "strict": True, "schema": question.json_schema}
            body["response_format"] = {"type": "json_schema", "json_schema": described}
        else:
            shape = json.dumps(question.json_schema, ensure_ascii=False)
            told = self._prompts.render(Task.ANSWER_FORMAT, "schema", json_schema=shape)
            first, *rest = messages
            messages = (ChatMessage(role="system", content=f"{first.content}\n\n{told}"), *rest)
            if RUNGS[rung] == "json_object":
                body["response_format"] = {"type": "json_object"}
        wire = [(message.role, message.content) for message in messages]
        async with self._semaphore():
            try:
                return await self._client.ainvoke(
                    wire, seed=question.seed, temperature=question.temperature, extra_body=body
                )
            except (ValueError, KeyError, TypeError, IndexError) as error:
                # LangChain's words for a body without choices: the page of a proxy, an error with status 200.
                raise ServiceUnavailable(
                    f"{self.endpoint} answered something that is no chat completion ({str(error)[:200]}). "
                    "Check ADBANNER_LLM__BASE_URL."
                ) from error

    def _semaphore(self) -> asyncio.Semaphore:
        """The deployment's semaphore in the running event loop, shared by all its clients."""
        of_loop = _calls_in_flight.setdefault(asyncio.get_running_loop(), {})
        return of_loop.setdefault(self.endpoint, asyncio.Semaphore(self._settings.max_parallel_calls))

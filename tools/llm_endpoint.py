"""One deployment of a language model, spoken to in the dialect that it takes: found by a question, then remembered."""

import asyncio
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from httpx import AsyncClient
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.prompts import PromptLibrary, Task
from adbanner.settings import AUTO, LlmSettings
from adbanner.usage import Usage, cost_of
from tools.llm_answers import MalformedAnswer, parse_answer, wire_schema
from tools.llm_errors import is_passing, refuses_format, refuses_request, retry_after_s, too_slow, translated
from tools.llm_modes import AnswerMode, ChatMessage, Dialect, Question, Reply, read_reply
from tools.service_words import Service, Trouble, told
from tools.usage_meter import record

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

DIALECT_VERSION = "1"
"""Raise it when a dialect is found in another way: what was remembered is then found anew."""
KEYLESS = "none"
"""Sent to endpoints that want no key: the client refuses an empty one."""
LONGEST_WAIT_S = 20
"""A server that asks for more patience is left to whoever retries the whole step."""

logger = logging.getLogger(__name__)


class ProbeAnswer(BaseModel):
    """What the probing question is answered with: nothing that a text could grow in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days_in_week: int
    day_off: Literal["monday", "sunday"]


# For the endpoint, not for the product: it stays the same whatever the prompts say. It does not name the fields, so
# that only a server that really passes the schema on gets them right.
PROBE = Question(
    messages=(
        ChatMessage(role="system", content="Answer the question."),
        ChatMessage(role="user", content="How long is a week, and which day of it is free: Monday or Sunday?"),
    ),
    json_schema=wire_schema(ProbeAnswer),
    seed=0,
    temperature=0,
)


@dataclass
class _Shared:
    """What all clients of a deployment share in one event loop: the limit is the endpoint's, not a client's."""

    in_flight: asyncio.Semaphore
    learning: asyncio.Lock = field(default_factory=asyncio.Lock)


_shared: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, _Shared]] = WeakKeyDictionary()


class ChatEndpoint:
    """Sends questions to one deployment; ``close`` it at the end.

    Making one imports the client library, which takes seconds: do it in a thread where an event loop runs.

    Args:
        settings: The endpoint.
        store: Keeps what was learnt about it.
        prompts: Says how an answer has to look where the endpoint takes no schema.

    Raises:
        ConfigError: The endpoint or the model has not been set.
    """

    def __init__(self, settings: LlmSettings, store: ArtifactStore, prompts: PromptLibrary) -> None:
        if settings.base_url is None or not settings.model:
            raise ConfigError(f"A model endpoint needs both {settings.group}__BASE_URL and {settings.group}__MODEL.")
        self._settings = settings
        self.base_url = str(settings.base_url).rstrip("/")
        self._store = store
        self._prompts = prompts
        is_auto = settings.structured_output == AUTO
        self._dialect = None if is_auto else Dialect(mode=AnswerMode(settings.structured_output))
        # What was set is tried again at every start: the operator may have mended the server.
        self._dialect_key = content_key("dialect", DIALECT_VERSION, self.base_url, settings.model) if is_auto else ""
        # LangChain would share one connection pool between all clients of the process, also with those of an event
        # loop that has ended.
        self._connections = AsyncClient(timeout=settings.timeout_s, trust_env=False)
        self._client = self._connect()

    def _connect(self) -> "ChatOpenAI":
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(
            base_url=self.base_url,
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
    def name(self) -> str:
        """Model and address, for people."""
        return f"{self._settings.model} at {self.base_url}"

    async def ask(self, question: Question) -> Reply:
        """One answer; what the endpoint refuses of the request is left out from then on.

        A server that asks to wait a little is waited for, ``max_retries`` times. An answer whose room was used up by
        thinking is asked for once more with more room.

        Raises:
            ServiceUnavailable: Overloaded, broken, unreachable or too slow; worth a retry.
            ConfigError: The address, the model's name or the key is wrong.
            ToolFailed: The request was refused.
        """
        reply = await self._ask(question)
        dialect = await self._known_dialect()
        if not reply.is_cut_off_in_thought or dialect.thinks:
            return reply
        try:
            longer = await self._ask(question, with_room=True)
        except ToolFailed:
            # The model's context has no such room.
            return reply
        if not longer.is_cut_off:
            await self._change(dialect, dialect.model_copy(update={"thinks": True}))
        return longer.after(reply)

    async def prepare(self) -> None:
        """Know what the endpoint takes; see ``learn`` for what that may cost and raise."""
        await self._known_dialect()

    async def learn(self) -> Dialect:
        """Find out by a small question what the endpoint takes, and remember it.

        Costs about a hundred tokens for each mode that is tried, more where a model thinks.

        Raises:
            ServiceUnavailable: Overloaded, broken, unreachable or too slow; nothing was learnt.
            ConfigError: The address, the model's name or the key is wrong.
            ToolFailed: The endpoint takes no question at all.
        """
        dialect = Dialect(mode=AnswerMode.JSON_SCHEMA)
        while (other := await self._corrected(dialect)) is not None:
            dialect = other
        await self._keep(dialect)
        logger.info("%s is asked by %s", self.name, dialect.mode)
        return dialect

    async def _corrected(self, dialect: Dialect) -> Dialect | None:
        """What to try after a probing question; None when the dialect holds, or is the last."""
        from openai import APIError

        try:
            reply = await self._probe(dialect)
        except APIError as error:
            lower = dialect.lowered() if refuses_request(error) or refuses_format(error) else None
            other = dialect.adapted_to(error) or lower
            if other is None:
                raise translated(error, self.name, self._settings.group) from error
            return other
        if reply.is_cut_off_in_thought and not dialect.thinks:
            return dialect.model_copy(update={"thinks": True})
        try:
            parse_answer(reply.text, ProbeAnswer)
        except MalformedAnswer:
            # Still cut off with more room: it does not think, it rambles.
            return dialect.model_copy(update={"thinks": dialect.thinks and not reply.is_cut_off}).lowered()
        return None

    async def _probe(self, dialect: Dialect) -> Reply:
        """Ask the probing question, twice when the server breaks: it may be a refusal, or a bad moment."""
        from openai import InternalServerError

        try:
            return await self._send_patiently(PROBE, dialect)
        except InternalServerError as error:
            if error.status_code != HTTPStatus.INTERNAL_SERVER_ERROR or refuses_format(error):
                raise
        return await self._send_patiently(PROBE, dialect)

    async def _ask(self, question: Question, *, with_room: bool = False) -> Reply:
        """Ask until the request is one that the endpoint takes."""
        from openai import APIError

        while True:
            dialect = await self._known_dialect()
            asked = dialect.model_copy(update={"thinks": dialect.thinks or with_room})
            try:
                return await self._send_patiently(question, asked)
            except APIError as error:
                lower = dialect.lowered() if refuses_format(error) else None
                other = dialect.adapted_to(error) or lower
                if other is None:
                    raise translated(error, self.name, self._settings.group) from error
                logger.warning("%s refused a request; from now on: %s", self.name, other)
            await self._change(dialect, other)

    async def _send_patiently(self, question: Question, dialect: Dialect) -> Reply:
        """Send, and send again as often as the server asks to wait a little."""
        from openai import APIStatusError

        for _ in range(self._settings.max_retries):
            try:
                return await self._send(question, dialect)
            except APIStatusError as error:
                wait_s = retry_after_s(error.response.headers)
                if wait_s is None or wait_s > LONGEST_WAIT_S or not is_passing(error):
                    raise
            logger.info("%s asks to wait %.1f s", self.name, wait_s)
            await asyncio.sleep(wait_s)
        return await self._send(question, dialect)

    async def _send(self, question: Question, dialect: Dialect) -> Reply:
        """One call, paid for; errors of the client library are the caller's to read."""
        messages = dialect.messages(question, self._told)
        wire = [(message.role, message.parts()) for message in messages]
        # In extra_body LangChain passes the response format on as it is; as an argument it would switch to the
        # client's own parsing, which throws the text of a truncated answer away.
        body = dialect.body(question, self._settings.max_tokens)
        async with self._of_loop().in_flight:
            try:
                # The client's own limit is on each read: a server that sends a byte now and then would never end.
                async with asyncio.timeout(self._settings.timeout_s):
                    message = await self._client.ainvoke(wire, extra_body=body)
            except TimeoutError as error:
                raise too_slow(self.name, self._settings.group) from error
            except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
                # LangChain's words for a body without choices: the page of a proxy, an error with status 200.
                raise ServiceUnavailable(
                    f"{self.name} answered something that is no chat completion ({str(error)[:200]}). "
                    f"Check {self._settings.group}__BASE_URL.",
                    told=told(Service.LLM, Trouble.MUDDLES),
                ) from error
        reply = read_reply(message)
        record(self.usage(reply))
        return reply

    def usage(self, reply: Reply) -> Usage:
        """What a reply cost."""
        settings = self._settings
        return Usage(
            model=settings.model,
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
            calls=reply.calls,
            cost=cost_of(
                reply.prompt_tokens, reply.completion_tokens, settings.prompt_price, settings.completion_price
            ),
        )

    def _told(self, json_schema: str) -> str:
        return self._prompts.render(Task.ANSWER_FORMAT, "schema", json_schema=json_schema)

    async def _known_dialect(self) -> Dialect:
        """The dialect, found once however many ask at the same time."""
        if self._dialect is not None:
            return self._dialect
        async with self._of_loop().learning:
            if self._dialect is None:
                self._dialect = await self._recalled() or await self.learn()
            return self._dialect

    async def _recalled(self) -> Dialect | None:
        """What was learnt by an earlier process, or by another client."""
        kept = await self._store.recall(self._dialect_key)
        try:
            return Dialect.model_validate_json(kept) if kept else None
        except ValidationError:
            return None

    async def _change(self, before: Dialect, after: Dialect) -> None:
        """Speak otherwise from now on, unless another caller has found something out meanwhile."""
        if self._dialect == before:
            await self._keep(after)

    async def _keep(self, dialect: Dialect) -> None:
        self._dialect = dialect
        if self._dialect_key:
            await self._store.remember(self._dialect_key, dialect.model_dump_json().encode())

    def _of_loop(self) -> _Shared:
        """What the deployment's clients share in the running event loop."""
        of_loop = _shared.setdefault(asyncio.get_running_loop(), {})
        return of_loop.setdefault(self.name, _Shared(asyncio.Semaphore(self._settings.max_parallel_calls)))

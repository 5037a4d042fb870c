"""Which endpoints are configured and answer: asked in parallel, before a run finds out the slow way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import StrEnum
from functools import partial
from http import HTTPStatus

import httpx
from pydantic import AnyHttpUrl

from adbanner.artifact_store import ArtifactStore
from adbanner.contracts import HEALTH_PATH, EmbeddingsRequest, EmbeddingsResponse, Wire
from adbanner.errors import AdBannerError, ConfigError, ServiceUnavailable
from adbanner.frozen import Frozen
from adbanner.prompts import PromptLibrary
from adbanner.settings import AUTO, Endpoint, LlmSettings, QdrantSettings, Settings
from adbanner.usage import total
from tools.llm_endpoint import ChatEndpoint
from tools.model_http import ModelServer, endpoint_url, open_model_client, public_url
from tools.usage_meter import metered

PROBE_TIMEOUT_S = 3
LEARN_TIMEOUT_S = 30
"""A language model has to write something, and may think first."""
NOT_OFFERED = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
"""The server runs but has no such page: many gateways list no models and report no health."""
MAX_NAMED_MODELS = 5


class Role(StrEnum):
    """What an endpoint does for the product."""

    LLM = "llm"
    VISION = "vision"
    EMBEDDINGS = "embeddings"
    IMAGE_GENERATION = "image_generation"
    CUTOUT = "cutout"
    QDRANT = "qdrant"
    POSTGRES = "postgres"


class EndpointState(StrEnum):
    """How an endpoint stands."""

    NOT_CONFIGURED = "not_configured"
    ANSWERS = "answers"
    FAILS = "fails"


class EndpointStatus(Frozen):
    """One endpoint as it stands now."""

    role: Role
    state: EndpointState
    url: str = ""
    """Without user name and password; empty when not configured."""
    answered_in_ms: int | None = None
    message: str
    """What was found, or what serves instead, and what to set or check."""


WITHOUT = {
    Role.LLM: "The built-in copywriter writes the texts. Set ADBANNER_LLM__BASE_URL and ADBANNER_LLM__MODEL.",
    Role.VISION: "Pictures cannot be described anew. Set ADBANNER_VISION__BASE_URL and ADBANNER_VISION__MODEL.",
    Role.EMBEDDINGS: "The built-in text encoder serves the search. Set ADBANNER_EMBEDDINGS__BASE_URL.",
    Role.IMAGE_GENERATION: "Generated pictures are refused. Set ADBANNER_IMAGE_GENERATION__BASE_URL.",
    Role.CUTOUT: "Generated pictures and opaque own pictures are refused. Set ADBANNER_CUTOUT__BASE_URL.",
    Role.QDRANT: "The image index lives in this process. Set ADBANNER_QDRANT__URL.",
    Role.POSTGRES: "Checkpoints go into SQLite in the data folder. Set ADBANNER_POSTGRES_URL.",
}
"""What serves instead of an endpoint that is not configured."""


class ModelCard(Wire):
    """One entry of ``GET /models``."""

    id: str


class ModelList(Wire):
    """The answer of ``GET /models``."""

    data: tuple[ModelCard, ...]


async def probe_endpoints(settings: Settings) -> tuple[EndpointStatus, ...]:
    """Ask every configured endpoint something small; takes ``PROBE_TIMEOUT_S`` at most.

    A language or vision model is then asked how it takes questions, which costs a few hundred tokens and
    ``LEARN_TIMEOUT_S`` at most, unless the settings say how; the next run goes by the answer.

    Returns:
        One status per role in the order of ``Role``; one per replica for image generation.
    """
    async with open_model_client() as client:
        images, cutout, qdrant = settings.image_generation, settings.cutout, settings.qdrant
        replicas = [
            _probe(Role.IMAGE_GENERATION, url, partial(_ask_health, client, url, images, "IMAGE_GENERATION"))
            for url in images.replicas
        ]
        postgres = settings.postgres_url.get_secret_value() if settings.postgres_url else ""
        probes = (
            _probe_llm(client, settings, Role.LLM, settings.llm),
            _probe_llm(client, settings, Role.VISION, settings.vision),
            _probe(Role.EMBEDDINGS, settings.embeddings.base_url, partial(_ask_encoder, client, settings.embeddings)),
            *(replicas or [_not_configured(Role.IMAGE_GENERATION)]),
            _probe(Role.CUTOUT, cutout.base_url, partial(_ask_health, client, str(cutout.base_url), cutout, "CUTOUT")),
            _probe(Role.QDRANT, qdrant.url, partial(_ask_qdrant, client, qdrant)),
            _probe(Role.POSTGRES, _postgres_address(postgres), partial(_ask_postgres, postgres)),
        )
        return tuple(await asyncio.gather(*probes))


async def _not_configured(role: Role) -> EndpointStatus:
    return EndpointStatus(role=role, state=EndpointState.NOT_CONFIGURED, message=WITHOUT[role])


async def _probe(role: Role, url: AnyHttpUrl | str | None, ask: Callable[[], Awaitable[str]]) -> EndpointStatus:
    """Time one question and put its outcome into words."""
    if url is None:
        return await _not_configured(role)
    shown = public_url(str(url))
    start_s = time.perf_counter()
    try:
        async with asyncio.timeout(PROBE_TIMEOUT_S):
            found = await ask()
    except TimeoutError:
        found = f"No answer within {PROBE_TIMEOUT_S} s. Check that it runs and that this machine may reach it."
        return EndpointStatus(role=role, state=EndpointState.FAILS, url=shown, message=found)
    except AdBannerError as error:
        return EndpointStatus(role=role, state=EndpointState.FAILS, url=shown, message=str(error))
    answered_in_ms = round((time.perf_counter() - start_s) * 1_000)
    return EndpointStatus(
        role=role, state=EndpointState.ANSWERS, url=shown, answered_in_ms=answered_in_ms, message=found
    )


async def _ask_llm(client: httpx.AsyncClient, settings: LlmSettings) -> str:
    """Ask for the list of models: it costs no tokens."""
    if not settings.model:
        raise ConfigError(f"A model needs a name too: set {settings.group}__MODEL.")
    base_url = str(settings.base_url).rstrip("/")
    server = ModelServer(client, base_url, settings, settings.group)
    response = await server.send("GET", f"{base_url}/models")
    if response.status_code in NOT_OFFERED:
        return f"Answers; it lists no models, so the name {settings.model} was not checked."
    offered = [card.id for card in server.read(response, ModelList).data]
    if settings.model not in offered:
        named = ", ".join(offered[:MAX_NAMED_MODELS]) or "none"
        raise ConfigError(f"It does not offer {settings.model}. Check {settings.group}__MODEL; it offers: {named}.")
    return f"Offers {settings.model}."


async def _probe_llm(client: httpx.AsyncClient, settings: Settings, role: Role, llm: LlmSettings) -> EndpointStatus:
    """Whether a language or vision model answers, and how it is asked for JSON."""
    status = await _probe(role, llm.base_url, partial(_ask_llm, client, llm))
    if status.state is not EndpointState.ANSWERS:
        return status
    if llm.structured_output != AUTO:
        found = f"It is asked for JSON by {llm.structured_output}, as {llm.group}__STRUCTURED_OUTPUT says."
        return status.model_copy(update={"message": f"{status.message} {found}"})
    try:
        async with asyncio.timeout(LEARN_TIMEOUT_S):
            found = await _learn_dialect(settings, llm)
    except TimeoutError:
        found = f"No answer to a small question within {LEARN_TIMEOUT_S} s: how it takes questions is not known yet."
    except AdBannerError as error:
        found = f"But it does not answer questions: {error}"
        return status.model_copy(update={"state": EndpointState.FAILS, "message": f"{status.message} {found}"})
    return status.model_copy(update={"message": f"{status.message} {found}"})


async def _learn_dialect(settings: Settings, llm: LlmSettings) -> str:
    """Ask the model anew how it takes questions: it may have been mended since."""
    store = await asyncio.to_thread(ArtifactStore.local, settings.data_dir / "store")
    prompts = await asyncio.to_thread(PromptLibrary.load, settings.prompts)
    endpoint = await asyncio.to_thread(ChatEndpoint, llm, store, prompts)
    try:
        with metered() as usages:
            dialect = await endpoint.learn()
    finally:
        await endpoint.close()
    spent = total(usages)
    tokens = spent.prompt_tokens + spent.completion_tokens
    thinking = ", and thinks first" if dialect.thinks else ""
    return f"It takes {dialect.mode} and {dialect.token_limit}{thinking} (asked for {tokens} tokens)."


async def _ask_encoder(client: httpx.AsyncClient, settings: Endpoint) -> str:
    """Ask for the vector of one word."""
    base_url = str(settings.base_url).rstrip("/")
    server = ModelServer(client, base_url, settings, "ADBANNER_EMBEDDINGS")
    request = EmbeddingsRequest(input=("проверка",), model=settings.model)
    response = await server.send("POST", f"{base_url}/embeddings", request.model_dump_json())
    vectors = server.read(response, EmbeddingsResponse).data
    if len(vectors) != 1 or not vectors[0].embedding:
        raise ConfigError("It answered no vector for one text. Check ADBANNER_EMBEDDINGS__MODEL.")
    return f"Gives vectors of {len(vectors[0].embedding)} numbers."


async def _ask_health(client: httpx.AsyncClient, base_url: str, settings: Endpoint, group: str) -> str:
    """Ask a model server whether it is ready."""
    server = ModelServer(client, base_url, settings, f"ADBANNER_{group}")
    response = await server.send("GET", endpoint_url(base_url, HEALTH_PATH))
    if response.status_code in NOT_OFFERED:
        return f"Answers; it has no {HEALTH_PATH}, so its readiness was not checked."
    server.require_success(response)
    return "Ready."


async def _ask_qdrant(client: httpx.AsyncClient, settings: QdrantSettings) -> str:
    """Ask for the list of collections: unlike the health pages it needs the key."""
    base_url = str(settings.url).rstrip("/")
    endpoint = Endpoint(base_url=settings.url, timeout_s=settings.timeout_s)
    server = ModelServer(client, base_url, endpoint, "ADBANNER_QDRANT", "URL")
    key = settings.api_key.get_secret_value()
    response = await server.send("GET", f"{base_url}/collections", headers={"api-key": key} if key else {})
    server.require_success(response)
    return "Ready."


def _postgres_address(url: str) -> str | None:
    """Host, port and database of a connection string, without its password; None without one."""
    if not url:
        return None
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        # Said by the probe itself, without the words of the driver: they repeat the whole string.
        return ""
    return f"postgresql://{parts.get('host', '')}:{parts.get('port', 5432)}/{parts.get('dbname', '')}"


async def _ask_postgres(url: str) -> str:
    """Connect and ask for a constant."""
    from psycopg import AsyncConnection, OperationalError, ProgrammingError

    try:
        async with await AsyncConnection.connect(url, autocommit=True) as connection:
            await connection.execute("SELECT 1")
    except ProgrammingError as error:
        raise ConfigError("This is no connection string of Postgres. Check ADBANNER_POSTGRES_URL.") from error
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise ServiceUnavailable(f"Check that it runs and ADBANNER_POSTGRES_URL: {reason}") from error
    return "Takes connections."

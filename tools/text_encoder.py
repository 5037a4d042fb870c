"""Texts as vectors: the interface of all encoders, the endpoint's client, and who serves by the settings."""

import asyncio
import hashlib
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from adbanner.contracts import EMBEDDINGS_PATH, EmbeddingsRequest, EmbeddingsResponse
from adbanner.errors import ConfigError, ToolFailed
from adbanner.settings import EmbeddingSettings
from tools.lexical_encoder import LexicalEncoder
from tools.model_http import ModelServer
from tools.semantic_encoder import SemanticEncoder
from tools.service_words import Service, Trouble, told

if TYPE_CHECKING:
    import httpx

SETTINGS = "ADBANNER_EMBEDDINGS"
MAX_PARALLEL_BATCHES = 4
PROBE = "проба"
"""Encoded once to learn how long the endpoint's vectors are."""


class TextEncoder(Protocol):
    """Turns texts into vectors whose dot product says how near their meanings are."""

    @property
    def fingerprint(self) -> str:
        """Names the vector space: vectors of different fingerprints must never be compared."""

    @property
    def dimensions(self) -> int:
        """Length of the vectors."""

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (texts, dimensions), rows of length 1."""

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (texts, dimensions), rows of length 1."""


async def open_encoder(settings: EmbeddingSettings, client: "httpx.AsyncClient") -> TextEncoder:
    """The configured endpoint, or the built-in encoder where none is configured; never one for the other.

    Raises:
        ConfigError: The endpoint is set up wrongly, or the built-in encoder's weights are not installed.
        ServiceUnavailable: The endpoint does not answer.
    """
    if settings.base_url is None:
        return SemanticEncoder() if settings.built_in == "semantic" else LexicalEncoder()
    return await OpenAiEncoder.connect(settings, client)


class OpenAiEncoder:
    """A client of an OpenAI-compatible ``/v1/embeddings``; made by ``connect``.

    Args:
        settings: Endpoint, model, prefixes, batch size.
        server: Where it lies.
        dimensions: Length of the endpoint's vectors.
    """

    def __init__(self, settings: EmbeddingSettings, server: ModelServer, dimensions: int) -> None:
        self._settings = settings
        self._server = server
        self._slots = asyncio.Semaphore(MAX_PARALLEL_BATCHES)
        self.dimensions = dimensions
        prefixes = f"{settings.query_prefix}\0{settings.passage_prefix}"
        self.fingerprint = f"{settings.model}:{dimensions}:{hashlib.sha256(prefixes.encode()).hexdigest()[:12]}"

    @classmethod
    async def connect(cls, settings: EmbeddingSettings, client: "httpx.AsyncClient") -> "OpenAiEncoder":
        """Ask the endpoint once how long its vectors are.

        Raises:
            ConfigError: Address, model or key are missing or wrong.
            ServiceUnavailable: The endpoint does not answer.
        """
        if settings.base_url is None or not settings.model:
            raise ConfigError(f"A text encoder needs both {SETTINGS}__BASE_URL and {SETTINGS}__MODEL.")
        server = ModelServer(client, str(settings.base_url), settings, SETTINGS)
        answer = await _ask(server, settings.model, (PROBE,))
        return cls(settings, server, dimensions=len(answer[0]))

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what people look for.

        Raises:
            ServiceUnavailable: The endpoint does not answer.
            ConfigError: The endpoint refuses the key or the model, or its vectors have another length than at start.
            ToolFailed: The endpoint refuses a text, or its answer makes no sense.
        """
        return await self._encode([self._settings.query_prefix + text for text in texts])

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what is to be found; raises as ``encode_queries`` does."""
        return await self._encode([self._settings.passage_prefix + text for text in texts])

    async def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        size = self._settings.batch_size
        batches = [tuple(texts[start : start + size]) for start in range(0, len(texts), size)]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._encode_batch(batch)) for batch in batches]
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from failures
        vectors = list(chain.from_iterable(task.result() for task in tasks))
        if any(len(vector) != self.dimensions for vector in vectors):
            lengths = sorted({len(vector) for vector in vectors})
            raise ConfigError(
                f"{self._server.name} answered vectors of {lengths} numbers, but {self.dimensions} at start: the model "
                f"behind {SETTINGS}__MODEL={self._settings.model} has changed. Restart to build the index anew."
            )
        return _normalised(np.array(vectors, np.float64), self._server.name)

    async def _encode_batch(self, batch: tuple[str, ...]) -> list[tuple[float, ...]]:
        async with self._slots:
            return await _ask(self._server, self._settings.model, batch)


async def _ask(server: ModelServer, model: str, texts: tuple[str, ...]) -> list[tuple[float, ...]]:
    """The vectors of a batch in the order of its texts, which endpoints need not keep."""
    request = EmbeddingsRequest(input=texts, model=model)
    answer = await server.post(EMBEDDINGS_PATH, request, EmbeddingsResponse)
    data = sorted(answer.data, key=lambda embedding: embedding.index)
    if [embedding.index for embedding in data] != list(range(len(texts))):
        message = f"{server.name} did not answer exactly one vector for each of {len(texts)} texts."
        raise ToolFailed(message, told=told(Service.EMBEDDINGS, Trouble.MUDDLES))
    return [embedding.embedding for embedding in data]


def _normalised(vectors: NDArray[np.float64], place: str) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        message = f"{place} answered a vector that is zero or not a number."
        raise ToolFailed(message, told=told(Service.EMBEDDINGS, Trouble.MUDDLES))
    unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return unit

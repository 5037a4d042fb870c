"""Stand-ins that record what they were asked and answer from a queue: for tests of whoever depends on the real ones."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import AssetRef, MediaType
from adbanner.errors import AdBannerError
from adbanner.frozen import Frozen
from adbanner.images import BankHit
from adbanner.texts import BannerTexts, TextAuthor
from tools.background_removal import CutPicture
from tools.copywriting import CopyAttempt, CopyRequest
from tools.image_generation import GeneratedPicture
from tools.toy_models import EMBEDDING_DIMENSIONS, cut_toy, draw_toy, toy_vector

if TYPE_CHECKING:
    from tools.image_bank import BankQuery

Answer = TypeVar("Answer")


class ReplyQueue(Generic[Answer]):
    """Scripted replies: each an answer to give or an error to raise."""

    def __init__(self, replies: Iterable[Answer | AdBannerError]) -> None:
        self._replies = deque(replies)

    def enqueue(self, *replies: Answer | AdBannerError) -> None:
        """Append replies to the script."""
        self._replies.extend(replies)

    def take(self) -> Answer | None:
        """The next answer, None when the script is over.

        Raises:
            AdBannerError: When the script says so.
        """
        if not self._replies:
            return None
        reply = self._replies.popleft()
        if isinstance(reply, AdBannerError):
            raise reply
        return reply


class CopyCall(Frozen):
    """What a copywriter was asked."""

    request: CopyRequest
    attempts: tuple[CopyAttempt, ...]


class FakeCopywriter:
    """Writes the queued texts; a call beyond the script fails the test.

    Args:
        replies: Texts to give or errors to raise, in order.
        author: Who signs.
    """

    def __init__(self, *replies: BannerTexts | AdBannerError, author: TextAuthor = TextAuthor.LLM) -> None:
        self.queue = ReplyQueue[BannerTexts](replies)
        self.history: list[CopyCall] = []
        self._author = author

    @property
    def author(self) -> TextAuthor:
        """Who signs the texts."""
        return self._author

    async def write(self, request: CopyRequest, attempts: tuple[CopyAttempt, ...]) -> BannerTexts:
        """The next texts of the script."""
        self.history.append(CopyCall(request=request, attempts=attempts))
        texts = self.queue.take()
        if texts is None:
            raise AssertionError(f"nobody scripted call {len(self.history)} of the copywriter")
        return texts


class DrawCall(Frozen):
    """What an image generator was asked."""

    prompt: str
    seed: int
    negative_prompt: str


class FakeImageGenerator:
    """Gives the queued pictures, then toy pictures that depend on prompt and seed.

    Args:
        store: Keeps the toy pictures.
        replies: Pictures to give or errors to raise before that, in order.
        size_px: Side of the toy pictures.
    """

    def __init__(self, store: ArtifactStore, *replies: GeneratedPicture | AdBannerError, size_px: int = 256) -> None:
        self.queue = ReplyQueue[GeneratedPicture](replies)
        self.history: list[DrawCall] = []
        self._store = store
        self._size_px = size_px

    async def generate(self, prompt: str, seed: int, *, negative_prompt: str = "") -> GeneratedPicture:
        """The next picture of the script, or a toy one."""
        self.history.append(DrawCall(prompt=prompt, seed=seed, negative_prompt=negative_prompt))
        scripted = self.queue.take()
        if scripted is not None:
            return scripted
        asset = await self._store.put(draw_toy(prompt, seed, self._size_px, self._size_px), MediaType.PNG)
        return GeneratedPicture(asset=asset, seed=seed, prompt=prompt, toy=True, replica="fake")


class FakeBackgroundRemover:
    """Gives the queued cut-outs, then cuts by the toy rule.

    Args:
        store: Holds the sources and keeps the results.
        replies: Cut-outs to give or errors to raise before that, in order.
    """

    def __init__(self, store: ArtifactStore, *replies: CutPicture | AdBannerError) -> None:
        self.queue = ReplyQueue[CutPicture](replies)
        self.history: list[AssetRef] = []
        self._store = store

    async def remove(self, asset: AssetRef) -> CutPicture:
        """The next cut-out of the script, or a toy one."""
        self.history.append(asset)
        scripted = self.queue.take()
        if scripted is not None:
            return scripted
        cut = cut_toy(await self._store.get(asset), keep_shadow=True)
        return CutPicture(asset=await self._store.put(cut, MediaType.PNG), toy=True)


class FakeImageBank:
    """Finds the same pictures whatever it is asked, or raises what the queue says.

    Args:
        hits: What it finds, in this order.
        replies: Finds to give or errors to raise before that, in order.
    """

    def __init__(
        self, hits: tuple[BankHit, ...] = (), replies: Iterable[tuple[BankHit, ...] | AdBannerError] = ()
    ) -> None:
        self.hits = hits
        self.queue = ReplyQueue[tuple[BankHit, ...]](replies)
        self.history: list[BankQuery] = []

    async def get_ready(self) -> None:
        """Nothing: it is."""

    async def search(self, query: "BankQuery") -> tuple[BankHit, ...]:
        """The next find of the script, or the usual pictures."""
        self.history.append(query)
        scripted = self.queue.take()
        return self.hits if scripted is None else scripted


class FakeTextEncoder:
    """Gives the vectors it was told, and toy vectors for all other texts; equal texts have equal vectors.

    Args:
        vectors: Unit vectors by text.
        fingerprint: Who it pretends to be.
    """

    def __init__(self, vectors: Mapping[str, tuple[float, ...]] | None = None, fingerprint: str = "fake:64") -> None:
        self.dimensions = EMBEDDING_DIMENSIONS
        self.fingerprint = fingerprint
        self.history: list[tuple[str, ...]] = []
        """The texts of every call, oldest first."""
        self._vectors = dict(vectors or {})

    async def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text."""
        self.history.append(tuple(texts))
        return np.array([self._vectors.get(text) or toy_vector(text) for text in texts], np.float32)

    async def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same as for queries."""
        return await self.encode_queries(texts)

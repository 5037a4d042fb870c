"""The image bank, opened when the first picture is wanted: AI and text-only banners need none."""

import asyncio
from contextlib import AsyncExitStack

import httpx

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.images import BankHit
from adbanner.settings import Settings
from tools.image_bank import BankQuery, ImageBank
from tools.text_encoder import open_encoder


class LazyImageBank:
    """Opens the configured encoder and index once, however many searches ask for them at the same time.

    Args:
        kit: Whose pictures.
        settings: Encoder and Qdrant.
        store: Keeps vectors.
        client: For the encoder's endpoint.
    """

    def __init__(self, kit: BrandKit, settings: Settings, store: ArtifactStore, client: httpx.AsyncClient) -> None:
        self._kit = kit
        self._settings = settings
        self._store = store
        self._client = client
        self._bank: ImageBank | None = None
        self._lock = asyncio.Lock()
        self._open = AsyncExitStack()

    async def search(self, query: BankQuery) -> tuple[BankHit, ...]:
        """See ``ImageBank.search``; the first call also raises what ``ImageBank.open`` does."""
        return await (await self._opened()).search(query)

    async def get_ready(self) -> None:
        """Open the bank unless it is open; raises what ``ImageBank.open`` does."""
        await self._opened()

    async def _opened(self) -> ImageBank:
        async with self._lock:
            if self._bank is None:
                encoder = await open_encoder(self._settings.embeddings, self._client)
                self._bank = await ImageBank.open(self._kit, encoder, self._settings.qdrant, self._store)
                self._open.push_async_callback(self._bank.close)
            return self._bank

    async def close(self) -> None:
        """Close the index if it was opened."""
        await self._open.aclose()

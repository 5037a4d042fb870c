"""Draws every description by every source with equal seeds; what was drawn before is not drawn again."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.errors import AdBannerError, ToolFailed
from adbanner.settings import ImageGenerationSettings
from offline.patience import PAUSES_S, Patience, Stopped
from offline.validation.descriptions import ValidationDescription
from offline.validation.drawings import Drawing, Drawings, write_drawings
from offline.validation.sources import PictureSource
from tools.image_generation import ImageGenerator
from tools.whole_file import write_whole

STORE_FOLDER = ".paid"
KEY_CHARS = 12

Told = Callable[[int, int], None]
"""Told how many pictures of how many are there."""

logger = logging.getLogger(__name__)


@dataclass
class DrawingOutcome:
    """How a run ended."""

    drawings: Drawings
    refused: dict[str, str] = field(default_factory=dict)
    """Why a server would not draw a picture, by ``source/description``."""
    error: AdBannerError | None = None
    """Why the run ended early."""


def picture_seed(seed: int, description_id: str) -> int:
    """The seed of a description: equal for all sources, so that they start from the same noise."""
    return int(content_key(str(seed), description_id)[:8], 16)


class DrawingRun:
    """One run of drawing into a folder.

    Args:
        folder: Gets ``<source>/<description>.png`` and the record.
        settings: Size, steps and the rest that all sources share.
        client: See ``tools.model_http.open_model_client``.
        told: Progress.
        pauses_s: Waits before a broken server is tried again.
    """

    def __init__(
        self,
        folder: Path,
        settings: ImageGenerationSettings,
        client: httpx.AsyncClient,
        told: Told = lambda done, of: None,
        pauses_s: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._client = client
        self._told = told
        self.patience = Patience(pauses_s)
        self._drawn: list[Drawing] = []
        self._refused: dict[str, str] = {}
        self._error: AdBannerError | None = None

    async def draw(
        self, sources: tuple[PictureSource, ...], descriptions: tuple[ValidationDescription, ...], seed: int
    ) -> DrawingOutcome:
        """Draw what is missing and write the record of what is there.

        Raises:
            StorageFull: There is no room for the record.
        """
        whole = len(sources) * len(descriptions)
        self._told(0, whole)
        try:
            # One at a time: sources may share their servers, and adapters are swapped less often so.
            for source in sources:
                await self._draw_source(source, descriptions, seed, whole)
        finally:
            record = Drawings(
                sources=tuple(source.name for source in sources),
                descriptions=descriptions,
                drawings=tuple(sorted(self._drawn, key=lambda each: (each.source, each.description_id))),
            )
            write_drawings(self._folder, record)
        return DrawingOutcome(record, self._refused, self._error)

    async def _draw_source(
        self, source: PictureSource, descriptions: Iterable[ValidationDescription], seed: int, whole: int
    ) -> None:
        generator = self._generator(source)
        # Whoever only waits for a server has not begun, and need not end when somebody asks to stop.
        free = asyncio.Semaphore(len(source.urls))

        async def draw_one(description: ValidationDescription) -> None:
            chosen = picture_seed(seed, description.id)
            try:
                async with free:
                    drawing = await self.patience.during(lambda: self._draw_one(generator, source, description, chosen))
            except Stopped:
                return
            except ToolFailed as error:
                self._refused[f"{source.name}/{description.id}"] = str(error)
                return
            except AdBannerError as error:  # down, misconfigured, no room: the next picture would fare no better
                self._error = self._error or error
                self.patience.stop()
                return
            self._drawn.append(drawing)
            self._told(len(self._drawn), whole)

        async with asyncio.TaskGroup() as group:
            for description in descriptions:
                group.create_task(draw_one(description))

    def _generator(self, source: PictureSource) -> ImageGenerator:
        # The store finds pictures by what was asked, not by whom: each source needs one of its own.
        target = content_key(*source.urls, str(source.adapter))[:KEY_CHARS]
        store = ArtifactStore.local(self._folder / STORE_FOLDER / f"{source.name}-{target}")
        return ImageGenerator(settings_of(source, self._settings), store, self._client)

    async def _draw_one(
        self, generator: ImageGenerator, source: PictureSource, description: ValidationDescription, seed: int
    ) -> Drawing:
        picture = await generator.generate(description.english, seed)
        data = await generator.stored(picture)
        file = f"{source.name}/{description.id}.png"
        path = self._folder / file
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != picture.asset.sha256:
            write_whole(path, data)
        return Drawing(
            source=source.name,
            description_id=description.id,
            seed=seed,
            prompt=picture.prompt,
            file=file,
            sha256=picture.asset.sha256,
            toy=picture.toy,
            server=picture.replica,
        )


def settings_of(source: PictureSource, settings: ImageGenerationSettings) -> ImageGenerationSettings:
    """The settings that a source is drawn with."""
    changes: dict[str, object] = {"base_url": None, "base_urls": source.urls}
    if source.adapter is not None:
        changes["loras"] = {source.adapter: 1.0} if source.adapter else {}
    return ImageGenerationSettings.model_validate(settings.model_dump() | changes)

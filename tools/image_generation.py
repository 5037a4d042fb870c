"""Pictures drawn by the image servers: each prompt and seed paid for once, shared between replicas."""

import asyncio
import logging
from io import BytesIO
from weakref import WeakValueDictionary

import httpx
import numpy as np
from PIL import Image
from pydantic import ValidationError

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.assets import AssetRef, MediaType
from adbanner.contracts import IMAGES_PATH, ImageGenerationRequest, ImageGenerationResponse
from adbanner.drawn_picture import MIN_WHITE_BORDER, DrawnPicture, measure_drawn
from adbanner.errors import ConfigError, ServiceUnavailable, ToolFailed
from adbanner.frozen import Frozen
from adbanner.settings import ImageGenerationSettings
from tools.answered_png import read_png
from tools.model_http import ModelServer, first_problem
from tools.replicas import ReplicaPool
from tools.service_words import Service, Trouble, told

SETTINGS = "ADBANNER_IMAGE_GENERATION"
KEY_KIND = "generated-picture-2"
"""Part of the content key; count up when ``GeneratedPicture`` changes, so that old records are not misread."""

FOUND_BY_SERVER = {
    "no_text": "на картинке похоже на надпись",
    "safe": "картинка не прошла проверку на непристойность",
}
"""Checks of the server that are not repeated here."""

logger = logging.getLogger(__name__)


class GeneratedPicture(Frozen):
    """A drawn picture and what it takes to draw it again."""

    asset: AssetRef
    """PNG, RGB, on white."""
    seed: int
    prompt: str
    toy: bool
    """Made by toy weights."""
    replica: str
    """Address of the server that drew it."""
    failed_checks: tuple[str, ...] = ()
    """Names of the checks that it failed on the server; see ``adbanner.contracts.PictureCheckResult``."""


class PictureCheck(Frozen):
    """Whether a drawn picture can be cut out."""

    measured: DrawnPicture
    problems: tuple[str, ...]
    """In Russian; empty when it can."""


class ImageGenerator:
    """Draws pictures on the configured image servers.

    One instance has at most one job on a replica: share it within a process.

    Args:
        settings: Replicas, model, size, steps.
        store: Keeps the pictures and remembers what was paid for.
        client: See ``tools.model_http.open_model_client``.

    Raises:
        ConfigError: No image server is configured.
    """

    def __init__(self, settings: ImageGenerationSettings, store: ArtifactStore, client: httpx.AsyncClient) -> None:
        if not settings.replicas:
            raise ConfigError(f"Generated pictures need an image server: set {SETTINGS}__BASE_URL.")
        url_setting = "BASE_URLS" if settings.base_urls else "BASE_URL"
        self._settings = settings
        self._store = store
        self._servers = {url: ModelServer(client, url, settings, SETTINGS, url_setting) for url in settings.replicas}
        self._pool = ReplicaPool(tuple(self._servers))
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def generate(self, prompt: str, seed: int, *, negative_prompt: str = "") -> GeneratedPicture:
        """The picture of an English prompt; the same prompt, seed and settings give the same picture from the store.

        Cancelling breaks the request off.

        Raises:
            ServiceUnavailable: No replica could draw it now; names each with its reason.
            ConfigError: Address, model name or key are wrong.
            ToolFailed: The prompt was refused, or the answer is no picture of the wanted size.
        """
        request = self._request(prompt, seed, negative_prompt)
        key = content_key(KEY_KIND, request.model_dump_json())
        # One in flight per key: whoever comes second waits and finds the result in the store.
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = await self._recall(key)
            if kept is not None:
                return kept
            response, server = await self._draw(request)
            width, height = (int(side) for side in request.size.split("x"))
            data, _ = await asyncio.to_thread(
                read_png, response.data[0].b64_json, mode="RGB", size=(width, height), server=server
            )
            picture = GeneratedPicture(
                asset=await self._store.put(data, MediaType.PNG),
                seed=seed,
                prompt=prompt,
                toy=response.toy,
                replica=server,
                failed_checks=tuple(check.name for check in response.data[0].checks if check.verdict == "failed"),
            )
            await self._store.remember(key, picture.model_dump_json().encode())
        logger.info("drew %s on %s, seed %d: %s", picture.asset.key, server, seed, prompt)
        return picture

    async def stored(self, picture: GeneratedPicture) -> bytes:
        """The PNG of a picture that this generator drew.

        Raises:
            ToolFailed: The file is gone; ``generate`` draws it again.
        """
        return await self._store.get(picture.asset)

    def _request(self, prompt: str, seed: int, negative_prompt: str) -> ImageGenerationRequest:
        try:
            return ImageGenerationRequest(
                prompt=prompt,
                model=self._settings.model,
                size=self._settings.size,
                seed=seed,
                steps=self._settings.steps,
                negative_prompt=negative_prompt,
                preset=self._settings.preset,
                loras=self._settings.loras,
                lora_scale=self._settings.lora_scale,
            )
        except ValidationError as error:
            message = f"The image servers take no such request: {first_problem(error)}."
            raise ToolFailed(message, told=told(Service.IMAGES, Trouble.REFUSES)) from error

    async def _recall(self, key: str) -> GeneratedPicture | None:
        """The picture that was paid for under a key, if its file is still there."""
        kept = await self._store.recall(key)
        if kept is None:
            return None
        picture = GeneratedPicture.model_validate_json(kept)
        try:
            await self._store.get(picture.asset)
        except ToolFailed:
            logger.warning("the file of a paid picture is gone, drawing it again: %s", picture.asset.key)
            return None
        return picture

    async def _draw(self, request: ImageGenerationRequest) -> tuple[ImageGenerationResponse, str]:
        """The answer of the first replica that can draw, with its address."""
        failures: dict[str, ServiceUnavailable] = {}
        while len(failures) < len(self._servers):
            async with self._pool.lend(excluded=failures) as url:
                server = self._servers[url]
                try:
                    return await server.post(IMAGES_PATH, request, ImageGenerationResponse), server.name
                except ServiceUnavailable as error:
                    logger.warning("%s", error)
                    failures[url] = error
                    self._pool.rest(url, error.retry_after_s)
        *_, last = failures.values()
        if len(failures) == 1:
            raise last
        waits_s = [error.retry_after_s for error in failures.values() if error.retry_after_s is not None]
        raise ServiceUnavailable(
            f"None of the {len(failures)} image servers could draw. " + " ".join(str(e) for e in failures.values()),
            told=last.told,
            retry_after_s=min(waits_s, default=None),
        ) from last


def check_generated(png: bytes, failed_checks: tuple[str, ...] = ()) -> PictureCheck:
    """Measure whether a drawn picture shows something and stands free on white.

    Args:
        png: The picture.
        failed_checks: What its server found that cannot be measured here.
    """
    with Image.open(BytesIO(png), formats=("PNG",)) as image:
        measured = measure_drawn(np.asarray(image.convert("RGB")))
    problems = [words for name, words in FOUND_BY_SERVER.items() if name in failed_checks]
    if measured.blank:
        problems.append("на картинке ничего не видно")
    if not measured.on_white:
        problems.append(
            f"фон у края белый только на {measured.white_border:.0%}, нужно {MIN_WHITE_BORDER:.0%}: "
            "предмет обрезан или стоит не на белом"
        )
    return PictureCheck(measured=measured, problems=tuple(problems))

"""Objects cut out of their white background by the cut-out server, with their natural shadow."""

import asyncio
import logging
from base64 import b64encode
from io import BytesIO
from weakref import WeakValueDictionary

import httpx
import numpy as np
from PIL import Image

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.assets import AssetRef, MediaType
from adbanner.contracts import CUTOUT_PATH, CutoutRequest, CutoutResponse
from adbanner.errors import ConfigError, ToolFailed
from adbanner.frozen import Frozen
from adbanner.settings import Endpoint
from tools.answered_png import read_png
from tools.model_http import ModelServer

SETTINGS = "ADBANNER_CUTOUT"
KEY_KIND = "cut-picture-1"
"""Part of the content key; count up when ``CutPicture`` changes, so that old records are not misread."""

SEEN_ALPHA = 128
"""A pixel of the object is at least half opaque; shadows are mostly fainter."""
MIN_OBJECT_SHARE = 0.002
"""Share of the picture below which nothing was found: 60x60 px of 1328x1328."""
CLEAR_ALPHA = 16
MIN_CLEAR_SHARE = 0.02
"""Share of see-through pixels below which the background is still there."""

logger = logging.getLogger(__name__)


class CutPicture(Frozen):
    """An object without its background."""

    asset: AssetRef
    """PNG, RGBA, of the size of the source."""
    toy: bool
    """Made by toy weights."""


class BackgroundRemover:
    """Cuts objects out on the configured server.

    Args:
        settings: The cut-out server.
        store: Keeps the pictures and remembers what was paid for.
        client: See ``tools.model_http.open_model_client``.

    Raises:
        ConfigError: No cut-out server is configured.
    """

    def __init__(self, settings: Endpoint, store: ArtifactStore, client: httpx.AsyncClient) -> None:
        if settings.base_url is None:
            raise ConfigError(f"Cutting pictures out needs a cut-out server: set {SETTINGS}__BASE_URL.")
        self._model = settings.model
        self._store = store
        self._server = ModelServer(client, str(settings.base_url), settings, SETTINGS)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def remove(self, asset: AssetRef) -> CutPicture:
        """The object of a picture with its shadow; the same picture is paid for once.

        Args:
            asset: PNG, JPEG or WebP, an object on a plain background.

        Raises:
            ServiceUnavailable: The server could not do it now.
            ConfigError: Address or key are wrong.
            ToolFailed: No object was found, the background is still there, or the answer is no such picture.
        """
        key = content_key(KEY_KIND, self._model, asset.sha256)
        async with self._locks.setdefault(key, asyncio.Lock()):
            kept = await self._recall(key)
            if kept is not None:
                return kept
            source = await self._store.get(asset)
            request = CutoutRequest(image_b64=b64encode(source).decode())
            response = await self._server.post(CUTOUT_PATH, request, CutoutResponse)
            data = await asyncio.to_thread(read_cutout, response.image_b64, source, self._server.name)
            cut = CutPicture(asset=await self._store.put(data, MediaType.PNG), toy=response.toy)
            await self._store.remember(key, cut.model_dump_json().encode())
        logger.info("cut %s out of %s", cut.asset.key, asset.key)
        return cut

    async def _recall(self, key: str) -> CutPicture | None:
        """The picture that was paid for under a key, if its file is still there."""
        kept = await self._store.recall(key)
        if kept is None:
            return None
        cut = CutPicture.model_validate_json(kept)
        try:
            await self._store.get(cut.asset)
        except ToolFailed:
            logger.warning("the file of a paid picture is gone, cutting it out again: %s", cut.asset.key)
            return None
        return cut


def read_cutout(b64: str, source: bytes, server: str) -> bytes:
    """The bytes of an answered cut-out that shows an object and no background.

    Raises:
        ToolFailed: It is no RGBA picture of the size of its source, shows nothing, or is opaque all over.
    """
    with Image.open(BytesIO(source)) as image:
        size = image.size
    data, cut = read_png(b64, mode="RGBA", size=size, server=server)
    alpha = np.asarray(cut.getchannel("A"))
    if (alpha >= SEEN_ALPHA).mean() < MIN_OBJECT_SHARE:
        raise ToolFailed(
            f"{server} found no object in the picture; take one with a clear object on a plain background.",
            told="На картинке не нашлось предмета. Возьмите другую: с чётким предметом на ровном фоне.",
        )
    if (alpha < CLEAR_ALPHA).mean() < MIN_CLEAR_SHARE:
        raise ToolFailed(
            f"{server} left the background in: take a picture with a clear object on a plain background.",
            told="Предмет не отделился от фона. Возьмите другую картинку: с чётким предметом на ровном фоне.",
        )
    return data

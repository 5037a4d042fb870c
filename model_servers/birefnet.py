"""Objects cut out of their white background with their shadow: ``python -m model_servers.birefnet``."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from adbanner.contracts import CUTOUT_PATH, CutoutRequest, CutoutResponse
from adbanner.errors import InvalidRequest
from adbanner.model_server_settings import BirefnetServerSettings
from model_servers.birefnet_files import VARIANTS, read_birefnet_files
from model_servers.pictures_in import read_picture
from model_servers.serving import Job, ModelApi, run_server
from model_servers.weights import weights_folder

if TYPE_CHECKING:
    from model_servers.birefnet_model import BirefnetModel

OBJECT = 0.5
MIN_OBJECT_SHARE = 0.002
"""Share of the picture below which nothing was found: 60x60 px of 1328x1328."""
MAX_OBJECT_SHARE = 0.98
"""Share above which there is no background to take away."""
STEPS = 3
"""Read, find, cut: between them the work can be broken off."""


class CutOut(Protocol):
    """``model_servers.cut_out.cut_out``."""

    def __call__(
        self, pixels: NDArray[np.uint8], object_mask: NDArray[np.float32], *, keep_shadow: bool
    ) -> NDArray[np.uint8]:
        """Straight-alpha RGBA, shape (height, width, 4)."""


class CutoutApi(ModelApi[CutoutRequest, CutoutResponse]):
    """A picture on white in, its object with its shadow out.

    Args:
        folder: BiRefNet's configuration, code and weights.
        name: What answers call the model.
        side_px: Side of the square that it looks at.
        max_megapixels: Largest picture that is taken.
        toy: The weights are toys.
        cut_out: Turns a mask into the finished cut-out.
    """

    path = CUTOUT_PATH
    request_type = CutoutRequest
    response_type = CutoutResponse
    _model: "BirefnetModel"

    def __init__(
        self, folder: Path, *, name: str, side_px: int, max_megapixels: float, toy: bool, cut_out: CutOut
    ) -> None:
        super().__init__()
        self._folder = folder
        self._name = name
        self._side_px = side_px
        self._max_megapixels = max_megapixels
        self._toy = toy
        self._cut_out = cut_out

    def load(self, device: str) -> None:
        """Load BiRefNet."""
        from model_servers.birefnet_model import BirefnetModel

        self._model = BirefnetModel(self._folder, self._side_px, device)

    def work(self, request: CutoutRequest, job: Job) -> CutoutResponse:
        """Cut one object out."""
        pixels = read_picture(request.image_b64, self._max_megapixels)
        job.report(1, STEPS)
        mask = self._model.mask(pixels)
        require_object(mask)
        job.report(2, STEPS)
        rgba = self._cut_out(pixels, mask, keep_shadow=request.keep_shadow)
        job.report(3, STEPS)
        return CutoutResponse(image_b64=b64encode(_png(rgba)).decode(), model=self._name, toy=self._toy)


def require_object(mask: NDArray[np.float32]) -> None:
    """Make sure that a mask separates an object from a background.

    Raises:
        InvalidRequest: It is empty, or full.
    """
    share = float((mask > OBJECT).mean())
    if share < MIN_OBJECT_SHARE:
        message = "No object was found in the picture; take one with a clear object on a plain background."
        raise InvalidRequest(message, field="image_b64")
    if share > MAX_OBJECT_SHARE:
        message = "The object fills the whole picture: there is no background to take away."
        raise InvalidRequest(message, field="image_b64")


def build_cutout(settings: BirefnetServerSettings) -> CutoutApi:
    """The API of the configured model, its folder checked.

    Raises:
        ConfigError: The folder is no BiRefNet.
    """
    from model_servers.cut_out import cut_out

    variant = VARIANTS[settings.variant]
    setting = BirefnetServerSettings.model_config.get("env_prefix", "")
    model = settings.model or variant.hub_id
    revision = settings.revision or (variant.revision if model == variant.hub_id else "")
    folder = weights_folder(model, revision, setting)
    toy = read_birefnet_files(folder).toy
    return CutoutApi(
        folder,
        name=f"BiRefNet {settings.variant}",
        side_px=variant.side_px,
        max_megapixels=settings.max_megapixels,
        toy=toy,
        cut_out=cut_out,
    )


def _png(rgba: NDArray[np.uint8]) -> bytes:
    buffer = BytesIO()
    Image.fromarray(rgba, "RGBA").save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


if __name__ == "__main__":
    run_server(BirefnetServerSettings, build_cutout)

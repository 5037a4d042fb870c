"""BiRefNet: which pixels of a picture belong to its object.

P. Zheng et al., "Bilateral Reference for High-Resolution Dichotomous Image Segmentation" (2024). Code and weights are
MIT and come together, from the repository that is named by the settings.
"""

import importlib
import logging
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from adbanner.errors import ConfigError
from model_servers.birefnet_files import read_birefnet_files

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
PACKAGE = "birefnet_repository"
"""Under this name the repository's code is imported."""

logger = logging.getLogger(__name__)


class BirefnetModel:
    """A loaded BiRefNet; half precision on a card.

    Args:
        folder: Configuration, code and weights.
        side_px: Side of the square that pictures are brought to.
        device: ``cpu`` or ``cuda:<n>``.

    Raises:
        ConfigError: The folder's code does not run here, or its weights belong to another model.
    """

    def __init__(self, folder: Path, side_px: int, device: str) -> None:
        self._side_px = side_px
        self._device = torch.device(device)
        self._dtype = torch.float16 if self._device.type == "cuda" else torch.float32
        self._model = _load(folder).eval().to(self._device, self._dtype)
        self._mean = torch.tensor(IMAGENET_MEAN).view(3, 1, 1)
        self._std = torch.tensor(IMAGENET_STD).view(3, 1, 1)

    @torch.inference_mode()
    def mask(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """How much of each pixel is object, 0-1, shape (height, width).

        Args:
            pixels: sRGB, shape (height, width, 3).
        """
        height, width, _ = pixels.shape
        square = Image.fromarray(pixels).resize((self._side_px, self._side_px), Image.Resampling.BILINEAR)
        values = torch.from_numpy(np.asarray(square).copy()).permute(2, 0, 1).float() / 255
        batch = ((values - self._mean) / self._std).unsqueeze(0).to(self._device, self._dtype)
        logits: Tensor = self._model(batch)[-1]
        mask = torch.nn.functional.interpolate(logits.float().sigmoid(), (height, width), mode="bilinear")
        found: NDArray[np.float32] = mask[0, 0].clamp(0, 1).cpu().numpy()
        return found


def _load(folder: Path) -> torch.nn.Module:
    """Build the model of a folder's own code and fill it with its weights.

    Not by ``from_pretrained``: transformers 5 builds models on the meta device, where BiRefNet's code calls ``.item()``
    (its issue 285), misses ``all_tied_weights_keys`` in it, and has all workers write one cache of remote code at once.
    """
    files = read_birefnet_files(folder)
    weights: dict[str, Tensor] = {}
    try:
        config_class, model_class = (_imported(folder, name) for name in (files.auto_map.config, files.auto_map.model))
        config = config_class.from_json_file(folder / "config.json")
        model: torch.nn.Module = model_class(bb_pretrained=False, config=config)
        for part in sorted(folder.glob("*.safetensors")):
            weights |= load_file(part)
        missing, unexpected = model.load_state_dict(weights, strict=False)
    except (ImportError, AttributeError, TypeError, RuntimeError, OSError, SafetensorError) as error:
        raise ConfigError(f"{folder} cannot be loaded as BiRefNet: {error}") from error
    lacking = set(missing) & {name for name, _ in model.named_parameters()}
    if lacking:
        raise ConfigError(f"{folder} has no weights for {len(lacking)} parts of its model, e.g. {min(lacking)}.")
    if unexpected:
        logger.warning("%s has weights that its model does not use: %s", folder, ", ".join(unexpected))
    return model


def _imported(folder: Path, name: str) -> Any:
    """A class of the code that lies beside the weights, e.g. ``birefnet.BiRefNet``."""
    package = ModuleType(PACKAGE)
    package.__path__ = [str(folder)]
    sys.modules[PACKAGE] = package
    module, _, class_name = name.partition(".")
    return getattr(importlib.import_module(f"{PACKAGE}.{module}"), class_name)

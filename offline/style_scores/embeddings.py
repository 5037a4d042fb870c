"""How far pictures are from the bank in the eyes of an image encoder: nearest neighbours and the kernel distance.

The encoder is used here only, before the service: searches at run time go by texts alone.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydantic import BaseModel, ConfigDict, ValidationError

from adbanner.errors import ConfigError
from offline.validation.resampling import Floats
from tools.model_http import first_problem

NEAREST = 5
BATCH = 8
PREPROCESSOR_FILE = "preprocessor_config.json"
SETTING = "ADBANNER_STYLE_ENCODER"


class ImageEncoder(Protocol):
    """Turns pictures into vectors."""

    name: str

    def embed(self, images: Sequence[Image.Image]) -> Floats:
        """Unit vectors of RGB pictures, shape (pictures, dimensions)."""
        ...


class _Preprocessor(BaseModel):
    """What an encoder's own folder says about its input."""

    model_config = ConfigDict(extra="ignore")

    size: int | dict[str, int] = 224
    crop_size: int | dict[str, int] | None = None
    image_mean: tuple[float, float, float]
    image_std: tuple[float, float, float]

    @property
    def side_px(self) -> int:
        """Side of the square that the encoder sees."""
        chosen = self.crop_size or self.size
        return chosen if isinstance(chosen, int) else next(iter(chosen.values()))


class TransformersEncoder:
    """An image encoder of the transformers library: DINOv2, CLIP, SigLIP and the like.

    Pictures are scaled whole onto the encoder's square, on white: the library's own preprocessing would crop objects,
    and needs torchvision.

    Args:
        folder: ``config.json``, weights and ``preprocessor_config.json``.

    Raises:
        ConfigError: torch or transformers are not installed, or the folder is no such encoder.
    """

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._torch = _imported("torch")
        transformers = _imported("transformers")
        try:
            text = (folder / PREPROCESSOR_FILE).read_text(encoding="utf-8")
            self._input = _Preprocessor.model_validate_json(text)
        except OSError as error:
            raise ConfigError(f"{SETTING}: {folder / PREPROCESSOR_FILE} cannot be read ({error.strerror}).") from error
        except ValidationError as error:
            raise ConfigError(f"{SETTING}: {folder / PREPROCESSOR_FILE}: {first_problem(error)}.") from error
        broken = _imported("safetensors").SafetensorError
        try:
            # A folder only, never a download; no code of the folder is run.
            model: Any = transformers.AutoModel.from_pretrained(folder, local_files_only=True).eval()
        except (OSError, ValueError, KeyError, broken) as error:
            raise ConfigError(f"{SETTING}: {folder} is no image encoder of transformers: {error}") from error
        # Encoders of pictures and texts have a part for pictures; the others are nothing but that part.
        self._model = getattr(model, "vision_model", model)
        if self._model.main_input_name != "pixel_values":
            raise ConfigError(f"{SETTING}: {folder} is no image encoder: it reads {self._model.main_input_name}.")
        self._device = "cuda" if self._torch.cuda.is_available() else "cpu"
        self._model.to(self._device)

    def embed(self, images: Sequence[Image.Image]) -> Floats:
        """Unit vectors of RGB pictures, shape (pictures, dimensions)."""
        batches = [self._embed(images[start : start + BATCH]) for start in range(0, len(images), BATCH)]
        vectors = np.concatenate(batches)
        unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _embed(self, images: Sequence[Image.Image]) -> Floats:
        pixels = self._torch.from_numpy(np.stack([self._prepared(image) for image in images])).to(self._device)
        with self._torch.no_grad():
            output = self._model(pixel_values=pixels)
        pooled = getattr(output, "pooler_output", None)
        vectors = output.last_hidden_state[:, 0] if pooled is None else pooled
        return np.asarray(vectors.float().cpu().numpy(), dtype=np.float64)

    def _prepared(self, image: Image.Image) -> NDArray[np.float32]:
        side = self._input.side_px
        square = Image.new("RGB", (max(image.size), max(image.size)), "white")
        square.paste(image, ((square.width - image.width) // 2, (square.height - image.height) // 2))
        values = np.asarray(square.resize((side, side), Image.Resampling.BICUBIC), dtype=np.float64) / 255
        scaled = (values - np.array(self._input.image_mean)) / np.array(self._input.image_std)
        prepared: NDArray[np.float32] = scaled.transpose(2, 0, 1).astype(np.float32)
        return prepared


def nearest_distances(vectors: Floats, bank: Floats, nearest: int = NEAREST) -> Floats:
    """Mean cosine distance of each unit vector to the nearest ones of the bank, 0-2, shape (vectors,)."""
    distances: Floats = np.sort(1 - vectors @ bank.T, axis=1)[:, :nearest].mean(axis=1)
    return distances


def kernel_distances(vectors: Floats, bank: Floats, weights: Floats) -> Floats:
    """Squared maximum mean discrepancy to the bank, unbiased, for weighted sets of the vectors.

    With the cubic kernel of the Kernel Inception Distance (Binkowski et al. 2018, "Demystifying MMD GANs"): unlike the
    Frechet distance it is not biased by small sets. It may be a little below 0 where sets are alike.

    Args:
        vectors: Shape (pictures, dimensions).
        bank: Shape (bank, dimensions).
        weights: How often each picture is in each set, shape (sets, pictures); a picture is not compared with itself.

    Returns:
        Shape (sets,).
    """
    within = _kernel(vectors, vectors)
    np.fill_diagonal(within, 0)
    across = _kernel(vectors, bank).mean(axis=1)
    bank_within = _kernel(bank, bank)
    bank_mean = (bank_within.sum() - np.trace(bank_within)) / (len(bank) * (len(bank) - 1))
    size = weights.sum(axis=1)
    pairs = size**2 - (weights**2).sum(axis=1)
    own = ((weights @ within) * weights).sum(axis=1) / pairs
    distances: Floats = own - 2 * (weights @ across) / size + bank_mean
    return distances


def _kernel(one: Floats, other: Floats) -> Floats:
    # The usual kernel divides by the dimension, for vectors whose length grows with it; these have unit length.
    kernel: Floats = (one @ other.T + 1) ** 3
    return kernel


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise ConfigError(
            f"Embedding needs {name}, which is not installed here: run this one command in the environment of the "
            "model servers. The other scores do not need it."
        ) from error

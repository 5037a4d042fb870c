"""The base model's parts, each loaded when it is its turn: encoders and transformer never share the memory."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2
import torch
from diffusers import (
    AutoencoderKLQwenImage,
    FlowMatchEulerDiscreteScheduler,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
)
from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
from torch import Tensor

from adbanner.errors import ConfigError, ServiceUnavailable

PARTS = ("scheduler", "text_encoder", "tokenizer", "transformer", "vae")
WHOLE_READ_MAX_BYTES = 64 << 20
SAMPLED_BYTES = 1 << 20
READ_FAULTS = (OSError, ValueError, KeyError, RuntimeError, ImportError)
"""What loading a folder of another kind ends in, in diffusers and transformers."""


def local_weights(name: str, revision: str) -> Path:
    """The folder of a base model, fetched from the hub where it is no folder.

    Raises:
        ConfigError: It is no folder of Qwen-Image, or a hub id without a commit.
        ServiceUnavailable: The hub cannot be reached or does not have it.
    """
    folder = Path(name)
    if not folder.is_dir():
        if folder.is_absolute() or name.startswith(".") or name.count("/") != 1:
            raise ConfigError(f"{name}: there is no such folder of weights, and a hub id is `owner/name`.")
        if not revision:
            raise ConfigError(f"{name}: a hub id needs a revision, the full commit, so that the run can be repeated.")
        try:
            folder = Path(snapshot_download(name, revision=revision, allow_patterns=["*.json", *_patterns()]))
        except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, httpx2.HTTPError, OSError) as error:
            reason = str(error).splitlines()[0]
            raise ServiceUnavailable(f"{name}@{revision}: cannot be fetched from the hub ({reason}).") from error
    missing = [part for part in PARTS if not (folder / part).is_dir()]
    if missing or not (folder / "model_index.json").is_file():
        lacking = ", ".join([*missing, *([] if (folder / "model_index.json").is_file() else ["model_index.json"])])
        raise ConfigError(f"{folder}: this is no Qwen-Image in the layout of diffusers; it lacks {lacking}.")
    return folder


def fingerprint(folder: Path, parts: Sequence[str]) -> str:
    """Hash of these parts' files; of large ones the size, the beginning and the end are read."""
    digest = hashlib.sha256()
    for part in parts:
        for path in sorted((folder / part).iterdir()):
            size = path.stat().st_size
            digest.update(f"{part}/{path.name} {size}\n".encode())
            with path.open("rb") as file:
                if size <= WHOLE_READ_MAX_BYTES:
                    digest.update(file.read())
                else:
                    digest.update(file.read(SAMPLED_BYTES))
                    file.seek(-SAMPLED_BYTES, 2)
                    digest.update(file.read())
    return digest.hexdigest()


class PictureEncoder:
    """The VAE.

    Args:
        folder: Of the base model.
        device: Where it works.
        dtype: In which it works.

    Raises:
        ConfigError: The folder holds something else.
    """

    def __init__(self, folder: Path, device: torch.device, dtype: torch.dtype) -> None:
        self.vae = _loaded(AutoencoderKLQwenImage, folder, "vae", dtype).to(device).requires_grad_(False).eval()
        view = (1, -1, 1, 1, 1)
        self._mean = torch.tensor(self.vae.config.latents_mean, device=device, dtype=dtype).view(view)
        self._std = torch.tensor(self.vae.config.latents_std, device=device, dtype=dtype).view(view)

    @torch.no_grad()
    def encode(self, pixels: Tensor) -> Tensor:
        """Latents ``(16, height / 8, width / 8)``, normalised as the transformer sees them.

        The mode of the posterior, not a sample of it: an encoded picture is always the same.

        Args:
            pixels: ``(3, height, width)``, -1 to 1.
        """
        batch = pixels[None, :, None].to(self._mean)
        found: Tensor = (self.vae.encode(batch).latent_dist.mode() - self._mean) / self._std
        return found[0, :, 0]


class TextEncoder:
    """The language model with Qwen-Image's prompt template; arguments as ``PictureEncoder``."""

    def __init__(self, folder: Path, device: torch.device, dtype: torch.dtype) -> None:
        try:
            self._pipeline = QwenImagePipeline.from_pretrained(folder, transformer=None, vae=None, dtype=dtype)
        except READ_FAULTS as error:
            raise _not_loaded(folder, "text_encoder", error) from error
        self._pipeline.text_encoder.to(device).requires_grad_(False).eval()
        self._device = device

    @torch.no_grad()
    def encode(self, text: str) -> Tensor:
        """Embeddings ``(tokens, width)`` without padding."""
        embeddings: Tensor = self._pipeline.encode_prompt(text, device=self._device)[0]
        return embeddings[0]


def load_transformer(folder: Path, dtype: torch.dtype) -> QwenImageTransformer2DModel:
    """The frozen transformer on the CPU.

    Raises:
        ConfigError: The folder holds something else.
    """
    return _loaded(QwenImageTransformer2DModel, folder, "transformer", dtype).requires_grad_(False)


def load_scheduler(folder: Path) -> FlowMatchEulerDiscreteScheduler:
    """The scheduler that the model is used with.

    Raises:
        ConfigError: The folder holds something else.
    """
    try:
        return FlowMatchEulerDiscreteScheduler.from_pretrained(folder, subfolder="scheduler")
    except READ_FAULTS as error:
        raise _not_loaded(folder, "scheduler", error) from error


def _patterns() -> list[str]:
    return [f"{part}/*" for part in PARTS]


def _loaded(kind: Any, folder: Path, part: str, dtype: torch.dtype) -> Any:
    """Diffusers fills what a file lacks with noise and goes on: that is looked for here."""
    try:
        told = json.loads((folder / part / "config.json").read_text(encoding="utf-8")).get("_class_name")
        if told != kind.__name__:
            raise ValueError(f"it holds {told}, not {kind.__name__}")
        model, report = kind.from_pretrained(folder, subfolder=part, torch_dtype=dtype, output_loading_info=True)
        if report["missing_keys"] or report["mismatched_keys"]:
            lacking = len(report["missing_keys"]) + len(report["mismatched_keys"])
            raise ValueError(f"{lacking} of its tensors are missing or of another size")
    except READ_FAULTS as error:
        raise _not_loaded(folder, part, error) from error
    return model


def _not_loaded(folder: Path, part: str, error: Exception) -> ConfigError:
    reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return ConfigError(f"{folder / part}: cannot be loaded as a part of Qwen-Image ({reason}).")

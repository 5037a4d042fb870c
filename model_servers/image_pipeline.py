"""Qwen-Image by diffusers: one picture for one request, the same seed giving the same picture."""

import json
from collections import OrderedDict
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import (
    AutoencoderKLQwenImage,
    DiffusionPipeline,
    FirstBlockCacheConfig,
    FlowMatchEulerDiscreteScheduler,
    QwenImagePipeline,
    QwenImageTransformer2DModel,
)
from diffusers.utils import logging as diffusers_logging
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from torch import Tensor

from adbanner.errors import ConfigError, InvalidRequest
from adbanner.frozen import Frozen
from model_servers.adapters import LoadedAdapters
from model_servers.presets import Preset, few_step_changes
from model_servers.shapes import Pixels
from model_servers.toy_weights.ball import as_ball

SIDE_MULTIPLE = 16
"""The VAE halves three times and the transformer takes patches of two."""
SMALLEST_SIDE_PX = 64
MAX_PROMPT_TOKENS = 1_024
"""The pipeline cuts prompts there."""
EMBEDDINGS_KEPT = 256
NO_WORDS = " "
"""What guidance leads away from where no negative prompt is given; an empty one has no tokens."""
READ_FAULTS = (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError, AttributeError)
"""What loading a folder of another kind ends in, in diffusers and transformers."""

OnStep = Callable[[int, int], None]
"""Told how many steps of how many are done; what it raises ends the drawing."""
Embeddings = tuple[Tensor, Tensor | None]


class DrawOrder(Frozen):
    """What is drawn, everything decided."""

    prompt: str
    negative_prompt: str
    width: int
    height: int
    seed: int
    preset: Preset
    loras: dict[str, float]
    """Strength of each adapter."""


class ImagePipeline:
    """A loaded Qwen-Image.

    Args:
        folder: Weights in the layout of diffusers.
        device: ``cpu`` or ``cuda:<n>``.
        lora_folder: Adapters; see ``model_servers.adapters``.
        compile_blocks: Compile the transformer's repeated blocks.
        toy: The weights are toys: what they draw is made into a ball on white.

    Raises:
        ConfigError: The folder holds something else.
    """

    def __init__(
        self, folder: Path, device: str, *, lora_folder: Path | None, compile_blocks: bool = False, toy: bool = False
    ) -> None:
        dtype = torch.bfloat16 if device.startswith("cuda") else torch.float32
        self._pipeline = load_pipeline(folder, dtype).to(device)
        self._pipeline.set_progress_bar_config(disable=True)
        self._device = device
        self._toy = toy
        self._adapters = LoadedAdapters(self._pipeline, lora_folder)
        self._embeddings: OrderedDict[str, Embeddings] = OrderedDict()
        self._usual = self._pipeline.scheduler
        self._few_step = FlowMatchEulerDiscreteScheduler.from_config(self._usual.config, **few_step_changes())
        self._cache_threshold: float | None = None
        if compile_blocks:
            self._pipeline.transformer.compile_repeated_blocks(fullgraph=True)

    def draw(self, order: DrawOrder, on_step: OnStep) -> Pixels:
        """Draw; height x width x 3, RGB.

        Raises:
            InvalidRequest: Sizes, prompt or adapters do not suit the model.
        """
        require_drawable(order.width, order.height)
        positive = self._embedded(order.prompt, "prompt")
        guided = order.preset.guidance > 1
        negative = self._embedded(order.negative_prompt or NO_WORDS, "negative_prompt") if guided else (None, None)
        self._adapters.use(order.loras)
        self._prepare(order.preset)

        def step_done(pipeline: object, step: int, timestep: object, kept: dict[str, Any]) -> dict[str, Any]:
            on_step(step + 1, order.preset.steps)
            return kept

        with torch.inference_mode():
            drawn = self._pipeline(
                prompt_embeds=positive[0],
                prompt_embeds_mask=positive[1],
                negative_prompt_embeds=negative[0],
                negative_prompt_embeds_mask=negative[1],
                true_cfg_scale=order.preset.guidance,
                width=order.width,
                height=order.height,
                num_inference_steps=order.preset.steps,
                max_sequence_length=MAX_PROMPT_TOKENS,
                # Noise from the CPU: the same picture on every card.
                generator=torch.Generator("cpu").manual_seed(order.seed),
                callback_on_step_end=step_done,
                output_type="np",
            ).images[0]
        pixels = np.asarray(np.round(np.nan_to_num(drawn) * 255), np.uint8)
        return as_ball(pixels) if self._toy else pixels

    def use_adapters(self, loras: dict[str, float]) -> None:
        """Load adapters ahead of the first request; see ``LoadedAdapters.use``."""
        self._adapters.use(loras)

    def _prepare(self, preset: Preset) -> None:
        """Timesteps and block cache of a preset."""
        self._pipeline.scheduler = self._few_step if preset.few_step else self._usual
        if preset.cache_threshold == self._cache_threshold:
            return
        transformer = self._pipeline.transformer
        if self._cache_threshold is not None:
            transformer.disable_cache()
        if preset.cache_threshold is not None:
            transformer.enable_cache(FirstBlockCacheConfig(threshold=preset.cache_threshold))
        self._cache_threshold = preset.cache_threshold

    def _embedded(self, text: str, field: str) -> Embeddings:
        """Embeddings of a text; those of the last texts are kept, for they are equal to the bit."""
        if text in self._embeddings:
            self._embeddings.move_to_end(text)
            return self._embeddings[text]
        tokens = len(self._pipeline.tokenizer(text).input_ids)
        if tokens > MAX_PROMPT_TOKENS:
            raise InvalidRequest(f"The prompt has {tokens} tokens; at most {MAX_PROMPT_TOKENS} are read.", field=field)
        with torch.inference_mode():
            embeddings, mask = self._pipeline.encode_prompt(
                text, device=self._device, max_sequence_length=MAX_PROMPT_TOKENS
            )
        self._embeddings[text] = embeddings, mask
        if len(self._embeddings) > EMBEDDINGS_KEPT:
            self._embeddings.popitem(last=False)
        return embeddings, mask


def load_pipeline(folder: Path, dtype: torch.dtype) -> QwenImagePipeline:
    """The pipeline of a folder, every tensor of it read from there.

    Raises:
        ConfigError: The folder holds something else, or only a part.
    """
    diffusers_logging.set_verbosity_error()  # it warns of embeddings without padding at every picture
    try:
        parts = {
            name: _whole(kind, folder / name, dtype)
            for name, kind in (("transformer", QwenImageTransformer2DModel), ("vae", AutoencoderKLQwenImage))
        }
        pipeline = DiffusionPipeline.from_pretrained(folder, dtype=dtype, **parts)
    except READ_FAULTS as error:
        raise ConfigError(f"{folder}: cannot be loaded as Qwen-Image ({first_line(error)}).") from error
    if not isinstance(pipeline, QwenImagePipeline):
        raise ConfigError(f"{folder}: holds a {type(pipeline).__name__}, not Qwen-Image.")
    return pipeline


def _whole(kind: Any, folder: Path, dtype: torch.dtype) -> Any:
    """A model without a hole: diffusers fills what a file lacks with noise and goes on."""
    stored = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("_class_name")
    if stored != kind.__name__:
        raise ValueError(f"{folder.name} holds {stored}, not {kind.__name__}")
    model, report = kind.from_pretrained(folder, torch_dtype=dtype, output_loading_info=True)
    if lacking := len(report["missing_keys"]) + len(report["mismatched_keys"]):
        raise ValueError(f"{lacking} tensors of {folder.name} are missing or of another size")
    return model


def require_drawable(width: int, height: int, max_megapixels: float | None = None) -> None:
    """Make sure that the model can draw a size.

    Raises:
        InvalidRequest: It cannot; names the nearest size that it can.
    """
    if min(width, height) < SMALLEST_SIDE_PX:
        message = f"{width}x{height} is too small: each side needs at least {SMALLEST_SIDE_PX} px."
        raise InvalidRequest(message, field="size")
    if max_megapixels is not None and width * height > max_megapixels * 1e6:
        message = f"{width}x{height} has {width * height / 1e6:.1f} megapixels; at most {max_megapixels:g} are drawn."
        raise InvalidRequest(message, field="size")
    if width % SIDE_MULTIPLE or height % SIDE_MULTIPLE:
        near = "x".join(str(round(side / SIDE_MULTIPLE) * SIDE_MULTIPLE) for side in (width, height))
        message = f"{width}x{height}: each side must be a multiple of {SIDE_MULTIPLE}, e.g. {near}."
        raise InvalidRequest(message, field="size")


def png_with(pixels: Pixels, made_by: dict[str, str]) -> bytes:
    """A PNG that carries how it was made, as iTXt chunks."""
    info = PngInfo()
    for name, text in made_by.items():
        info.add_itxt(name, text)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", pnginfo=info, compress_level=1)
    return buffer.getvalue()


def first_line(error: Exception) -> str:
    """The first line of what an error says, or its kind."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]

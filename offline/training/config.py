"""What a training run is set to: one YAML file a run, refused where a word of it is not known."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from adbanner.errors import ConfigError
from adbanner.frozen import Frozen

SIDE_STEP_PX = 16
"""Sides are multiples of it: the VAE shrinks by 8 and the transformer sees patches of 2x2."""
CURVE_FREE = frozenset(
    {
        *("weights", "revision", "steps", "epochs", "save_every", "licence"),
        *("sample_every", "sample_steps", "sample_guidance", "validation_prompts"),
    }
)
"""Settings that may change between two starts of one run: they do not touch the steps that were done. The base model is
told by its files, wherever they lie."""

Ratio = Annotated[str, Field(pattern=r"^[1-9]\d?:[1-9]\d?$")]
Precision = Literal["bf16", "fp32"]
BaseStorage = Literal["full", "fp8", "int8"]


class TrainingConfig(Frozen):
    """Everything that decides what comes out of a run, besides the pictures and their captions."""

    weights: Annotated[str, Field(min_length=1)]
    """Folder in the layout of diffusers, or id on the Hugging Face hub."""
    revision: Annotated[str, Field(pattern=r"^([0-9a-f]{40})?$")] = ""
    """Commit of a hub id, in full, so that a run can be repeated; empty for a folder."""
    resolution: Annotated[int, Field(ge=32, le=2_048, multiple_of=SIDE_STEP_PX)] = 1_024
    """Side in px of the square bucket; the others have the same area."""
    buckets: Annotated[tuple[Ratio, ...], Field(min_length=1)] = ("1:1", "4:3", "3:4", "3:2", "2:3", "16:9", "9:16")
    """Aspect ratios, width to height. A picture goes into the nearest one and is filled up with white."""
    batch_size: Annotated[int, Field(ge=1)] = 1
    """Pictures that one GPU sees at a time."""
    gradient_accumulation: Annotated[int, Field(ge=1)] = 1
    """Batches that make up one step. Pictures a step = batch_size x gradient_accumulation x GPUs."""
    learning_rate: Annotated[float, Field(gt=0, le=1)] = 1e-4
    """Of AdamW, constant after the warm-up."""
    warmup_steps: Annotated[int, Field(ge=0)] = 0
    """Steps over which the learning rate rises from nothing."""
    weight_decay: Annotated[float, Field(ge=0)] = 1e-2
    max_gradient_norm: Annotated[float, Field(gt=0)] = 1.0
    """Longer gradients are cut to this length."""
    rank: Annotated[int, Field(ge=1, le=1_024)] = 16
    """Of the two matrices that each target gets."""
    alpha: Annotated[int, Field(ge=1)] | None = None
    """The adapter is multiplied by alpha / rank; by default alpha = rank."""
    targets: Annotated[tuple[str, ...], Field(min_length=1)] = ("to_q", "to_k", "to_v", "to_out.0")
    """Ends of the names of the layers that get an adapter."""
    steps: Annotated[int, Field(ge=1)] | None = None
    """Length of the run; give this or ``epochs``."""
    epochs: Annotated[int, Field(ge=1)] | None = None
    """Length of the run in passes over all pictures."""
    caption_dropout: Annotated[float, Field(ge=0, lt=1)] = 0.1
    """Share of pictures that are learnt without their caption, which guidance at inference needs."""
    ema_decay: Annotated[float, Field(ge=0, lt=1)] = 0.99
    """Of the running mean of the adapter, which is what comes out; 0 gives the last step's adapter."""
    precision: Precision = "bf16"
    """Of the frozen model, the caches and the file that comes out. The adapter itself is trained in fp32."""
    gradient_checkpointing: bool = True
    """Compute activations again on the way back: about a third slower, many times less memory."""
    base_storage: BaseStorage = "full"
    """How the frozen weights lie in memory: as ``precision`` says (``full``), or in one byte (``fp8``, ``int8``) with a
    scale for each output."""
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    """Decides the adapter's beginning, the order of pictures, noise, timesteps and dropped captions."""
    save_every: Annotated[int, Field(ge=1)] = 100
    """Steps between two states that a run can go on from."""
    sample_every: Annotated[int, Field(ge=1)] = 250
    """Steps between two sets of samples; the first is taken before the first step."""
    sample_steps: Annotated[int, Field(ge=1, le=200)] = 30
    """Denoising steps of a sample."""
    sample_guidance: Annotated[float, Field(ge=1)] = 4.0
    """True CFG scale of samples; 1 does without."""
    validation_prompts: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """One sample each, always from the same noise."""
    licence: Annotated[str, Field(min_length=1)] = "proprietary"
    """Of the adapter, for its card."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.steps is None) == (self.epochs is None):
            raise ValueError("give either steps or epochs")
        return self

    @property
    def lora_alpha(self) -> int:
        """Alpha, given or not."""
        return self.rank if self.alpha is None else self.alpha

    def curve_fingerprint(self) -> str:
        """Hash of the settings that decide the loss curve: a run can only go on where they are the same."""
        fixed = json.dumps(self.model_dump(mode="json", exclude=set(CURVE_FREE)), sort_keys=True)
        return hashlib.sha256(fixed.encode()).hexdigest()


def read_config(path: Path, *, weights: str = "") -> TrainingConfig:
    """The configuration in a YAML file.

    Args:
        path: The file.
        weights: Folder or hub id in place of the one in the file, whose revision then counts no more.

    Raises:
        ConfigError: The file cannot be read, or something in it is unknown or wrong; the message names the field.
    """
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: the configuration cannot be read ({error.strerror}).") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: this is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(read, dict):
        raise ConfigError(f"{path}: a configuration is a list of `name: value` lines.")
    if weights:
        name, _, revision = weights.partition("@")
        read = read | {"weights": name, "revision": revision}
    try:
        return TrainingConfig.model_validate(read)
    except ValidationError as error:
        told = (
            f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}"
            for fault in error.errors(include_url=False)
        )
        raise ConfigError(f"{path}: {'; '.join(told)}") from error

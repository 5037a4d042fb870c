"""What is minimised: flow matching (Lipman et al. 2023) at the timesteps that the model meets when it paints."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, QwenImagePipeline, QwenImageTransformer2DModel
from diffusers.pipelines.qwenimage.pipeline_qwenimage import calculate_shift
from torch import Tensor
from torch.nn import functional

from offline.training.batch_plan import Draw

PATCH = 2
"""Side of the transformer's patches, in latents."""


@dataclass(frozen=True)
class Example:
    """One picture of a batch."""

    latents: Tensor
    """``(16, h, w)``."""
    words: Tensor
    """Embeddings ``(tokens, width)`` of its caption, or of no words where the caption was dropped."""
    draw: Draw


def shifted_time(time: float, scheduler: FlowMatchEulerDiscreteScheduler, image_tokens: int) -> float:
    """The noise level, 0 to 1, that inference has at this share of its way, at this size of picture.

    Large pictures need more noise to be drowned. Qwen-Image's scheduler shifts by the number of image tokens; its fixed
    ``shift`` is ignored then, and so is one that is passed in by hand. Without dynamic shifting the fixed one counts.
    """
    config = scheduler.config
    if not config.use_dynamic_shifting:
        return float(scheduler.shift * time / (1 + (scheduler.shift - 1) * time))
    mu = calculate_shift(
        image_tokens,
        config.get("base_image_seq_len", 256),
        config.get("max_image_seq_len", 4096),
        config.get("base_shift", 0.5),
        config.get("max_shift", 1.15),
    )
    return float(scheduler.time_shift(mu, 1.0, torch.tensor(time, dtype=torch.float64)))


def flow_matching_loss(
    transformer: QwenImageTransformer2DModel,
    scheduler: FlowMatchEulerDiscreteScheduler,
    examples: Sequence[Example],
    device: torch.device,
    dtype: torch.dtype,
) -> Tensor:
    """Mean squared error of the predicted velocity ``noise - latents``, a scalar in fp32.

    Args:
        transformer: The model with its adapter.
        scheduler: The one of inference.
        examples: Pictures of one size.
        device: Of the model.
        dtype: Of the frozen weights.
    """
    latents = torch.stack([example.latents for example in examples]).to(device, torch.float32)
    noise = torch.stack([example.draw.noise for example in examples]).to(device)
    _, _, height, width = latents.shape
    tokens = (height // PATCH) * (width // PATCH)
    times = [shifted_time(example.draw.time, scheduler, tokens) for example in examples]
    level = torch.tensor(times, device=device, dtype=torch.float32)
    sigma = level.view(-1, 1, 1, 1)
    words, mask = _padded([example.words for example in examples])
    predicted = transformer(
        hidden_states=_packed((1 - sigma) * latents + sigma * noise).to(dtype),
        timestep=level.to(dtype),
        encoder_hidden_states=words.to(device, dtype),
        encoder_hidden_states_mask=None if mask is None else mask.to(device),
        img_shapes=[[(1, height // PATCH, width // PATCH)]] * len(examples),
        return_dict=False,
    )[0]
    return functional.mse_loss(predicted.float(), _packed(noise - latents))


def _packed(latents: Tensor) -> Tensor:
    """``(batch, tokens, 64)``: patches of 2x2, as the transformer reads them."""
    batch, channels, height, width = latents.shape
    packed: Tensor = QwenImagePipeline._pack_latents(latents, batch, channels, height, width)
    return packed


def _padded(words: Sequence[Tensor]) -> tuple[Tensor, Tensor | None]:
    """Embeddings of one length, and which of them count; None where all do, as the pipeline has it."""
    longest = max(len(one) for one in words)
    filled = torch.stack([functional.pad(one, (0, 0, 0, longest - len(one))) for one in words])
    if all(len(one) == longest for one in words):
        return filled, None
    return filled, torch.stack([(torch.arange(longest) < len(one)).long() for one in words])

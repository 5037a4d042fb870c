"""Seconds and memory of generated pictures: ``python -m evals.bench.generation --device cuda``.

Runs where torch is (``requirements/gpu.txt``). The architecture has its full size and random weights, made on the
device: time does not depend on their values, so nothing is downloaded. ``--size toy`` proves the script on any CPU;
``--server URL`` measures a running image server instead, with everything in between.
"""

import argparse
import gc
import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

import numpy as np

from adbanner.contracts import IMAGES_PATH
from model_servers.presets import BALANCED, QUALITY, few_step_changes

PROMPT = "A glossy blue 3D cube on a white background."
PROMPT_TOKENS = 64
ROUNDS = 3
SERVER_PICTURES = 6
TIMEOUT_S = 600
FULL_SIDES, TOY_SIDES = (1328, 1024), (64,)


@dataclass(frozen=True)
class Variant:
    """One way to run the model."""

    name: str
    steps: int
    guidance: float = 1.0
    cache_threshold: float | None = None
    compiled: bool = False
    batched: bool = False
    few_step: bool = False


VARIANTS = (
    Variant("50 steps, guidance", QUALITY.steps, QUALITY.guidance),
    Variant("50 steps, guidance in one batch", QUALITY.steps, QUALITY.guidance, batched=True),
    Variant("50 steps, guidance, block cache", QUALITY.steps, QUALITY.guidance, BALANCED.cache_threshold),
    Variant("balanced: 30 steps, guidance, block cache", BALANCED.steps, BALANCED.guidance, BALANCED.cache_threshold),
    Variant("8 steps", 8, few_step=True),
    Variant("4 steps", 4, few_step=True),
    Variant("compiled: 50 steps, guidance", QUALITY.steps, QUALITY.guidance, compiled=True),
    Variant("compiled: 8 steps", 8, compiled=True, few_step=True),
    Variant("compiled: 4 steps", 4, compiled=True, few_step=True),
)
"""Compiled ones last: the blocks stay compiled."""


@dataclass(frozen=True)
class Timed:
    """A variant at a size."""

    variant: str
    side: int
    seconds: float
    peak_gib: float | None
    """None on the CPU."""


class RandomModel:
    """Qwen-Image without its text encoder, of random weights.

    Args:
        device: ``cpu`` or ``cuda``.
        toy: Two narrow blocks in place of sixty wide ones.
    """

    def __init__(self, device: str, *, toy: bool) -> None:
        import torch
        from diffusers import (
            AutoencoderKLQwenImage,
            FlowMatchEulerDiscreteScheduler,
            QwenImagePipeline,
            QwenImageTransformer2DModel,
        )
        from diffusers.utils import logging as diffusers_logging

        diffusers_logging.set_verbosity_error()  # it warns of embeddings without padding at every picture
        self.torch: Any = torch
        self.device = device
        dtype = torch.bfloat16 if device != "cpu" else torch.float32
        small = {"num_layers": 2, "attention_head_dim": 32, "num_attention_heads": 2, "joint_attention_dim": 32,
                 "axes_dims_rope": (8, 12, 12)}  # fmt: skip
        small_vae = {"base_dim": 8, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1}
        with made_on(torch, device, dtype):
            torch.manual_seed(0)
            self.transformer: Any = QwenImageTransformer2DModel(**(small if toy else {})).eval()
            vae = AutoencoderKLQwenImage(**(small_vae if toy else {})).eval()
            width = self.transformer.config.joint_attention_dim
            self.words: Any = torch.randn(1, PROMPT_TOKENS, width)
        usual = FlowMatchEulerDiscreteScheduler(
            use_dynamic_shifting=True, base_shift=0.5, max_shift=0.9, base_image_seq_len=256, max_image_seq_len=8192,
            shift_terminal=0.02, time_shift_type="exponential",
        )  # fmt: skip
        self.schedulers = {False: usual, True: type(usual).from_config(usual.config, **few_step_changes())}
        self.pipeline: Any = QwenImagePipeline(
            scheduler=usual, vae=vae, text_encoder=None, tokenizer=None, transformer=self.transformer
        )
        self.pipeline.set_progress_bar_config(disable=True)
        self._compiled = False

    def draw(self, variant: Variant, side: int) -> None:
        """Draw one picture."""
        if variant.batched:
            self._denoise_in_batches(variant, side)
            return
        guided = variant.guidance > 1
        self.pipeline(
            prompt_embeds=self.words,
            negative_prompt_embeds=self.words if guided else None,
            true_cfg_scale=variant.guidance,
            width=side,
            height=side,
            num_inference_steps=variant.steps,
            generator=self.torch.Generator("cpu").manual_seed(0),
            output_type="np",
        )

    @contextmanager
    def prepared(self, variant: Variant) -> Iterator[None]:
        """Set timesteps, cache and compilation of a variant."""
        from diffusers import FirstBlockCacheConfig

        self.pipeline.scheduler = self.schedulers[variant.few_step]
        if variant.compiled and not self._compiled:
            self.transformer.compile_repeated_blocks(fullgraph=True)
            self._compiled = True
        if variant.cache_threshold is not None:
            self.transformer.enable_cache(FirstBlockCacheConfig(threshold=variant.cache_threshold))
        try:
            yield
        finally:
            if variant.cache_threshold is not None:
                self.transformer.disable_cache()

    def _denoise_in_batches(self, variant: Variant, side: int) -> None:
        """Both halves of the guidance in one call of the transformer; the VAE's share is that of the other variants."""
        torch, rows = self.torch, side // 16
        latents = torch.randn(1, rows * rows, 64, device=self.device, dtype=self.words.dtype)
        for step in range(variant.steps):
            both = self.transformer(
                hidden_states=latents.repeat(2, 1, 1),
                timestep=torch.full((2,), 1 - step / variant.steps, device=self.device, dtype=latents.dtype),
                encoder_hidden_states=self.words.repeat(2, 1, 1),
                encoder_hidden_states_mask=None,
                img_shapes=[[(1, rows, rows)]] * 2,
                return_dict=False,
            )[0]
            latents = latents - (both[1:] + variant.guidance * (both[:1] - both[1:])) / variant.steps


@contextmanager
def made_on(torch: Any, device: str, dtype: Any) -> Iterator[None]:
    """New tensors lie on a device and have a type: 20 billion weights would not fit beside themselves."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            yield
    finally:
        torch.set_default_dtype(before)


def measure(model: RandomModel, variant: Variant, side: int) -> Timed:
    """The median of some rounds; the first one, which may compile, does not count."""
    torch, on_card = model.torch, model.device != "cpu"
    with model.prepared(variant), torch.inference_mode():
        model.draw(variant, side)
        if on_card:
            torch.cuda.reset_peak_memory_stats()
        seconds = [timed(lambda: model.draw(variant, side), torch.cuda.synchronize if on_card else None)
                   for _ in range(ROUNDS)]  # fmt: skip
    peak_gib = torch.cuda.max_memory_allocated() / 2**30 if on_card else None
    return Timed(variant.name, side, median(seconds), peak_gib)


def timed(work: Callable[[], object], settle: Callable[[], object] | None = None) -> float:
    """Seconds of one call, until the card is done."""
    started_s = time.perf_counter()
    work()
    if settle is not None:
        settle()
    return time.perf_counter() - started_s


def measure_cut_out(side: int) -> float:
    """Median seconds to free an object from its background, the mask given."""
    from model_servers.cut_out import cut_out
    from model_servers.toy_weights.ball import as_ball

    pixels = as_ball(np.random.default_rng(0).integers(0, 255, (side, side, 3), np.uint8))
    mask = np.asarray(np.ptp(pixels, axis=2) > 20, np.float32)
    return median(timed(lambda: cut_out(pixels, mask, keep_shadow=True)) for _ in range(ROUNDS))


def measure_server(url: str, side: int) -> str:
    """Pictures per minute of a running image server, one after the other."""

    def ask(seed: int) -> None:
        body = json.dumps({"prompt": PROMPT, "size": f"{side}x{side}", "seed": seed})
        request = Request(url.rstrip("/") + IMAGES_PATH, body.encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=TIMEOUT_S) as response:
            response.read()

    ask(0)
    seconds = timed(lambda: deque(map(ask, range(1, SERVER_PICTURES + 1)), maxlen=0)) / SERVER_PICTURES
    return f"{60 / seconds:.1f} pictures a minute at {side}x{side}, {seconds:.2f} s each"


def table(rows: list[Timed]) -> str:
    """The figures as Markdown."""
    lines = ["| variant | size | s a picture | peak memory |", "|---|---|---|---|"]
    for row in rows:
        memory = "" if row.peak_gib is None else f"{row.peak_gib:.1f} GiB"
        lines.append(f"| {row.variant} | {row.side}x{row.side} | {row.seconds:.2f} | {memory} |")
    return "\n".join(lines)


def main() -> None:
    """Read the command line, measure, report after every row: the whole takes minutes."""
    parser = argparse.ArgumentParser(description="Time and memory of generated pictures.")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    parser.add_argument("--size", default="full", choices=("full", "toy"), help="of the architecture")
    parser.add_argument("--server", default="", help="measure this image server instead")
    options = parser.parse_args()
    sides = TOY_SIDES if options.size == "toy" else FULL_SIDES
    if options.server:
        for side in sides:
            sys.stdout.write(measure_server(options.server, side) + "\n")
        return
    model = RandomModel(options.device, toy=options.size == "toy")
    rows = []
    for variant in VARIANTS:
        for side in sides:
            rows.append(measure(model, variant, side))
            sys.stderr.write(f"{rows[-1].variant}, {side}: {rows[-1].seconds:.2f} s\n")
            gc.collect()
    cuts = [f"Cut-out at {side}x{side}: {measure_cut_out(side):.2f} s" for side in (*sides, 1328)[:2]]
    sys.stdout.write("\n".join([table(rows), "", *dict.fromkeys(cuts)]) + "\n")


if __name__ == "__main__":
    main()

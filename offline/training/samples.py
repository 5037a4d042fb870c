"""What the adapter paints at a step: the same descriptions from the same noise, to be compared over the run."""

import gc
from io import BytesIO
from pathlib import Path

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, QwenImagePipeline, QwenImageTransformer2DModel
from PIL import Image

from offline.training.cache import NO_WORDS, EncodingCache
from offline.training.config import TrainingConfig
from offline.training.weights import PictureEncoder
from tools.whole_file import write_whole

SAMPLES_FOLDER = "samples"


def sample_path(out: Path, step: int, prompt: int) -> Path:
    """The file of a sample after that many steps; prompts are counted from 0."""
    return out / SAMPLES_FOLDER / f"step-{step:06d}-{prompt:02d}.png"


class SamplePainter:
    """Paints the validation prompts by the cached embeddings; the VAE is in memory only meanwhile.

    Args:
        out: Folder of the run.
        weights: Folder of the base model, for the VAE.
        config: Of the run.
        cache: Holds the prompts' embeddings.
        scheduler: The one of inference.
    """

    def __init__(
        self,
        out: Path,
        weights: Path,
        config: TrainingConfig,
        cache: EncodingCache,
        scheduler: FlowMatchEulerDiscreteScheduler,
    ) -> None:
        self._out = out
        self._weights = weights
        self._config = config
        self._cache = cache
        self._scheduler = scheduler

    def paint(
        self, transformer: QwenImageTransformer2DModel, step: int, device: torch.device, dtype: torch.dtype
    ) -> None:
        """Write a PNG for each prompt.

        Raises:
            StorageFull: There is no room for them.
        """
        if not self._config.validation_prompts:
            return
        decoder = PictureEncoder(self._weights, device, dtype).vae
        pipeline = QwenImagePipeline(
            scheduler=self._scheduler, vae=decoder, text_encoder=None, tokenizer=None, transformer=transformer
        )
        pipeline.set_progress_bar_config(disable=True)
        no_words = self._cache.text(NO_WORDS)[None].to(device)
        guided = self._config.sample_guidance > 1
        transformer.eval()
        for index, prompt in enumerate(self._config.validation_prompts):
            painted = pipeline(
                prompt_embeds=self._cache.text(prompt)[None].to(device),
                negative_prompt_embeds=no_words if guided else None,
                true_cfg_scale=self._config.sample_guidance,
                width=self._config.resolution,
                height=self._config.resolution,
                num_inference_steps=self._config.sample_steps,
                generator=torch.Generator().manual_seed((self._config.seed + index) % 2**63),
            )
            write_whole(sample_path(self._out, step, index), _png(painted.images[0]))
        transformer.train()
        del pipeline, decoder
        free_memory()


def free_memory() -> None:
    """Give back what dropped models held."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()

"""The steps of a run: from what is cached to an adapter."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, QwenImageTransformer2DModel
from torch import nn

from adbanner.errors import ConfigError
from offline.training.adapter import RunningMean
from offline.training.batch_plan import BatchPlan, drawn
from offline.training.buckets import Bucket
from offline.training.cache import NO_WORDS, EncodingCache
from offline.training.config import TrainingConfig
from offline.training.metrics import StepMetrics
from offline.training.objective import Example, flow_matching_loss
from offline.training.pictures import TrainingPicture
from offline.training.processes import Processes

DTYPES = {"bf16": torch.bfloat16, "fp32": torch.float32}


@dataclass(frozen=True)
class Learner:
    """What changes in a run."""

    transformer: QwenImageTransformer2DModel
    parameters: dict[str, nn.Parameter]
    """Of the adapter, by name."""
    mean: RunningMean
    optimizer: torch.optim.AdamW


@dataclass(frozen=True)
class Lessons:
    """What is learnt from."""

    pictures: Sequence[tuple[TrainingPicture, Bucket]]
    cache: EncodingCache
    plan: BatchPlan
    scheduler: FlowMatchEulerDiscreteScheduler


class TrainingLoop:
    """Takes steps.

    Args:
        config: Of the run.
        learner: Is changed.
        lessons: Are learnt from.
        processes: That take each step together.
    """

    def __init__(self, config: TrainingConfig, learner: Learner, lessons: Lessons, processes: Processes) -> None:
        self._config = config
        self._learner = learner
        self._lessons = lessons
        self._processes = processes
        self._parameters = list(learner.parameters.values())

    def run(self, done: int, until: int, told: Callable[[StepMetrics], bool]) -> None:
        """Take the steps after ``done`` up to ``until``.

        Args:
            done: Steps of the restored state.
            until: Last step.
            told: Called after each step; answers whether to go on.

        Raises:
            ConfigError: The loss is no number any more.
        """
        self._learner.transformer.train()
        for step in range(done + 1, until + 1):
            started_s = time.monotonic()
            loss, norm, rate = self._step(step)
            if not (math.isfinite(loss) and math.isfinite(norm)):
                raise ConfigError(
                    f"The loss of step {step} is no number any more: lower the learning_rate. "
                    "The state before it is kept; begin anew in another --out."
                )
            seconds = round(time.monotonic() - started_s, 3)
            metrics = StepMetrics(step=step, loss=loss, gradient_norm=norm, learning_rate=rate, seconds=seconds)
            if not told(metrics):
                return

    def _step(self, step: int) -> tuple[float, float, float]:
        """Loss, length of the gradient before it was cut, and learning rate."""
        config, learner = self._config, self._learner
        total = 0.0
        for part in range(config.gradient_accumulation):
            loss = flow_matching_loss(
                learner.transformer,
                self._lessons.scheduler,
                self._examples(step - 1, part),
                self._processes.device,
                DTYPES[config.precision],
            )
            torch.autograd.backward(loss / config.gradient_accumulation)
            total += loss.item() / config.gradient_accumulation
        self._processes.average_gradients(self._parameters)
        norm = nn.utils.clip_grad_norm_(self._parameters, config.max_gradient_norm).item()
        rate = learning_rate(config, step)
        for group in learner.optimizer.param_groups:
            group["lr"] = rate
        learner.optimizer.step()
        learner.optimizer.zero_grad()
        learner.mean.update(step)
        return self._processes.mean([total])[0], norm, rate

    def _examples(self, step: int, part: int) -> list[Example]:
        """One batch of this process; steps and parts are counted from 0."""
        config, lessons = self._config, self._lessons
        in_step = part * self._processes.count + self._processes.rank
        batches_per_step = config.gradient_accumulation * self._processes.count
        chosen = lessons.plan.batch(step * batches_per_step + in_step)
        examples = []
        for place, index in enumerate(chosen):
            picture, bucket = lessons.pictures[index]
            latents = lessons.cache.latents(picture, bucket)
            position = in_step * config.batch_size + place
            draw = drawn(config.seed, step, position, latents.shape, config.caption_dropout)
            words = lessons.cache.text(NO_WORDS if draw.caption_dropped else picture.caption)
            examples.append(Example(latents=latents, words=words, draw=draw))
        return examples


def learning_rate(config: TrainingConfig, step: int) -> float:
    """At a step, counted from 1: it rises over the warm-up, then stays."""
    if step >= config.warmup_steps:
        return config.learning_rate
    return config.learning_rate * step / config.warmup_steps

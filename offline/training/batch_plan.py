"""Which pictures a step sees, with which noise: functions of seed and step, so that a run can go on exactly.

Nothing here has a state that would have to be saved.
"""

import hashlib
import math
import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor


class BatchPlan:
    """The order of batches: in each epoch every picture once, in a new order, pictures of one bucket together.

    The last batch of a bucket is filled up with pictures from the bucket's beginning.

    Args:
        buckets: Of each picture, in the order of pictures.
        batch_size: Pictures in a batch.
        seed: Decides the order.
    """

    def __init__(self, buckets: Sequence[Hashable], batch_size: int, seed: int) -> None:
        self._batch_size = batch_size
        self._seed = seed
        self._members: dict[Hashable, list[int]] = {}
        for index, bucket in enumerate(buckets):
            self._members.setdefault(bucket, []).append(index)
        self.batches_per_epoch = sum(math.ceil(len(members) / batch_size) for members in self._members.values())
        self._epoch = lru_cache(maxsize=2)(self._made_epoch)

    def batch(self, number: int) -> tuple[int, ...]:
        """Indexes of the pictures of a batch; batches are counted from 0 through all epochs."""
        epoch, within = divmod(number, self.batches_per_epoch)
        return self._epoch(epoch)[within]

    def steps_of(self, epochs: int, batches_per_step: int) -> int:
        """Steps in which so many epochs are seen."""
        return math.ceil(epochs * self.batches_per_epoch / batches_per_step)

    def _made_epoch(self, epoch: int) -> list[tuple[int, ...]]:
        order = random.Random(f"{self._seed} order {epoch}")
        batches = []
        for members in self._members.values():
            shuffled = order.sample(members, len(members))
            for start in range(0, len(shuffled), self._batch_size):
                batches.append(tuple(shuffled[at % len(shuffled)] for at in range(start, start + self._batch_size)))
        order.shuffle(batches)
        return batches


@dataclass(frozen=True)
class Draw:
    """What chance gives to one picture of one step."""

    noise: Tensor
    """Normal, in the shape of the latents."""
    time: float
    """Between 0 and 1, logit-normal (Esser et al. 2024), not yet shifted."""
    caption_dropped: bool


def drawn(seed: int, step: int, position: int, shape: Sequence[int], caption_dropout: float) -> Draw:
    """The same draw for the same arguments, on every device and with any number of processes.

    Args:
        seed: Of the run.
        step: From 0.
        position: Of the picture in the whole step, over all batches and GPUs.
        shape: Of the latents.
        caption_dropout: Share of pictures that lose their caption.
    """
    digest = hashlib.sha256(f"{seed} draw {step} {position}".encode()).digest()
    generator = torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)
    dropped = torch.rand((), generator=generator).item() < caption_dropout
    time = torch.randn((), generator=generator).sigmoid().item()
    return Draw(noise=torch.randn(tuple(shape), generator=generator), time=time, caption_dropped=dropped)

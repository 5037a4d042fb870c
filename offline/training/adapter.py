"""The adapter that is trained, and the running mean of it that comes out."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from diffusers import QwenImageTransformer2DModel
from peft import LoraConfig
from torch import Tensor, nn

from adbanner.errors import ConfigError
from offline.training.config import TrainingConfig

NAME = "default"
MEAN_RISE = 10
"""Steps after which the running mean stops being the last step's adapter: its decay rises as (1 + t) / (10 + t)."""


def add_adapter(transformer: QwenImageTransformer2DModel, config: TrainingConfig) -> dict[str, nn.Parameter]:
    """Give the model an adapter that changes nothing yet; returns its parameters, in fp32, by name.

    Raises:
        ConfigError: No layer's name ends in one of ``targets``.
    """
    known = {name for name, module in transformer.named_modules() if isinstance(module, nn.Linear)}
    unknown = [target for target in config.targets if not any(_ends_in(name, target) for name in known)]
    if unknown:
        raise ConfigError(f"targets: no layer of this model is called {', '.join(unknown)}.")
    lora = LoraConfig(
        r=config.rank,
        lora_alpha=config.lora_alpha,
        init_lora_weights="gaussian",
        target_modules=list(config.targets),
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(config.seed)
        transformer.add_adapter(lora, adapter_name=NAME)
    parameters = {name: parameter for name, parameter in transformer.named_parameters() if parameter.requires_grad}
    for parameter in parameters.values():
        parameter.data = parameter.data.float()
    return parameters


class RunningMean:
    """Exponential moving average of the adapter: steadier than any single step of a small batch.

    Args:
        parameters: Of the adapter, by name.
        decay: 0 keeps the last step's adapter.
    """

    def __init__(self, parameters: dict[str, nn.Parameter], decay: float) -> None:
        self._parameters = parameters
        self._decay = decay
        self.values: dict[str, Tensor] = {name: value.detach().clone() for name, value in parameters.items()}
        """The mean, by name."""

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Take in the adapter as it is after that step, counted from 1."""
        decay = min(self._decay, (1 + step) / (MEAN_RISE + step))
        for name, value in self._parameters.items():
            self.values[name].lerp_(value.detach(), 1 - decay)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """The model has the mean as its adapter meanwhile."""
        kept = {name: value.data for name, value in self._parameters.items()}
        for name, value in self._parameters.items():
            value.data = self.values[name]
        try:
            yield
        finally:
            for name, value in self._parameters.items():
                value.data = kept[name]


def _ends_in(name: str, target: str) -> bool:
    return name == target or name.endswith(f".{target}")

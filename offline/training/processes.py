"""The processes that train together, one for each GPU, as `torchrun` starts them; usually there is one."""

from collections.abc import Sequence
from datetime import timedelta

import torch
from accelerate import Accelerator, InitProcessGroupKwargs
from torch import Tensor

PATIENCE = timedelta(hours=2)
"""How long a process waits for the others: one of them paints the samples meanwhile."""


class Processes:
    """What this process knows of the others."""

    def __init__(self) -> None:
        self._accelerator = Accelerator(
            cpu=not torch.cuda.is_available(), kwargs_handlers=[InitProcessGroupKwargs(timeout=PATIENCE)]
        )
        self.device: torch.device = self._accelerator.device
        """Where this one works."""
        self.rank: int = self._accelerator.process_index
        self.count: int = self._accelerator.num_processes
        self.is_main: bool = self._accelerator.is_main_process
        """Whether this one writes files and talks."""

    def wait(self) -> None:
        """Until all are here."""
        self._accelerator.wait_for_everyone()

    def mean(self, values: Sequence[float]) -> list[float]:
        """Of each value over the processes."""
        if self.count == 1:
            return list(values)
        own = torch.tensor(values, dtype=torch.float32, device=self.device)
        found: Tensor = self._accelerator.reduce(own, reduction="mean")
        return found.tolist()

    def any(self, flag: bool) -> bool:
        """Whether it is true for one of them; all get the same answer."""
        return self.mean([float(flag)])[0] > 0

    def average_gradients(self, parameters: Sequence[torch.nn.Parameter]) -> None:
        """Give all processes the mean gradient, in one message: adapters are small.

        It stands for DistributedDataParallel, which cannot do with the last block's text layers: they get no gradient.
        """
        if self.count == 1:
            return
        grads = [parameter.grad for parameter in parameters if parameter.grad is not None]
        flat: Tensor = self._accelerator.reduce(torch.cat([grad.flatten() for grad in grads]), reduction="mean")
        for grad, averaged in zip(grads, torch.split(flat, [grad.numel() for grad in grads]), strict=True):
            grad.copy_(averaged.view_as(grad))

    def end(self) -> None:
        """Take leave of the others."""
        self._accelerator.end_training()
        if torch.distributed.is_initialized():
            torch.distributed.destroy_process_group()

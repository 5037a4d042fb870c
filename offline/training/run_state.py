"""Where a run was: one file, replaced whole, from which it goes on to the very same adapter."""

from pathlib import Path

import torch
from torch import Tensor, nn

from adbanner.errors import ConfigError
from adbanner.frozen import Frozen
from offline.training.adapter import RunningMean
from offline.training.tensor_files import read_tensors, write_tensors

STATE_FILE = "state.safetensors"
STEP_KEY = "step"
IDENTITY_KEY = "identity"
MOMENTS = ("exp_avg", "exp_avg_sq")


class RunIdentity(Frozen):
    """What must be the same for a run to go on."""

    settings: str
    """Hash of those that decide the loss curve."""
    pictures: str
    """Hash of contents and captions."""
    base: str
    """Hash of the transformer's files."""
    processes: int
    """GPUs, since they decide how many pictures make up a step."""


class RunState:
    """Adapter, running mean and optimizer of a run.

    Order, noise and dropped captions are functions of the seed and the step (``batch_plan``), the learning rate of the
    step: the step's number stands for all of them.

    Args:
        path: The file.
        identity: Of the run.
        parameters: Of the adapter, by name.
        mean: Their running mean.
        optimizer: AdamW over the parameters, in their order.
    """

    def __init__(
        self,
        path: Path,
        identity: RunIdentity,
        parameters: dict[str, nn.Parameter],
        mean: RunningMean,
        optimizer: torch.optim.AdamW,
    ) -> None:
        self._path = path
        self._identity = identity
        self._parameters = parameters
        self._mean = mean
        self._optimizer = optimizer

    def save(self, step: int) -> None:
        """Write the state after that many steps.

        Raises:
            StorageFull: There is no room; the state before is still there.
        """
        tensors: dict[str, Tensor] = {}
        for name, parameter in self._parameters.items():
            tensors[f"adapter.{name}"] = parameter
            tensors[f"mean.{name}"] = self._mean.values[name]
            for part, value in self._optimizer.state.get(parameter, {}).items():
                tensors[f"{part}.{name}"] = value
        metadata = {STEP_KEY: str(step), IDENTITY_KEY: self._identity.model_dump_json()}
        write_tensors(self._path, tensors, metadata)

    @torch.no_grad()
    def restore(self) -> int:
        """Set everything to what was saved; returns the number of steps done, 0 where nothing was.

        Raises:
            ConfigError: The folder holds another run, or the file is damaged.
        """
        if not self._path.exists():
            return 0
        read = read_tensors(self._path)
        if read is None:
            raise ConfigError(f"{self._path}: the state is damaged; delete it to begin anew.")
        tensors, metadata = read
        self._check(RunIdentity.model_validate_json(metadata[IDENTITY_KEY]))
        for name, parameter in self._parameters.items():
            parameter.copy_(tensors[f"adapter.{name}"])
            self._mean.values[name].copy_(tensors[f"mean.{name}"])
            if f"{MOMENTS[0]}.{name}" in tensors:
                moments = {part: tensors[f"{part}.{name}"].to(parameter.device) for part in MOMENTS}
                self._optimizer.state[parameter] = {STEP_KEY: tensors[f"{STEP_KEY}.{name}"], **moments}
        return int(metadata[STEP_KEY])

    def _check(self, found: RunIdentity) -> None:
        ours = self._identity.model_dump()
        other = [name for name, value in found.model_dump().items() if value != ours[name]]
        if other:
            raise ConfigError(
                f"{self._path}: a run with other {' and '.join(other)} was begun here. "
                "Choose another --out, or delete this file to begin anew."
            )

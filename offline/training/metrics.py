"""The loss of every step, a line each, kept over interruptions."""

from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from adbanner.errors import StorageFull
from adbanner.frozen import Frozen
from tools.whole_file import write_whole

METRICS_FILE = "metrics.jsonl"
FINAL_STEPS = 50
"""Last steps whose mean is called the final loss: single ones jump with the timestep that was drawn."""


class StepMetrics(Frozen):
    """One step."""

    step: int
    """From 1."""
    loss: float
    """Mean over all pictures of the step."""
    gradient_norm: float
    """Before it was cut."""
    learning_rate: float
    seconds: float
    """It took; the only value that differs between two equal runs."""


class MetricsLog:
    """``metrics.jsonl`` of a run; use it as a context manager.

    Args:
        path: The file.
        done: Steps of the state that the run goes on from; lines of later steps are dropped, they will come again.
    """

    def __init__(self, path: Path, done: int) -> None:
        self._path = path
        self.steps = [step for step in _read(path) if step.step <= done]
        """All steps so far."""
        write_whole(path, "".join(f"{step.model_dump_json()}\n" for step in self.steps).encode())
        self._file = path.open("a", encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, step: StepMetrics) -> None:
        """Write a step.

        Raises:
            StorageFull: There is no room.
        """
        try:
            self._file.write(f"{step.model_dump_json()}\n")
            self._file.flush()
        except OSError as error:
            raise StorageFull(f"Cannot write {self._path}: {error.strerror}. Free some space.") from error
        self.steps.append(step)


def final_loss(steps: list[StepMetrics]) -> float:
    """Mean of the last steps; 0 where there are none."""
    last = steps[-FINAL_STEPS:]
    return sum(step.loss for step in last) / len(last) if last else 0.0


def _read(path: Path) -> list[StepMetrics]:
    """The whole lines; a torn one at the end is passed over."""
    if not path.exists():
        return []
    found = []
    for line in path.read_bytes().splitlines():
        try:
            found.append(StepMetrics.model_validate_json(line))
        except ValidationError:
            break
    return found

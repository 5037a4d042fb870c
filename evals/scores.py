"""What a suite measured, and whether it got worse than its baseline."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from adbanner.errors import ConfigError
from adbanner.frozen import Frozen

OFFLINE = "offline"
"""The variant that needs no endpoint; its baselines are in the repository."""


class Metric(Frozen):
    """One number of a suite."""

    name: str
    value: float
    better: Literal["higher", "lower"]
    goal: float | None = None
    """What the product promises; missing it fails the run even without a baseline."""
    tolerance: Annotated[float, Field(ge=0)] = 0
    """How much worse than the baseline still counts as equal; 0 for whatever is deterministic."""

    @property
    def meets_goal(self) -> bool:
        """Whether the promise is kept."""
        return self.goal is None or self.loss_against(self.goal) <= 0

    def loss_against(self, other: float) -> float:
        """How much worse than ``other`` the value is; negative when it is better."""
        return other - self.value if self.better == "higher" else self.value - other


class SuiteResult(Frozen):
    """Everything one run of a suite found."""

    suite: str
    variant: str = OFFLINE
    """Who was measured: ``offline`` or the name of a model."""
    dataset: str
    """Name and content hash of the cases: numbers over other cases are not compared."""
    cases: int
    metrics: tuple[Metric, ...]
    notes: tuple[str, ...] = ()
    """What the table has no room for, e.g. intervals."""
    failures: tuple[str, ...] = ()
    """One line a failed case, for whoever mends it."""


class Baseline(Frozen):
    """The numbers of an earlier run that a later one must not fall behind."""

    dataset: str
    metrics: dict[str, float]


def baseline_path(folder: Path, result: SuiteResult) -> Path:
    """Where the baseline of a suite lies; models have their own."""
    name = result.suite if result.variant == OFFLINE else f"{result.suite}.{result.variant.replace('/', '_')}"
    return folder / f"{name}.json"


def read_baseline(path: Path) -> Baseline | None:
    """The baseline in a file; None when there is no file.

    Raises:
        ConfigError: The file is no baseline.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise ConfigError(
            f"{path} is no baseline: {error.errors()[0]['msg']}. Write it again with --update."
        ) from error


def write_baseline(path: Path, result: SuiteResult) -> None:
    """Make a result the baseline of later runs."""
    values = {metric.name: metric.value for metric in result.metrics}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(Baseline(dataset=result.dataset, metrics=values).model_dump_json(indent=2) + "\n")


def setbacks(result: SuiteResult, baseline: Baseline | None) -> Iterator[str]:
    """One line for each missed goal and each metric that fell behind the baseline."""
    for metric in result.metrics:
        if not metric.meets_goal:
            yield f"{result.suite}: {metric.name} is {metric.value:g}, the goal is {metric.goal:g}"
    if baseline is None:
        return
    if baseline.dataset != result.dataset:
        yield f"{result.suite}: the baseline is of {baseline.dataset}, not of {result.dataset}; run with --update"
        return
    measured = {metric.name: metric for metric in result.metrics}
    for name, before in baseline.metrics.items():
        if name not in measured:
            yield f"{result.suite}: {name} is no longer measured"
        elif measured[name].loss_against(before) > measured[name].tolerance:
            yield f"{result.suite}: {name} fell from {before:g} to {measured[name].value:g}"


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not whole:
        return 0.0, 1.0
    z, mean = 1.96, part / whole
    centre = (mean + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * (mean * (1 - mean) / whole + z * z / (4 * whole * whole)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)

"""The line that people watch while a run goes on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from offline.training.stopping import StopRequest

SPEED_WINDOW_S = 300
"""The remaining time is guessed by so many last seconds."""

Item = TypeVar("Item")


class ProgressBars:
    """Bars on standard error.

    Args:
        shown: Whether this process is the one that talks.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown

    def each(self, told: str, items: Sequence[Item], stop: StopRequest) -> Iterator[Item]:
        """The items one by one, until somebody asks to stop."""
        with self._bar() as progress:
            task = progress.add_task(told, total=len(items), loss="")
            for item in items:
                if stop.asked:
                    return
                yield item
                progress.advance(task)

    @contextmanager
    def steps(self, done: int, until: int) -> Iterator[Callable[[int, float], None]]:
        """A bar of steps; call what it gives with the step and its loss."""
        with self._bar() as progress:
            task = progress.add_task("Training", total=until, completed=done, loss="")

            def shown(step: int, loss: float) -> None:
                progress.update(task, completed=step, loss=f"loss {loss:.4f}")

            yield shown

    def _bar(self) -> Progress:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[loss]}"),
        )
        return Progress(
            *columns,
            console=Console(stderr=True),
            transient=True,
            disable=not self._shown,
            speed_estimate_period=SPEED_WINDOW_S,
        )

"""What is written while the steps go by: losses, samples, states, the page; at the end the adapter and its card."""

from pathlib import Path

from offline.training.config import TrainingConfig
from offline.training.export import Provenance, write_adapter, write_card
from offline.training.loop import DTYPES, Learner
from offline.training.metrics import MetricsLog, StepMetrics
from offline.training.processes import Processes
from offline.training.run_page import write_page
from offline.training.run_state import RunState
from offline.training.samples import SamplePainter
from offline.training.stopping import StopRequest


class Keeper:
    """Writes in the main process; the others wait for it.

    Args:
        out: Folder of the run.
        config: Of the run.
        learner: Whose adapter is kept.
        state: Of the learner.
        painter: Of the samples.
        log: Of the losses; None in other processes than the main one.
        processes: That take the steps.
        stop: Is asked after each step.
    """

    def __init__(
        self,
        out: Path,
        config: TrainingConfig,
        learner: Learner,
        state: RunState,
        painter: SamplePainter,
        log: MetricsLog | None,
        processes: Processes,
        stop: StopRequest,
    ) -> None:
        self._out, self._config, self._learner, self._state = out, config, learner, state
        self._painter, self._log, self._processes, self._stop = painter, log, processes, stop

    def begin(self, until: int) -> None:
        """Before the first step of a new run: the base model's samples."""
        self._paint(0)
        self._show(until)

    def after(self, metrics: StepMetrics, until: int) -> bool:
        """After a step; answers whether to go on.

        The state comes last: where it says that a step is done, its loss and its samples are there.
        """
        step, config = metrics.step, self._config
        stopping = self._processes.any(self._stop.asked)
        saves = step % config.save_every == 0 or step == until or stopping
        samples = step % config.sample_every == 0 or step == until
        if self._log:
            self._log.add(metrics)
        if samples:
            self._paint(step)
        if self._log and saves:
            self._state.save(step)
        if saves or samples:
            self._show(until)
        return not stopping

    def end(self, provenance: Provenance) -> None:
        """After the last step: the adapter, its card and the page."""
        if self._log:
            with self._learner.mean.in_place():
                write_adapter(self._out, self._learner.transformer, provenance, DTYPES[self._config.precision])
            write_card(self._out, self._config, provenance)
            self._show(provenance.steps)
        self._processes.wait()

    def _paint(self, step: int) -> None:
        if self._log:
            with self._learner.mean.in_place():
                self._painter.paint(
                    self._learner.transformer, step, self._processes.device, DTYPES[self._config.precision]
                )
        self._processes.wait()

    def _show(self, until: int) -> None:
        if self._log:
            write_page(self._out, f"Training of {self._out.name}", self._config, self._log.steps, until)

"""``adbanner-offline train-lora``: trains a LoRA by a configuration and tells what came of it."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers.utils import logging as diffusers_logging
from rich.console import Console
from transformers.utils import logging as transformers_logging

from offline.training.config import read_config
from offline.training.export import ADAPTER_FILE, CARD_FILE
from offline.training.pictures import TrainingSet, read_training_set
from offline.training.processes import Processes
from offline.training.run import TrainingJob, TrainingResult, TrainingRun
from offline.training.run_page import PAGE_FILE
from offline.training.stopping import StopRequest
from offline.training.weights import local_weights

INTERRUPTED = 130
MAX_NAMED = 5


@dataclass(frozen=True)
class TrainOptions:
    """The command as it was given."""

    folder: Path
    captions: Path
    config: Path
    out: Path
    cache: Path
    weights: str = ""


def train_command(options: TrainOptions) -> int:
    """Train, with a progress bar, tell what was done and return the exit status.

    Raises:
        ConfigError: The configuration or the weights are wrong, or the folder holds another run.
        InvalidRequest: Pictures or captions are wrong; all faults are listed.
        ServiceUnavailable: The weights cannot be fetched.
        StorageFull: There is no room for the results.
    """
    config = read_config(options.config, weights=options.weights)
    training_set = read_training_set(options.folder, options.captions)
    weights = local_weights(config.weights, config.revision)
    for library in (diffusers_logging, transformers_logging):
        library.set_verbosity_error()
        library.disable_progress_bar()
    processes, stop, started_s = Processes(), StopRequest(), time.monotonic()
    if not torch.cuda.is_available():
        torch.set_num_threads(1)  # More of them fight over few cores and add up in another order.
    job = TrainingJob(
        config=config,
        folder=options.folder,
        training_set=training_set,
        weights=weights,
        out=options.out,
        cache=options.cache,
        processes=processes,
        stop=stop,
    )
    try:
        with stop.heard():
            result = TrainingRun(job).carry_out()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped at once; the same command goes on from the last state.\n")
        return INTERRUPTED
    finally:
        processes.end()
    if processes.is_main:
        told = told_result(result, training_set, options.out, time.monotonic() - started_s)
        Console(highlight=False).print(told, soft_wrap=True, markup=False)
    return 0 if result.finished else INTERRUPTED


def told_result(result: TrainingResult, training_set: TrainingSet, out: Path, seconds: float) -> str:
    """The result for people."""
    lines = [
        f"{len(training_set.pictures)} pictures, {result.encoded} pictures and texts encoded now; "
        f"{result.steps} of {result.of or '?'} steps done, {result.resumed_at} of them before; {seconds:.1f} s"
    ]
    if training_set.captions_without_picture:
        lines.append(
            f"{training_set.captions_without_picture} captions have no picture in the folder and were left out."
        )
    if training_set.dark_borders:
        lines.append(f"Not on white, though filled up with white: {_named(training_set.dark_borders)}.")
    if result.finished:
        lines.append(f"Mean loss of the last steps: {result.final_loss:.4f}")
        lines.append(f"Adapter: {out / ADAPTER_FILE}, card: {out / CARD_FILE}, curve and samples: {out / PAGE_FILE}")
    else:
        lines.append("The run was stopped: the same command goes on from there.")
    return "\n".join(lines)


def _named(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
    return ", ".join(names[:MAX_NAMED]) + more

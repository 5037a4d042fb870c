"""What every suite is given and gives back."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adbanner.settings import Settings
from evals.scores import SuiteResult


@dataclass(frozen=True)
class EvalOptions:
    """What a suite may use."""

    settings: Settings
    details: Path | None = None
    """Folder for what a person reads: texts, verdicts; None writes nothing."""
    progress: Callable[[int, int], None] = field(default=lambda done, total: None)
    """Told how many cases of how many are done."""
    language: str = ""
    """Live suites keep to offers in it, for models that know no other; empty takes all."""
    every: int = 4
    """Live suites take every so many offers: a model's time costs money."""


Suite = Callable[[EvalOptions], Coroutine[Any, Any, SuiteResult]]
"""An async function ``measure(options)`` in a module of ``evals.suites``."""

"""What the language model's calls inside a block cost, whoever makes them there."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from adbanner.usage import Usage

_open_meter: ContextVar[list[Usage] | None] = ContextVar("open_meter", default=None)


@contextmanager
def metered() -> Iterator[list[Usage]]:
    """Collect the usage of every answer that this task, or a task started inside, gets meanwhile.

    A context variable, not a parameter: copywriter, judge and prompter share one model and would all have to pass a
    bill through answers that have nothing to do with money.
    """
    usages: list[Usage] = []
    token = _open_meter.set(usages)
    try:
        yield usages
    finally:
        _open_meter.reset(token)


def record(usage: Usage) -> None:
    """Put an answer's usage on the innermost open meter; without one it is not collected."""
    usages = _open_meter.get()
    if usages is not None:
        usages.append(usage)

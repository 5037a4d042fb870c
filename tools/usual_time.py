"""How long a turn will take: as long as its like took here before."""

from collections.abc import Iterable
from statistics import median

from adbanner.events import Event, TurnFinished, TurnOutcome

LEAST_TURNS = 3
"""Fewer tell nothing."""
TURNS_LOOKED_AT = 200
"""Of the latest turns of everybody; older ones ran on other models."""


def usual_time_s(events: Iterable[Event], commands: tuple[str, ...], draws: bool) -> float | None:
    """Median seconds of earlier turns with the same commands; None where there were too few.

    Args:
        events: Ends of turns, in any order; others are passed over.
        commands: Kinds of the commands of the turn.
        draws: Whether the image model works in it.
    """
    like = [
        event.detail.seconds
        for event in events
        if isinstance(event.detail, TurnFinished)
        and event.detail.outcome is TurnOutcome.DONE
        and event.detail.commands == commands
        and (event.detail.drawn > 0) is draws
    ]
    return median(like) if len(like) >= LEAST_TURNS else None

"""How long a turn will take, told by its like."""

from uuid import uuid4

import pytest

from adbanner.events import Event, TurnFinished, TurnOutcome, utc_now
from tools.usual_time import usual_time_s

BRIEF = ("make_banners",)


def end(seconds: float, *, commands: tuple[str, ...] = BRIEF, drawn: int = 0, outcome: str = "done") -> Event:
    detail = TurnFinished(turn_id="t", commands=commands, outcome=TurnOutcome(outcome), seconds=seconds, drawn=drawn)
    return Event(id=str(uuid4()), at=utc_now(), person_id="anna", detail=detail)


def test_the_median_of_its_like() -> None:
    ends = [end(2), end(3), end(40), end(100, drawn=1), end(9, commands=("undo",)), end(1, outcome="refused")]
    assert usual_time_s(ends, BRIEF, draws=False) == 3


@pytest.mark.parametrize("draws", [True, False])
def test_too_few_tell_nothing(draws: bool) -> None:
    assert usual_time_s([end(2, drawn=int(draws)), end(3, drawn=int(draws))], BRIEF, draws=draws) is None

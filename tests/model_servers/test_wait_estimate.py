"""What a waiting client is told."""

import pytest

from model_servers.wait_estimate import BusyWorker, WaitEstimate


def timed(*seconds: float) -> WaitEstimate:
    estimate = WaitEstimate()
    for each in seconds:
        estimate.add(each)
    return estimate


def test_nothing_is_promised_before_the_first_job() -> None:
    assert timed().start_s(1, [BusyWorker(3)]) is None
    assert timed(4).start_s(1, []) is None


@pytest.mark.parametrize(("place", "start_s"), [(1, 2), (2, 9), (3, 12), (4, 19), (5, 22)])
def test_places_are_served_by_whichever_worker_is_free_first(place: int, start_s: float) -> None:
    busy = [BusyWorker(elapsed_s=8), BusyWorker(elapsed_s=1)]
    assert timed(8, 12).start_s(place, busy) == pytest.approx(start_s)


def test_an_idle_worker_serves_at_once() -> None:
    assert timed(10).start_s(1, [BusyWorker(1)], idle=1) == 0


def test_reported_steps_say_more_than_the_average() -> None:
    assert timed(100).left_s(BusyWorker(elapsed_s=3, step=2, steps=8)) == pytest.approx(9)
    assert timed().start_s(1, [BusyWorker(elapsed_s=3, step=2, steps=8)]) == pytest.approx(9)


def test_a_late_job_is_expected_any_moment_and_not_in_the_past() -> None:
    assert timed(5).left_s(BusyWorker(elapsed_s=60)) == 0


def test_a_loading_worker_takes_as_long_as_the_last_time() -> None:
    assert timed(1).start_s(1, [BusyWorker(elapsed_s=10, expected_s=90)]) == pytest.approx(80)


def test_only_the_last_jobs_count() -> None:
    assert timed(*[100] * 5, *[2] * 20).average_s == pytest.approx(2)

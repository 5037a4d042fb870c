from pathlib import Path

import pytest

from adbanner.errors import ConfigError
from evals.scores import Metric, SuiteResult, baseline_path, read_baseline, setbacks, write_baseline


def result(value: float = 0.9, *, better: str = "higher", dataset: str = "cases 1", **metric: float) -> SuiteResult:
    return SuiteResult(
        suite="facts",
        dataset=dataset,
        cases=10,
        metrics=(Metric.model_validate({"name": "recall", "value": value, "better": better, **metric}),),
    )


def test_a_result_equal_to_its_baseline_is_no_setback(tmp_path: Path) -> None:
    path = baseline_path(tmp_path, result())
    write_baseline(path, result())

    assert list(setbacks(result(), read_baseline(path))) == []


@pytest.mark.parametrize(
    ("before", "now", "better", "is_worse"),
    [(0.9, 0.89, "higher", True), (0.9, 0.95, "higher", False), (2, 3, "lower", True), (2, 1, "lower", False)],
)
def test_falling_behind_the_baseline_is_a_setback(
    tmp_path: Path, before: float, now: float, better: str, is_worse: bool
) -> None:
    path = tmp_path / "facts.json"
    write_baseline(path, result(before, better=better))

    assert bool(list(setbacks(result(now, better=better), read_baseline(path)))) is is_worse


def test_a_loss_within_the_tolerance_is_no_setback(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    write_baseline(path, result(0.9))

    assert list(setbacks(result(0.88, tolerance=0.05), read_baseline(path))) == []


def test_a_missed_goal_is_a_setback_even_without_a_baseline() -> None:
    assert list(setbacks(result(0.97, goal=0.98), None)) == ["facts: recall is 0.97, the goal is 0.98"]


def test_numbers_over_other_cases_are_not_compared(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    write_baseline(path, result(dataset="cases 0"))

    (problem,) = setbacks(result(), read_baseline(path))

    assert "--update" in problem


def test_a_metric_that_is_no_longer_measured_is_a_setback(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    write_baseline(path, result())

    assert list(setbacks(result().model_copy(update={"metrics": ()}), read_baseline(path)))


def test_every_model_has_a_baseline_of_its_own(tmp_path: Path) -> None:
    live = result().model_copy(update={"variant": "qwen/qwen3"})

    assert baseline_path(tmp_path, live).name == "facts.qwen_qwen3.json"


def test_a_broken_baseline_says_how_to_mend_it(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text("{")

    with pytest.raises(ConfigError, match="--update"):
        read_baseline(path)

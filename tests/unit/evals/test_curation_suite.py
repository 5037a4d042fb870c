"""The measure itself: what counts as found, missed and false, and that every kind has its cases."""

from collections import Counter
from pathlib import Path

import pytest

from adbanner.errors import ConfigError
from adbanner.settings import PROJECT_ROOT, Settings
from evals.run import BASELINES
from evals.scores import read_baseline
from evals.suite import EvalOptions
from evals.suites import curation
from evals.suites.curation import OTHER_COLOUR, Case, Outcome
from offline.curation.examination import Examination
from offline.curation.finding import Finding, Kind

PICTURE = Path("cup.webp")


def outcome(case: Case, *kinds: Kind) -> Outcome:
    findings = tuple(Finding(kind=kind, score=1, threshold=1, detail="x") for kind in kinds)
    return Outcome(case, Examination(findings=findings), frozenset(kinds))


def every_kind_found() -> list[Outcome]:
    faults = [Case((PICTURE,), kind) for kind in curation.GOALS if kind is not Kind.DUPLICATE]
    doubles = [Case((PICTURE,), Kind.DUPLICATE, variant) for variant in ("copy", OTHER_COLOUR)]
    return [
        *(outcome(case, case.fault) for case in faults if case.fault),
        *(outcome(case) for case in doubles),
        outcome(Case((PICTURE,), None)),
    ]


def test_every_kind_has_enough_cases_and_no_two_are_equal() -> None:
    files = [Path(f"{i}.webp") for i in range(60)]
    cases = list(curation._cases(files))
    assert max(Counter(case.name for case in cases).values()) == 1
    counts = Counter(case.fault for case in cases)
    assert counts[None] == 60
    assert all(counts[kind] >= 20 for kind in curation.GOALS)


def test_found_missed_and_false_are_told_apart() -> None:
    outcomes = every_kind_found()
    values = {metric.name: metric.value for metric in curation._result(outcomes, "x").metrics}
    assert values["text: found"] == 1
    assert values["duplicate: found"] == 0
    assert values["good pictures with a finding"] == 0
    text, *others = outcomes
    assert text.case.fault is Kind.TEXT
    worse = [outcome(text.case, Kind.LOGO), *others[:-1], outcome(Case((PICTURE,), None), Kind.BLUR)]
    result = curation._result(worse, "x")
    values = {metric.name: metric.value for metric in result.metrics}
    assert values["text: found"] == 0
    assert values["good pictures with a finding"] == 1
    assert "cup text: not found" in result.failures
    assert any(line.startswith("cup: blur, but nothing is wrong") for line in result.failures)


def test_baselines_are_of_the_same_pictures() -> None:
    read = read_baseline(BASELINES / "curation.json")
    unread = read_baseline(BASELINES / "curation.without_tesseract.json")
    assert read is not None and unread is not None
    assert read.dataset == unread.dataset
    assert all(read.metrics[f"{kind}: found"] >= goal for kind, goal in curation.GOALS.items())


async def test_small_bank_is_refused(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    with pytest.raises(ConfigError, match="too few"):
        await curation.measure(EvalOptions(Settings(brand_kit=tmp_path, layouts=PROJECT_ROOT / "layouts")))

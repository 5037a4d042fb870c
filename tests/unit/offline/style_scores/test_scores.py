import numpy as np
import pytest

from offline.style_scores.embeddings import kernel_distances, nearest_distances
from offline.style_scores.ratings import PROMPT, STYLE, points, rating_scores
from offline.style_scores.scores import NotMeasured, PairedScore, ScoreKind, paired
from offline.validation.page_answers import Judgement
from offline.validation.resampling import mean_interval, percentile_interval

KIND = ScoreKind(id="k", title="K", unit="u", higher_is_better=True)


def given(person: str, question: str, marks: dict[str, list[int]]) -> list[Judgement]:
    return [
        Judgement(person=person, description=f"d{number}", source=source, question=question, value=value)
        for source, values in marks.items()
        for number, value in enumerate(values)
    ]


def test_the_documents_own_marks_come_out_as_the_document_counts_them() -> None:
    # Ten pictures: 35 and 38 points for the description, 19 and 40 for the style.
    judgements = [
        *given("A", PROMPT, {"base": [4, 3, 4, 3, 4, 3, 4, 3, 4, 3], "lora": [4, 4, 4, 4, 4, 4, 4, 3, 4, 3]}),
        *given("A", STYLE, {"base": [2, 2, 2, 2, 2, 2, 2, 2, 2, 1], "lora": [4] * 10}),
    ]
    prompt, style = rating_scores(judgements, [f"d{k}" for k in range(10)], "base", "lora", 0)
    assert isinstance(prompt, PairedScore) and isinstance(style, PairedScore)
    assert points(prompt) == pytest.approx((35, 38))
    assert points(style) == pytest.approx((19, 40))
    assert style.verdict == "LoRA better"
    assert style.difference.low > 1.5


def test_several_peoples_marks_are_averaged_and_halves_left_out() -> None:
    judgements = [
        *given("A", PROMPT, {"base": [1, 2], "lora": [5, 4]}),
        *given("B", PROMPT, {"base": [3], "lora": [5]}),
        *given("C", PROMPT, {"base": [5, 5]}),
    ]
    prompt, style = rating_scores(judgements, ["d0", "d1"], "base", "lora", 0)
    assert isinstance(prompt, PairedScore)
    assert (prompt.base, prompt.lora) == pytest.approx((2.0, 4.5))
    assert isinstance(style, NotMeasured)


def test_a_score_is_better_in_its_own_direction() -> None:
    base, lora = [1.0] * 10, [1.5, 1.6] * 5
    lower = KIND.model_copy(update={"higher_is_better": False})
    for kind, verdict in ((KIND, "LoRA better"), (lower, "LoRA worse")):
        score = paired(kind, base, lora, 0)
        assert isinstance(score, PairedScore) and score.verdict == verdict
        assert score.difference.value == pytest.approx(0.55)


def test_pairs_with_a_hole_are_left_out() -> None:
    score = paired(KIND, [1, None, 3], [2, 5, None], 0)
    assert isinstance(score, PairedScore) and score.cases == 1
    assert isinstance(paired(KIND, [None], [1], 0), NotMeasured)


def test_intervals_hold_the_truth_about_as_often_as_they_promise() -> None:
    random = np.random.default_rng(0)
    held = sum(
        low <= 0.3 <= high
        for k in range(400)
        for _, low, high in [mean_interval(random.normal(0.3, 1, size=20), seed=k)]
    )
    assert 0.92 <= held / 400 <= 0.98


def test_few_cases_have_no_interval() -> None:
    interval = percentile_interval(1.0, np.ones(10), cases=5)
    assert not interval.excludes_zero and interval.high == np.inf


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_kernel_distance_is_that_of_its_definition() -> None:
    random = np.random.default_rng(0)
    x, y = unit(random.normal(size=(6, 4))), unit(random.normal(size=(7, 4)))

    def kernel(a: np.ndarray, b: np.ndarray) -> float:
        return float((a @ b + 1) ** 3)

    within_x = np.mean([kernel(x[i], x[j]) for i in range(6) for j in range(6) if i != j])
    within_y = np.mean([kernel(y[i], y[j]) for i in range(7) for j in range(7) if i != j])
    across = np.mean([kernel(a, b) for a in x for b in y])
    assert kernel_distances(x, y, np.ones((1, 6)))[0] == pytest.approx(within_x + within_y - 2 * across)


def test_a_picture_drawn_twice_by_resampling_is_not_compared_with_itself() -> None:
    random = np.random.default_rng(1)
    x, y = unit(random.normal(size=(40, 16))), unit(random.normal(size=(40, 16)))
    weights = random.multinomial(40, np.full(40, 1 / 40), size=300).astype(np.float64)
    whole = kernel_distances(x, y, np.ones((1, 40)))[0]
    assert kernel_distances(x, y, weights).mean() == pytest.approx(whole, abs=0.01)


def test_distances_grow_as_sets_move_apart() -> None:
    random = np.random.default_rng(2)
    bank = unit(random.normal(size=(60, 8)) + np.array([3, *[0] * 7]))
    near = unit(random.normal(size=(20, 8)) + np.array([3, *[0] * 7]))
    far = unit(random.normal(size=(20, 8)) - np.array([3, *[0] * 7]))
    ones = np.ones((1, 20))
    assert kernel_distances(near, bank, ones)[0] < kernel_distances(far, bank, ones)[0] / 10
    assert nearest_distances(near, bank).max() < nearest_distances(far, bank).min()

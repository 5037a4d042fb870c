"""The two marks that people give: how a picture follows its description, and how it fits the style."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from offline.style_scores.scores import NotMeasured, PairedScore, Score, ScoreKind, paired
from offline.validation.blind_page import PageQuestion, PageWords
from offline.validation.page_answers import Judgement

MARKS = (1, 2, 3, 4, 5)
PROMPT, STYLE = "prompt", "style"
KINDS = (
    ScoreKind(id="people_prompt", title="People: follows the description", unit="mark, 1-5", higher_is_better=True),
    ScoreKind(id="people_style", title="People: fits the company's style", unit="mark, 1-5", higher_is_better=True),
)

RATING_WORDS = PageWords(
    title="Оцените картинки",
    instruction="Поставьте каждой картинке две оценки от 1 до 5, где 5 — лучшая. Следование описанию: всё ли "
    "названное нарисовано, те ли цвета и число предметов. Фирменный стиль: похожа ли картинка на образцы ниже "
    "материалом, светом, формами и цветами, что бы на ней ни было. Ответы сохраняются в браузере, в конце скачайте "
    "файл и отправьте его организатору.",
    questions=(
        PageQuestion(id=PROMPT, title="Следование описанию", best=5, values=MARKS),
        PageQuestion(id=STYLE, title="Фирменный стиль", best=5, values=MARKS),
    ),
    file_stem="rating",
)


def rating_scores(
    judgements: Iterable[Judgement], descriptions: Sequence[str], base: str, lora: str, seed: int
) -> tuple[Score, ...]:
    """The paired scores of both marks; what a description gets is the mean over people who marked both pictures."""
    marks: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for each in judgements:
        marks[each.question, each.description, each.source][each.person] = each.value
    scores = []
    for kind, question in zip(KINDS, (PROMPT, STYLE), strict=True):
        means: list[tuple[float, float] | None] = []
        for description in descriptions:
            ours, theirs = marks[question, description, base], marks[question, description, lora]
            people = sorted(ours.keys() & theirs.keys())
            means.append(_means(ours, theirs, people) if people else None)
        scores.append(paired(kind, [each and each[0] for each in means], [each and each[1] for each in means], seed))
    return tuple(scores)


def no_ratings() -> tuple[Score, ...]:
    """What stands for the marks when nobody gave any."""
    return tuple(NotMeasured(kind=kind, reason="no answers of the rating page were given") for kind in KINDS)


def points(score: PairedScore) -> tuple[float, float]:
    """The sums of the marks, as "38 of 50" is counted, of base and LoRA."""
    return score.base * score.cases, score.lora * score.cases


def _means(ours: dict[str, int], theirs: dict[str, int], people: list[str]) -> tuple[float, float]:
    return sum(ours[each] for each in people) / len(people), sum(theirs[each] for each in people) / len(people)

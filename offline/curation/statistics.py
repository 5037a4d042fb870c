"""A folder of pictures in numbers, for people who have to know a bank before they train on it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from adbanner.frozen import Frozen
from offline.curation.decisions import Decision
from offline.curation.examination import Measurements, Picture
from offline.curation.finding import METHODS, Kind
from offline.curation.settings import CurationSettings

_BARS = 16
_MOST_PROPORTION_ERROR = 0.02


class Count(Frozen):
    """How many of one sort."""

    label: str
    count: int


class Distribution(Frozen):
    """How a measurement is spread over the readable pictures."""

    name: str
    """Of the field of ``Measurements``, or what is computed from them."""
    title: str
    """In Russian."""
    least: float
    median: float
    mean: float
    most: float
    threshold: float | None
    """Beyond it lies a finding."""
    edges: tuple[float, ...]
    """Of the bars, one more than there are."""
    counts: tuple[int, ...]


class Statistics(Frozen):
    """The whole folder."""

    pictures: int
    unreadable: int
    without_findings: int
    accepted: int
    """As it stands: a person's decisions, and suggestions where there are none."""
    rejected: int
    transparent: int
    square: int
    formats: tuple[Count, ...]
    sizes_px: tuple[Count, ...]
    """Width x height, most frequent first."""
    colours: tuple[Count, ...]
    """Main colours of the objects: how many objects are at least 5 % of it."""
    findings: tuple[Count, ...]
    """Pictures by kind of finding, all kinds."""
    distributions: tuple[Distribution, ...]


def statistics_of(pictures: Sequence[Picture], decisions: Sequence[Decision], settings: CurationSettings) -> Statistics:
    """Sum a folder up."""
    measured = [one.examination.measurements for one in pictures if one.examination.measurements is not None]
    kinds = Counter(kind for one in pictures for kind in {finding.kind for finding in one.findings})
    accepted = sum(row.accepted for row in decisions)
    return Statistics(
        pictures=len(pictures),
        unreadable=sum(one.examination.obstacle is not None for one in pictures),
        without_findings=sum(not one.findings for one in pictures),
        accepted=accepted,
        rejected=len(decisions) - accepted,
        transparent=sum(one.transparent for one in measured),
        square=sum(abs(one.width_px / one.height_px - 1) <= _MOST_PROPORTION_ERROR for one in measured),
        formats=_counted(one.file_format for one in measured),
        sizes_px=_counted(f"{one.width_px}×{one.height_px}" for one in measured),
        colours=_counted(colour.name for one in measured for colour in one.colours),
        findings=tuple(Count(label=METHODS[kind].title, count=kinds[kind]) for kind in Kind),
        distributions=tuple(
            _distribution(name, title, [value(one) for one in measured], threshold)
            for name, title, value, threshold in _measures(settings)
            if measured
        ),
    )


def _measures(
    settings: CurationSettings,
) -> tuple[tuple[str, str, Callable[[Measurements], float], float | None], ...]:
    return (
        ("longer_side_px", "Длинная сторона картинки, пиксели", lambda one: max(one.width_px, one.height_px), None),
        ("proportion", "Ширина к\u00a0высоте", lambda one: one.width_px / one.height_px, None),
        ("coverage", "Доля картинки, занятая предметом", lambda one: one.coverage, None),
        (
            "object_side_px",
            "Длинная сторона предмета, пиксели",
            lambda one: one.object_side_px,
            settings.least_object_side_px,
        ),
        ("objects", "Отдельных частей", lambda one: one.objects, settings.most_objects),
        ("clutter", "Сложность: цвета × контуры", lambda one: one.clutter, settings.most_complexity),
        ("sharpness", "Резкость", lambda one: one.sharpness, settings.least_sharpness),
        ("noise", "Шум, уровни яркости", lambda one: one.noise, settings.most_noise),
        ("file_kib", "Размер файла, КиБ", lambda one: one.file_bytes / 1024, None),
    )


def _counted(labels: Iterable[str]) -> tuple[Count, ...]:
    counts = Counter(labels)
    return tuple(
        Count(label=label, count=count) for label, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _distribution(name: str, title: str, values: Sequence[float], threshold: float | None) -> Distribution:
    array = np.array(values, np.float64)
    whole = bool((array == np.rint(array)).all())
    bars = min(_BARS, max(1, round(float(np.ptp(array))) + 1)) if whole else _BARS
    low, high = float(array.min()), float(array.max())
    # Bars of whole numbers stand round them.
    reach = (
        (low - 0.5, high + 0.5) if whole and bars < _BARS else (low, high) if high > low else (low - 0.5, high + 0.5)
    )
    counts, edges = np.histogram(array, bins=bars, range=reach)
    return Distribution(
        name=name,
        title=title,
        least=round(low, 4),
        median=round(float(np.median(array)), 4),
        mean=round(float(array.mean()), 4),
        most=round(high, 4),
        threshold=threshold,
        edges=tuple(round(float(edge), 4) for edge in edges),
        counts=tuple(int(count) for count in counts),
    )

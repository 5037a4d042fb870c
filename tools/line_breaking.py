"""Where a text breaks into lines: by the Unicode rules, never inside a word, and balanced."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

UNITS_KEPT = 4_096
WIDOW_WIDTH_SHARE = 0.35
"""A last line of one word narrower than this share of the widest line is a widow."""
WIDOW_COST = 0.5
STRANDED_WORD_COST = 0.25
"""Cost of a line that ends in a preposition, in squares of the box's width."""

STRANDED_WORDS = frozenset(
    re.split(
        " ",
        "а без бы в во вы да для до же за и из или к как ко ли мы на над не ни но о об от по под при про с со "
        "то у что я a an and at by for from in of on or the to with",
    )
)
"""Words that lean on the next one and must not end a line."""
MEASURE_WORDS = (
    r"(?:%|‰|₽|\$|€|°|руб|р\.|коп|тыс|млн|млрд|кг|г\b|л\b|мл|м\b|м²|км|см|мм|шт|гб|мб|тб|мин|час|сут|дн|день|дня|"
    r"недел|месяц|мес|год|лет|раз|балл|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)"
)
NUMBER_BEFORE = re.compile(r"[\d½¼]\s*$")
MEASURE_AFTER = re.compile(rf"^(?:{MEASURE_WORDS}|\d)", re.IGNORECASE)
DASH_FIRST = re.compile(r"^[—–−]\s")
SIGN_BEFORE = re.compile(r"(?:^|\s)[№§+−–]\s*$")


@dataclass(frozen=True, slots=True)
class Breaking:
    """One way to set a text in lines."""

    lines: tuple[str, ...]
    width: float
    """Ink width of the widest line, in the unit of the measure."""
    flaws: int
    """Widows and stranded prepositions."""


def break_lines(text: str, max_width: float, max_lines: int, measure: Callable[[str], float]) -> Breaking | None:
    """Set a text in the fewest lines that fit, as evenly as possible.

    Args:
        text: One paragraph; no-break spaces and word joiners are obeyed.
        max_width: Room of a line, in the unit of ``measure``.
        max_lines: How many lines there may be.
        measure: Ink width of a line.

    Returns:
        The best breaking, or None when the text does not fit so.
    """
    units = _units(text)
    if not units:
        return Breaking((), 0.0, 0)
    count = _fewest_lines(units, max_width, measure)
    if count is None or count > max_lines:
        return None
    breaking = _balanced(units, count, max_width, measure)
    if breaking.flaws and count < max_lines:
        looser = _balanced(units, count + 1, max_width, measure) if count < len(units) else breaking
        if not looser.flaws and count > 1:
            return looser
    return breaking


def narrowest_breaking(text: str, max_lines: int, measure: Callable[[str], float]) -> Breaking:
    """The breaking into at most ``max_lines`` whose widest line is narrowest: what an overflow is measured by."""
    units = _units(text)
    if not units:
        return Breaking((), 0.0, 0)
    count = min(max_lines, len(units))
    cost: dict[int, tuple[float, tuple[int, ...]]] = {
        end: (measure(_line(units, 0, end)), (0,)) for end in range(1, len(units) + 1)
    }
    for _ in range(count - 1):
        cost = {
            end: min(
                [cost[end]]
                + [
                    (max(cost[start][0], measure(_line(units, start, end))), (*cost[start][1], start))
                    for start in range(1, end)
                ]
            )
            for end in cost
        }
    return _breaking(units, cost[len(units)][1], measure)


@lru_cache(maxsize=UNITS_KEPT)
def _units(text: str) -> tuple[str, ...]:
    """The pieces between which a line may end; each keeps its trailing space."""
    from uniseg.linebreak import line_break_units

    units: list[str] = []
    for piece in line_break_units(text):
        if units and not _may_break(units[-1], piece):
            units[-1] += piece
        else:
            units.append(piece)
    return tuple(units) if text.strip() else ()


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two pieces; the Unicode rules alone part «10» from «%»."""
    if not before[-1:].isspace() or before[-1] in "\u00a0\u202f":
        return False
    if NUMBER_BEFORE.search(before) and MEASURE_AFTER.match(after):
        return False
    return not DASH_FIRST.match(after) and not SIGN_BEFORE.search(before)


def _line(units: tuple[str, ...], start: int, end: int) -> str:
    return "".join(units[start:end]).strip()


def _fewest_lines(units: tuple[str, ...], max_width: float, measure: Callable[[str], float]) -> int | None:
    """How many lines the text needs when each is filled, or None when a piece alone is too wide."""
    count, start = 0, 0
    while start < len(units):
        end = start
        while end < len(units) and measure(_line(units, start, end + 1)) <= max_width:
            end += 1
        if end == start:
            return None
        count, start = count + 1, end
    return count


def _balanced(units: tuple[str, ...], count: int, max_width: float, measure: Callable[[str], float]) -> Breaking:
    """The least ragged breaking into exactly ``count`` lines (dynamic programming)."""
    total = len(units)
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for number in range(1, count + 1):
        row: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in range(number, total - (count - number) + 1):
            if (number == count) != (end == total):
                continue
            options = [
                (spent + cost, (*starts, start))
                for start, (spent, starts) in best[-1].items()
                if start < end and (cost := _line_cost(units, start, end, max_width, measure)) is not None
            ]
            if options:
                row[end] = min(options)
        best.append(row)
    return _breaking(units, best[count][total][1], measure)


def _line_cost(
    units: tuple[str, ...], start: int, end: int, max_width: float, measure: Callable[[str], float]
) -> float | None:
    """Squared white space of a line in box widths plus its flaws; None when it does not fit."""
    line = _line(units, start, end)
    width = measure(line)
    if width > max_width:
        return None
    cost = (1 - width / max_width) ** 2
    if end < len(units):
        return cost + (STRANDED_WORD_COST if _strands_word(line) else 0.0)
    return cost + (WIDOW_COST if start and _is_widow(line, width, max_width) else 0.0)


def _breaking(units: tuple[str, ...], starts: tuple[int, ...], measure: Callable[[str], float]) -> Breaking:
    ends = (*starts[1:], len(units))
    lines = tuple(_line(units, start, end) for start, end in zip(starts, ends, strict=True))
    widths = [measure(line) for line in lines]
    flaws = sum(_strands_word(line) for line in lines[:-1])
    if len(lines) > 1:
        flaws += _is_widow(lines[-1], widths[-1], max(widths))
    return Breaking(lines, max(widths), flaws)


def _strands_word(line: str) -> bool:
    words = line.split()
    return bool(words) and words[-1].lower() in STRANDED_WORDS


def _is_widow(line: str, width: float, full_width: float) -> bool:
    return len(line.split()) == 1 and width < WIDOW_WIDTH_SHARE * full_width

"""The largest setting of a text that fits its box, measured in ink.

The top of a box is the top of its capitals: the first baseline lies one cap height under it (lower when an accent
such as the breve of «Й» rises above the capitals), so texts of different sizes align by what the eye sees. Lines
start where their ink starts, not at the invisible bearing of the first letter. Baselines lie on whole pixels.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from adbanner.frozen import Frozen
from adbanner.layout import Align, Box, TextField, TextStyle, VerticalAlign
from tools.fonts import FontBook, GlyphRun
from tools.line_breaking import Breaking, break_lines, narrowest_breaking

FITTINGS_KEPT = 8_192
SIZE_STEP = 0.98
"""Each smaller size that is tried, as a factor on the one before."""
BALANCE_SIZE_FACTOR = 0.92
"""A size down to this share of the largest is taken when that rids the lines of widows."""
PEN_STEPS_PER_PX = 4
"""Skia places glyphs at quarters of a pixel."""
PEN_RESERVE_PX = 0.5
"""Room for that rounding at the right edge."""


class FittedLine(Frozen):
    """One line in its place, in pixels of the file."""

    text: str
    pen_x: float
    """Where the first glyph's origin lies."""
    x: float
    """Left edge of the ink."""
    baseline: int
    width: float
    """Width of the ink."""


class FittedText(Frozen):
    """A text as it can be set in a box, in pixels of the file."""

    size_px: float
    line_pitch_px: float
    """Distance of baselines."""
    lines: tuple[str, ...]
    overflow_px: int
    """By how much the smallest allowed setting exceeds the box, in width or height; 0 means that it fits."""
    placed: tuple[FittedLine, ...]
    ink: Box | None
    """The smallest rectangle round the glyphs; None when nothing is visible."""

    def moved(self, dy: int) -> "FittedText":
        """The same setting ``dy`` pixels further down."""
        if not dy:
            return self
        placed = tuple(line.model_copy(update={"baseline": line.baseline + dy}) for line in self.placed)
        ink = self.ink and self.ink.model_copy(update={"y": self.ink.y + dy})
        return self.model_copy(update={"placed": placed, "ink": ink})


@dataclass(frozen=True, slots=True)
class _Room:
    """What one fitting has to do with, in pixels of the file."""

    style: TextStyle
    box: Box
    max_lines: int
    padding_em: float
    largest_px: float
    smallest_px: float

    def line_width(self, size_px: float) -> float:
        """Widest ink that a line may have at a size."""
        return self.box.width - 2 * self.padding_em * size_px - PEN_RESERVE_PX


class TextFitter:
    """Fits texts into boxes with the brand's fonts; results are remembered."""

    def __init__(self, fonts: FontBook) -> None:
        self.fonts = fonts
        self._cached: Callable[[str, _Room], FittedText] = lru_cache(maxsize=FITTINGS_KEPT)(self._fit)

    def fit(
        self,
        text: str,
        style: TextStyle,
        box: Box,
        max_lines: int,
        *,
        scale: int = 1,
        size_factor: float = 1.0,
        padding_em: float = 0.0,
    ) -> FittedText:
        """Set a text as large as its box allows.

        Args:
            text: One paragraph, typeset.
            style: Type and the range of sizes, in layout pixels.
            box: The room, in layout pixels.
            max_lines: How many lines there may be.
            scale: Pixels of the file per layout pixel.
            size_factor: Factor on the largest size, 0-1; the smallest allowed size still holds.
            padding_em: Space to keep free on the left and right, in multiples of the size.

        Returns:
            The largest setting without overflow; up to 8 % smaller where that avoids a widow. When even the
            smallest size is too large, that setting with its overflow.
        """
        smallest = style.min_size_px * scale
        room = _Room(
            style=style,
            box=scaled(box, scale),
            max_lines=max_lines,
            padding_em=padding_em,
            largest_px=max(smallest, style.size_px * scale * size_factor),
            smallest_px=smallest,
        )
        return self._cached(text, room)

    def fit_field(self, field: TextField, text: str, *, scale: int = 1, size_factor: float = 1.0) -> FittedText:
        """Set the text of a field; a button's is one line, centred in the height of its pill."""
        style, box, padding_em, max_lines = field.style, field.box, 0.0, field.max_lines
        if field.button is not None:
            style = style.model_copy(update={"vertical_align": VerticalAlign.MIDDLE})
            padding_em, max_lines = field.button.padding_em, 1
            if field.button.full_width:
                style = style.model_copy(update={"align": Align.CENTER})
        return self.fit(text, style, box, max_lines, scale=scale, size_factor=size_factor, padding_em=padding_em)

    def _fit(self, text: str, room: _Room) -> FittedText:
        sizes = _sizes(room.largest_px, room.smallest_px)
        measure = self._measure(room.style)

        def attempt(index: int) -> FittedText | None:
            return self._set_if_fits(text, room, sizes[index], measure)

        fitting = _first_fitting(len(sizes), attempt)
        if fitting is None:
            return self._overflowing(text, room, measure)
        best = fitting
        for index in range(fitting, len(sizes)):
            if sizes[index] < sizes[fitting] * BALANCE_SIZE_FACTOR:
                break
            breaking = self._break(text, room, sizes[index], measure)
            if breaking is not None and not breaking.flaws and attempt(index) is not None:
                best = index
                break
        fitted = attempt(best)
        if fitted is None:
            raise AssertionError("a size that fitted a moment ago does not fit now")
        return fitted

    def _measure(self, style: TextStyle) -> Callable[[str], float]:
        def measure(line: str) -> float:
            ink = self.fonts.shape(line, style.font, style.letter_spacing_em).ink
            return ink.width if ink else 0.0

        return measure

    def _break(self, text: str, room: _Room, size_px: float, measure: Callable[[str], float]) -> Breaking | None:
        return break_lines(text, room.line_width(size_px) / size_px, room.max_lines, measure)

    def _set_if_fits(
        self, text: str, room: _Room, size_px: float, measure: Callable[[str], float]
    ) -> FittedText | None:
        breaking = self._break(text, room, size_px, measure)
        if breaking is None:
            return None
        fitted = self._place(breaking.lines, room, size_px)
        if fitted.ink is not None and (fitted.ink.height > room.box.height or fitted.ink.bottom > room.box.bottom):
            return None
        return fitted

    def _overflowing(self, text: str, room: _Room, measure: Callable[[str], float]) -> FittedText:
        """The smallest setting, with the pixels by which it is too wide or too high."""
        size_px = room.smallest_px
        breaking = self._break(text, room, size_px, measure) or narrowest_breaking(text, room.max_lines, measure)
        fitted = self._place(breaking.lines, room, size_px)
        too_wide = breaking.width * size_px - room.line_width(size_px)
        too_high = fitted.ink.bottom - room.box.bottom if fitted.ink else 0
        return fitted.model_copy(update={"overflow_px": max(1, math.ceil(too_wide), too_high)})

    def _place(self, lines: tuple[str, ...], room: _Room, size_px: float) -> FittedText:
        style = room.style
        runs = [self.fonts.shape(line, style.font, style.letter_spacing_em) for line in lines]
        tops = [run.ink.top * size_px if run.ink else 0.0 for run in runs]
        bottoms = [run.ink.bottom * size_px if run.ink else 0.0 for run in runs]
        steps = [round(index * style.line_height * size_px) for index in range(len(lines))]
        first = self._first_baseline(room, size_px, tops, bottoms, steps)
        padding = room.padding_em * size_px
        placed = tuple(
            _place_line(line, run, first + step, size_px, style.align, room.box, padding)
            for line, run, step in zip(lines, runs, steps, strict=True)
        )
        return FittedText(
            size_px=size_px,
            line_pitch_px=style.line_height * size_px,
            lines=lines,
            overflow_px=0,
            placed=placed,
            ink=_ink_box(
                placed,
                [first + step + top for step, top in zip(steps, tops, strict=True)],
                [first + step + bottom for step, bottom in zip(steps, bottoms, strict=True)],
            ),
        )

    def _first_baseline(
        self, room: _Room, size_px: float, tops: list[float], bottoms: list[float], steps: list[int]
    ) -> int:
        """Baseline of the first line; ink never rises above the box."""
        if not steps:
            return room.box.y
        metrics = self.fonts.metrics(room.style.font)
        cap_height = metrics.cap_height * size_px
        rise = max(-top - step for top, step in zip(tops, steps, strict=True))
        drop = max(bottom + step for bottom, step in zip(bottoms, steps, strict=True))
        highest = math.ceil(room.box.y + max(rise, 0.0))
        lowest = math.floor(room.box.bottom - max(drop, 0.0))
        if room.style.vertical_align is VerticalAlign.TOP:
            wanted = math.ceil(room.box.y + cap_height)
        elif room.style.vertical_align is VerticalAlign.MIDDLE:
            wanted = round(room.box.y + (room.box.height + cap_height - steps[-1]) / 2)
        else:
            wanted = math.floor(room.box.bottom - metrics.descent * size_px) - steps[-1]
        return max(highest, min(wanted, lowest))


def scaled(box: Box, scale: int) -> Box:
    """A box of the layout in pixels of the file."""
    return Box(x=box.x * scale, y=box.y * scale, width=box.width * scale, height=box.height * scale)


def _sizes(largest: float, smallest: float) -> tuple[float, ...]:
    """Sizes to try, largest first, about 2 % apart; the smallest is always the last."""
    sizes, size = [], largest
    while size > smallest:
        sizes.append(round(size, 2))
        size *= SIZE_STEP
    return (*sizes, smallest)


def _first_fitting(count: int, attempt: Callable[[int], FittedText | None]) -> int | None:
    """Index of the largest size that fits, by bisection: what fits at one size fits at every smaller one."""
    if attempt(0) is not None:
        return 0
    if attempt(count - 1) is None:
        return None
    too_large, fits = 0, count - 1
    while fits - too_large > 1:
        middle = (too_large + fits) // 2
        if attempt(middle) is None:
            too_large = middle
        else:
            fits = middle
    return fits


def _place_line(
    text: str, run: GlyphRun, baseline: int, size_px: float, align: Align, box: Box, padding: float
) -> FittedLine:
    left = run.ink.left * size_px if run.ink else 0.0
    width = run.ink.width * size_px if run.ink else 0.0
    room = box.width - 2 * padding
    if align is Align.LEFT:
        x = box.x + padding
    elif align is Align.CENTER:
        x = box.x + padding + (room - width) / 2
    else:
        x = box.x + padding + room - PEN_RESERVE_PX - width
    pen_x = math.ceil((x - left) * PEN_STEPS_PER_PX) / PEN_STEPS_PER_PX
    return FittedLine(text=text, pen_x=pen_x, x=pen_x + left, baseline=baseline, width=width)


def _ink_box(placed: tuple[FittedLine, ...], tops: list[float], bottoms: list[float]) -> Box | None:
    visible = [line for line in placed if line.width > 0]
    if not visible:
        return None
    left = math.floor(min(line.x for line in visible))
    right = math.ceil(max(line.x + line.width for line in visible))
    top, bottom = math.floor(min(tops)), math.ceil(max(bottoms))
    return Box(x=left, y=top, width=max(1, right - left), height=max(1, bottom - top))

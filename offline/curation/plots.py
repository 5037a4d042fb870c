"""Plots as SVG that stands inside a page: no library, no request."""

from collections.abc import Sequence
from html import escape

from offline.curation.statistics import Count, Distribution

_WIDTH, _HEIGHT = 300, 120
_TOP, _BOTTOM = 8, 16
_ROW_PX, _LABEL_PX, _VALUE_PX = 18, 110, 40


def number(value: float) -> str:
    """A number as it is written in Russian, with three significant digits."""
    shown = f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
    return shown.replace(".", ",")


def histogram(distribution: Distribution) -> str:
    """Bars over the values, with the threshold as a dashed line."""
    edges, counts = distribution.edges, distribution.counts
    low, high = edges[0], edges[-1]
    floor, scale = _HEIGHT - _BOTTOM, (_HEIGHT - _BOTTOM - _TOP) / max(1, *counts)

    def x(value: float) -> float:
        return (value - low) / (high - low) * _WIDTH

    bars = "".join(
        f'<rect class="bar" x="{x(left) + 0.5:.1f}" y="{floor - count * scale:.1f}" '
        f'width="{max(0.5, x(right) - x(left) - 1):.1f}" height="{count * scale:.1f}">'
        f"<title>{number(left)}–{number(right)}: {count}</title></rect>"
        for left, right, count in zip(edges, edges[1:], counts, strict=False)
    )
    line = ""
    if distribution.threshold is not None and low <= distribution.threshold <= high:
        at = x(distribution.threshold)
        line = f'<line class="threshold" x1="{at:.1f}" y1="0" x2="{at:.1f}" y2="{floor}"/>'
    ticks = (
        f'<text x="0" y="{_HEIGHT - 3}">{number(distribution.least)}</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT - 3}" text-anchor="end">{number(distribution.most)}</text>'
    )
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">{bars}{line}{ticks}</svg>'


def bar_chart(counts: Sequence[Count]) -> str:
    """A horizontal bar a label."""
    most = max((one.count for one in counts), default=0) or 1
    room = _WIDTH - _LABEL_PX - _VALUE_PX
    rows = "".join(
        f'<text x="{_LABEL_PX - 6}" y="{i * _ROW_PX + 13}" text-anchor="end">{escape(one.label)}</text>'
        f'<rect class="bar" x="{_LABEL_PX}" y="{i * _ROW_PX + 3}" width="{one.count / most * room:.1f}" '
        f'height="{_ROW_PX - 6}"/>'
        f'<text x="{_LABEL_PX + one.count / most * room + 5:.1f}" y="{i * _ROW_PX + 13}">{one.count}</text>'
        for i, one in enumerate(counts)
    )
    return f'<svg viewBox="0 0 {_WIDTH} {max(1, len(counts)) * _ROW_PX}" role="img">{rows}</svg>'

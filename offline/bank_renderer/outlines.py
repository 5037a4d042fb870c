"""Plane outlines and curves that prisms, lathes and tubes follow; plain numbers, no Blender."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

Outline = Sequence[tuple[float, float]]

_HEART_POINTS = 72
_HEART_SMOOTHING = 5


def rounded_polygon(points: Outline, radius: float | Sequence[float], steps: int = 8) -> list[tuple[float, float]]:
    """The polygon with circular arcs for corners; ``radius`` is one for all corners or one for each."""
    rounded: list[tuple[float, float]] = []
    for i, corner in enumerate(points):
        corner_radius = radius if isinstance(radius, (int, float)) else radius[i]
        rounded += _rounded_corner(points[i - 1], corner, points[(i + 1) % len(points)], corner_radius, steps)
    return rounded


def _rounded_corner(
    before: tuple[float, float], corner: tuple[float, float], after: tuple[float, float], radius: float, steps: int
) -> list[tuple[float, float]]:
    length_in, length_out = math.dist(corner, before), math.dist(corner, after)
    if radius <= 1e-6 or length_in < 1e-9 or length_out < 1e-9:
        return [(float(corner[0]), float(corner[1]))]
    into = ((before[0] - corner[0]) / length_in, (before[1] - corner[1]) / length_in)
    out = ((after[0] - corner[0]) / length_out, (after[1] - corner[1]) / length_out)
    angle = math.acos(max(-1.0, min(1.0, into[0] * out[0] + into[1] * out[1])))
    if angle < 1e-3 or math.pi - angle < 1e-3:
        return [(float(corner[0]), float(corner[1]))]
    trim = min(radius / math.tan(angle / 2), 0.499 * length_in, 0.499 * length_out)
    start = (corner[0] + into[0] * trim, corner[1] + into[1] * trim)
    end = (corner[0] + out[0] * trim, corner[1] + out[1] * trim)
    weight = math.sin(angle / 2)  # makes the rational quadratic an exact circle
    arc = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * weight * t * (1 - t), t * t
        total = a + b + c
        x, y = ((start[k] * a + corner[k] * b + end[k] * c) / total for k in (0, 1))
        arc.append((x, y))
    return arc


def rounded_rectangle(width: float, height: float, radius: float, steps: int = 10) -> list[tuple[float, float]]:
    """A rectangle around the origin with rounded corners."""
    x, y = width / 2, height / 2
    return rounded_polygon([(-x, -y), (x, -y), (x, y), (-x, y)], radius, steps)


def circle_outline(radius: float, steps: int = 64) -> list[tuple[float, float]]:
    """A circle around the origin."""
    angles = (2 * math.pi * i / steps for i in range(steps))
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]


def star_outline(outer: float, inner: float, points: int = 5) -> list[tuple[float, float]]:
    """A star around the origin, one point up; round it with ``rounded_polygon``."""
    outline = []
    for i in range(2 * points):
        radius, angle = (inner if i % 2 else outer), math.pi * i / points
        outline.append((-radius * math.sin(angle), radius * math.cos(angle)))
    return outline


def heart_outline(size: float) -> list[tuple[float, float]]:
    """A heart about ``size`` wide, its tip down, cleft and tip rounded."""
    dense = []
    for i in range(240):
        t = -2 * math.pi * i / 240
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t) + 2
        dense.append((size / 32 * x, size / 32 * y))
    ring = _evenly_spaced(dense, _HEART_POINTS)
    for _ in range(_HEART_SMOOTHING):
        ring = [
            (
                (ring[i - 1][0] + 2 * ring[i][0] + ring[(i + 1) % len(ring)][0]) / 4,
                (ring[i - 1][1] + 2 * ring[i][1] + ring[(i + 1) % len(ring)][1]) / 4,
            )
            for i in range(len(ring))
        ]
    return ring


def _evenly_spaced(ring: Outline, count: int) -> list[tuple[float, float]]:
    """``count`` points at equal distances along a closed ring."""
    closed = [*ring, ring[0]]
    travelled = [0.0]
    for start, end in pairwise(closed):
        travelled.append(travelled[-1] + math.dist(start, end))
    spaced, segment = [], 0
    for i in range(count):
        distance = travelled[-1] * i / count
        while travelled[segment + 1] < distance:
            segment += 1
        t = (distance - travelled[segment]) / max(travelled[segment + 1] - travelled[segment], 1e-9)
        start, end = closed[segment], closed[segment + 1]
        spaced.append((start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t))
    return spaced


def spline(points: Sequence[Sequence[float]], steps: int = 12) -> list[tuple[float, ...]]:
    """A smooth Catmull-Rom curve through plane or space points."""
    first = [2 * a - b for a, b in zip(points[0], points[1], strict=True)]
    last = [2 * a - b for a, b in zip(points[-1], points[-2], strict=True)]
    guides = [first, *points, last]
    curve: list[tuple[float, ...]] = []
    for i in range(1, len(guides) - 2):
        corners = list(zip(guides[i - 1], guides[i], guides[i + 1], guides[i + 2], strict=True))
        for step in range(steps):
            t = step / steps
            curve.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in corners
                )
            )
    return [*curve, tuple(float(value) for value in points[-1])]


def counter_clockwise(outline: Outline) -> list[tuple[float, float]]:
    """The outline without repeated points, running counter-clockwise."""
    ring = [point for i, point in enumerate(outline) if math.dist(point, outline[i - 1]) > 1e-6]
    return ring if area(ring) > 0 else ring[::-1]


def insets(outline: Outline, distances: Sequence[float]) -> list[list[tuple[float, float]]]:
    """The outline moved to its left by each of the growing distances; every ring has the outline's number of points.

    Left is inwards for a counter-clockwise outline. An edge that shrinks to nothing takes its neighbours' crossing
    from then on, so that tight corners stay clean; sides of the outline that meet each other do not stop.
    """
    edges = _edge_lines(outline)
    standing = list(range(len(edges)))
    rings = []
    for distance in distances:
        moved = _crossings(edges, standing, distance)
        while len(standing) > 3:
            gains = [_gain(edges[edge], moved[i], moved[(i + 1) % len(moved)]) for i, edge in enumerate(standing)]
            worst = min(range(len(gains)), key=gains.__getitem__)
            if gains[worst] > -1e-9:
                break
            del standing[worst]
            moved = _crossings(edges, standing, distance)
        rings.append([moved[bisect_left(standing, i) % len(standing)] for i in range(len(edges))])
    return rings


_Line = tuple[float, float, float, float]
"""A point and a unit direction."""


def _edge_lines(outline: Outline) -> list[_Line]:
    """Edge i runs from point i to the next."""
    lines = []
    for i, (x, y) in enumerate(outline):
        end_x, end_y = outline[(i + 1) % len(outline)]
        length = math.hypot(end_x - x, end_y - y)
        lines.append((x, y, (end_x - x) / length, (end_y - y) / length))
    return lines


def _crossings(edges: Sequence[_Line], standing: Sequence[int], distance: float) -> list[tuple[float, float]]:
    """Where each standing edge, moved to its left, meets the one before it."""
    crossings = []
    for i, edge in enumerate(standing):
        (x0, y0, dx0, dy0), (x1, y1, dx1, dy1) = edges[standing[i - 1]], edges[edge]
        x0, y0, x1, y1 = x0 - dy0 * distance, y0 + dx0 * distance, x1 - dy1 * distance, y1 + dx1 * distance
        turn = dx0 * dy1 - dy0 * dx1
        if abs(turn) < 1e-6:  # parallel: the start of the later one is as good as any
            crossings.append((x1, y1))
            continue
        along = ((x1 - x0) * dy1 - (y1 - y0) * dx1) / turn
        crossings.append((x0 + dx0 * along, y0 + dy0 * along))
    return crossings


def _gain(edge: _Line, start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far the edge still runs forwards."""
    return (end[0] - start[0]) * edge[2] + (end[1] - start[1]) * edge[3]


def area(outline: Outline) -> float:
    """The area inside, negative for a clockwise outline."""
    return sum(outline[i - 1][0] * y - x * outline[i - 1][1] for i, (x, y) in enumerate(outline)) / 2

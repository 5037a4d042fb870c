"""Plump shapes that several builders share: hearts and cushions blown up like balloons."""

import math
from collections.abc import Sequence

from bpy.types import Material, Object

from offline.bank_renderer.modelling import Outline, Point, group, rounded_rectangle, sheet, sphere

_LAYERS = 28
_POLE = 0.004  # a layer of no size has no normals


class Balloon:
    """An outline around the origin blown up to ``depth`` at its middle, upright and facing -y.

    ``fullness`` of 1 is an ellipsoid's profile; less is flatter in the middle and blunter at the rim.
    """

    def __init__(self, outline: Outline, depth: float, *, fullness: float = 1.0) -> None:
        self._rim = [(math.atan2(z, x), math.hypot(x, z)) for x, z in outline]
        self._mean = sum(radius for _, radius in self._rim) / len(self._rim)
        self._depth = depth
        self._fullness = fullness

    def solid(
        self, surface: Material, location: Sequence[float] = (0, 0, 0), rotation: Sequence[float] = (0, 0, 0)
    ) -> Object:
        """The balloon itself."""
        start = math.asin(_POLE ** (1 / self._fullness))
        rows = []
        for layer in range(_LAYERS + 1):
            angle = start + (math.pi - 2 * start) * layer / _LAYERS
            reach = math.sin(angle) ** self._fullness
            y = math.copysign(self._half_depth(reach), angle - math.pi / 2)
            ring = [self._spot(turn, self._radius(rim, reach), y) for turn, rim in self._rim]
            rows.append([*ring, ring[0]])
        return sheet(rows, 0.012, surface, location, rotation, bevel=0)

    def front(self, x: float, z: float, lift: float = 0.0) -> Point:
        """The point of the front at (x, z), or ``lift`` before it."""
        turn, wanted = math.atan2(z, x), math.hypot(x, z)
        rim = min(self._rim, key=lambda spot: abs(math.remainder(spot[0] - turn, 2 * math.pi)))[1]
        low, high = 0.0, 1.0
        for _ in range(24):
            middle = (low + high) / 2
            low, high = (middle, high) if self._radius(rim, middle) < wanted else (low, middle)
        return x, -self._half_depth(low) - lift, z

    def _radius(self, rim: float, reach: float) -> float:
        """Layers grow rounder towards the middle, so that a heart's cleft ends before it."""
        return reach * (self._mean + (rim - self._mean) * math.pow(reach, 0.7))

    def _half_depth(self, reach: float) -> float:
        return self._depth / 2 * math.pow(1 - math.pow(min(1.0, reach), 2 / self._fullness), self._fullness / 2)

    @staticmethod
    def _spot(turn: float, radius: float, y: float) -> Point:
        return radius * math.cos(turn), y, radius * math.sin(turn)


def cushion(
    size: float, surface: Material, location: Sequence[float] = (0, 0, 0), rotation: Sequence[float] = (0, 0, 0)
) -> Object:
    """A square throw cushion with drawn-out corners and a button, upright and facing -y."""
    outline = _dense(rounded_rectangle(size, size, size * 0.1, 6), 6)
    waisted = [(x * (1 - 0.1 * _bow(z / size)), z * (1 - 0.1 * _bow(x / size))) for x, z in outline]
    button = sphere(size * 0.06, surface, (0, -size * 0.2, 0), scale=(1, 0.6, 1), segments=24)
    body = Balloon(waisted, size * 0.42, fullness=0.8).solid(surface)
    return group([body, button], location, rotation)


def _bow(share: float) -> float:
    """1 in the middle of a side, 0 at its ends."""
    return max(0.0, 1 - (2 * share) ** 2)


def _dense(outline: Outline, steps: int) -> list[tuple[float, float]]:
    """The outline with ``steps`` points for each of its edges."""
    points = []
    for start, end in zip(outline, [*outline[1:], outline[0]], strict=True):
        for step in range(steps):
            share = step / steps
            points.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return points

"""Parts that several vehicles share: a streamlined hull with patches on it, wheels, clouds."""

import math
from bisect import bisect_left
from collections.abc import Sequence

from bpy.types import Material, Object

from offline.bank_renderer.modelling import (
    Point,
    clay,
    cylinder,
    group,
    lathe,
    material,
    prism,
    rounded_rectangle,
    rubber,
    sheet,
    sphere,
    spline,
)

Station = tuple[float, float, float, float]
"""A cross-section of a hull: x, half width, lowest z, highest z."""


class Hull:
    """A closed body along x with superelliptic cross-sections; patches lie on its surface.

    ``around`` runs from 0 on the ridge over 0.25 on the -y side and 0.5 at the keel to 0.75 on the +y side.
    """

    def __init__(self, stations: Sequence[Station], squareness: float = 2.0) -> None:
        self._stations = sorted(spline(stations, 24))
        self._positions = [station[0] for station in self._stations]
        self._power = 2 / squareness

    def point(self, x: float, around: float, lift: float = 0.0) -> Point:
        """A point of the surface, or ``lift`` outside it."""
        half_width, low, high = self._section(x)
        angle = 2 * math.pi * around
        up, side = math.cos(angle), math.sin(angle)
        y = -(half_width + lift) * math.copysign(abs(side) ** self._power, side)
        z = (low + high) / 2 + ((high - low) / 2 + lift) * math.copysign(abs(up) ** self._power, up)
        return x, y, z

    def body(self, surface: Material) -> Object:
        """The hull itself."""
        rows = [[self.point(x, k / 96) for k in range(97)] for x in self._positions]
        return sheet(rows, 0.02, surface, bevel=0)

    def patch(
        self,
        along: tuple[float, float],
        around: tuple[float, float],
        surface: Material,
        *,
        lift: float = 0.0,
        corner: float = 0.0,
        thickness: float = 0.06,
    ) -> Object:
        """A sheet on the surface between two x and two turns; ``corner`` rounds it, as a share of its half sides."""
        rows = []
        for i in range(25):
            v = 2 * i / 24 - 1
            reach = 1 - corner * (1 - math.sqrt(max(0.0, 1 - max(0.0, (abs(v) - 1 + corner) / max(corner, 1e-6)) ** 2)))
            turn = around[0] + (around[1] - around[0]) * i / 24
            row = []
            for k in range(25):
                share = 0.5 + (k / 24 - 0.5) * reach
                row.append(self.point(along[0] + (along[1] - along[0]) * share, turn, lift))
            rows.append(row)
        return sheet(rows, thickness, surface, bevel=thickness * 0.4)

    def _section(self, x: float) -> tuple[float, float, float]:
        i = min(max(bisect_left(self._positions, x), 1), len(self._positions) - 1)
        before, after = self._stations[i - 1], self._stations[i]
        share = min(1.0, max(0.0, (x - before[0]) / max(after[0] - before[0], 1e-9)))
        half_width, low, high = (before[k] + (after[k] - before[k]) * share for k in (1, 2, 3))
        return half_width, low, high


def wheel(radius: float, width: float, rim: Material, cap: Material, location: Sequence[float]) -> Object:
    """A rolling wheel with its axle along y: tyre, rim with five slots, and a cap, alike on both sides."""
    half = width / 2
    arc = [math.radians(-90 + 180 * k / 10) for k in range(11)]
    round_tread = [(radius * 0.72 + radius * 0.28 * math.cos(a), half * math.sin(a)) for a in arc]
    tyre = [(0, -half * 0.7), (radius * 0.58, -half * 0.7), *round_tread, (radius * 0.58, half * 0.7), (0, half * 0.7)]
    parts = [lathe(tyre, rubber(), sharp_angle=55)]
    parts.append(cylinder(radius * 0.58, width * 0.92, rim, bevel=radius * 0.07))
    slot_surface = material("#3A3F4B", roughness=0.5)
    for i in range(5):
        angle = 2 * math.pi * i / 5 + math.pi / 2
        x, y = radius * 0.37 * math.cos(angle), radius * 0.37 * math.sin(angle)
        slot = rounded_rectangle(radius * 0.2, radius * 0.16, radius * 0.07, 4)
        parts.append(prism(slot, width * 0.95, slot_surface, (x, y, 0), (0, 0, math.degrees(angle)), bevel=0.01))
    parts.append(cylinder(radius * 0.17, width * 1.04, cap, bevel=radius * 0.05))
    return group(parts, location, (90, 0, 0))


def cloud(width: float, surface: Material, location: Sequence[float] = (0, 0, 0)) -> Object:
    """A puffy cloud with a flattish underside, its middle at the location."""
    balls = ((-0.34, 0, -0.03, 0.17), (-0.12, 0.02, 0.08, 0.23), (0.16, -0.01, 0.04, 0.2), (0.36, 0, -0.04, 0.14))
    lumps = [sphere(radius, surface, (x, y, z), scale=(1, 0.85, 1)) for x, y, z, radius in balls]
    lumps.append(sphere(0.2, surface, (0, -0.02, -0.1), scale=(2.2, 0.8, 0.55)))
    return group([clay(lumps, surface, voxel=0.02, smoothing=10)], location, scale=width)

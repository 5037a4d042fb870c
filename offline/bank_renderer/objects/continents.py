"""The continents, roughly, as raised patches on a globe."""

import math
from collections.abc import Sequence

from bpy.types import Material, Object

from offline.bank_renderer.modelling import Point, sheet, spline

_RINGS = 10

_Coast = Sequence[tuple[float, float]]
_COASTS: tuple[tuple[tuple[float, float], _Coast], ...] = (
    (  # Africa
        (18, 8),
        (
            (-6, 35), (10, 37), (24, 32), (33, 30), (43, 12), (51, 11), (40, -8), (35, -24), (20, -35),
            (12, -18), (9, 3), (-8, 5), (-17, 15), (-13, 28),
        ),
    ),
    (  # Europe and Asia
        (60, 50),
        (
            (-8, 42), (-1, 48), (8, 57), (12, 68), (28, 71), (60, 70), (90, 75), (130, 72), (165, 68),
            (140, 56), (128, 40), (118, 28), (107, 14), (98, 14), (88, 23), (78, 9), (70, 22), (58, 25),
            (45, 14), (36, 34), (24, 38), (10, 44),
        ),
    ),
    (  # North America
        (-100, 48),
        (
            (-165, 65), (-140, 70), (-110, 70), (-85, 70), (-60, 54), (-70, 42), (-80, 27), (-97, 26),
            (-90, 16), (-83, 9), (-105, 20), (-118, 33), (-126, 48), (-145, 60),
        ),
    ),
    (  # South America
        (-60, -12),
        (
            (-78, 7), (-62, 11), (-50, 1), (-35, -7), (-40, -22), (-52, -33), (-66, -48), (-71, -54),
            (-74, -40), (-71, -20), (-81, -5),
        ),
    ),
    (  # Australia
        (134, -25),
        ((114, -22), (130, -13), (142, -12), (153, -27), (148, -38), (132, -32), (116, -35)),
    ),
    ((-42, 72), ((-58, 76), (-30, 83), (-20, 74), (-42, 61))),  # Greenland
    ((47, -19), ((44, -24), (49, -13), (50, -17), (47, -25))),  # Madagascar
    ((-2, 54), ((-6, 50), (2, 52), (-2, 58), (-6, 56))),  # Britain
)  # fmt: skip


def continents(radius: float, surface: Material) -> list[Object]:
    """Land for a globe of that radius around the origin, north up, longitude 0 facing -y."""
    return [_land(centre, coast, radius, surface) for centre, coast in _COASTS]


def _land(centre: tuple[float, float], coast: _Coast, radius: float, surface: Material) -> Object:
    """Rings from the centre to the coast, which every centre sees without another coast between."""
    shore = spline([*coast, coast[0]], 5)
    rows = []
    for ring in range(_RINGS + 1):
        share = max(ring / _RINGS, 0.01)
        rows.append(
            [_on_ball([c + (p - c) * share for c, p in zip(centre, point, strict=True)], radius) for point in shore]
        )
    return sheet(rows, 0.07, surface, bevel=0.025)


def _on_ball(position: Sequence[float], radius: float) -> Point:
    east, north = math.radians(position[0]), math.radians(position[1])
    return (
        radius * math.cos(north) * math.sin(east),
        -radius * math.cos(north) * math.cos(east),
        radius * math.sin(north),
    )

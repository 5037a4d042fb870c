"""Time and celebration: hourglass, balloons."""

import math
from collections.abc import Sequence

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    coin,
    cylinder,
    gold,
    group,
    heart_outline,
    lathe,
    material,
    rounded_box,
    sheet,
    sphere,
    spline,
    torus,
    tube,
)
from offline.bank_renderer.objects.business_3_captions import BALLOONS, HOURGLASS
from offline.bank_renderer.objects.outfit_parts import bow, clear_vessel, plate

_NECK = 1.7
_GLASS = [(0.55, 0.3), (0.84, 0.5), (0.88, 0.8), (0.66, 1.2), (0.24, 1.5), (0.13, 1.7)]


def _glass_profile() -> list[tuple[float, float]]:
    """The outline of the glass from the lower plate to the upper, narrow at the neck."""
    upper = [(radius, 2 * _NECK - z) for radius, z in reversed(_GLASS[:-1])]
    return [(radius, z) for radius, z in spline([*_GLASS, *upper], 6)]


def _glass_radius(z: float) -> float:
    profile = _glass_profile()
    radius, _ = min(profile, key=lambda knot: abs(knot[1] - z))
    return radius


def _sand_below(top: float) -> Object:
    """A heap on the lower plate, its tip at ``top``."""
    sand = material("#FFC95C", roughness=0.75, coat=0)
    foot = 0.32
    heap = [(0.0, foot)]
    rim = foot + 0.45 * (top - foot)
    heap += [(0.93 * _glass_radius(foot + (rim - foot) * k / 6), foot + (rim - foot) * k / 6) for k in range(7)]
    edge = heap[-1][0]
    heap += [(edge * (1 - k / 5) ** 1.1, rim + (top - rim) * (k / 5) ** 0.9) for k in range(1, 6)]
    return lathe(heap, sand)


def _sand_above(top: float) -> Object:
    """What has not run through yet, up to ``top``, with a dip in the middle."""
    sand = material("#FFC95C", roughness=0.75, coat=0)
    foot = _NECK + 0.02
    body = [(0.0, foot)]
    body += [(0.93 * _glass_radius(foot + (top - foot) * k / 12), foot + (top - foot) * k / 12) for k in range(13)]
    body.append((0.0, top - 0.2))
    return lathe(body, sand)


def _hourglass_frame(colourway: Colourway, turn: float) -> list[Object]:
    frame = material(colourway.primary, roughness=0.35, coat=0.35)
    trim = material(colourway.accent, roughness=0.35)
    parts: list[Object] = []
    for z, side in ((0.13, -1), (2 * _NECK - 0.13, 1)):
        parts.append(cylinder(1.22, 0.26, frame, (0, 0, z), bevel=0.1))
        parts.append(cylinder(0.98, 0.12, trim, (0, 0, z - side * 0.14), bevel=0.04))
        parts.append(torus(0.6, 0.07, gold(), (0, 0, z - side * 0.22)))
    for angle in (35, 145, 215, 325):
        x, y = 1.02 * math.cos(math.radians(angle + turn)), 1.02 * math.sin(math.radians(angle + turn))
        parts.append(cylinder(0.085, 2 * _NECK - 0.4, frame, (x, y, _NECK), bevel=0.02))
        for z in (0.42, _NECK, 2 * _NECK - 0.42):
            parts.append(sphere(0.14, trim, (x, y, z), scale=(1, 1, 0.85), segments=28))
    parts.append(torus(0.17, 0.07, gold(), (0, 0, _NECK)))
    return parts


def build_hourglass(colourway: Colourway, pose: str) -> None:
    """An hourglass halfway through; ``start`` has most sand above, ``coins`` collects coins below."""
    # The frame turns instead of the camera, which has to face the lined glass.
    turn = {"": 0.0, "start": 24.0, "coins": -14.0}[pose]
    parts = _hourglass_frame(colourway, turn) + clear_vessel(_glass_profile())
    sand = material("#FFC95C", roughness=0.75, coat=0)
    if pose == "coins":
        parts.append(_sand_above(2.45))
        for x, y, count in ((-0.36, 0.1, 3), (0.36, 0.16, 4), (0.0, -0.38, 2)):
            for i in range(count):
                piece = coin(0.33, 0.13, "star" if i == count - 1 else "plain")
                parts.append(group(piece, (x, y, 0.41 + 0.13 * i), (0, 0, 25 * i)))
        parts.append(group(coin(0.25, 0.1), (0.02, -0.1, 1.25), (64, 20, 10)))
    else:
        above, below = (2.75, 0.62) if pose == "start" else (2.35, 1.05)
        parts += [_sand_above(above), _sand_below(below)]
        parts.append(cylinder(0.03, _NECK - below, sand, (0, 0, (_NECK + below) / 2), bevel=0))
    group(parts)


def _round_balloon(colour: str) -> list[Object]:
    """A balloon with its knot at the origin."""
    skin = material(colour, roughness=0.18, coat=0.8)
    profile = spline([(0.05, 0.0), (0.2, 0.16), (0.58, 0.62), (0.78, 1.2), (0.66, 1.72), (0.32, 2.0), (0.0, 2.06)], 8)
    parts = [lathe([(max(0.0, r), z) for r, z in profile], skin)]
    parts.append(lathe([(0.0, -0.14), (0.13, -0.14), (0.1, -0.06), (0.05, 0.03), (0, 0.04)], skin))
    parts.append(torus(0.06, 0.035, skin, (0, 0, 0.0)))
    return parts


def _heart_balloon(colour: str) -> list[Object]:
    """A heart of foil with its knot at the origin."""
    skin = material(colour, roughness=0.18, coat=0.8)
    outline = heart_outline(1.75)
    foot = min(y for _, y in outline)
    rings = [(1.0, 0.0), (0.97, 0.14), (0.88, 0.28), (0.72, 0.39), (0.5, 0.46), (0.25, 0.49), (0.0, 0.5)]
    parts: list[Object] = []
    for side in (-1, 1):
        rows = []
        for size, height in rings:
            ring = [(x * size, -side * height, (y - 0.1) * size + 0.1 - foot) for x, y in outline]
            rows.append([*ring, ring[0]])
        parts.append(sheet(rows, 0.03, skin, bevel=0))
    seam = [(x * 1.0, 0.0, y - foot) for x, y in outline]
    parts.append(tube(seam, 0.05, skin, cyclic=True))
    parts.append(lathe([(0.0, -0.16), (0.14, -0.16), (0.07, 0.0), (0, 0.02)], skin))
    return parts


def _string(start: Point, end: Point, colour: str) -> Object:
    """A soft string with a slight sag."""
    middle = tuple((a + b) / 2 for a, b in zip(start, end, strict=True))
    bend = (middle[0] * 0.8, middle[1] - 0.06, middle[2] - 0.05)
    return tube(spline([start, bend, end], 10), 0.032, material(colour, roughness=0.5))


def _bunch(shapes: Sequence[tuple[str, str, Point, float]], tied: Point, string_colour: str) -> list[Object]:
    """Balloons at their places with strings to one point: kind, colour, place of the knot, lean."""
    parts: list[Object] = []
    for kind, colour, place, lean in shapes:
        balloon = _heart_balloon(colour) if kind == "heart" else _round_balloon(colour)
        parts.append(group(balloon, place, (0, lean, 0)))
        parts.append(_string(tied, place, string_colour))
    return parts


def _weight(colourway: Colourway) -> list[Object]:
    """A heart on a little stand that holds the strings down."""
    parts = [cylinder(0.42, 0.16, material(colourway.secondary, roughness=0.4), (0, 0, 0.08), bevel=0.06)]
    parts.append(plate(heart_outline(0.66), 0.3, material(colourway.accent, roughness=0.3), (0, 0, 0.44), bevel=0.13))
    return parts


def _gift(colourway: Colourway) -> list[Object]:
    paper, ribbon = material(colourway.light, roughness=0.45), material(colourway.accent, roughness=0.32)
    parts = [rounded_box((1.1, 1.1, 0.85), 0.08, paper, (0, 0, 0.43))]
    parts.append(rounded_box((1.2, 1.2, 0.24), 0.07, material(colourway.primary, roughness=0.4), (0, 0, 0.86)))
    for turn in (0, 90):
        parts.append(rounded_box((0.24, 1.13, 0.87), 0.03, ribbon, (0, 0, 0.43), (0, 0, turn)))
        parts.append(rounded_box((0.24, 1.23, 0.26), 0.03, ribbon, (0, 0, 0.865), (0, 0, turn)))
    parts.append(bow(0.95, ribbon, (0, -0.1, 1.08)))
    return parts


def build_balloons(colourway: Colourway, pose: str) -> None:
    """Three balloons on a little weight; ``hearts`` are heart-shaped, ``gift`` are five that lift a present."""
    if pose == "gift":
        five = (
            ("round", colourway.accent, (-0.62, 0.35, 2.75), -14),
            ("round", colourway.secondary, (0.66, 0.35, 2.8), 14),
            ("round", colourway.primary, (0.0, 0.1, 3.15), 0),
            ("round", colourway.secondary, (-0.42, -0.4, 2.2), -12),
            ("round", colourway.accent, (0.52, -0.45, 2.15), 12),
        )
        group([*_bunch(five, (0, 0, 1.15), "#C7CEDA"), *_gift(colourway)])
        return
    kind = "heart" if pose == "hearts" else "round"
    three = (
        (kind, colourway.secondary, (-0.72, 0.25, 2.0), -13),
        (kind, colourway.accent, (0.74, 0.2, 2.1), 13),
        (kind, colourway.primary, (0.02, -0.35, 2.5), 0),
    )
    group([*_bunch(three, (0, 0, 0.6), "#C7CEDA"), *_weight(colourway)])


OBJECTS = (
    BankObject("hourglass", build_hourglass, View(azimuth=0, elevation=12), HOURGLASS),
    BankObject("balloons", build_balloons, View(azimuth=-14, elevation=10, fill=0.76), BALLOONS),
)

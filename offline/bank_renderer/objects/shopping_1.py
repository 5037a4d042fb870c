"""Things people wear and carry: sneaker, T-shirt, handbag."""

import math
from collections.abc import Sequence
from itertools import pairwise

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    clay,
    gold,
    group,
    heart_outline,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    spline,
    steel,
    torus,
    tube,
)
from offline.bank_renderer.objects.outfit_parts import bow, plate, soft_star, stitches
from offline.bank_renderer.objects.shopping_1_captions import HANDBAG, SNEAKER, T_SHIRT

_SOLE_TOP = 0.36
_LOW_COLLAR, _HIGH_COLLAR = 1.2, 1.75


class _ShoeUpper:
    """The surface of a shoe above its sole: around it by ``turn`` (0 heel, 0.5 toe), up it by ``rise`` (0 to 1)."""

    def __init__(self, collar_height: float) -> None:
        self._collar_height = collar_height

    def point(self, turn: float, rise: float, lift: float = 0.0) -> Point:
        """A point of the surface, or ``lift`` above it."""
        here = self._surface(turn, rise)
        if not lift:
            return here
        around = [b - a for a, b in zip(here, self._surface(turn + 0.004, rise), strict=True)]
        up = [b - a for a, b in zip(here, self._surface(turn, rise + 0.01), strict=True)]
        normal = (
            around[1] * up[2] - around[2] * up[1],
            around[2] * up[0] - around[0] * up[2],
            around[0] * up[1] - around[1] * up[0],
        )
        length = math.hypot(*normal) or 1.0
        x, y, z = (a + lift * n / length for a, n in zip(here, normal, strict=True))
        return x, y, z

    def patch(
        self, turns: tuple[float, float], low: float, high: float, surface: Material, *, lift: float, lean: float = 0.0
    ) -> Object:
        """A sheet that lies on the surface between two turns; ``lean`` slants it upwards."""
        rows = []
        for i in range(13):
            rise = low + (high - low) * i / 12
            shift = lean * (rise - low)
            rows.append([self.point(turns[0] + (turns[1] - turns[0]) * k / 24 + shift, rise, lift) for k in range(25)])
        return sheet(rows, 0.07, surface, bevel=0.03)

    def _surface(self, turn: float, rise: float) -> Point:
        angle = 2 * math.pi * turn
        foot = _sole_point(turn, 0.97)
        front = ((1 - math.cos(angle)) / 2) ** 3
        collar_x = -0.88 - 0.58 * math.cos(angle)
        collar_y = -0.36 * math.sin(angle)
        collar_z = self._collar_height + 0.12 * math.cos(angle) + 0.13 * math.cos(2 * angle)
        shoulder = (foot[0] * 1.02, foot[1] * 1.06, _SOLE_TOP + 0.3 + 0.16 * front)
        ankle = self._collar_height - _LOW_COLLAR  # above a low collar the front goes straight up before it turns
        throat = (
            collar_x + (0.62 - 0.7 * ankle) * front - 0.02,
            collar_y * (1.2 - 0.15 * front),
            collar_z - (0.4 + 0.5 * ankle) * (1 - front) - (0.22 + 1.3 * ankle) * front,
        )
        weights = ((1 - rise) ** 3, 3 * rise * (1 - rise) ** 2, 3 * rise**2 * (1 - rise), rise**3)
        knots = ((foot[0], foot[1], _SOLE_TOP - 0.06), shoulder, throat, (collar_x, collar_y, collar_z))
        x, y, z = (sum(weight * knot[k] for weight, knot in zip(weights, knots, strict=True)) for k in range(3))
        return x, y, z


def _sole_point(turn: float, size: float = 1.0) -> tuple[float, float]:
    angle = 2 * math.pi * turn
    cosine, sine = math.cos(angle), math.sin(angle)
    x = -1.55 * math.copysign(abs(cosine) ** 0.85, cosine)
    half_width = 0.53 + 0.09 * math.sin(max(-1.0, min(1.0, x / 1.5)) * math.pi / 2)
    return x * size, -half_width * math.copysign(abs(sine) ** 0.75, sine) * size


def _shoe(colourway: Colourway, collar_height: float) -> list[Object]:
    upper = _ShoeUpper(collar_height)
    cloth = material(colourway.primary, roughness=0.45)
    trim = material(colourway.secondary, roughness=0.42)
    light = material(colourway.light, roughness=0.38)
    accent = material(colourway.accent, roughness=0.35)
    rows = [[upper.point(k / 96, i / 20) for k in range(97)] for i in range(21)]
    parts = [sheet(rows, 0.1, cloth, bevel=0.04)]
    ring = [_sole_point(i / 90, 1.09) for i in range(90)]
    parts.append(prism(ring, 0.38, light, (0, 0, 0.26), bevel=0.14))
    parts.append(prism([(x * 1.01, y * 1.02) for x, y in ring], 0.13, accent, (0, 0, 0.065), bevel=0.05))
    parts.append(upper.patch((-0.085, 0.085), 0.0, 0.97, trim, lift=0.06))
    parts.append(upper.patch((0.385, 0.615), 0.0, 0.36, light, lift=0.05))
    parts.append(upper.patch((0.455, 0.545), 0.5, 1.0, light, lift=0.05))
    for side in (1, -1):
        parts.append(
            upper.patch((0.5 - side * 0.29, 0.5 - side * 0.22), 0.0, 0.72, accent, lift=0.05, lean=-side * 0.1)
        )
        parts.append(upper.patch((0.5 - side * 0.12, 0.5 - side * 0.055), 0.44, 1.0, trim, lift=0.06))
    parts += _laces(upper, light) + _tongue_and_collar(upper, collar_height, trim, accent)
    return parts


def _laces(upper: _ShoeUpper, surface: Material) -> list[Object]:
    laces = []
    for level in (0.52, 0.64, 0.76, 0.88):
        turns = [0.5 + 0.105 * (k / 6 - 1) for k in range(13)]
        laces.append(tube([upper.point(turn, level, 0.13) for turn in turns], 0.058, surface))
        laces += [sphere(0.075, surface, upper.point(turns[k], level, 0.1), segments=20) for k in (0, -1)]
    return laces


def _tongue_and_collar(upper: _ShoeUpper, collar_height: float, trim: Material, accent: Material) -> list[Object]:
    rim = [upper.point(k / 48, 1.0) for k in range(48)]
    shape = rounded_polygon([(-0.27, -0.5), (0.27, -0.5), (0.33, 0.36), (-0.33, 0.36)], [0.1, 0.1, 0.2, 0.2])
    tongue = prism(shape, 0.15, trim, (-0.32, 0, collar_height + 0.12), (64, 0, 90), bevel=0.07)
    tab = prism(heart_outline(0.26), 0.05, accent, (-0.3, 0, collar_height + 0.3), (64, 0, 90), bevel=0.02)
    return [tube(rim, 0.085, trim, cyclic=True), tongue, tab]


def build_sneaker(colourway: Colourway, pose: str) -> None:
    """A running shoe, toe to the right; ``high`` has a high collar, ``pair`` sets a second one behind."""
    shoe = group(_shoe(colourway, _HIGH_COLLAR if pose == "high" else _LOW_COLLAR))
    if pose == "pair":
        shoe.location = (0.25, -0.72, 0)
        group(_shoe(colourway, _LOW_COLLAR), (-0.25, 0.78, 0), (0, 0, 14))


def _shirt_outline() -> list[tuple[float, float]]:
    """Right half from the collar down, mirrored, with a round neckline."""
    half = [(0.36, 1.42), (0.62, 1.34), (1.58, 0.86), (1.32, 0.28), (0.94, 0.5), (0.94, -1.42)]
    outline = half + [(-x, y) for x, y in reversed(half)]
    radii = [0.05, 0.3, 0.12, 0.12, 0.16, 0.1]
    collar = [(-0.36 * math.cos(math.pi * i / 12), 1.42 - 0.3 * math.sin(math.pi * i / 12)) for i in range(1, 12)]
    return rounded_polygon(outline, radii + radii[::-1], 6) + collar


def _sleeve_band(side: int, surface: Material) -> Object:
    """The cuff, square to the sleeve."""
    return prism(
        rounded_rectangle(0.7, 0.5, 0.22), 0.17, surface, (side * 1.47, 0, 0.56), (0, side * 114, 0), bevel=0.05
    )


def _body_band(height: float, z: float, surface: Material, size: float = 0.0) -> Object:
    """A ring of cloth around the body of the shirt."""
    return prism(rounded_rectangle(1.92 + size, 0.45 + size, 0.14), height, surface, (0, 0, z), bevel=0.04)


def _shirt_print(pose: str, colourway: Colourway) -> list[Object]:
    light, accent = material(colourway.light, roughness=0.45), material(colourway.accent, roughness=0.4)
    if pose == "striped":
        return [_body_band(0.2, 0.26 - 0.4 * i, accent if i == 1 else light) for i in range(4)]
    if pose == "pocket":
        secondary = material(colourway.secondary, roughness=0.45)
        pocket = rounded_polygon([(-0.3, 0.28), (0.3, 0.28), (0.3, -0.18), (0, -0.36), (-0.3, -0.18)], 0.07)
        flap = rounded_rectangle(0.66, 0.2, 0.07)
        heart = plate(heart_outline(0.26), 0.06, accent, (0.42, -0.29, 0.1), bevel=0.025)
        return [
            plate(pocket, 0.1, secondary, (0.42, -0.22, 0.16)),
            plate(flap, 0.13, accent, (0.42, -0.24, 0.42)),
            heart,
        ]
    star = plate(soft_star(1.06), 0.12, accent, (0, -0.22, -0.12), bevel=0.05)
    return [star, plate(heart_outline(0.36), 0.08, light, (0, -0.29, -0.14), bevel=0.03)]


def _hanger(wood: Material, metal: Material) -> list[Object]:
    bar = [(-1.12, 1.06), (-1.0, 1.22), (-0.14, 1.66), (0.14, 1.66), (1.0, 1.22), (1.12, 1.06)]
    path = spline([(x, 0, z) for x, z in bar], 8)
    hook = [(0.02, 0, 1.66), (0.02, 0, 1.92)]
    hook += [(0.24 - 0.22 * math.cos(a), 0, 2.06 + 0.24 * math.sin(a)) for a in (0.2, 0.9, 1.6, 2.3, 3.0, 3.4)]
    return [tube(path, 0.09, wood), tube(spline(hook, 8), 0.055, metal), sphere(0.075, metal, hook[-1], segments=20)]


def build_t_shirt(colourway: Colourway, pose: str) -> None:
    """A T-shirt on a wooden hanger with a star on the chest; ``striped`` and ``pocket`` wear these instead."""
    cloth = material(colourway.primary, roughness=0.55, coat=0.08)
    trim = material(colourway.secondary, roughness=0.5, coat=0.1)
    shirt = [clay([plate(_shirt_outline(), 0.4, cloth, bevel=0.05)], cloth, voxel=0.035, smoothing=14)]
    shirt += [_sleeve_band(side, trim) for side in (-1, 1)]
    shirt.append(_body_band(0.18, -1.36, trim, 0.03))
    collar = [(0.37 * math.cos(math.pi * i / 16), -0.12, 1.44 - 0.33 * math.sin(math.pi * i / 16)) for i in range(17)]
    back = [(0.37 * math.cos(math.pi * i / 16), 0.1, 1.44 - 0.08 * math.sin(math.pi * i / 16)) for i in range(17)]
    shirt += [tube(collar, 0.085, trim), tube(back, 0.085, trim)]
    shirt += _shirt_print(pose, colourway)
    wood = material("#D9A066", roughness=0.5, coat=0.15)
    group(shirt + _hanger(wood, steel()))


def _bag_side(colourway: Colourway, pose: str) -> list[Object]:
    skin = material(colourway.primary, roughness=0.42, coat=0.2)
    trim = material(colourway.secondary, roughness=0.42)
    thread = material(colourway.light, roughness=0.5)
    body = rounded_polygon([(-1.28, 0), (1.28, 0), (0.98, 1.62), (-0.98, 1.62)], [0.3, 0.3, 0.26, 0.26])
    parts = [plate(body, 1.02, skin, bevel=0.2)]
    parts.append(rounded_box((2.62, 1.1, 0.38), 0.12, trim, (0, 0, 0.17), taper=(0.95, 0.98)))
    flap_corners = [(-1.02, 1.66), (1.02, 1.66), (1.08, 1.06), (0.34, 0.74), (-0.34, 0.74), (-1.08, 1.06)]
    flap = rounded_polygon(flap_corners, [0.2, 0.2, 0.2, 0.3, 0.3, 0.2])
    parts.append(plate(flap, 0.2, skin, (0, -0.54, 0), bevel=0.08))
    parts.append(rounded_box((2.0, 1.1, 0.16), 0.07, skin, (0, -0.04, 1.6)))
    seam = [(-0.98, -0.65, 1.12), (-0.32, -0.65, 0.83), (0.32, -0.65, 0.83), (0.98, -0.65, 1.12)]
    parts += stitches(seam, thread)
    if pose != "bow":
        parts.append(plate(rounded_polygon(_square(0.22), 0.13), 0.12, gold(), (0, -0.66, 0.86), bevel=0.045))
        parts.append(plate(heart_outline(0.24), 0.05, skin, (0, -0.73, 0.86), bevel=0.02))
    parts += [sphere(0.1, gold(), (x, y, 0.0), segments=24) for x in (-0.95, 0.95) for y in (-0.36, 0.36)]
    return parts


def _square(half: float) -> list[tuple[float, float]]:
    return [(-half, -half), (half, -half), (half, half), (-half, half)]


def _bag_handle(colourway: Colourway, y: float) -> list[Object]:
    leather = material(colourway.accent, roughness=0.4)
    knots = [(-0.62, 1.42), (-0.62, 1.85), (-0.45, 2.35), (0, 2.58), (0.45, 2.35), (0.62, 1.85), (0.62, 1.42)]
    parts: list[Object] = [tube(spline([(x, y, z) for x, z in knots], 10), 0.09, leather)]
    for x in (-0.62, 0.62):
        parts.append(torus(0.13, 0.05, gold(), (x, y, 1.72), (90, 0, 0)))
    return parts


def _chain(points: Sequence[Point], links_between: int) -> list[Object]:
    links: list[Object] = []
    path = spline(points, links_between)
    for i, (here, after) in enumerate(pairwise(path)):
        slope = math.degrees(math.atan2(after[2] - here[2], after[0] - here[0]))
        links.append(torus(0.1, 0.04, gold(), here, (90 if i % 2 else 20, -slope, 0), scale=(1.35, 1, 1)))
    return links


def build_handbag(colourway: Colourway, pose: str) -> None:
    """A structured bag with a flap; ``chain`` hangs on a golden chain, ``bow`` wears a ribbon on the handle."""
    parts = _bag_side(colourway, pose)
    if pose == "chain":
        parts += _chain([(-0.9, 0, 1.7), (-0.72, 0, 2.35), (0, 0, 2.75), (0.72, 0, 2.35), (0.9, 0, 1.7)], 5)
    else:
        parts += _bag_handle(colourway, -0.42) + _bag_handle(colourway, 0.42)
    if pose == "bow":
        ribbon = material(colourway.light, roughness=0.4)
        parts.append(bow(1.3, ribbon, (0, -0.68, 1.12)))
    group(parts)


OBJECTS = (
    BankObject("sneaker", build_sneaker, View(azimuth=22, elevation=20), SNEAKER),
    BankObject("t_shirt", build_t_shirt, View(azimuth=-20, elevation=8, lift=0.16), T_SHIRT),
    BankObject("handbag", build_handbag, View(azimuth=-28, elevation=16), HANDBAG),
)

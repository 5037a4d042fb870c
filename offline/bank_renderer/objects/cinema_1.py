"""A night at the pictures: popcorn, clapperboard."""

import math
import random

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    circle_outline,
    cylinder,
    gold,
    group,
    material,
    place,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    star_outline,
    steel,
)
from offline.bank_renderer.objects.cinema_1_captions import CLAPPERBOARD, POPCORN

_STRIPES = 14
_BUCKET_HEIGHT = 1.75


def _bucket_radius(z: float) -> float:
    return 0.66 + 0.3 * z / _BUCKET_HEIGHT


def _bucket(colourway: Colourway) -> list[Object]:
    paints = (material(colourway.primary, roughness=0.4), material(colourway.light, roughness=0.45))
    parts: list[Object] = [cylinder(0.67, 0.1, paints[0], (0, 0, 0.06), bevel=0.04)]
    for stripe in range(_STRIPES):
        rows = []
        for i in range(9):
            row = []
            for k in range(9):
                angle = (stripe + k / 8) * 2 * math.pi / _STRIPES
                top = _BUCKET_HEIGHT + 0.13 * math.sin(math.pi * k / 8)
                z = 0.03 + (top - 0.03) * i / 8
                radius = _bucket_radius(z) + 0.025 * math.sin(math.pi * k / 8)
                row.append((radius * math.cos(angle), radius * math.sin(angle), z))
            rows.append(row)
        parts.append(sheet(rows, 0.06, paints[stripe % 2], bevel=0.025))
    return parts


def _kernel(where: Point, size: float, chance: random.Random) -> list[Object]:
    """A popped grain of corn: a few white lobes around a buttery heart."""
    white, butter = material("#FFF3D2", roughness=0.6, coat=0.05), material("#FFCF5C", roughness=0.5, coat=0.1)
    parts = [sphere(size * 0.62, butter, where, segments=16)]
    for _ in range(5):
        turn, rise = chance.uniform(0, 2 * math.pi), chance.uniform(-0.5, 1.3)
        reach = size * 0.62
        offset = (math.cos(turn) * math.cos(rise), math.sin(turn) * math.cos(rise), math.sin(rise))
        lobe = tuple(a + reach * b for a, b in zip(where, offset, strict=True))
        parts.append(sphere(size * chance.uniform(0.5, 0.68), white, lobe, segments=16))
    return parts


def _heap() -> list[Object]:
    chance = random.Random(5)
    parts = [sphere(0.9, material("#FFE3A0", roughness=0.6), (0, 0, _BUCKET_HEIGHT - 0.12), scale=(1, 1, 0.4))]
    for radius, count, z in ((0.8, 15, 0.04), (0.58, 11, 0.22), (0.3, 6, 0.36), (0.0, 1, 0.46)):
        for i in range(count):
            angle = 2 * math.pi * (i + chance.uniform(-0.25, 0.25)) / count
            height = _BUCKET_HEIGHT + z + chance.uniform(-0.03, 0.05)
            parts += _kernel((radius * math.cos(angle), radius * math.sin(angle), height), 0.18, chance)
    return parts


def _film_glasses(colourway: Colourway) -> Object:
    """Stereo glasses around the origin, facing the camera, their arms folded back."""
    frame = material(colourway.light, roughness=0.35)
    outline = rounded_polygon(
        [(-0.82, 0.24), (0.82, 0.24), (0.78, -0.26), (0.16, -0.26), (0, -0.02), (-0.16, -0.26), (-0.78, -0.26)],
        [0.1, 0.1, 0.16, 0.12, 0.06, 0.12, 0.16],
    )
    parts = [prism(outline, 0.12, frame, (0, 0, 0), (90, 0, 0), bevel=0.05)]
    for x, tint in ((-0.42, "#F0443E"), (0.42, "#2B7BF2")):
        lens = rounded_rectangle(0.5, 0.32, 0.1)
        parts.append(prism(lens, 0.16, material(tint, roughness=0.08, coat=1), (x, 0, 0.0), (90, 0, 0), bevel=0.03))
        parts.append(rounded_box((0.07, 0.8, 0.14), 0.03, frame, (math.copysign(0.76, x), 0.4, 0.14)))
    return group(parts)


def _ticket(surface: Material, star: Material) -> Object:
    """A cinema ticket around the origin, facing the camera, with bitten ends and a star."""
    outline: list[tuple[float, float]] = []
    for side in (-1, 1):
        outline += [(side * 0.6, side * -0.33), (side * 0.6, side * -0.13)]
        arc = (math.radians(a) for a in range(-80, 81, 20))
        outline += [(side * (0.6 - 0.12 * math.cos(a)), side * 0.13 * math.sin(a)) for a in arc]
        outline += [(side * 0.6, side * 0.13), (side * 0.6, side * 0.33)]
    parts = [prism(outline, 0.07, surface, (0, 0, 0), (90, 0, 0), bevel=0.02)]
    shape = rounded_polygon(star_outline(0.22, 0.11), 0.025)
    parts.append(prism(shape, 0.06, star, (-0.08, -0.035, 0), (90, 0, 0), bevel=0.02))
    parts += [sphere(0.024, star, (0.3, -0.035, z), segments=12) for z in (-0.24, -0.12, 0, 0.12, 0.24)]
    return group(parts)


def build_popcorn(colourway: Colourway, pose: str) -> None:
    """A striped bucket of popcorn; ``glasses`` and ``tickets`` have these leaning on it."""
    parts = _bucket(colourway) + _heap()
    chance = random.Random(8)
    for where in ((-0.98, -0.5, 0.14), (0.95, -0.62, 0.14), (1.12, 0.1, 0.14)):
        parts += _kernel(where, 0.17, chance)
    accent = material(colourway.accent, roughness=0.4)
    if pose == "glasses":
        parts.append(place(_film_glasses(colourway), (0.1, -1.02, 0.32), (-12, 0, 10)))
    elif pose == "tickets":
        light, paint = material(colourway.light, roughness=0.45), material(colourway.primary, roughness=0.4)
        parts.append(place(_ticket(accent, light), (0.46, -0.96, 0.62), (-16, -66, 8)))
        parts.append(place(_ticket(light, paint), (0.12, -1.12, 0.6), (-18, -106, 4)))
    else:
        parts.append(prism(circle_outline(0.4), 0.08, accent, (0, -0.845, 0.92), (99, 0, 0), bevel=0.03))
        star = rounded_polygon(star_outline(0.27, 0.135), 0.035)
        parts.append(prism(star, 0.08, material(colourway.light), (0, -0.9, 0.91), (99, 0, 0), bevel=0.03))
    group(parts)


def _barred_stick(colourway: Colourway, length: float) -> list[Object]:
    """A bar with slanting stripes that runs from x = 0 to the right."""
    dark, pale = material(colourway.dark, roughness=0.35), material(colourway.light, roughness=0.4)
    parts = [prism(_bar(0, length, 0.36), 0.22, dark, (0, 0, 0), (90, 0, 0), bevel=0.06)]
    for i in range(5):
        x = 0.24 + i * 0.48
        stripe = [(x - 0.12, -0.165), (x + 0.1, -0.165), (x + 0.26, 0.165), (x + 0.04, 0.165)]
        if x + 0.26 < length:
            parts.append(prism(rounded_polygon(stripe, 0.02), 0.25, pale, (0, 0, 0), (90, 0, 0), bevel=0.02))
    return parts


def _bar(left: float, right: float, height: float) -> list[tuple[float, float]]:
    y = height / 2
    return rounded_polygon([(left, -y), (right, -y), (right, y), (left, y)], 0.08)


def _clapper(colourway: Colourway, angle: float) -> list[Object]:
    slate = material(colourway.primary, roughness=0.4)
    pale = material(colourway.secondary, roughness=0.45)
    width, height = 2.5, 1.46
    board = [(-width / 2, 0), (width / 2, 0), (width / 2, height), (-width / 2, height)]
    parts = [prism(rounded_polygon(board, 0.14), 0.24, slate, (0, 0, 0), (90, 0, 0), bevel=0.07)]
    for z, left, right in ((1.1, -1.02, 1.02), (0.28, -1.02, 0.1)):
        parts += rod((left, -0.115, z), (right, -0.115, z), 0.025, pale)
    parts += rod((0.36, -0.115, 0.22), (0.36, -0.115, 0.9), 0.025, pale)
    play = rounded_polygon([(-0.2, 0.3), (-0.2, -0.3), (0.32, 0)], 0.09)
    parts.append(
        prism(play, 0.14, material(colourway.accent, roughness=0.35), (-0.5, -0.12, 0.7), (90, 0, 0), bevel=0.05)
    )
    star = rounded_polygon(star_outline(0.27, 0.14), 0.04)
    parts.append(prism(star, 0.1, material(colourway.light), (0.78, -0.12, 0.56), (90, 0, 0), bevel=0.04))
    hinge = (-width / 2 + 0.12, 0, height + 0.16)
    parts.append(group(_barred_stick(colourway, width), (-width / 2, 0, height + 0.16)))
    upper = group(_barred_stick(colourway, width), (-0.12, 0, 0.34))
    parts.append(group([upper], hinge, (0, -angle, 0)))
    corner = rounded_polygon([(-0.16, -0.24), (0.34, -0.24), (0.2, 0.52), (-0.16, 0.56)], 0.1)
    parts.append(prism(corner, 0.32, steel(), (hinge[0], 0, hinge[2]), (90, 0, 0), bevel=0.05))
    parts += [sphere(0.06, gold(), (hinge[0] + 0.02, -0.17, hinge[2] + z), segments=20) for z in (-0.1, 0.24)]
    return parts


def _film_reel(colourway: Colourway) -> Object:
    """A film reel facing the camera, standing on z = 0."""
    metal, film = material(colourway.accent, roughness=0.3, coat=0.4), material(colourway.dark, roughness=0.4)
    holes = []
    for i in range(5):
        angle = 2 * math.pi * i / 5 + math.pi / 2
        holes.append([(x + 0.46 * math.cos(angle), y + 0.46 * math.sin(angle)) for x, y in circle_outline(0.2, 32)])
    parts = [prism(circle_outline(0.82), 0.07, metal, (0, y, 0.82), (90, 0, 0), holes=holes) for y in (-0.17, 0.17)]
    parts.append(cylinder(0.7, 0.28, film, (0, 0, 0.82), (90, 0, 0)))
    parts.append(cylinder(0.14, 0.46, material(colourway.light), (0, 0, 0.82), (90, 0, 0), bevel=0.04))
    return group(parts)


def build_clapperboard(colourway: Colourway, pose: str) -> None:
    """A clapperboard with its stick up; ``closed`` has it down, ``reel`` leans a film reel on the board."""
    board = group(_clapper(colourway, 0 if pose == "closed" else 24), (0, 0, 0), (-8, 0, 0))
    if pose == "reel":
        board.location = (-0.2, 0.3, 0)
        place(_film_reel(colourway), (1.12, -0.42, 0), (-10, 0, -10))


OBJECTS = (
    BankObject("popcorn", build_popcorn, View(azimuth=-12, elevation=16), POPCORN),
    BankObject("clapperboard", build_clapperboard, View(azimuth=-24, elevation=12), CLAPPERBOARD),
)

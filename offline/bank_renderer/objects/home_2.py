"""Things that guard a home: security camera, umbrella, padlock."""

import math
from collections.abc import Sequence

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    circle_outline,
    coin,
    cylinder,
    dark_glass,
    gold,
    group,
    heart_outline,
    lathe,
    material,
    place,
    prism,
    rod,
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
from offline.bank_renderer.objects.home_2_captions import PADLOCK, SECURITY_CAMERA, UMBRELLA

_GORES = 8
_CANOPY_RADIUS = 1.6
_CANOPY_HEIGHT = 0.86


def _eye(radius: float, colourway: Colourway) -> list[Object]:
    """A lens around the origin that looks along -y."""
    ring = material(colourway.dark, roughness=0.3, coat=0.5)
    flat = (90, 0, 0)
    parts = [
        cylinder(radius, 0.16, ring, (0, 0, 0), flat, bevel=0.05),
        torus(radius * 0.8, radius * 0.11, material(colourway.accent, roughness=0.3), (0, -0.08, 0), flat),
        sphere(radius * 0.72, dark_glass(), (0, -0.05, 0), scale=(1, 0.34, 1)),
        sphere(radius * 0.3, material(colourway.primary, roughness=0.1, coat=1), (0, -0.2 * radius - 0.1, 0)),
    ]
    parts[-1].scale = (1, 0.3, 1)
    glint = material("#FFFFFF", roughness=0.2, emission=0.6)
    parts.append(sphere(radius * 0.12, glint, (-0.26 * radius, -0.25 * radius - 0.06, 0.3 * radius), segments=24))
    return parts


def _lamp(location: Point) -> Object:
    return sphere(0.055, material("#FF3B30", roughness=0.2, coat=1, emission=0.7), location, segments=24)


def _bullet_camera(colourway: Colourway) -> list[Object]:
    shell = material(colourway.light, roughness=0.3, coat=0.4)
    paint = material(colourway.primary, roughness=0.3, coat=0.4)
    front = (90, 0, 0)
    body = [
        cylinder(0.5, 1.5, shell, (0, 0.1, 0), front, bevel=0.12),
        cylinder(0.52, 0.3, paint, (0, 0.55, 0), front, bevel=0.05),
        prism(rounded_rectangle(1.12, 1.86, 0.24), 0.14, paint, (0, -0.02, 0.53), (-3, 0, 0), bevel=0.06),
        prism(circle_outline(0.5), 0.34, shell, (0, -0.66, 0), front, bevel=0.08),
        group(_eye(0.4, colourway), (0, -0.84, 0)),
        _lamp((0.31, -0.83, -0.31)),
    ]
    head = group(body, (0, -0.1, 1.72), (10, 0, 0))
    joint = material(colourway.accent, roughness=0.35)
    stand = [
        cylinder(0.66, 0.16, paint, (0, 0.1, 0.08), bevel=0.06),
        cylinder(0.16, 0.9, shell, (0, 0.1, 0.55), bevel=0.03, top_radius=0.13),
        sphere(0.24, joint, (0, 0.1, 1.12)),
    ]
    return [head, *stand]


def _dome_camera(colourway: Colourway) -> list[Object]:
    shell = material(colourway.light, roughness=0.3, coat=0.4)
    paint = material(colourway.primary, roughness=0.3, coat=0.4)
    arm = spline([(0.62, 0, 0.1), (0.62, 0, 1.9), (0.5, 0, 2.3), (0.1, 0, 2.46), (-0.42, 0, 2.42)], 10)
    dome = [(0.62 * math.cos(math.radians(a)), 0.66 * math.sin(math.radians(a))) for a in range(-90, 1, 5)]
    cap = spline([(0.7, 0), (0.72, 0.16), (0.56, 0.42), (0.2, 0.56), (0.0, 0.58)], 8)
    head = [
        lathe([*dome, (0, 0.02)], dark_glass(), sharp_angle=60),
        lathe([(0, -0.06), (0.68, -0.06), *cap], shell, sharp_angle=60),
        torus(0.69, 0.06, paint, (0, 0, -0.02)),
        group(_eye(0.27, colourway), (0, -0.55, -0.26), (24, 0, 0)),
        _lamp((0.34, -0.68, 0.03)),
    ]
    return [
        group(head, (-0.42, 0, 1.84)),
        tube(arm, 0.12, paint),
        sphere(0.12, paint, arm[-1], segments=24),
        cylinder(0.44, 0.14, paint, (0.62, 0, 0.07), bevel=0.05),
        cylinder(0.2, 0.2, material(colourway.accent), (0.62, 0, 0.2), bevel=0.05),
        cylinder(0.17, 0.2, material(colourway.accent), (-0.42, 0, 2.42), bevel=0.05),
    ]


def _room_camera(colourway: Colourway) -> list[Object]:
    shell = material(colourway.light, roughness=0.3, coat=0.4)
    paint = material(colourway.primary, roughness=0.3, coat=0.4)
    head = [
        sphere(0.86, shell, (0, 0, 0)),
        cylinder(0.66, 0.2, paint, (0, -0.66, 0), (90, 0, 0), bevel=0.08),
        group(_eye(0.48, colourway), (0, -0.78, 0)),
        _lamp((0.4, -0.78, -0.36)),
    ]
    for side in (-1, 1):
        head.append(cylinder(0.24, 0.14, material(colourway.accent), (side * 0.84, 0, 0), (0, 90, 0), bevel=0.05))
    yoke = [(0.98 * math.cos(math.radians(a)), 0, 1.36 + 0.98 * math.sin(math.radians(a))) for a in range(180, 361, 6)]
    parts = [group(head, (0, 0, 1.36), (8, 0, 0)), tube(yoke, 0.13, paint)]
    parts += [sphere(0.13, paint, point, segments=24) for point in (yoke[0], yoke[-1])]
    parts.append(lathe([(0, 0), (0.7, 0), (0.76, 0.06), (0.66, 0.2), (0.28, 0.34), (0, 0.36)], paint, sharp_angle=60))
    return parts


def build_security_camera(colourway: Colourway, pose: str) -> None:
    """A camera with a visor on a foot; ``dome`` hangs from a post, ``room`` is a round one for a shelf."""
    builders = {"dome": _dome_camera, "room": _room_camera}
    group(builders.get(pose, _bullet_camera)(colourway))


def _canopy_point(angle: float, share: float, between: float) -> Point:
    """``share`` is the way from the top to the rim, ``between`` is 1 midway between two ribs."""
    bend = share * math.radians(84)
    radius = _CANOPY_RADIUS * math.sin(bend) / math.sin(math.radians(84)) * (1 - 0.07 * between * share)
    z = _CANOPY_HEIGHT * math.cos(bend) + 0.16 * between * share**3
    return radius * math.cos(angle), radius * math.sin(angle), z


def _canopy(colourway: Colourway) -> list[Object]:
    cloths = (material(colourway.primary, roughness=0.45), material(colourway.light, roughness=0.5))
    parts: list[Object] = []
    for gore in range(_GORES):
        rows = []
        for i in range(19):
            share = max(i / 18, 0.01)
            row = []
            for k in range(13):
                angle = (gore + k / 12) * 2 * math.pi / _GORES
                row.append(_canopy_point(angle, share, math.sin(math.pi * k / 12)))
            rows.append(row)
        parts.append(sheet(rows, 0.05, cloths[gore % 2], bevel=0.02))
        rib = gore * 2 * math.pi / _GORES
        tip = _canopy_point(rib, 1.0, 0)
        parts.append(sphere(0.065, material(colourway.accent), tip, segments=24))
        spoke = _canopy_point(rib, 0.62, 0)
        parts.append(tube([(0, 0, -0.05), (spoke[0], spoke[1], spoke[2] - 0.04)], 0.022, steel()))
    parts.append(sphere(0.11, material(colourway.accent), (0, 0, _CANOPY_HEIGHT + 0.02), scale=(1, 1, 0.7)))
    parts += rod((0, 0, _CANOPY_HEIGHT), (0, 0, _CANOPY_HEIGHT + 0.2), 0.055, material(colourway.accent))
    return parts


def _umbrella(colourway: Colourway, stick: float) -> list[Object]:
    """An open umbrella with the rim of its canopy at z = 0 and a stick of that length below."""
    grip = material(colourway.accent, roughness=0.35)
    bottom = -stick + 0.36
    hook = [(0.0, 0, bottom + 0.3), (0.0, 0, bottom)]
    hook += [(0.2 - 0.2 * math.cos(a), 0, bottom - 0.2 * math.sin(a)) for a in (0.5, 1.0, 1.6, 2.2, 2.7, 3.2)]
    path = spline(hook, 8)
    parts = [tube([(0, 0, bottom), (0, 0, _CANOPY_HEIGHT)], 0.055, steel()), tube(path, 0.1, grip)]
    parts += [sphere(0.1, grip, path[end], segments=24) for end in (0, -1)]
    return [*_canopy(colourway), *parts]


def _little_house(colourway: Colourway) -> list[Object]:
    wall, roof = material(colourway.light, roughness=0.45), material(colourway.accent, roughness=0.4)
    gable = rounded_polygon([(-0.62, 0), (0.62, 0), (0.62, 0.72), (0, 1.2), (-0.62, 0.72)], 0.05)
    parts = [prism(gable, 1.0, wall, (0, 0, 0), (90, 0, 0), bevel=0.05)]
    for side in (-1, 1):
        slab = rounded_box((0.98, 1.24, 0.14), 0.06, roof, (side * 0.36, 0, 1.0), (0, side * 38, 0))
        parts.append(slab)
    door = rounded_polygon([(-0.17, 0), (0.17, 0), (0.17, 0.52), (-0.17, 0.52)], [0.02, 0.02, 0.15, 0.15])
    parts.append(prism(door, 0.08, material(colourway.primary, roughness=0.4), (0.18, -0.5, 0.02), (90, 0, 0)))
    parts.append(sphere(0.03, gold(), (0.28, -0.56, 0.26), segments=16))
    pane = material("#FFE9B0", roughness=0.2, emission=0.25)
    parts.append(prism(rounded_rectangle(0.32, 0.32, 0.06), 0.08, pane, (-0.28, -0.5, 0.46), (90, 0, 0)))
    parts.append(rounded_box((0.2, 0.2, 0.5), 0.05, wall, (-0.38, 0.2, 1.18)))
    return parts


def build_umbrella(colourway: Colourway, pose: str) -> None:
    """An open umbrella leaning aside; ``house`` and ``coins`` keep these dry under it."""
    if not pose:
        group(_umbrella(colourway, 2.2), (0, 0, 1.9), (16, 24, 0))
        return
    group(_umbrella(colourway, 2.2), (-0.05, 0, 2.06), (0, -19, 0))
    if pose == "house":
        group(_little_house(colourway), (-0.42, -0.3, 0), (0, 0, -6), 1.12)
        return
    for x, y, count in ((-1.02, -0.2, 4), (-0.12, -0.3, 3), (-0.5, 0.4, 7)):
        for i in range(count):
            turn, wobble = i * 37, 0.04 * math.sin(i * 2.3 + x)
            emblem = "star" if i == count - 1 else "plain"
            group(coin(0.42, 0.14, emblem), (x + wobble, y, 0.07 + 0.14 * i), (0, 0, turn))
    group(coin(0.42, 0.14, "heart"), (-0.5, -0.78, 0.42), (82, 0, -14))


def _shackle(surface: Material, long_leg: float) -> list[Object]:
    """A bail over the lock's top, its left leg just reaching in, its right one ``long_leg`` deep."""
    arc = [(0.52 * math.cos(math.radians(a)), 0, 0.62 + 0.52 * math.sin(math.radians(a))) for a in range(0, 181, 6)]
    path: Sequence[Point] = [(0.52, 0, -long_leg), *arc, (-0.52, 0, -0.1)]
    return [tube(path, 0.155, surface), sphere(0.155, surface, path[-1], segments=32)]


def _keyhole(surface: Material) -> Object:
    arc = [(0.17 * math.sin(math.radians(a)), -0.17 * math.cos(math.radians(a))) for a in range(30, 331, 10)]
    outline = [*arc, (-0.15, -0.4), (0.15, -0.4)]
    return prism(outline, 0.1, surface, (0, -0.42, 0.82), (90, 0, 0), bevel=0.012)


def _lock_body(colourway: Colourway) -> list[Object]:
    paint = material(colourway.primary, roughness=0.3, coat=0.5)
    pale, dark = material(colourway.secondary, roughness=0.35), material(colourway.dark, roughness=0.3)
    outline = rounded_polygon([(-0.92, 0), (0.92, 0), (0.92, 1.42), (-0.92, 1.42)], [0.42, 0.42, 0.26, 0.26])
    parts = [
        prism(outline, 0.8, paint, (0, 0, 0), (90, 0, 0), bevel=0.16),
        prism(circle_outline(0.5), 0.1, pale, (0, -0.38, 0.72), (90, 0, 0), bevel=0.04),
        rounded_box((1.5, 0.84, 0.16), 0.06, pale, (0, 0, 1.4)),
        _keyhole(dark),
    ]
    for x in (-0.68, 0.68):
        for z in (0.3, 1.14):
            parts.append(sphere(0.075, gold(), (x, -0.4, z), scale=(1, 0.6, 1), segments=24))
    for x in (-0.52, 0.52):
        parts.append(torus(0.2, 0.06, material(colourway.accent), (x, 0, 1.48)))
    return parts


def _key(surface: Material) -> Object:
    """A key lying around the origin, its heart-shaped bow at the left."""
    heart = [(y, -x) for x, y in heart_outline(0.86)]
    bow = prism(heart, 0.17, surface, (-0.72, 0, 0), bevel=0.07, holes=[circle_outline(0.16)])
    shaft = rounded_box((1.1, 0.17, 0.16), 0.07, surface, (0.14, 0, 0))
    teeth = ((0.4, 0.34), (0.62, 0.42))
    bits = [rounded_box((0.15, length, 0.15), 0.05, surface, (x, -length / 2, 0)) for x, length in teeth]
    return group([bow, shaft, *bits])


def build_padlock(colourway: Colourway, pose: str) -> None:
    """A locked padlock; ``open`` has its shackle up and swung aside, ``key`` has its key leaning on it."""
    parts = _lock_body(colourway)
    if pose == "open":
        bail = _shackle(steel(), 0.5)
        for part in bail:
            part.location.x -= 0.52
        parts.append(group(bail, (0.52, 0, 1.98), (0, 0, -34)))
    else:
        parts.append(group(_shackle(steel(), 0.1), (0, 0, 1.5)))
    if pose == "key":
        parts.append(place(_key(gold()), (0.92, -0.62, 0.72), (104, 78, 14)))
    group(parts)


OBJECTS = (
    BankObject("security_camera", build_security_camera, View(azimuth=-34, elevation=10), SECURITY_CAMERA),
    BankObject("umbrella", build_umbrella, View(azimuth=-16, elevation=10, fill=0.7), UMBRELLA),
    BankObject("padlock", build_padlock, View(azimuth=-24, elevation=14), PADLOCK),
)

"""Health: pill bottle, first-aid kit, heart with a stethoscope."""

import math
from itertools import pairwise

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    cylinder,
    group,
    heart_outline,
    lathe,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    rubber,
    sheet,
    sphere,
    spline,
    steel,
    torus,
    tube,
)
from offline.bank_renderer.objects.health_1_captions import FIRST_AID_KIT, PILL_BOTTLE, STETHOSCOPE_HEART
from offline.bank_renderer.objects.puffy_parts import Balloon

_UP = (90, 0, 0)


def _cross(size: float) -> list[tuple[float, float]]:
    """A plump medical cross about ``size`` wide."""
    long, short = size / 2, size / 6
    corners = [(-short, -long), (short, -long), (short, -short), (long, -short), (long, short), (short, short)]
    corners += [(short, long), (-short, long), (-short, short), (-long, short), (-long, -short), (-short, -short)]
    outer, inner = size * 0.07, size * 0.02
    return rounded_polygon(corners, [outer, outer, inner] * 4)


def _capsule(left: str, right: str, location: Point, rotation: Point) -> Object:
    """A two-coloured capsule lying along x around the origin."""
    parts: list[Object] = []
    for side, colour in ((-1, left), (1, right)):
        skin = material(colour, roughness=0.18, coat=0.8)
        radius = 0.19 if side < 0 else 0.178
        parts.append(tube([(0, 0, 0), (side * 0.26, 0, 0)], radius, skin))
        parts.append(sphere(radius, skin, (side * 0.26, 0, 0), segments=32))
    return group(parts, location, rotation)


def _tablet(colour: str, location: Point, rotation: Point = (0, 0, 0)) -> Object:
    """A round scored tablet lying around the origin."""
    chalk = material(colour, roughness=0.55, coat=0.05)
    profile = [(0, -0.1), (0.2, -0.085), (0.245, -0.05), (0.245, 0.05), (0.2, 0.085), (0, 0.1)]
    score = rounded_box((0.34, 0.035, 0.02), 0.008, material("#C7CCD6", roughness=0.6), (0, 0, 0.092))
    return group([lathe(profile, chalk, sharp_angle=60), score], location, rotation)


def _lid(colourway: Colourway) -> list[Object]:
    """A ribbed screw lid around the origin."""
    white = material(colourway.light, roughness=0.4)
    parts = [cylinder(0.72, 0.46, white, (0, 0, 0), bevel=0.07)]
    for i in range(32):
        x, y = 0.72 * math.cos(math.pi * i / 16), 0.72 * math.sin(math.pi * i / 16)
        parts += [tube([(x, y, -0.17), (x, y, 0.13)], 0.034, white)]
    parts.append(torus(0.5, 0.028, material(colourway.secondary, roughness=0.4), (0, 0, 0.23)))
    return parts


def _bottle(colourway: Colourway) -> list[Object]:
    """A jar without its lid, standing on z = 0."""
    paint = material(colourway.primary, roughness=0.22, coat=0.7)
    label = material(colourway.light, roughness=0.5, coat=0.05)
    inside = material(colourway.dark, roughness=0.5)
    body = [(0.7, 0.0), (0.78, 0.03), (0.82, 0.1), (0.82, 1.5), (0.79, 1.62), (0.7, 1.72), (0.62, 1.76), (0.62, 1.98)]
    parts = [
        lathe([(0, 0), *body, (0.54, 1.98), (0.54, 1.7), (0, 1.7)], paint, sharp_angle=50),
        lathe([(0.8, 0.34), (0.842, 0.35), (0.842, 1.29), (0.8, 1.3)], label, sharp_angle=50),
        cylinder(0.53, 0.03, inside, (0, 0, 1.86), bevel=0),
        torus(0.835, 0.03, material(colourway.secondary, roughness=0.4), (0, 0, 1.2)),
        torus(0.835, 0.03, material(colourway.secondary, roughness=0.4), (0, 0, 0.44)),
    ]
    return parts


def build_pill_bottle(colourway: Colourway, pose: str) -> None:
    """A closed jar with pills before it; ``open`` is full with its lid beside it, ``heart`` wears a heart."""
    first, second = colourway.primary, colourway.light
    parts = _bottle(colourway)
    accent = material(colourway.accent, roughness=0.35)
    if pose == "heart":
        parts.append(Balloon(heart_outline(0.66), 0.3, fullness=0.8).solid(accent, (0, -0.82, 0.82)))
    else:
        parts.append(prism(_cross(0.54), 0.14, accent, (0, -0.82, 0.82), _UP, bevel=0.05))
    if pose == "open":
        for x, y, turn, tilt in ((-0.2, -0.18, 20, 24), (0.22, -0.12, -50, -16), (0.0, 0.24, 80, 12)):
            parts.append(_capsule(first, colourway.accent, (x, y, 2.06), (0, tilt, turn)))
        parts.append(group(_lid(colourway), (1.2, -0.5, 0.72), (78, 0, 30)))
        parts.append(_capsule(first, colourway.accent, (-0.75, -1.12, 0.19), (0, 0, 24)))
        parts.append(_capsule(colourway.accent, second, (0.25, -1.3, 0.19), (0, 0, -40)))
    else:
        parts.append(group(_lid(colourway), (0, 0, 2.06)))
        parts.append(_capsule(colourway.accent, second, (-0.95, -0.86, 0.19), (0, 0, -32)))
        parts.append(_capsule(first, second, (0.62, -1.2, 0.19), (0, 0, 18)))
        parts.append(_tablet("#FFFFFF", (-0.12, -1.22, 0.1), (0, 0, 30)))
        parts.append(_tablet(colourway.secondary, (1.14, -0.72, 0.1), (0, 0, -20)))
    if pose == "heart":
        parts.append(_tablet(colourway.secondary, (-0.2, -1.12, 0.29), (8, 10, 0)))
    group(parts)


def _case_half(surface: Material, trim: Material, depth: float) -> list[Object]:
    """One shell of the case around the origin, open towards +z, its outline in the xy plane."""
    outer, inner = rounded_rectangle(2.7, 1.9, 0.36), rounded_rectangle(2.44, 1.64, 0.26)
    parts = [prism(outer, depth, surface, (0, 0, depth / 2), bevel=0.1, holes=[inner])]
    parts.append(prism(rounded_rectangle(2.6, 1.8, 0.34), 0.1, surface, (0, 0, 0.06), bevel=0.04))
    rim = [(x, y, depth - 0.02) for x, y in rounded_rectangle(2.58, 1.78, 0.32)]
    parts.append(tube(rim, 0.055, trim, cyclic=True))
    return parts


def _handle(surface: Material, trim: Material, top: float) -> list[Object]:
    path = spline([(-0.46, 0, top - 0.04), (-0.44, 0, top + 0.24), (-0.28, 0, top + 0.38), (0, 0, top + 0.4)], 8)
    whole = [*path, *((-x, y, z) for x, y, z in reversed(path[:-1]))]
    parts = [tube(whole, 0.1, surface)]
    parts += [rounded_box((0.34, 0.34, 0.14), 0.06, trim, (x, 0, top + 0.02)) for x in (-0.46, 0.46)]
    return parts


def _closed_case(colourway: Colourway) -> list[Object]:
    paint, pale = material(colourway.primary, roughness=0.35, coat=0.3), material(colourway.light, roughness=0.4)
    accent = material(colourway.accent, roughness=0.35)
    outline = rounded_rectangle(2.7, 1.9, 0.36)
    parts = [
        prism(outline, 1.0, paint, (0, 0, 0.95), _UP, bevel=0.18),
        prism(rounded_rectangle(2.74, 1.94, 0.37), 0.1, pale, (0, 0, 0.95), _UP, bevel=0.04),
        prism(rounded_rectangle(1.26, 1.26, 0.63), 0.12, pale, (0, -0.48, 0.92), _UP, bevel=0.04),
        prism(_cross(0.86), 0.14, paint, (0, -0.54, 0.92), _UP, bevel=0.05),
        *_handle(accent, pale, 1.9),
    ]
    for x in (-0.98, 0.98):
        parts.append(rounded_box((0.3, 0.3, 0.34), 0.07, accent, (x, -0.02, 1.86)))
    return parts


def _plaster(cover: str, pad: str, location: Point, rotation: Point, scale: float = 1.0) -> Object:
    """An adhesive plaster around the origin, lying in the xy plane."""
    strip, middle = material(cover, roughness=0.6, coat=0.05), material(pad, roughness=0.6, coat=0.05)
    parts = [prism(rounded_rectangle(1.2, 0.4, 0.2), 0.08, strip, bevel=0.03)]
    parts.append(prism(rounded_rectangle(0.42, 0.4, 0.05), 0.12, middle, bevel=0.04))
    for x in (-0.42, -0.32, 0.32, 0.42):
        parts += [sphere(0.024, middle, (x, y, 0.04), segments=12) for y in (-0.08, 0.08)]
    return group(parts, location, rotation, scale)


def _bandage(radius: float, width: float, location: Point, rotation: Point = (0, 0, 0)) -> Object:
    """A roll of bandage that stands upright around the origin."""
    cloth, shade = material("#FFFAF0", roughness=0.8, coat=0), material("#E3DCCB", roughness=0.8, coat=0)
    parts = [cylinder(radius, width, cloth, bevel=0.04)]
    turns = [(0.1 + (radius - 0.14) * i / 90, 2 * math.pi * 3 * i / 90) for i in range(91)]
    spiral = [(r * math.cos(a), r * math.sin(a), width / 2) for r, a in turns]
    parts.append(tube(spiral, 0.018, shade))
    return group(parts, location, rotation)


def _open_case(colourway: Colourway) -> list[Object]:
    paint, pale = material(colourway.primary, roughness=0.35, coat=0.3), material(colourway.light, roughness=0.4)
    accent, cloth = material(colourway.accent, roughness=0.35), material(colourway.secondary, roughness=0.5)
    lid = _case_half(paint, pale, 0.34)
    lid += [prism(_cross(0.9), 0.14, pale, (0, 0, 0.12), bevel=0.05)]
    jar = [cylinder(0.26, 0.8, cloth, (0, 0, 0.4), bevel=0.07), cylinder(0.22, 0.22, accent, (0, 0, 0.88), bevel=0.05)]
    tube_of_cream = prism(
        rounded_polygon([(-0.14, -0.5), (0.14, -0.5), (0.26, 0.5), (-0.26, 0.5)], 0.05),
        0.26,
        pale,
        (0, 0, 0.86),
        _UP,
        bevel=0.1,
    )
    return [
        group(_case_half(paint, pale, 0.7)),
        group(lid, (0, 1.2, 1.5), (104, 0, 0)),
        group(jar, (-0.82, 0.22, 0.12)),
        _bandage(0.4, 0.5, (0.12, 0.3, 0.62), (70, 0, 10)),
        group([tube_of_cream, cylinder(0.13, 0.22, accent, (0, 0, 0.28))], (0.84, 0.32, 0.1), (-8, 6, 0)),
        _plaster("#F6C79B", "#FFF1DC", (-0.2, -0.4, 0.66), (28, 0, 14), 0.9),
        _plaster("#F6C79B", "#FFF1DC", (0.66, -0.38, 0.64), (28, 6, -24), 0.8),
        rounded_box((0.4, 0.16, 0.22), 0.06, accent, (0, -0.97, 0.62)),
    ]


def build_first_aid_kit(colourway: Colourway, pose: str) -> None:
    """A closed case with a cross; ``open`` shows what is in it, ``bandage`` has a roll and plasters before it."""
    if pose == "open":
        group(_open_case(colourway))
        return
    group(_closed_case(colourway))
    if pose == "bandage":
        _bandage(0.46, 0.56, (-0.82, -1.12, 0.46), (90, 0, 24))
        _plaster("#F6C79B", "#FFF1DC", (0.62, -1.14, 0.05), (0, 0, 20), 0.95)
        _plaster(colourway.secondary, colourway.light, (0.42, -1.62, 0.05), (0, 0, -16), 0.95)


def _chest_piece(colourway: Colourway, location: Point, rotation: Point) -> Object:
    """The drum of a stethoscope around the origin, its back towards -y."""
    ring = material(colourway.accent, roughness=0.3)
    parts = [
        cylinder(0.34, 0.16, steel(), (0, 0, 0), _UP, bevel=0.05),
        torus(0.33, 0.06, ring, (0, 0.03, 0), _UP),
        cylinder(0.19, 0.14, steel(), (0, -0.1, 0), _UP, bevel=0.05),
        sphere(0.1, ring, (0, -0.17, 0), scale=(1, 0.5, 1), segments=24),
    ]
    return group(parts, location, rotation)


def _stethoscope(colourway: Colourway, at_rest: bool) -> list[Object]:
    """A stethoscope before a heart, its ends up at the right; it listens to the heart unless it is ``at_rest``."""
    hose = material(colourway.dark, roughness=0.4, coat=0.3)
    fork = (1.42, -0.5, 0.72)
    run = [fork, (1.46, -0.74, 0.26), (1.0, -1.06, 0.1), (0.2, -1.14, 0.1)]
    if at_rest:
        run += [(-0.5, -0.94, 0.1), (-0.84, -0.86, 0.2), (-1.02, -0.88, 0.36)]
        drum = _chest_piece(colourway, (-1.16, -0.74, 0.4), (-6, 0, -10))
    else:
        run += [(-0.6, -1.06, 0.1), (-1.16, -0.86, 0.16), (-1.36, -0.74, 0.56), (-1.14, -0.8, 0.98)]
        run += [(-0.82, -0.84, 1.14), (-0.56, -0.8, 1.18)]
        drum = _chest_piece(colourway, (-0.44, -0.68, 1.2), (0, 0, -12))
    parts: list[Object] = [tube(spline(run, 12), 0.095, hose), drum]
    for side in (-1, 1):
        x = fork[0]
        branch = [fork, (x + side * 0.22, -0.48, 1.04), (x + side * 0.34, -0.46, 1.36)]
        horn = [
            branch[-1],
            (x + side * 0.36, -0.44, 1.72),
            (x + side * 0.28, -0.42, 2.02),
            (x + side * 0.13, -0.42, 2.16),
        ]
        parts += [tube(spline(branch, 10), 0.085, hose), tube(spline(horn, 10), 0.055, steel())]
        parts.append(sphere(0.115, rubber(), horn[-1], scale=(1.2, 1, 1), segments=24))
    return parts


def _pulse(heart: Balloon, surface: Material) -> list[Object]:
    """A heartbeat's line across the front of the heart."""
    beat = [(-0.88, 0.08), (-0.46, 0.08), (-0.28, 0.36), (0.0, -0.44), (0.26, 0.6), (0.44, 0.08), (0.88, 0.08)]
    parts: list[Object] = []
    for start, end in pairwise(beat):
        line = [(start[0] + (end[0] - start[0]) * i / 12, start[1] + (end[1] - start[1]) * i / 12) for i in range(13)]
        parts.append(tube([heart.front(x, z, 0.02) for x, z in line], 0.075, surface))
        parts.append(sphere(0.075, surface, heart.front(*end, 0.02), segments=24))
    parts.append(sphere(0.075, surface, heart.front(*beat[0], 0.02), segments=24))
    return parts


def _stuck_plaster(heart: Balloon, middle: tuple[float, float], turn: float, lift: float) -> list[Object]:
    """A plaster that clings to the front of the heart, ``turn`` degrees from the horizontal."""
    strip, pad = material("#F6C79B", roughness=0.6, coat=0.05), material("#FFF1DC", roughness=0.6, coat=0.05)
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))

    def spot(along: float, across: float, height: float) -> Point:
        x, z = along * cosine - across * sine, along * sine + across * cosine
        return heart.front(middle[0] + x, middle[1] + z, lift + height)

    def patch(half_length: float, end: float, height: float, surface: Material) -> Object:
        rows = []
        for i in range(41):
            along = -half_length * math.cos(math.pi * i / 40)
            past = max(0.0, abs(along) - (half_length - end)) / max(end, 1e-6)
            half_width = 0.19 * math.sqrt(max(0.01, 1 - past**2))
            rows.append([spot(along, half_width * k / 4, height) for k in range(-4, 5)])
        return sheet(rows, 0.07, surface, bevel=0.025)

    dots = [(along, across) for along in (-0.42, -0.32, 0.32, 0.42) for across in (-0.08, 0.08)]
    parts = [sphere(0.026, pad, spot(*dot, 0.035), segments=12) for dot in dots]
    return [*parts, patch(0.6, 0.19, 0.0, strip), patch(0.2, 0.0, 0.035, pad)]


def build_stethoscope_heart(colourway: Colourway, pose: str) -> None:
    """A plump heart that a stethoscope listens to; ``pulse`` wears a heartbeat, ``plaster`` crossed plasters."""
    skin = material(colourway.primary, roughness=0.28, coat=0.6)
    heart = Balloon(heart_outline(2.6), 1.35, fullness=0.78)
    parts: list[Object] = [heart.solid(skin)]
    if pose == "pulse":
        parts += _pulse(heart, material(colourway.light, roughness=0.3, coat=0.3))
    elif pose == "plaster":
        parts += _stuck_plaster(heart, (0.42, 0.26), 40, 0.01) + _stuck_plaster(heart, (0.42, 0.26), -42, 0.06)
    body = group(parts)
    body.location.z = 1.24
    group(_stethoscope(colourway, at_rest=pose == "pulse"))


OBJECTS = (
    BankObject("pill_bottle", build_pill_bottle, View(azimuth=-16, elevation=18), PILL_BOTTLE),
    BankObject("first_aid_kit", build_first_aid_kit, View(azimuth=-24, elevation=18), FIRST_AID_KIT),
    BankObject("stethoscope_heart", build_stethoscope_heart, View(azimuth=-10, elevation=12), STETHOSCOPE_HEART),
)

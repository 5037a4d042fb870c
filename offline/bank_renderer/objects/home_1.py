"""Things that make a home: sofa, table lamp, smart speaker."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    group,
    lathe,
    material,
    place,
    rod,
    rounded_box,
    rounded_rectangle,
    rubber,
    sheet,
    sphere,
    spline,
    steel,
    torus,
    tube,
)
from offline.bank_renderer.objects.home_1_captions import SMART_SPEAKER, SOFA, TABLE_LAMP
from offline.bank_renderer.objects.puffy_parts import cushion

_SEAT = 1.16


def _wood() -> Material:
    return material("#C98A4B", roughness=0.5, coat=0.15)


def _sofa_frame(colourway: Colourway, seats: int) -> list[Object]:
    cloth = material(colourway.primary, roughness=0.55, coat=0.1)
    width = seats * _SEAT
    parts = [
        rounded_box((width + 0.3, 1.4, 0.4), 0.12, cloth, (0, 0.02, 0.5)),
        rounded_box((width + 0.5, 0.44, 1.25), 0.2, cloth, (0, 0.62, 1.02), (-6, 0, 0)),
    ]
    for side in (-1, 1):
        x = side * (width / 2 + 0.2)
        parts.append(rounded_box((0.42, 1.52, 0.86), 0.19, cloth, (x, 0, 0.72)))
        for y in (-0.55, 0.55):
            parts.append(cylinder(0.07, 0.34, _wood(), (x * 0.96, y, 0.17), bevel=0.03, top_radius=0.11))
    return parts


def _sofa_cushions(colourway: Colourway, seats: int) -> list[Object]:
    cloth = material(colourway.primary, roughness=0.5, coat=0.12)
    piping = material(colourway.secondary, roughness=0.45)
    parts: list[Object] = []
    for i in range(seats):
        x = (i - (seats - 1) / 2) * _SEAT
        parts.append(rounded_box((_SEAT - 0.02, 1.26, 0.36), 0.14, cloth, (x, -0.13, 0.82)))
        seam = [(x + dx, -0.13 + dy, 0.84) for dx, dy in rounded_rectangle(_SEAT, 1.27, 0.15, 6)]
        parts.append(tube(seam, 0.028, piping, cyclic=True))
        parts.append(rounded_box((_SEAT - 0.05, 0.36, 0.74), 0.16, cloth, (x, 0.36, 1.28), (-12, 0, 0)))
        for dx in (-0.26, 0.26):
            button = sphere(0.05, piping, (x + dx, 0.16, 1.33), scale=(1, 0.5, 1), rotation=(-12, 0, 0), segments=24)
            parts.append(button)
    return parts


def _blanket(colourway: Colourway, arm_x: float) -> list[Object]:
    """A striped blanket hanging over the arm at ``arm_x``."""
    cloth, stripe = material(colourway.light, roughness=0.7, coat=0), material(colourway.accent, roughness=0.65, coat=0)
    path = spline([(0.3, 1.06), (0.25, 1.1), (0.17, 1.2), (0, 1.24), (-0.18, 1.19), (-0.275, 1.0), (-0.29, 0.42)], 8)

    def strip(front: float, back: float, lift: float, surface: Material) -> Object:
        ys = [front + (back - front) * k / 8 for k in range(9)]
        swing = [(x * (1 + lift), z + lift * 0.4) for x, z in path]
        rows = [[(arm_x + x, y + 0.02 * math.sin(z * 9), z) for y in ys] for x, z in swing]
        return sheet(rows, 0.06, surface, bevel=0.025)

    parts = [strip(-0.62, 0.2, 0.0, cloth)]
    parts += [strip(front, front + 0.1, 0.06, stripe) for front in (-0.5, -0.26, -0.02)]
    for i in range(9):
        y = -0.58 + i * 0.092
        parts += rod((arm_x - 0.29, y, 0.4), (arm_x - 0.295, y, 0.3), 0.028, cloth)
    return parts


def build_sofa(colourway: Colourway, pose: str) -> None:
    """A two-seater with throw cushions; ``armchair`` is a single seat, ``blanket`` has one over its arm."""
    seats = 1 if pose == "armchair" else 2
    width = seats * _SEAT
    parts = _sofa_frame(colourway, seats) + _sofa_cushions(colourway, seats)
    accent = material(colourway.accent, roughness=0.5, coat=0.1)
    light = material(colourway.light, roughness=0.55, coat=0.1)
    if pose == "armchair":
        parts.append(cushion(0.62, accent, (0.06, 0.0, 1.3), (-20, 8, 6)))
    else:
        parts.append(cushion(0.66, accent, (width / 2 - 0.34, -0.02, 1.3), (-18, -10, -14)))
        parts.append(cushion(0.58, light, (width / 2 - 0.78, -0.1, 1.25), (-24, 12, 4)))
    if pose == "blanket":
        parts += _blanket(colourway, -(width / 2 + 0.2))
    group(parts)


def _glowing() -> Material:
    return material("#FFE9B0", roughness=0.3, coat=0.1, emission=1.3)


def _shade_lamp(colourway: Colourway) -> list[Object]:
    glaze = material(colourway.primary, roughness=0.22, coat=0.6)
    shade = material(colourway.light, roughness=0.7, coat=0, emission=0.12)
    trim = material(colourway.accent, roughness=0.4)
    body = spline([(0.36, 0.12), (0.6, 0.34), (0.64, 0.62), (0.42, 0.94), (0.16, 1.12), (0.13, 1.26)], 10)
    parts = [
        cylinder(0.46, 0.14, _wood(), (0, 0, 0.07), bevel=0.05),
        lathe([(0, 0.1), *body, (0, 1.27)], glaze, sharp_angle=60),
        torus(0.612, 0.04, material(colourway.secondary, roughness=0.3), (0, 0, 0.72)),
        cylinder(0.06, 0.4, steel(), (0, 0, 1.4)),
        lathe([(0.88, 1.42), (0.55, 2.42), (0.5, 2.42), (0.82, 1.42), (0.88, 1.42)], shade),
        sphere(0.28, _glowing(), (0, 0, 1.72)),
        torus(0.865, 0.045, trim, (0, 0, 1.44)),
        torus(0.54, 0.04, trim, (0, 0, 2.41)),
        cylinder(0.5, 0.03, shade, (0, 0, 2.38)),
    ]
    for i in range(8):
        parts.append(sphere(0.035, steel(), (0.34, -0.52, 1.4 - i * 0.058), segments=16))
    parts.append(sphere(0.085, trim, (0.34, -0.52, 0.9), scale=(1, 1, 1.25), segments=24))
    return parts


def _desk_lamp(colourway: Colourway) -> list[Object]:
    paint = material(colourway.primary, roughness=0.28, coat=0.5)
    trim, joint = material(colourway.accent, roughness=0.35), material(colourway.light, roughness=0.35)
    foot, elbow, head = (0.35, 0, 0.2), (0.85, 0, 1.25), (-0.25, 0, 2.05)
    parts = [
        cylinder(0.66, 0.16, paint, (0.2, 0, 0.08), bevel=0.06),
        cylinder(0.14, 0.08, trim, (-0.12, -0.24, 0.18), bevel=0.03),
        cylinder(0.2, 0.16, joint, (0.35, 0, 0.2), bevel=0.05),
        *rod(foot, elbow, 0.085, paint),
        *rod(elbow, head, 0.085, paint),
    ]
    for point in (elbow, head):
        parts.append(cylinder(0.17, 0.28, trim, point, (90, 0, 0), bevel=0.05))
        parts.append(cylinder(0.08, 0.32, joint, point, (90, 0, 0), bevel=0.03))
    hood = spline([(0.16, 0.34), (0.26, 0.2), (0.5, -0.12), (0.66, -0.42)], 8)
    shell = [(0, 0.36), *hood, (0.6, -0.42), (0.42, -0.1), (0, 0.12)]
    bulb = [lathe(shell, paint, sharp_angle=50), sphere(0.27, _glowing(), (0, 0, -0.26))]
    bulb += [torus(0.64, 0.045, joint, (0, 0, -0.41)), cylinder(0.17, 0.2, trim, (0, 0, 0.4), bevel=0.06)]
    parts.append(group(bulb, (-0.42, 0, 1.82), (-34, 26, 0)))
    return parts


def _mushroom_lamp(colourway: Colourway) -> list[Object]:
    paint = material(colourway.primary, roughness=0.24, coat=0.6)
    pale = material(colourway.light, roughness=0.35, emission=0.05)
    dome = [(0.98 * math.cos(math.radians(a)), 1.34 + 0.72 * math.sin(math.radians(a))) for a in range(0, 91, 5)]
    stem = spline([(0.62, 0.1), (0.42, 0.22), (0.28, 0.6), (0.26, 1.0), (0.34, 1.3)], 8)
    parts = [
        cylinder(0.66, 0.14, paint, (0, 0, 0.07), bevel=0.06),
        lathe([(0, 0.1), *stem, (0, 1.34)], pale, sharp_angle=60),
        lathe([(0, 1.36), (0.9, 1.36), *dome], paint, sharp_angle=70),
        torus(0.93, 0.075, material(colourway.secondary, roughness=0.3), (0, 0, 1.35)),
        lathe([(0, 1.2), (0.5, 1.24), (0.86, 1.35), (0, 1.36)], _glowing()),
        sphere(0.11, material(colourway.accent, roughness=0.3), (0, 0, 2.1), scale=(1, 1, 0.8)),
    ]
    for azimuth, height, size in (
        (-64, 36, 0.15),
        (-112, 30, 0.19),
        (-20, 26, 0.17),
        (-88, 62, 0.13),
        (-150, 52, 0.14),
    ):
        turn, rise = math.radians(azimuth), math.radians(height)
        x, y = (0.98 * math.cos(rise) * part for part in (math.cos(turn), math.sin(turn)))
        spot = sphere(size, pale, (0, 0, 0), scale=(1, 1, 0.22), segments=32)
        slope = math.degrees(math.atan2(0.72 * math.cos(rise), 0.98 * math.sin(rise)))
        parts.append(place(spot, (x, y, 1.34 + 0.72 * math.sin(rise)), (0, slope, azimuth)))
    return parts


def build_table_lamp(colourway: Colourway, pose: str) -> None:
    """A lamp with a fabric shade; ``desk`` is a jointed reading lamp, ``mushroom`` a domed night light."""
    builders = {"desk": _desk_lamp, "mushroom": _mushroom_lamp}
    group(builders.get(pose, _shade_lamp)(colourway))


def _ribbed(low: float, high: float, radius: float, surface: Material) -> Object:
    """A drum of woven cloth: fine rings all the way up."""
    steps = 150
    drum = []
    for i in range(steps + 1):
        ripple = 0.014 * math.sin(2 * math.pi * i / 6)
        drum.append((radius + ripple, low + (high - low) * i / steps))
    return lathe([(0, low), *drum, (0, high)], surface, sharp_angle=80)


def _tall_speaker(colourway: Colourway) -> list[Object]:
    cloth = material(colourway.primary, roughness=0.7, coat=0)
    shell = material(colourway.light, roughness=0.3, coat=0.4)
    light = material(colourway.accent, roughness=0.3, emission=0.55)
    parts = [
        cylinder(0.68, 0.12, rubber(), (0, 0, 0.06), bevel=0.04),
        cylinder(0.76, 0.26, shell, (0, 0, 0.2), bevel=0.1),
        _ribbed(0.3, 1.7, 0.745, cloth),
        cylinder(0.76, 0.26, shell, (0, 0, 1.78), bevel=0.1),
        cylinder(0.62, 0.04, material(colourway.dark, roughness=0.2, coat=0.8), (0, 0, 1.91), bevel=0.015),
        torus(0.63, 0.045, light, (0, 0, 1.91)),
        rounded_box((0.34, 0.05, 0.12), 0.024, material(colourway.accent), (0, -0.755, 0.62)),
    ]
    for i in range(4):
        angle = math.pi / 2 * i + math.pi / 4
        x, y = 0.33 * math.cos(angle), 0.33 * math.sin(angle)
        parts.append(sphere(0.07, shell, (x, y, 1.935), scale=(1, 1, 0.3), segments=24))
    return parts


def _ball_speaker(colourway: Colourway) -> list[Object]:
    shell = material(colourway.light, roughness=0.3, coat=0.4)
    cloth = material(colourway.primary, roughness=0.7, coat=0)
    light = material(colourway.accent, roughness=0.3, emission=0.55)
    ball = []
    for i in range(181):
        angle = math.radians(-80 + 130 * i / 180)
        reach = 1.0 + 0.014 * math.sin(2 * math.pi * i / 5)
        ball.append((reach * math.cos(angle), 0.98 + reach * math.sin(angle)))
    cap = [(math.cos(math.radians(a)), 0.98 + math.sin(math.radians(a))) for a in (50, 53, 56, 59, 62)]
    head = [
        lathe([(0, 0), *ball, (0, 1.75)], cloth, sharp_angle=80),
        lathe([(0.62, 1.74), *cap, (0.4, 1.83), (0, 1.8)], shell, sharp_angle=60),
        torus(0.43, 0.055, light, (0, 0, 1.86)),
        cylinder(0.41, 0.06, material(colourway.dark, roughness=0.2, coat=0.8), (0, 0, 1.84), bevel=0.02),
    ]
    for x, reach in ((-0.22, 0.06), (-0.11, 0.13), (0, 0.2), (0.11, 0.1), (0.22, 0.06)):
        head += rod((x, -reach, 1.875), (x, reach, 1.875), 0.034, shell)
    tilted = group(head, (0, 0, 0), (52, 0, 0))
    tilted.location = (0, 0.98 * math.sin(math.radians(52)), 0.98 - 0.98 * math.cos(math.radians(52)))
    foot = lathe([(0, 0), (0.62, 0), (0.68, 0.06), (0.66, 0.2), (0, 0.2)], rubber())
    return [tilted, foot]


def _note(colourway: Colourway, location: tuple[float, float, float], turn: float, scale: float) -> Object:
    """A pair of quavers under one beam, facing the camera."""
    surface = material(colourway.accent, roughness=0.3, coat=0.5)
    parts: list[Object] = []
    for x, rise in ((-0.2, 0.0), (0.26, 0.08)):
        parts.append(sphere(0.15, surface, (x, 0, rise), scale=(1.2, 0.75, 0.9), rotation=(0, -24, 0), segments=32))
        parts += rod((x + 0.14, 0, rise + 0.04), (x + 0.14, 0, rise + 0.6), 0.045, surface)
    beam = [(-0.06, 0, 0.58), (0.4, 0, 0.67)]
    parts += rod(beam[0], beam[1], 0.085, surface)
    return group(parts, location, (0, turn, 0), scale)


def build_smart_speaker(colourway: Colourway, pose: str) -> None:
    """A tall speaker with a ring of light; ``ball`` is a round one, ``music`` lets notes rise from the tall one."""
    parts = _ball_speaker(colourway) if pose == "ball" else _tall_speaker(colourway)
    if pose == "music":
        parts.append(_note(colourway, (-0.62, -0.2, 2.3), -10, 1.0))
        parts.append(_note(colourway, (0.42, 0.1, 2.62), 12, 0.8))
    group(parts)


OBJECTS = (
    BankObject("sofa", build_sofa, View(azimuth=-24, elevation=18, fill=0.76), SOFA),
    BankObject("table_lamp", build_table_lamp, View(azimuth=-14, elevation=10), TABLE_LAMP),
    BankObject("smart_speaker", build_smart_speaker, View(azimuth=-20, elevation=26), SMART_SPEAKER),
)

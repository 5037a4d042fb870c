"""Mascots: a dog on a journey and an astronaut."""

import math

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    clay,
    cylinder,
    group,
    lathe,
    material,
    place,
    rounded_box,
    sheet,
    sphere,
    torus,
)
from offline.bank_renderer.objects.mascot_parts import (
    SKINS,
    Ball,
    Outfit,
    Step,
    arm,
    body,
    cheeks,
    eyes,
    ink,
    laugh,
    limb,
    mitten,
    smile,
)
from offline.bank_renderer.objects.mascot_props import backpack, camera, folded_map, star, suitcase
from offline.bank_renderer.objects.mascots_3_captions import ASTRONAUT, DOG_TRAVELLER

_DOG_COATS = {
    "suitcase": ("#F3DDB8", "#B8743A"),
    "camera": ("#F7F1E6", "#9A6B4C"),
    "map": ("#E8A251", "#A85F26"),
}
"""Fur and ears of the dog in each pose."""


def _dog_head(pose: str) -> list[Object]:
    coat, ears = (material(colour, roughness=0.5) for colour in _DOG_COATS[pose])
    pale = material("#FFF8EC", roughness=0.5)
    skull = Ball((0, 0, 0), (0.82, 0.72, 0.72))
    muzzle = Ball((0, -0.58, -0.2), (0.42, 0.32, 0.3))
    parts = [skull.solid(coat), muzzle.solid(pale)]
    if pose != "suitcase":
        parts.append(skull.patch((0.27, 0.06, 0.31), ears, 27, 10, lift=-0.045))
    for side in (-1, 1):
        flap = limb([(side * 0.6, 0.02, 0.5), (side * 0.92, 0, 0.3), (side * 1.0, -0.04, -0.16)], 0.2, ears,
                    end_radius=0.29)  # fmt: skip
        ear = clay(flap, ears, voxel=0.028, smoothing=8)
        parts.append(place(ear, (0, 0, 0), scale=(1, 0.62, 1)))
    parts.append(muzzle.patch((0.17, 0.1, 0.12), ink(), 0, 32, lift=0.02))
    parts += eyes(skull, 0.27, turn=25, rise=8, mood="wink" if pose == "camera" else "open")
    parts += cheeks(skull, 0.13, turn=48, rise=-12)
    if pose == "map":
        parts += smile(muzzle, width=36, rise=-8, depth=20, radius=0.026)
    else:
        parts += laugh(muzzle, 0.28, rise=-14)
    return parts


def _dog_tail(pose: str) -> Object:
    coat = material(_DOG_COATS[pose][1], roughness=0.5)
    return clay(limb([(0.1, 0.36, 0.7), (0.4, 0.56, 0.86), (0.56, 0.56, 1.16)], 0.14, coat), coat, voxel=0.025)


def _sun_hat(colourway: Colourway) -> Object:
    straw, band = material("#F6D998", roughness=0.6, coat=0.05), material(colourway.accent, roughness=0.4)
    parts = [sphere(1, straw, (0, 0, 0), scale=(0.92, 0.84, 0.07))]
    parts.append(sphere(1, straw, (0, 0, 0.02), scale=(0.52, 0.48, 0.42)))
    parts.append(torus(0.5, 0.06, band, (0, 0, 0.1), scale=(1, 0.93, 1)))
    return group(parts)


def build_dog_traveller(colourway: Colourway, pose: str) -> None:
    """A dog on the road with a ``suitcase``, a ``camera`` or a ``map``."""
    coat = material(_DOG_COATS[pose][0], roughness=0.5)
    shirt = material(colourway.primary, roughness=0.42)
    outfit = Outfit(shirt, coat, material(colourway.dark, roughness=0.5), material(colourway.accent, roughness=0.4),
                    material("#FFFFFF"))  # fmt: skip
    right: list[Point] = [(0.44, -0.03, 1.2), (0.78, -0.02, 0.98), (0.82, -0.12, 0.68)]
    left: list[Point] = [(-0.44, -0.03, 1.2), (-0.78, -0.02, 0.98), (-0.8, -0.12, 0.68)]
    lean: Point = (0, 0, 0)
    if pose == "suitcase":
        left = [(-0.44, -0.03, 1.22), (-0.86, -0.1, 1.26), (-1.12, -0.18, 1.64)]
        right = [(0.44, -0.03, 1.2), (0.82, -0.04, 1.1), (1.12, -0.16, 1.2)]
        place(suitcase(colourway.accent, colourway.light, colourway.dark), (1.16, -0.2, 0), (0, 0, 10), 0.7)
        lean = (0, -6, 0)
    elif pose == "camera":
        right = [(0.44, -0.06, 1.2), (0.82, -0.34, 0.98), (0.48, -0.76, 1.06)]
        left = [(-0.44, -0.06, 1.2), (-0.82, -0.34, 0.98), (-0.48, -0.76, 1.06)]
        place(camera(colourway.secondary, colourway.accent), (0, -0.86, 1.1), (-4, 0, 0))
        lean = (0, 8, 0)
    else:
        right = [(0.44, -0.06, 1.2), (0.9, -0.32, 0.96), (0.82, -0.84, 0.96)]
        left = [(-0.44, -0.06, 1.2), (-0.9, -0.32, 0.96), (-0.82, -0.84, 0.96)]
        place(folded_map("#F0453A", "#8CD3F0", "#A5DB8A"), (0, -1.0, 0.98), (-24, 0, 0), 1.05)
        lean = (4, -4, 0)
    body(outfit, (left, right))
    for path, side in ((left, -1), (right, 1)):
        mitten(path[-1], 0.18, coat, thumb=(-side * 0.5, -0.3, 0.7))
    place(backpack(colourway.accent, colourway.light), (0, 0.56, 1.08), scale=0.95)
    for side in (-1, 1):
        strap = [
            (side * 0.3, 0.3, 1.44),
            (side * 0.34, -0.1, 1.48),
            (side * 0.36, -0.38, 1.2),
            (side * 0.42, -0.2, 0.78),
        ]
        arm(strap, 0.075, material(colourway.accent))
    head = _dog_head(pose)
    if pose != "camera":
        head.append(place(_sun_hat(colourway), (0, 0.06, 0.6), (-9, 0, 0)))
    _dog_tail(pose)
    torus(0.38, 0.08, material(colourway.secondary), (0, -0.02, 1.42), scale=(1, 0.88, 1))
    group(head, (0, -0.06, 2.04), lean)


def _helmet(pose: str, skin: str) -> list[Object]:
    shell = material("#F7F8FC", roughness=0.28, coat=0.6)
    face = Ball((0, -0.4, -0.02), (0.62, 0.5, 0.52))
    parts = [sphere(0.88, shell, scale=(1, 0.95, 0.94)), face.solid(material(skin, roughness=0.5))]
    hair = material("#5B3A29", roughness=0.5)
    parts.append(sphere(1, hair, (0.05, -0.35, 0.13), scale=(0.61, 0.5, 0.5), rotation=(0, 12, 0)))
    parts += eyes(face, 0.24, turn=24, rise=2, mood="happy" if pose == "star" else "open")
    parts += cheeks(face, 0.11, turn=42, rise=-16)
    parts += laugh(face, 0.22, rise=-22) if pose == "flag" else smile(face, width=17, rise=-18, depth=9)
    parts.append(face.patch((0.05, 0.05, 0.045), material(skin, roughness=0.45), 0, -6, lift=0.02))
    return parts


def _helmet_trim(colourway: Colourway) -> list[Object]:
    primary, accent = material(colourway.primary, roughness=0.3), material(colourway.accent, roughness=0.3)
    rim = torus(0.6, 0.085, primary, (0, -0.58, -0.02), (90, 0, 0), scale=(1.06, 0.9, 1))
    parts = [rim]
    for side in (-1, 1):
        parts.append(cylinder(0.25, 0.18, primary, (side * 0.88, 0, 0), (0, 90, 0), bevel=0.06))
        parts.append(cylinder(0.15, 0.18, accent, (side * 0.95, 0, 0), (0, 90, 0), bevel=0.05))
    parts.append(cylinder(0.035, 0.3, primary, (0.93, 0, 0.36), bevel=0.01))
    parts.append(sphere(0.09, accent, (0.93, 0, 0.54)))
    return parts


def _spaceman(colourway: Colourway, pose: str, hands: tuple[list[Point], list[Point]], steps: tuple[Step, Step],
              lean: Point) -> list[Object]:  # fmt: skip
    suit = material("#F7F8FC", roughness=0.38)
    primary, accent = material(colourway.primary), material(colourway.accent)
    parts = body(Outfit(suit, primary, suit, primary, material(colourway.dark)), hands, steps)
    for path, side in zip(hands, (-1, 1), strict=True):
        parts.append(mitten(path[-1], 0.2, primary, thumb=(-side * 0.6, -0.4, 0.6)))
    parts.append(torus(0.52, 0.075, primary, (0, 0, 0.8), scale=(1, 0.83, 1)))
    parts.append(rounded_box((0.5, 0.16, 0.36), 0.07, material(colourway.secondary), (0, -0.42, 1.12), (-12, 0, 0)))
    for x, look in ((-0.13, accent), (0.0, primary), (0.13, accent)):
        parts.append(sphere(0.052, look, (x, -0.51, 1.15), scale=(1, 0.6, 1)))
    parts.append(rounded_box((0.84, 0.36, 0.9), 0.16, material(colourway.secondary), (0, 0.5, 1.1)))
    parts.append(torus(0.42, 0.09, primary, (0, 0, 1.44), scale=(1, 0.9, 1)))
    skin = SKINS[{"planet": 0, "flag": 1, "star": 2}[pose]]
    parts.append(group(_helmet(pose, skin) + _helmet_trim(colourway), (0, -0.02, 2.12), lean))
    return parts


def _planet(colourway: Colourway, radius: float) -> list[Object]:
    ground = Ball((0, 0, 0), (radius, radius, radius))
    spot = material(colourway.secondary, roughness=0.5)
    parts = [ground.solid(material(colourway.primary, roughness=0.45))]
    for turn, rise, size in ((-34, 34, 0.26), (22, 20, 0.34), (-12, -8, 0.22), (58, 44, 0.2), (-62, 2, 0.24)):
        parts.append(ground.patch((size, 0.03, size), spot, turn, rise, lift=-0.005))
        crater = torus(size, size * 0.2, material(colourway.primary, roughness=0.45))
        crater.location = ground.point(turn, rise, 0)
        crater.rotation_euler = (math.radians(90 - rise), 0, math.radians(turn))
        parts.append(crater)
    return parts


def _hill(colourway: Colourway) -> None:
    """A low moon hill with craters, its top a little under z = 0."""
    moon, hollow = material(colourway.secondary, roughness=0.55), material(colourway.primary, roughness=0.55)
    ground = Ball((-0.3, -0.02, -0.4), (1.62, 1.26, 0.42))
    dome = [(math.cos(math.radians(5 * i)), math.sin(math.radians(5 * i))) for i in range(18)]
    lathe([(0, -0.14), (0.93, -0.14), (0.98, -0.1), *dome, (0, 1)], moon, ground.centre, scale=ground.radii)
    for turn, rise, size in ((-28, 34, 0.16), (30, 32, 0.2), (64, 40, 0.12)):
        ground.patch((size, 0.03, size), hollow, turn, rise)


def _flag(colourway: Colourway) -> Object:
    pole = material("#E8EBF2", roughness=0.3, metallic=0.3)
    rows = []
    for i in range(9):
        z = 2.06 + 0.66 * i / 8
        rows.append([(-0.05 - 0.05 * k, 0.1 * math.sin(k * 0.45), z - 0.03 * math.sin(k * 0.3)) for k in range(20)])
    parts = [cylinder(0.055, 2.8, pole, (0, 0, 1.4), bevel=0.02), sphere(0.1, material(colourway.accent), (0, 0, 2.84))]
    parts.append(sheet(rows, 0.06, material(colourway.primary, roughness=0.45), bevel=0.025))
    sign = star(0.2, colourway.accent)
    return group([*parts, place(sign, (-0.52, -0.1, 2.37), (90, 0, 8))])


def build_astronaut(colourway: Colourway, pose: str) -> None:
    """A small astronaut sitting on a little ``planet``, planting a ``flag``, or floating with a ``star``."""
    down: list[Point] = [(0.44, 0, 1.2), (0.78, -0.06, 0.98), (0.84, -0.16, 0.7)]
    if pose == "planet":
        wave: list[Point] = [(-0.44, 0, 1.24), (-0.92, -0.06, 1.24), (-1.16, -0.16, 1.64)]
        seat = (Step((-0.34, -0.66, 0.2), -16, -14, (0, -0.2, 0.2)), Step((0.34, -0.66, 0.2), -16, 14, (0, -0.2, 0.2)))
        group(_spaceman(colourway, pose, (wave, down), seat, (0, -7, 0)), (0, 0, 1.44))
        group(_planet(colourway, 1.0), (0, 0.05, 1.0))
        torus(1.38, 0.15, material(colourway.accent), (0, 0.05, 0.9), (-6, 14, 0), scale=(1, 1, 0.35))
    elif pose == "flag":
        hold: list[Point] = [(-0.44, -0.02, 1.22), (-0.8, -0.14, 1.1), (-1.02, -0.3, 1.3)]
        hip: list[Point] = [(0.44, 0, 1.2), (0.92, 0.0, 1.02), (0.62, -0.18, 0.78)]
        stand = (Step((-0.28, 0, 0), turn=-8), Step((0.28, 0, 0), turn=8))
        _spaceman(colourway, pose, (hold, hip), stand, (0, 5, 0))
        place(_flag(colourway), (-1.04, -0.36, -0.15), (0, -3, 0))
        _hill(colourway)
    else:
        hug: list[Point] = [(-0.44, -0.05, 1.22), (-0.8, -0.4, 1.04), (-0.5, -0.8, 1.1)]
        hug_right: list[Point] = [(0.44, -0.05, 1.22), (0.8, -0.4, 1.04), (0.5, -0.8, 1.1)]
        kick = (
            Step((-0.36, 0.22, 0.16), 30, -10, (-0.04, -0.2, 0)),
            Step((0.34, -0.3, 0.2), -14, 12, (0.04, -0.2, 0.1)),
        )
        man = group(_spaceman(colourway, pose, (hug, hug_right), kick, (4, -6, 0)))
        shine = star(0.52, "#FFC93C")
        shine.location = (0, -0.9, 1.14)
        shine.parent = man
        place(man, (0, 0, 0.68), (-8, 14, 0))
        puff = material(colourway.light, roughness=0.6, coat=0.05)
        spots = (
            (-0.5, 0.1, 0.24),
            (-0.05, -0.02, 0.34),
            (0.45, 0.08, 0.27),
            (0.1, 0.4, 0.32),
            (0.8, 0.16, 0.17),
            (-0.8, 0.2, 0.15),
        )
        clay([sphere(z, puff, (x, y, z)) for x, y, z in spots], puff)


OBJECTS = (
    BankObject("dog_traveller", build_dog_traveller, View(azimuth=-14, elevation=12, fill=0.78), DOG_TRAVELLER),
    BankObject("astronaut", build_astronaut, View(azimuth=-14, elevation=12, fill=0.78), ASTRONAUT),
)

"""Holidays: a beach umbrella with a chair, a camera."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    dark_glass,
    group,
    lathe,
    material,
    prism,
    rod,
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
    white,
)
from offline.bank_renderer.objects.outfit_parts import plate, soft_star
from offline.bank_renderer.objects.travel_3_captions import BEACH_UMBRELLA, CAMERA

_GORES = 8


def _canopy_point(turn: float, rise: float, radius: float) -> tuple[float, float, float]:
    """``rise`` runs from 0 at the hem to 1 at the top; the hem hangs in scallops between the ribs."""
    within = (turn * _GORES) % 1
    sag = math.sin(math.pi * within) * (1 - rise) ** 2
    reach = math.cos(math.pi / 2 * rise) ** 0.9 if rise < 1 else 0.002
    across = radius * max(reach, 0.002) * (1 - 0.05 * sag)
    z = radius * 0.5 * math.sin(math.pi / 2 * rise) + 0.1 * sag
    return across * math.cos(2 * math.pi * turn), across * math.sin(2 * math.pi * turn), z


def _canopy(radius: float, colours: tuple[Material, Material], knob: Material) -> list[Object]:
    parts: list[Object] = []
    for gore in range(_GORES):
        rows = [[_canopy_point((gore + k / 12) / _GORES, i / 16, radius) for k in range(13)] for i in range(17)]
        parts.append(sheet(rows, 0.07, colours[gore % 2], bevel=0.02))
    parts.append(
        lathe(
            [(0, -0.06), (0.16, -0.06), (0.16, 0.02), (0.1, 0.06), (0.12, 0.16), (0.08, 0.24), (0, 0.26)],
            knob,
            (0, 0, radius * 0.5),
        )
    )
    return parts


def _sand(surface: Material) -> Object:
    profile = [(0, 0), (1.9, 0), (2.02, 0.05), (1.98, 0.14), (1.6, 0.22), (0.8, 0.28), (0, 0.3)]
    return lathe(profile, surface, scale=(1, 0.86, 1))


def _deck_chair(colourway: Colourway) -> list[Object]:
    """A chair of striped canvas on wooden legs, facing -y, standing on z = 0."""
    wood = material("#C98F5A", roughness=0.5, coat=0.15)
    parts: list[Object] = []
    for x in (-0.5, 0.5):
        parts += rod((x, -0.75, 0.05), (x, 0.86, 1.36), 0.06, wood)
        parts += rod((x * 0.88, 0.62, 0.05), (x * 0.88, -0.72, 0.66), 0.06, wood)
    for y, z in ((0.86, 1.36), (-0.72, 0.66)):
        parts += rod((-0.5, y, z), (0.5, y, z), 0.06, wood)
    canvas = spline([(0.84, 1.4), (0.5, 0.86), (0.12, 0.44), (-0.3, 0.4), (-0.74, 0.72)], 8)
    stripes = (colourway.primary, colourway.light, colourway.accent, colourway.light, colourway.primary)
    for i, colour in enumerate(stripes):
        rows = [[(-0.43 + 0.172 * (i + k / 2), y, z) for k in range(3)] for y, z in canvas]
        parts.append(sheet(rows, 0.06, material(colour, roughness=0.6, coat=0.05), bevel=0.015))
    cushion = rounded_box(
        (0.7, 0.16, 0.28), 0.075, material(colourway.accent, roughness=0.6), (0, 0.66, 1.22), (-32, 0, 0)
    )
    return [*parts, cushion]


def _beach_ball(colours: tuple[str, ...], radius: float) -> list[Object]:
    parts: list[Object] = []
    for i in range(6):
        surface = material(colours[i % len(colours)], roughness=0.3, coat=0.5)
        rows = []
        for k in range(25):
            angle = math.pi * (0.004 + 0.992 * k / 24)
            turns = [2 * math.pi * (i + j / 8) / 6 for j in range(9)]
            rows.append(
                [
                    (
                        radius * math.sin(angle) * math.cos(t),
                        radius * math.sin(angle) * math.sin(t),
                        radius * math.cos(angle),
                    )
                    for t in turns
                ]
            )
        parts.append(sheet(rows, 0.02, surface, bevel=0))
    parts += [cylinder(radius * 0.2, 0.05, white(), (0, 0, side * radius * 0.985), bevel=0.02) for side in (-1, 1)]
    return [group(parts, (0, 0, radius), (38, 24, 0))]


def _lifebuoy(colourway: Colourway) -> list[Object]:
    """A ring with four bands, leaning back, standing on z = 0."""
    parts: list[Object] = [torus(0.46, 0.19, material(colourway.light, roughness=0.35))]
    band = material(colourway.accent, roughness=0.32)
    for i in range(4):
        middle = math.pi / 2 * i + math.pi / 4
        angles = [middle - 0.3 + 0.6 * k / 10 for k in range(11)]
        parts.append(tube([(0.46 * math.cos(a), 0.46 * math.sin(a), 0) for a in angles], 0.2, band))
    return [group(parts, (0, 0, 0.64), (68, 0, 0))]


def build_beach_umbrella(colourway: Colourway, pose: str) -> None:
    """An umbrella and a deck chair on sand; ``ball`` adds an inflated ball, ``lifebuoy`` a ring."""
    cloth, light = (
        material(colourway.primary, roughness=0.5, coat=0.1),
        material(colourway.light, roughness=0.5, coat=0.1),
    )
    parts: list[Object] = [_sand(material("#F6D99B", roughness=0.85, coat=0.0))]
    knob = material(colourway.accent, roughness=0.35)
    top = group(_canopy(1.72, (cloth, light), knob), (0.13, 0.42, 3.0), (8, -12, 0))
    parts += [top, *rod((0.55, 0.58, 0.2), (0.05, 0.4, 3.4), 0.085, white())]
    parts.append(group(_deck_chair(colourway), (-0.35, -0.3, 0.22), (0, 0, -24), 1.16))
    if pose == "ball":
        parts.append(
            group(_beach_ball((colourway.accent, colourway.light, colourway.primary), 0.42), (-0.3, -1.36, 0.14))
        )
    elif pose == "lifebuoy":
        parts.append(group(_lifebuoy(colourway), (1.05, -0.52, 0.18), (0, 0, 18)))
    else:
        star = material("#FF8A5C", roughness=0.5)
        parts.append(prism(soft_star(0.5), 0.12, star, (0.95, -0.9, 0.24), (6, 4, 20), bevel=0.05))
    group(parts)


def _lens(colourway: Colourway, radius: float) -> list[Object]:
    """A lens looking to -y, its mount at the origin."""
    dark, light = rubber(), material(colourway.light, roughness=0.3, coat=0.4)
    parts: list[Object] = [cylinder(radius * 1.14, 0.16, light, (0, 0, 0.02), bevel=0.05)]
    parts.append(cylinder(radius, 0.5, dark, (0, 0, 0.28), bevel=0.07))
    parts.append(torus(radius * 0.99, 0.055, material(colourway.accent, roughness=0.3), (0, 0, 0.26)))
    parts.append(torus(radius * 0.86, 0.09, material("#3A3F4B", roughness=0.4), (0, 0, 0.53)))
    parts.append(sphere(radius * 0.76, material("#1C2B4A", roughness=0.06, coat=1.0), (0, 0, 0.42), scale=(1, 1, 0.34)))
    parts.append(sphere(radius * 0.42, material("#3E62B8", roughness=0.06, coat=1.0), (0, 0, 0.55), scale=(1, 1, 0.3)))
    parts.append(
        sphere(
            radius * 0.13,
            material("#FFFFFF", roughness=0.2, emission=0.5),
            (-radius * 0.28, radius * 0.3, 0.63),
            scale=(1, 1, 0.3),
        )
    )
    return [group(parts, rotation=(90, 0, 0))]


def _system_camera(colourway: Colourway) -> list[Object]:
    paint, grip = material(colourway.primary, roughness=0.34, coat=0.35), material("#2C303A", roughness=0.6, coat=0.05)
    light, accent = material(colourway.light, roughness=0.32, coat=0.35), material(colourway.accent, roughness=0.3)
    parts: list[Object] = [plate(rounded_rectangle(3.0, 1.9, 0.36), 0.96, light, (0, 0, 1.05), bevel=0.16)]
    parts.append(plate(rounded_rectangle(3.04, 1.16, 0.12), 1.0, paint, (0, 0, 0.94), bevel=0.14))
    hump = rounded_polygon([(-0.72, 1.86), (0.72, 1.86), (0.44, 2.42), (-0.44, 2.42)], 0.14)
    parts.append(plate(hump, 0.8, light, bevel=0.12))
    parts.append(plate(rounded_rectangle(0.62, 0.26, 0.09), 0.1, dark_glass(), (0, -0.4, 2.14), bevel=0.03))
    parts.append(rounded_box((0.5, 0.36, 1.5), 0.17, grip, (-1.2, -0.46, 1.0)))
    parts.append(cylinder(0.2, 0.24, accent, (-1.16, -0.12, 2.06), bevel=0.06))
    parts.append(cylinder(0.27, 0.22, grip, (1.02, 0, 2.06), bevel=0.05))
    parts.append(cylinder(0.18, 0.3, light, (1.02, 0, 2.06), bevel=0.05))
    parts.append(
        sphere(
            0.11, material("#FFE9A8", roughness=0.15, coat=1.0, emission=0.3), (1.12, -0.44, 1.72), scale=(1, 0.6, 1)
        )
    )
    for x in (-1.52, 1.52):
        parts.append(torus(0.13, 0.045, steel(), (x, 0, 1.66), (90, 0, 0)))
    parts.append(group(_lens(colourway, 0.74), (0.12, -0.5, 0.98)))
    return parts


def _camera_strap(colourway: Colourway) -> list[Object]:
    leather = material(colourway.accent, roughness=0.5)
    knots = [
        (1.6, 0, 1.6),
        (2.0, -0.15, 1.0),
        (1.98, -0.55, 0.28),
        (1.45, -1.05, 0.1),
        (0.4, -1.42, 0.09),
        (-0.7, -1.38, 0.09),
        (-1.6, -0.98, 0.1),
        (-2.0, -0.5, 0.3),
        (-2.0, -0.12, 1.0),
        (-1.6, 0, 1.6),
    ]
    return [tube(spline(knots, 10), 0.085, leather)]


def _instant_camera(colourway: Colourway) -> list[Object]:
    """A toy-like instant camera with a photograph coming out at its foot."""
    paint, light = (
        material(colourway.primary, roughness=0.34, coat=0.35),
        material(colourway.light, roughness=0.32, coat=0.35),
    )
    accent, dark = material(colourway.accent, roughness=0.3), rubber()
    parts: list[Object] = [rounded_box((2.5, 1.5, 0.8), 0.2, paint, (0, 0, 0.42))]
    parts.append(rounded_box((2.4, 1.2, 1.6), 0.3, light, (0, 0.1, 1.5), taper=(0.94, 0.72), shift=(0, 0.06)))
    for x, stripe in ((-0.14, accent), (0.14, paint)):
        parts.append(rounded_box((0.2, 1.12, 1.0), 0.03, stripe, (x, 0.124, 1.82), taper=(1, 0.83), shift=(0, 0.036)))
    parts.append(rounded_box((1.7, 0.2, 0.16), 0.06, dark, (0, -0.7, 0.5)))
    parts.append(group(_lens(colourway, 0.52), (0, -0.56, 1.42)))
    flash = material("#F7FAFF", roughness=0.12, coat=1.0, emission=0.25)
    parts.append(plate(rounded_rectangle(0.48, 0.38, 0.09), 0.1, dark, (-0.82, -0.42, 1.95), bevel=0.03))
    parts.append(plate(rounded_rectangle(0.38, 0.28, 0.06), 0.1, flash, (-0.82, -0.45, 1.95), bevel=0.03))
    parts.append(plate(rounded_rectangle(0.42, 0.34, 0.09), 0.12, dark, (0.82, -0.42, 1.95), bevel=0.03))
    parts.append(sphere(0.12, dark_glass(), (0.82, -0.5, 1.95), scale=(1, 0.5, 1)))
    parts.append(cylinder(0.19, 0.2, accent, (0.92, -0.6, 0.84), (90, 0, 0), bevel=0.05))
    photo = [prism(rounded_rectangle(1.36, 1.5, 0.05), 0.05, material("#FFFFFF", roughness=0.4), bevel=0.015)]
    photo.append(
        prism(rounded_rectangle(1.12, 1.08, 0.03), 0.03, material("#8CC7FF", roughness=0.4), (0, 0.1, 0.03), bevel=0.01)
    )
    hill = rounded_polygon(
        [(-0.56, -0.44), (0.56, -0.44), (0.56, -0.1), (0.2, 0.1), (-0.1, -0.16), (-0.56, 0.06)], 0.08
    )
    photo.append(prism(hill, 0.03, material("#5FC27A", roughness=0.4), (0, 0.1, 0.04), bevel=0.01))
    photo.append(cylinder(0.15, 0.03, material("#FFD23F", roughness=0.4), (0.26, 0.4, 0.045), bevel=0.01))
    parts.append(group(photo, (0, -1.22, 0.42), (12, 0, 0)))
    return parts


def _tripod(colourway: Colourway) -> list[Object]:
    """Three legs under a plate at the origin."""
    paint, dark = material(colourway.dark, roughness=0.45), rubber()
    joint = material(colourway.accent, roughness=0.35)
    parts: list[Object] = [
        cylinder(0.5, 0.16, dark, (0, 0, -0.08), bevel=0.05),
        cylinder(0.2, 0.6, paint, (0, 0, -0.4), bevel=0.05),
    ]
    for turn in (-90, 30, 150):
        x, y = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        parts += rod((0.14 * x, 0.14 * y, -0.45), (1.22 * x, 1.22 * y, -2.2), 0.115, paint)
        parts.append(sphere(0.17, joint, (0.72 * x, 0.72 * y, -1.38)))
        parts.append(sphere(0.17, dark, (1.22 * x, 1.22 * y, -2.2)))
    parts += rod((0.1, 0.1, -0.3), (1.0, 0.7, -0.62), 0.07, joint)
    return parts


def build_camera(colourway: Colourway, pose: str) -> None:
    """A camera with a big lens and a strap; ``instant`` gives out a photograph, ``tripod`` stands on three legs."""
    if pose == "instant":
        group(_instant_camera(colourway))
        return
    parts = _system_camera(colourway)
    if pose == "tripod":
        parts += [group(_tripod(colourway), (0, 0, 0.12))]
    else:
        parts += _camera_strap(colourway)
    group(parts)


OBJECTS = (
    BankObject("beach_umbrella", build_beach_umbrella, View(azimuth=-20, elevation=14), BEACH_UMBRELLA),
    BankObject("camera", build_camera, View(azimuth=-26, elevation=18), CAMERA),
)

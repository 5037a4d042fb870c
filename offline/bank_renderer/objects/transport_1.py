"""Vehicles for the city: a hatchback and an electric kick scooter."""

import math
from dataclasses import replace

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    circle_outline,
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
    sphere,
    spline,
    steel,
    tube,
    white,
)
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.transport_1_captions import HATCHBACK_CAR, KICK_SCOOTER
from offline.bank_renderer.objects.travel_parts import map_pin
from offline.bank_renderer.objects.vehicle_parts import wheel

_AXLES = (-1.02, 1.06)
_WHEEL_RADIUS = 0.42


def _car_paint(colour: str) -> Material:
    return material(colour, roughness=0.26, coat=0.6)


def _headlight_glass() -> Material:
    return material("#FFFBE8", roughness=0.15, coat=1.0, emission=0.25)


def _car_profile() -> list[tuple[float, float]]:
    """The lower body from the side, with the wheel arches in its outline."""
    corners: list[tuple[float, float]] = [(-1.66, 0.36)]
    for axle in _AXLES:
        angles = [math.radians(180 - 180 * k / 16) for k in range(17)]
        corners += [(axle + 0.5 * math.cos(angle), 0.4 + 0.5 * math.sin(angle)) for angle in angles]
    corners += [(1.74, 0.36), (1.82, 0.95), (1.2, 1.16), (0.7, 1.2), (-1.62, 1.2), (-1.74, 0.8)]
    return rounded_polygon(corners, [0.14, *([0.0] * 34), 0.16, 0.3, 0.5, 0.3, 0.3, 0.3])


def _car_body(colourway: Colourway) -> list[Object]:
    paint, roof = _car_paint(colourway.primary), _car_paint(colourway.light)
    parts: list[Object] = [plate(_car_profile(), 1.74, paint, bevel=0.16)]
    parts.append(rounded_box((3.1, 1.44, 0.34), 0.1, rubber(), (0, 0, 0.48)))
    parts.append(
        rounded_box((2.45, 1.58, 0.72), 0.2, dark_glass(), (-0.42, 0, 1.42), taper=(0.66, 0.82), shift=(-0.13, 0))
    )
    parts.append(rounded_box((1.82, 1.42, 0.26), 0.12, roof, (-0.56, 0, 1.83), taper=(0.9, 0.88)))
    for side in (-1, 1):
        foot, head = side * 0.755, side * 0.635
        for lower, upper in (
            ((0.74, 1.16), (0.24, 1.76)),
            ((-1.58, 1.16), (-1.34, 1.76)),
            ((-0.42, 1.16), (-0.46, 1.76)),
        ):
            parts += rod((lower[0], foot, lower[1]), (upper[0], head, upper[1]), 0.07, paint)
    parts.append(rounded_box((0.34, 1.2, 0.1), 0.05, paint, (-1.48, 0, 1.84), (0, -8, 0)))
    return parts


def _car_details(colourway: Colourway) -> list[Object]:
    paint, accent, dark = _car_paint(colourway.primary), material(colourway.accent, roughness=0.3), rubber()
    seam = material(colourway.dark, roughness=0.5)
    parts: list[Object] = []
    for side in (-1, 1):
        y = side * 0.87
        parts.append(rounded_box((0.03, 0.02, 0.5), 0.008, seam, (-0.42, y, 0.88), segments=2))
        parts.append(rounded_box((0.24, 0.07, 0.07), 0.03, steel(), (-0.2, y, 1.0)))
        parts.append(rounded_box((1.1, 0.05, 0.1), 0.024, accent, (0.02, y, 0.6)))
        parts.append(sphere(0.14, paint, (0.7, side * 0.97, 1.24), scale=(0.75, 0.95, 0.8)))
        parts.append(rounded_box((0.08, 0.2, 0.06), 0.025, dark, (0.68, side * 0.84, 1.2)))
        parts.append(sphere(0.23, white(), (1.7, side * 0.56, 0.83), scale=(0.5, 0.95, 0.95)))
        parts.append(sphere(0.18, _headlight_glass(), (1.77, side * 0.56, 0.83), scale=(0.45, 0.95, 0.95)))
        parts.append(
            rounded_box(
                (0.12, 0.26, 0.34), 0.055, material("#E5322D", roughness=0.2, coat=1.0), (-1.68, side * 0.62, 0.96)
            )
        )
    parts.append(rounded_box((0.1, 0.62, 0.13), 0.05, dark, (1.8, 0, 0.74)))
    parts.append(rounded_box((0.24, 1.56, 0.18), 0.085, material(colourway.light, roughness=0.3), (1.72, 0, 0.46)))
    parts.append(rounded_box((0.24, 1.56, 0.18), 0.085, material(colourway.light, roughness=0.3), (-1.64, 0, 0.46)))
    parts.append(sphere(0.06, accent, (1.85, 0, 0.93), scale=(0.5, 1, 1), segments=24))
    for axle in _AXLES:
        for side in (-1, 1):
            parts.append(wheel(_WHEEL_RADIUS, 0.34, white(), accent, (axle, side * 0.71, _WHEEL_RADIUS)))
    return parts


def _roof_luggage(colourway: Colourway) -> list[Object]:
    accent, secondary = material(colourway.accent, roughness=0.4), material(colourway.secondary, roughness=0.4)
    dark, strap = rubber(), material(colourway.dark, roughness=0.5)
    parts: list[Object] = []
    for x in (-1.1, -0.1):
        parts += rod((x, -0.6, 2.03), (x, 0.6, 2.03), 0.05, dark)
    parts.append(rounded_box((0.95, 0.74, 0.44), 0.12, accent, (-0.84, -0.16, 2.3), (0, 0, 4)))
    parts.append(rounded_box((0.62, 0.6, 0.34), 0.1, secondary, (0.08, 0.06, 2.25), (0, 0, -7)))
    parts.append(
        rounded_box((0.7, 0.5, 0.28), 0.1, material(colourway.light, roughness=0.4), (-0.84, -0.1, 2.65), (0, 0, 12))
    )
    for x in (-1.06, -0.6):
        parts.append(rounded_box((0.09, 0.77, 0.47), 0.05, strap, (x, -0.16, 2.3), (0, 0, 4)))
    return parts


def build_hatchback_car(colourway: Colourway, pose: str) -> None:
    """A small car with a pale roof; ``luggage`` has bags on the roof, ``pinned`` a map pin above it."""
    parts = _car_body(colourway) + _car_details(colourway)
    if pose == "luggage":
        parts += _roof_luggage(colourway)
    if pose == "pinned":
        shell = material(colourway.accent, roughness=0.28, coat=0.5)
        parts.append(map_pin(0.5, shell, white(), (-0.55, 0, 2.06), turn=40))
    group(parts)


def _scooter_frame(colourway: Colourway) -> list[Object]:
    paint, dark = material(colourway.primary, roughness=0.28, coat=0.5), material("#2C303A", roughness=0.5)
    light, accent = material(colourway.light, roughness=0.35), material(colourway.accent, roughness=0.35)
    parts: list[Object] = []
    for x in (-1.3, 1.22):
        parts.append(wheel(0.36, 0.24, light, accent, (x, 0, 0.36)))
    deck = rounded_polygon(
        [(-1.02, 0.3), (0.74, 0.3), (1.0, 0.68), (0.8, 0.76), (0.62, 0.52), (-1.02, 0.52)],
        [0.08, 0.2, 0.08, 0.08, 0.2, 0.08],
    )
    parts.append(plate(deck, 0.62, paint, bevel=0.09))
    parts.append(prism(rounded_rectangle(1.46, 0.46, 0.14), 0.05, dark, (-0.22, 0, 0.53), bevel=0.02))
    for x in (-0.66, -0.22, 0.22):
        parts.append(prism(rounded_rectangle(0.1, 0.32, 0.05), 0.03, accent, (x, 0, 0.55), bevel=0.012))
    parts += _mudguard(-1.3, (62, 178), paint) + _mudguard(1.22, (20, 118), paint)
    for side in (-1, 1):
        parts += rod((-1.3, side * 0.2, 0.36), (-0.96, side * 0.2, 0.42), 0.07, paint)
        parts += rod((1.22, side * 0.2, 0.36), (1.0, side * 0.17, 0.92), 0.065, steel())
    parts.append(rounded_box((0.1, 0.22, 0.12), 0.04, material("#E5322D", roughness=0.2, coat=1.0), (-1.72, 0, 0.6)))
    return parts


def _mudguard(axle: float, directions: tuple[float, float], paint: Material) -> list[Object]:
    angles = [math.radians(directions[0] + (directions[1] - directions[0]) * k / 14) for k in range(15)]
    outer = [(axle + 0.47 * math.cos(angle), 0.36 + 0.47 * math.sin(angle)) for angle in angles]
    inner = [(axle + 0.4 * math.cos(angle), 0.36 + 0.4 * math.sin(angle)) for angle in reversed(angles)]
    return [plate(outer + inner, 0.32, paint, bevel=0.03)]


def _scooter_stem(colourway: Colourway) -> list[Object]:
    paint, dark = material(colourway.primary, roughness=0.28, coat=0.5), material("#2C303A", roughness=0.5)
    light, accent = material(colourway.light, roughness=0.35), material(colourway.accent, roughness=0.35)
    parts = rod((1.04, 0, 0.66), (0.62, 0, 2.55), 0.115, paint)
    parts += [cylinder(0.15, 0.34, accent, (1.0, 0, 0.88), (0, -12.5, 0), bevel=0.05)]
    parts += [cylinder(0.15, 0.16, light, (0.77, 0, 1.86), (0, -12.5, 0), bevel=0.05)]
    bar = spline([(0.52, -0.78, 2.62), (0.58, -0.4, 2.62), (0.62, 0, 2.6), (0.58, 0.4, 2.62), (0.52, 0.78, 2.62)], 8)
    parts.append(tube(bar, 0.075, dark))
    for side in (-1, 1):
        parts += rod((0.56, side * 0.5, 2.62), (0.51, side * 0.84, 2.62), 0.11, accent)
        parts.append(
            tube(
                spline([(0.6, side * 0.4, 2.6), (0.74, side * 0.5, 2.56), (0.72, side * 0.74, 2.54)], 6), 0.035, steel()
            )
        )
    parts.append(rounded_box((0.2, 0.34, 0.24), 0.09, light, (0.6, 0, 2.68), (0, -12, 0)))
    parts.append(rounded_box((0.06, 0.22, 0.14), 0.025, dark_glass(), (0.5, 0, 2.7), (0, -12, 0)))
    parts.append(sphere(0.15, dark, (0.76, 0, 2.36), scale=(0.8, 1, 1)))
    parts.append(sphere(0.12, _headlight_glass(), (0.83, 0, 2.35), scale=(0.6, 1, 1)))
    parts += rod((-0.62, -0.3, 0.3), (-0.78, -0.42, 0.04), 0.05, steel())
    return parts


def _helmet(colourway: Colourway) -> list[Object]:
    """A cycle helmet, its front to the right, its rim at z = 0."""
    shell, accent = material(colourway.light, roughness=0.3, coat=0.5), material(colourway.accent, roughness=0.35)
    dark = material("#2C303A", roughness=0.5)
    length, half_width, height = 0.6, 0.46, 0.52
    quarter = [math.radians(90 * k / 16) for k in range(17)]
    dome = [(0, -0.06), (0.96, -0.06), *((math.cos(a), height * math.sin(a)) for a in quarter[:-1]), (0, height)]
    parts: list[Object] = [lathe(dome, shell, scale=(length, half_width, 1))]
    parts.append(tube([(x * length, y * half_width, -0.03) for x, y in circle_outline(1.0)], 0.065, dark, cyclic=True))
    for y in (-0.26, 0, 0.26):
        reach = math.sqrt(1 - (y / half_width) ** 2) * 1.02
        angles = [math.radians(18 + 144 * k / 20) for k in range(21)]
        ridge = [(length * reach * math.cos(a), y, height * reach * math.sin(a)) for a in angles]
        parts.append(tube(ridge, 0.05 if y else 0.07, accent))
        parts += [sphere(0.05 if y else 0.07, accent, ridge[k], segments=24) for k in (0, -1)]
    parts.append(rounded_box((0.3, 0.56, 0.08), 0.035, dark, (length + 0.06, 0, 0.04), (0, 12, 0)))
    return parts


def build_kick_scooter(colourway: Colourway, pose: str) -> None:
    """An electric kick scooter, its front to the right; ``helmet`` lies on the deck, ``pair`` sets one behind."""
    scooter = _scooter_frame(colourway) + _scooter_stem(colourway)
    if pose == "helmet":
        scooter.append(group(_helmet(colourway), (-0.3, 0, 0.64)))
    first = group(scooter)
    if pose == "pair":
        first.location = (0.45, -0.7, 0)
        swapped = replace(colourway, primary=colourway.accent, accent=colourway.primary)
        group(_scooter_frame(swapped) + _scooter_stem(swapped), (-0.45, 0.8, 0))


OBJECTS = (
    BankObject("hatchback_car", build_hatchback_car, View(azimuth=38, elevation=18), HATCHBACK_CAR),
    BankObject("kick_scooter", build_kick_scooter, View(azimuth=28, elevation=14), KICK_SCOOTER),
)

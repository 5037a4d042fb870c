"""Wheels that bring things and people: a courier's scooter and a taxi."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    dark_glass,
    group,
    heart_outline,
    lathe,
    material,
    rod,
    rounded_box,
    rounded_polygon,
    rubber,
    sheet,
    sphere,
    spline,
    steel,
    tube,
    white,
)
from offline.bank_renderer.objects.delivery_2_captions import SCOOTER, TAXI
from offline.bank_renderer.objects.mascot_props import parcel, suitcase
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.vehicle_parts import wheel

_SCOOTER_AXLES = (-1.25, 1.3)
_TAXI_AXLES = (-1.22, 1.22)
_CHECK = 0.15


def _paint(colour: str) -> Material:
    return material(colour, roughness=0.26, coat=0.6)


def _lamp() -> Material:
    return material("#FFFBE8", roughness=0.14, coat=1.0, emission=0.25)


def _tail_lamp() -> Material:
    return material("#E5322D", roughness=0.2, coat=1.0)


def _scooter_body(colourway: Colourway) -> list[Object]:
    """Wheels, tail, floor, shield and mudguard; the front is +x."""
    paint, dark = _paint(colourway.primary), material("#2C303A", roughness=0.5)
    parts: list[Object] = [wheel(0.56, 0.34, white(), steel(), (x, 0, 0.56)) for x in _SCOOTER_AXLES]
    tail = [(-1.85, 0.72), (-0.35, 0.5), (-0.12, 1.0), (-0.35, 1.42), (-1.75, 1.38)]
    parts.append(plate(rounded_polygon(tail, [0.3, 0.2, 0.3, 0.25, 0.35]), 0.66, paint, bevel=0.24))
    floor = [(-0.7, 0.42), (0.75, 0.42), (0.95, 0.62), (-0.7, 0.62)]
    parts.append(plate(rounded_polygon(floor, 0.08), 0.62, paint, bevel=0.08))
    parts.append(rounded_box((0.95, 0.5, 0.05), 0.02, dark, (0.12, 0, 0.635)))
    shield = [(0.62, 0.46), (0.98, 0.52), (1.1, 1.2), (0.92, 1.92), (0.7, 1.92), (0.8, 1.2)]
    parts.append(plate(rounded_polygon(shield, [0.12, 0.2, 0.5, 0.1, 0.08, 0.5]), 0.72, paint, bevel=0.07))
    stripe = [(1.02, 1.0), (1.12, 1.2), (1.0, 1.62), (0.94, 1.62), (1.04, 1.2), (0.98, 1.0)]
    parts.append(plate(stripe, 0.2, material(colourway.light, roughness=0.35), bevel=0.02))
    angles = [math.radians(angle) for angle in range(25, 156, 8)]
    arch = [(1.3 + 0.68 * math.cos(a), 0.56 + 0.68 * math.sin(a)) for a in angles]
    arch += [(1.3 + 0.58 * math.cos(a), 0.56 + 0.58 * math.sin(a)) for a in reversed(angles)]
    parts.append(plate(arch, 0.42, paint, bevel=0.045))
    for side in (-1, 1):
        parts.append(tube([(1.3, side * 0.22, 0.56), (1.06, side * 0.18, 1.3)], 0.06, steel()))
    seat = [(-1.1, 1.36), (-0.2, 1.36), (-0.14, 1.5), (-0.32, 1.6), (-1.1, 1.62)]
    parts.append(plate(rounded_polygon(seat, [0.05, 0.06, 0.06, 0.1, 0.06]), 0.58, dark, bevel=0.1))
    parts.append(sphere(0.14, _tail_lamp(), (-1.84, 0, 1.14), scale=(0.5, 1.2, 0.8)))
    return [*parts, *rod((-0.9, -0.36, 0.5), (-1.75, -0.4, 0.62), 0.1, steel())]


def _scooter_steering(colourway: Colourway) -> list[Object]:
    """Stem, headlight, handlebar and mirrors."""
    paint, dark, metal = _paint(colourway.primary), material("#2C303A", roughness=0.5), steel()
    parts: list[Object] = [tube([(1.1, 0, 1.1), (0.82, 0, 2.12)], 0.11, paint)]
    parts.append(sphere(0.25, paint, (0.84, 0, 2.1), scale=(1.05, 1.2, 0.85)))
    parts.append(sphere(0.17, _lamp(), (1.02, 0, 2.1), scale=(0.6, 1, 1)))
    for side in (-1, 1):
        bar = [(0.82, side * 0.1, 2.16), (0.72, side * 0.42, 2.26), (0.55, side * 0.66, 2.24)]
        parts.append(tube(spline(bar, 10), 0.06, metal))
        parts += rod((0.64, side * 0.54, 2.25), (0.46, side * 0.76, 2.22), 0.09, dark)
        parts.append(tube([(0.7, side * 0.44, 2.25), (0.74, side * 0.54, 2.52)], 0.035, metal))
        parts.append(sphere(0.17, metal, (0.74, side * 0.56, 2.6), scale=(0.35, 1, 0.8)))
    return parts


def _delivery_box(colourway: Colourway) -> list[Object]:
    """A courier's box with hearts on its sides, behind the seat."""
    paint, heart = _paint(colourway.primary), material(colourway.accent, roughness=0.3)
    parts: list[Object] = [rounded_box((1.1, 1.08, 1.05), 0.12, material(colourway.light), (-1.42, 0, 2.02))]
    parts.append(rounded_box((1.14, 1.12, 0.22), 0.09, paint, (-1.42, 0, 2.56)))
    parts.append(rounded_box((1.12, 1.1, 0.16), 0.06, paint, (-1.42, 0, 1.6)))
    for side, turn in ((-1, 0), (1, 180)):
        parts.append(plate(heart_outline(0.54), 0.06, heart, (-1.42, side * 0.55, 2.06), bevel=0.025, turn=turn))
    parts.append(rounded_box((0.6, 0.4, 0.12), 0.05, material("#2C303A", roughness=0.5), (-1.46, 0, 1.47)))
    return parts


def _parcel_pile(colourway: Colourway) -> list[Object]:
    """Two cardboard parcels on a rack, the smaller on top, their hearts on the far side from the engine's pipe."""
    rack = rounded_box((1.2, 0.9, 0.1), 0.045, material("#2C303A", roughness=0.5), (-1.46, 0, 1.5))
    large = parcel((1.15, 1.0, 0.78), colourway.primary, colourway.accent)
    small = parcel((0.8, 0.76, 0.58), colourway.accent, colourway.primary)
    return [rack, group([large], (-1.46, 0, 1.93), (0, 0, 180)), group([small], (-1.46, 0.02, 2.6), (0, 0, 168))]


def _helmet(colourway: Colourway) -> list[Object]:
    """A round helmet with a visor, its front to +x, its rim at z = 0."""
    shell, stripe = material(colourway.accent, roughness=0.25, coat=0.6), material(colourway.light, roughness=0.35)
    arc = [math.radians(-30 + 120 * k / 24) for k in range(25)]
    dome = [(0, -0.2), (0.36, -0.2), *((0.42 * math.cos(a), 0.42 * math.sin(a)) for a in arc[:-1]), (0, 0.42)]
    parts: list[Object] = [lathe(dome, shell, scale=(1.1, 0.96, 1.0))]
    rows = []
    for i in range(9):
        rise = math.radians(-14 + 42 * i / 8)
        turns = [math.radians(-66 + 132 * k / 24) for k in range(25)]
        rows.append(
            [
                (0.48 * math.cos(rise) * math.cos(t), 0.43 * math.cos(rise) * math.sin(t), 0.44 * math.sin(rise))
                for t in turns
            ]
        )
    parts.append(sheet(rows, 0.04, dark_glass(), bevel=0.015))
    ridge = [math.radians(40 + 130 * k / 20) for k in range(21)]
    parts.append(tube([(0.455 * math.cos(a), 0, 0.415 * math.sin(a)) for a in ridge], 0.05, stripe))
    return [group(parts, (0, 0, 0.21))]


def build_scooter(colourway: Colourway, pose: str) -> None:
    """A courier's scooter with a box; ``parcels`` carries cardboard parcels, ``helmet`` only a helmet on its seat."""
    parts = _scooter_body(colourway) + _scooter_steering(colourway)
    if pose == "parcels":
        parts += _parcel_pile(colourway)
    elif pose == "helmet":
        parts.append(group(_helmet(colourway), (-0.66, 0, 1.6), (0, 0, -20), 1.2))
        rail = [(-1.2, -0.3, 1.4), (-1.86, -0.3, 1.56), (-1.98, 0, 1.6), (-1.86, 0.3, 1.56), (-1.2, 0.3, 1.4)]
        parts.append(tube(spline(rail, 8), 0.06, steel()))
    else:
        parts += _delivery_box(colourway)
    group(parts)


def _taxi_profile() -> list[tuple[float, float]]:
    """The lower body from the side, with the wheel arches in its outline."""
    corners: list[tuple[float, float]] = [(-2.02, 0.42)]
    for axle in _TAXI_AXLES:
        angles = [math.radians(180 - 180 * k / 16) for k in range(17)]
        corners += [(axle + 0.5 * math.cos(angle), 0.42 + 0.5 * math.sin(angle)) for angle in angles]
    corners += [(2.02, 0.42), (2.08, 1.0), (1.45, 1.2), (0.95, 1.24), (-1.5, 1.24), (-2.05, 1.08)]
    return rounded_polygon(corners, [0.12, *([0.0] * 34), 0.12, 0.26, 0.5, 0.3, 0.4, 0.26])


def _taxi_body(colourway: Colourway) -> list[Object]:
    """Body, cabin and wheels; the front is +x."""
    paint = _paint(colourway.primary)
    parts = [plate(_taxi_profile(), 1.72, paint, bevel=0.12), rounded_box((3.5, 1.45, 0.3), 0.1, rubber(), (0, 0, 0.5))]
    cabin = rounded_polygon([(-1.62, 1.16), (1.0, 1.16), (0.42, 1.86), (-1.15, 1.86)], [0.1, 0.1, 0.3, 0.34])
    parts.append(plate(cabin, 1.4, dark_glass(), bevel=0.14))
    roof = rounded_polygon([(-1.33, 1.62), (0.72, 1.62), (0.42, 1.93), (-1.15, 1.93)], [0.15, 0.15, 0.26, 0.3])
    parts.append(plate(roof, 1.5, paint, bevel=0.14))
    for side in (-1, 1):
        for low, high in (((0.98, 1.2), (0.6, 1.66)), ((-1.6, 1.2), (-1.28, 1.66)), ((-0.28, 1.18), (-0.28, 1.7))):
            parts += rod((low[0], side * 0.655, low[1]), (high[0], side * 0.655, high[1]), 0.075, paint)
        for axle in _TAXI_AXLES:
            parts.append(wheel(0.42, 0.34, white(), steel(), (axle, side * 0.72, 0.42)))
    return parts


def _taxi_details(colourway: Colourway) -> list[Object]:
    """Checkers, handles, mirrors, lights, bumpers and the light on the roof."""
    paint, dark, bumper = (
        _paint(colourway.primary),
        material("#20232B", roughness=0.4),
        material("#E9EDF2", roughness=0.3),
    )
    parts: list[Object] = []
    for side in (-1, 1):
        y = side * 0.862
        for i in range(10):
            for row in range(2):
                check = dark if (i + row) % 2 == 0 else white()
                place = (-0.7 + (i + 0.5) * 0.142, y, 0.76 + (row - 0.5) * 0.142)
                parts.append(rounded_box((0.142, 0.02, 0.142), 0.004, check, place, segments=1))
        parts += [rounded_box((0.22, 0.06, 0.06), 0.025, steel(), (x, side * 0.87, 1.02)) for x in (0.3, -0.75)]
        parts.append(sphere(0.14, paint, (0.86, side * 0.93, 1.3), scale=(0.7, 0.9, 0.75)))
        parts.append(sphere(0.2, _lamp(), (2.0, side * 0.56, 0.86), scale=(0.5, 1, 0.95)))
        parts.append(sphere(0.17, _tail_lamp(), (-1.97, side * 0.58, 0.92), scale=(0.5, 1, 0.8)))
        parts.append(rounded_box((0.22, 1.5, 0.18), 0.08, bumper, (side * 2.02, 0, 0.52)))
    parts.append(rounded_box((0.08, 0.66, 0.16), 0.04, dark, (2.06, 0, 0.8)))
    return [*parts, group(_roof_light(), (-0.35, 0, 1.9))]


def _roof_light() -> list[Object]:
    """A lit box with a row of checkers, across the roof."""
    dark = material("#20232B", roughness=0.4)
    parts = [rounded_box((0.46, 0.98, 0.1), 0.04, dark, (0, 0, 0.06))]
    lit = material("#FFF6D6", roughness=0.3, emission=0.35)
    parts.append(rounded_box((0.4, 0.9, 0.38), 0.1, lit, (0, 0, 0.27), taper=(0.75, 0.9)))
    for side in (-1, 1):
        for i in range(6):
            z = 0.21 + 0.11 * (i % 2)
            place = (side * (0.196 - 0.132 * (z - 0.08)), (i - 2.5) * 0.11, z)
            parts.append(rounded_box((0.03, 0.11, 0.11), 0.006, dark, place, (0, -side * 7, 0), segments=1))
    return parts


def _taxi_stand() -> list[Object]:
    """A pole with a round checkered sign that faces the camera's side, on a small kerb."""
    metal, dark = steel(), material("#20232B", roughness=0.4)
    parts: list[Object] = [cylinder(0.36, 0.12, dark, (0, 0, 0.06), bevel=0.05)]
    parts += rod((0, 0, 0.1), (0, 0, 2.6), 0.07, metal)
    face = [cylinder(0.52, 0.14, _paint("#FFC21A"), bevel=0.05), cylinder(0.43, 0.16, white(), bevel=0.02)]
    for row in range(4):
        for column in range(4):
            x, y = (column - 1.5) * _CHECK, (row - 1.5) * _CHECK
            if (row + column) % 2 == 0:
                face.append(rounded_box((_CHECK, _CHECK, 0.2), 0.004, dark, (x, y, 0), segments=1))
    return [*parts, group(face, (0, 0, 2.75), (90, 0, 0))]


def build_taxi(colourway: Colourway, pose: str) -> None:
    """A taxi with checkers and a roof light; ``luggage`` has suitcases beside it, ``stand`` a taxi stand's sign."""
    parts = _taxi_body(colourway) + _taxi_details(colourway)
    if pose == "luggage":
        large = suitcase(colourway.accent, colourway.light, colourway.dark)
        small = suitcase("#EB5A4B", colourway.light, colourway.dark)
        parts.append(group([large], (-2.7, -0.1, 0), (0, 0, 14), 1.2))
        parts.append(group([small], (-2.35, -1.0, 0), (0, 0, 30), 0.9))
    elif pose == "stand":
        parts.append(group(_taxi_stand(), (-0.6, 1.35, 0), (0, 0, -32)))
    group(parts)


OBJECTS = (
    BankObject("scooter", build_scooter, View(azimuth=32, elevation=13), SCOOTER),
    BankObject("taxi", build_taxi, View(azimuth=42, elevation=17), TAXI),
)

"""Vehicles for long ways: an airliner and a train."""

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    dark_glass,
    gold,
    group,
    lathe,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rubber,
    sphere,
    steel,
    white,
)
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.transport_2_captions import AIRPLANE, TRAIN
from offline.bank_renderer.objects.vehicle_parts import Hull, Station, cloud, wheel

_FUSELAGE: tuple[Station, ...] = (
    (-2.3, 0.03, 0.3, 0.38),
    (-2.2, 0.13, 0.2, 0.46),
    (-1.7, 0.3, -0.12, 0.52),
    (-0.9, 0.5, -0.45, 0.56),
    (0.3, 0.57, -0.56, 0.58),
    (1.1, 0.55, -0.56, 0.55),
    (1.6, 0.46, -0.5, 0.42),
    (1.92, 0.3, -0.38, 0.2),
    (2.06, 0.15, -0.25, 0.03),
    (2.1, 0.02, -0.12, -0.1),
)
_COACH: tuple[Station, ...] = (
    (-1.9, 0.05, 0.72, 0.86),
    (-1.88, 0.4, 0.5, 1.5),
    (-1.8, 0.56, 0.36, 1.78),
    (-1.6, 0.62, 0.32, 1.86),
    (-0.8, 0.63, 0.32, 1.88),
    (0.4, 0.63, 0.32, 1.88),
)
_NOSE: tuple[Station, ...] = (
    (1.0, 0.62, 0.32, 1.84),
    (1.5, 0.58, 0.32, 1.62),
    (1.95, 0.47, 0.33, 1.16),
    (2.2, 0.31, 0.36, 0.82),
    (2.29, 0.15, 0.42, 0.66),
    (2.31, 0.02, 0.5, 0.58),
)
_TAIL: tuple[Station, ...] = (
    (1.4, 0.62, 0.32, 1.86),
    (1.6, 0.56, 0.36, 1.78),
    (1.68, 0.4, 0.5, 1.5),
    (1.7, 0.05, 0.72, 0.86),
)


def airplane_parts(colourway: Colourway) -> list[Object]:
    """A chubby airliner, its nose to the right, its middle at the origin, without wheels."""
    skin, paint = (
        material(colourway.light, roughness=0.28, coat=0.5),
        material(colourway.primary, roughness=0.28, coat=0.5),
    )
    accent, glass = material(colourway.accent, roughness=0.3), dark_glass()
    hull = Hull(_FUSELAGE)
    parts: list[Object] = [hull.body(skin)]
    parts.append(hull.patch((-2.12, 1.86), (0.36, 0.64), paint, lift=0.005))
    parts.append(hull.patch((1.36, 1.72), (-0.14, 0.14), glass, lift=0.005, corner=0.5))
    for side in (1, -1):
        for i in range(6):
            x, middle = 0.9 - 0.36 * i, 0.19 * side
            parts.append(hull.patch((x - 0.09, x + 0.09), (middle - 0.035, middle + 0.035), glass, corner=0.75))
        parts.append(
            hull.patch((1.08, 1.32), (0.18 * side, 0.335 * side), accent, corner=0.4, lift=0.002, thickness=0.05)
        )
    wing = [(0.62, -0.2), (-0.1, -2.25), (-0.55, -2.32), (-0.5, -0.2)]
    tailplane = [(-1.45, -0.1), (-1.85, -0.95), (-2.18, -0.98), (-2.05, -0.1)]
    for side in (1, -1):
        outline = rounded_polygon([(x, y * side) for x, y in wing], [0.1, 0.18, 0.18, 0.1])
        parts.append(prism(outline, 0.15, paint, (0.05, 0, -0.28), (-6 * side, 0, 0), bevel=0.07))
        tip = rounded_polygon([(0.02, 0), (-0.42, 0), (-0.56, 0.42), (-0.3, 0.42)], [0.1, 0.06, 0.09, 0.09])
        parts.append(prism(tip, 0.1, accent, (-0.12, -2.2 * side, -0.08), (90 + 12 * side, 0, 0), bevel=0.045))
        outline = rounded_polygon([(x, y * side) for x, y in tailplane], [0.06, 0.12, 0.12, 0.06])
        parts.append(prism(outline, 0.12, paint, (0, 0, 0.3), (-5 * side, 0, 0), bevel=0.055))
        parts.append(_jet_engine(skin, paint, (0.36, -0.98 * side, -0.5)))
    fin = rounded_polygon([(-1.25, 0.4), (-1.95, 1.4), (-2.36, 1.4), (-2.16, 0.3)], [0.2, 0.16, 0.12, 0.05])
    parts.append(plate(fin, 0.16, paint, bevel=0.07))
    stripe = rounded_polygon([(-1.62, 0.86), (-1.79, 1.1), (-2.27, 1.1), (-2.22, 0.86)], 0.02)
    parts.append(plate(stripe, 0.18, accent, bevel=0.015))
    return parts


def _jet_engine(cowl: Material, fan: Material, location: tuple[float, float, float]) -> Object:
    profile = [
        (0, -0.42),
        (0.1, -0.42),
        (0.19, -0.34),
        (0.27, -0.05),
        (0.29, 0.22),
        (0.27, 0.34),
        (0.22, 0.35),
        (0.2, 0.28),
        (0, 0.26),
    ]
    parts = [lathe(profile, cowl, sharp_angle=60), cylinder(0.2, 0.02, rubber(), (0, 0, 0.28), bevel=0)]
    parts += [sphere(0.09, fan, (0, 0, 0.28)), rounded_box((0.14, 0.1, 0.5), 0.04, cowl, (-0.24, 0, -0.02))]
    return group(parts, location, (0, 90, 0))


def _landing_gear(colourway: Colourway) -> list[Object]:
    rim, cap = white(), material(colourway.accent, roughness=0.3)
    parts: list[Object] = []
    for x, y in ((1.35, 0.0), (-0.2, -0.5), (-0.2, 0.5)):
        parts += rod((x, y, -0.4), (x, y, -0.95), 0.07, steel())
        parts += [wheel(0.2, 0.15, rim, cap, (x, y + shift, -0.95)) for shift in (-0.1, 0.1)]
    return parts


def _boarding_stairs(colourway: Colourway) -> Object:
    paint, step_surface = material(colourway.accent, roughness=0.35), white()
    steps = 6
    side = [(0, 0), (1.5, 0), (1.5, 0.2), (0.3, 1.22), (0, 1.22)]
    parts: list[Object] = [
        plate(rounded_polygon(side, 0.07), 0.06, paint, (0, y, 0), bevel=0.025) for y in (-0.28, 0.28)
    ]
    for i in range(steps):
        parts.append(rounded_box((0.28, 0.52, 0.08), 0.03, step_surface, (1.36 - 0.23 * i, 0, 0.2 + 0.19 * i)))
    for y in (-0.28, 0.28):
        rail = [(1.42, y, 0.62), (0.3, y, 1.6), (0.04, y, 1.6)]
        for start, end in ((rail[0], rail[1]), (rail[1], rail[2]), (rail[0], (1.42, y, 0.2)), (rail[1], (0.3, y, 1.2))):
            parts += rod(start, end, 0.04, paint)
    for x in (0.25, 1.25):
        parts += [wheel(0.13, 0.1, step_surface, paint, (x, y, 0.0)) for y in (-0.28, 0.28)]
    return group(parts, (1.2, -0.62, -1.02), (0, 0, -90))


def build_airplane(colourway: Colourway, pose: str) -> None:
    """An airliner climbing; ``clouds`` float below it, ``stairs`` stand at its door on the ground."""
    parts = airplane_parts(colourway)
    if pose == "stairs":
        group([*parts, *_landing_gear(colourway), _boarding_stairs(colourway)], (0, 0, 1.15))
        return
    if pose != "clouds":
        group(parts, (0, 0, 1.8), (16, -14, 0))
        return
    group(parts, (0, 0, 2.15), (-18, -12, -108))
    puff = material("#EDF3FD", roughness=0.7, coat=0.0)
    clouds = (
        cloud(2.3, puff, (0.9, -0.7, 0.45)),
        cloud(1.7, puff, (-1.5, -0.9, 0.42)),
        cloud(1.4, puff, (-0.2, 1.2, 0.35)),
    )
    group(clouds, rotation=(0, 0, 34))


def _track(length: float, wood: Material) -> list[Object]:
    parts: list[Object] = []
    count = round(length / 0.5)
    for i in range(count):
        parts.append(rounded_box((0.24, 1.5, 0.12), 0.045, wood, (-length / 2 + length * (i + 0.5) / count, 0, 0.06)))
    parts += [rounded_box((length, 0.1, 0.12), 0.035, steel(), (0, y, 0.17)) for y in (-0.42, 0.42)]
    return parts


def _bogies(positions: tuple[float, ...]) -> list[Object]:
    parts: list[Object] = []
    for x in positions:
        parts.append(rounded_box((0.9, 0.86, 0.2), 0.06, rubber(), (x, 0, 0.46)))
        for shift in (-0.27, 0.27):
            for y in (-0.42, 0.42):
                parts.append(
                    cylinder(
                        0.2, 0.14, material("#596070", roughness=0.4), (x + shift, y, 0.42), (90, 0, 0), bevel=0.04
                    )
                )
    return parts


def _coach(colourway: Colourway, hull: Hull, windows: tuple[float, ...], band_end: float) -> list[Object]:
    skin, paint = (
        material(colourway.light, roughness=0.28, coat=0.5),
        material(colourway.primary, roughness=0.28, coat=0.5),
    )
    accent = material(colourway.accent, roughness=0.3)
    parts: list[Object] = [hull.body(skin)]
    for side in (1, -1):
        parts.append(hull.patch((-1.8, band_end), (0.29 * side, 0.4 * side), paint, lift=0.004))
        parts.append(hull.patch((-1.8, band_end - 0.04), (0.272 * side, 0.29 * side), accent, lift=0.006))
        for x in windows:
            parts.append(
                hull.patch((x - 0.2, x + 0.2), (0.165 * side, 0.235 * side), dark_glass(), lift=0.004, corner=0.45)
            )
        parts.append(hull.patch((-1.5, -1.16), (0.14 * side, 0.37 * side), paint, lift=0.008, corner=0.3))
        parts.append(hull.patch((-1.42, -1.24), (0.165 * side, 0.22 * side), dark_glass(), lift=0.02, corner=0.5))
    parts.append(rounded_box((1.1, 0.6, 0.14), 0.06, material(colourway.secondary, roughness=0.4), (-0.6, 0, 1.9)))
    return parts


def _power_car(colourway: Colourway) -> Object:
    """The leading car; its underside is at its place above the rails."""
    hull = Hull((*_COACH, *_NOSE), squareness=3.2)
    paint = material(colourway.primary, roughness=0.28, coat=0.5)
    parts = _coach(colourway, hull, (-0.78, -0.26, 0.26, 0.78), 2.12)
    parts.append(hull.patch((1.32, 1.86), (-0.105, 0.105), dark_glass(), lift=0.006, corner=0.35))
    parts.append(hull.patch((-1.7, 1.22), (-0.05, 0.05), paint, lift=0.004))
    lamp = material("#FFFBE8", roughness=0.15, coat=1.0, emission=0.3)
    for side in (1, -1):
        parts.append(hull.patch((1.98, 2.2), (0.17 * side, 0.26 * side), lamp, lift=0.008, corner=0.9))
    parts += _bogies((-1.0, 1.1))
    return group(parts, (0, 0, 0.03))


def _middle_car(colourway: Colourway) -> Object:
    hull = Hull((*_COACH, *_TAIL), squareness=3.2)
    parts = _coach(colourway, hull, (-0.78, -0.26, 0.26, 0.78, 1.3), 1.6) + _bogies((-1.0, 0.9))
    parts.append(rounded_box((0.5, 0.7, 1.1), 0.1, rubber(), (1.8, 0, 1.0)))
    return group(parts, (-3.75, 0, 0.03))


def _steam_engine(colourway: Colourway) -> Object:
    paint, second = material(colourway.primary, roughness=0.28, coat=0.5), material(colourway.secondary, roughness=0.32)
    accent, dark, brass = material(colourway.accent, roughness=0.3), material(colourway.dark, roughness=0.45), gold()
    parts: list[Object] = [rounded_box((3.5, 0.94, 0.2), 0.07, dark, (0, 0, 0.66))]
    parts.append(cylinder(0.56, 2.1, paint, (0.45, 0, 1.34), (0, 90, 0), bevel=0.1))
    parts += [cylinder(0.585, 0.12, brass, (x, 0, 1.34), (0, 90, 0), bevel=0.04) for x in (-0.15, 0.5, 1.15)]
    parts.append(cylinder(0.44, 0.1, second, (1.5, 0, 1.34), (0, 90, 0), bevel=0.04))
    parts.append(
        sphere(0.17, material("#FFFBE8", roughness=0.15, coat=1.0, emission=0.3), (1.56, 0, 1.42), scale=(0.7, 1, 1))
    )
    chimney = [(0, 0), (0.2, 0), (0.2, 0.42), (0.36, 0.72), (0.38, 0.84), (0.3, 0.86), (0.27, 0.76), (0, 0.74)]
    parts.append(lathe(chimney, dark, (1.05, 0, 1.8)))
    parts.append(lathe([(0, 0), (0.25, 0), (0.25, 0.2), (0.2, 0.33), (0.1, 0.4), (0, 0.42)], brass, (0.12, 0, 1.82)))
    parts.append(rounded_box((1.0, 1.16, 1.2), 0.08, paint, (-1.1, 0, 1.36)))
    parts.append(rounded_box((1.3, 1.42, 0.2), 0.09, accent, (-1.1, 0, 2.02)))
    for side in (-1, 1):
        parts.append(rounded_box((0.52, 0.06, 0.46), 0.028, second, (-1.1, side * 0.58, 1.6)))
        parts.append(rounded_box((0.4, 0.06, 0.34), 0.025, dark_glass(), (-1.1, side * 0.6, 1.6)))
        for x, radius in ((-1.1, 0.42), (-0.15, 0.42), (0.75, 0.29), (1.35, 0.29)):
            parts += _spoked_wheel(x, side * 0.5, radius, accent, brass)
        parts.append(rounded_box((1.25, 0.08, 0.12), 0.04, steel(), (-0.6, side * 0.62, 0.5)))
    guard = rounded_polygon([(-0.6, 0), (0.6, 0), (0.4, 0.4), (-0.4, 0.4)], 0.08)
    parts.append(prism(guard, 0.16, accent, (1.84, 0, 0.28), (90, 22, 90), bevel=0.06))
    return group(parts, (0, 0, 0.13))


def _spoked_wheel(x: float, y: float, radius: float, accent: Material, brass: Material) -> list[Object]:
    made = [cylinder(radius, 0.16, rubber(), (x, y, 0.1 + radius), (90, 0, 0), bevel=0.05)]
    made.append(cylinder(radius * 0.76, 0.2, accent, (x, y, 0.1 + radius), (90, 0, 0), bevel=0.05))
    made.append(cylinder(radius * 0.26, 0.26, brass, (x, y, 0.1 + radius), (90, 0, 0), bevel=0.04))
    return made


def build_train(colourway: Colourway, pose: str) -> None:
    """The leading car of a fast train; ``carriage`` has a second one behind, ``steam`` is a toy steam engine."""
    wood = material("#B98255", roughness=0.6, coat=0.05)
    if pose == "steam":
        _steam_engine(colourway)
        puff = material("#EDF3FD", roughness=0.7, coat=0.0)
        cloud(0.8, puff, (0.95, 0, 3.12))
        cloud(1.1, puff, (0.35, 0, 3.55))
        group(_track(4.6, wood))
        return
    _power_car(colourway)
    if pose == "carriage":
        _middle_car(colourway)
        group(_track(8.4, wood), (-1.75, 0, 0))
    else:
        group(_track(4.8, wood), (0.2, 0, 0))


OBJECTS = (
    BankObject("airplane", build_airplane, View(azimuth=34, elevation=22, lift=0.12), AIRPLANE),
    BankObject("train", build_train, View(azimuth=40, elevation=16), TRAIN),
)

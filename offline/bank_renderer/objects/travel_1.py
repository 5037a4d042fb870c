"""Setting off: a suitcase, a globe."""

import math
from collections.abc import Sequence

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    carve,
    cylinder,
    gold,
    group,
    heart_outline,
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
from offline.bank_renderer.objects.continents import continents
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.transport_2 import airplane_parts
from offline.bank_renderer.objects.travel_1_captions import GLOBE_ON_STAND, SUITCASE

_CASE_WIDTH, _CASE_DEPTH, _CASE_HEIGHT = 1.7, 0.86, 2.3


def _case_shell(width: float, height: float, depth: float, surface: Material) -> list[Object]:
    """Half a hard case lying on its face: bulging upwards from z = 0, ribbed."""
    parts: list[Object] = [prism(rounded_rectangle(width, height, 0.26), depth, surface, (0, 0, depth / 2), bevel=0.15)]
    for x in (-0.3, -0.1, 0.1, 0.3):
        rib = rounded_rectangle(width * 0.09, height * 0.84, width * 0.045)
        parts.append(prism(rib, 0.12, surface, (x * width, 0, depth), bevel=0.045))
    return parts


def _suitcase(colourway: Colourway) -> list[Object]:
    shell = material(colourway.primary, roughness=0.32, coat=0.4)
    trim, accent = material(colourway.secondary, roughness=0.4), material(colourway.accent, roughness=0.38)
    dark, floor = rubber(), 0.26
    middle = floor + _CASE_HEIGHT / 2
    parts: list[Object] = []
    for side in (1, -1):
        half = _case_shell(_CASE_WIDTH, _CASE_HEIGHT, _CASE_DEPTH / 2, shell)
        parts.append(group(half, (0, -0.03 * side, middle), (90 * side, 0, 0)))
    parts.append(
        plate(rounded_rectangle(_CASE_WIDTH + 0.03, _CASE_HEIGHT + 0.03, 0.27), 0.09, dark, (0, 0, middle), bevel=0.03)
    )
    for x in (-0.62, 0.62):
        for y in (-0.26, 0.26):
            parts.append(cylinder(0.12, 0.14, trim, (x, y, floor - 0.03), bevel=0.03))
            parts.append(cylinder(0.14, 0.16, dark, (x, y, 0.14), (0, 90, 0), bevel=0.05))
            parts.append(cylinder(0.06, 0.18, trim, (x, y, 0.14), (0, 90, 0), bevel=0.02))
        for z in (floor + 0.14, floor + _CASE_HEIGHT - 0.14):
            corner = rounded_box((0.34, _CASE_DEPTH + 0.06, 0.34), 0.12, trim, (math.copysign(0.7, x), 0, z))
            parts.append(corner)
    top = floor + _CASE_HEIGHT
    for x in (-0.42, 0.42):
        parts.append(rounded_box((0.2, 0.2, 0.08), 0.03, dark, (x, 0.14, top)))
        parts += rod((x, 0.14, top), (x, 0.14, top + 0.82), 0.06, steel())
    parts.append(rounded_box((1.1, 0.2, 0.19), 0.09, accent, (0, 0.14, top + 0.86)))
    grip = [
        (-0.34, -0.16, top - 0.02),
        (-0.28, -0.16, top + 0.12),
        (0, -0.16, top + 0.15),
        (0.28, -0.16, top + 0.12),
        (0.34, -0.16, top - 0.02),
    ]
    parts.append(tube(spline(grip, 8), 0.065, accent))
    parts.append(rounded_box((0.12, 0.18, 0.3), 0.05, gold(), (_CASE_WIDTH / 2 + 0.02, 0, middle + 0.3)))
    return parts


def _luggage_tag(colourway: Colourway) -> list[Object]:
    leather = material(colourway.accent, roughness=0.4)
    outline = rounded_polygon([(-0.2, -0.34), (0.2, -0.34), (0.2, 0.2), (0.08, 0.34), (-0.08, 0.34), (-0.2, 0.2)], 0.06)
    parts = [plate(outline, 0.08, leather, (0.5, -0.56, 2.0), bevel=0.03)]
    parts.append(plate(heart_outline(0.22), 0.06, white(), (0.5, -0.61, 1.93), bevel=0.02))
    parts.append(
        tube(
            spline([(0.32, -0.16, 2.66), (0.4, -0.42, 2.64), (0.48, -0.55, 2.46), (0.5, -0.56, 2.3)], 8), 0.035, leather
        )
    )
    return parts


def _open_suitcase(colourway: Colourway) -> list[Object]:
    shell, lining = (
        material(colourway.primary, roughness=0.32, coat=0.4),
        material(colourway.light, roughness=0.6, coat=0.05),
    )
    width, length, depth = 2.3, 1.7, 0.5
    halves: list[Object] = []
    for angle, location in ((0, (0, 0, 0)), (-72, (0, length / 2 + 0.05, depth))):
        hollow = prism(rounded_rectangle(width - 0.2, length - 0.2, 0.18), depth, shell, (0, 0, 0.12), bevel=0.05)
        box = carve(prism(rounded_rectangle(width, length, 0.26), depth, shell, bevel=0.12), [hollow])
        floor = prism(
            rounded_rectangle(width - 0.24, length - 0.24, 0.17), 0.06, lining, (0, 0, -depth / 2 + 0.15), bevel=0.02
        )
        inner = group([box, floor], (0, length / 2 if angle else 0, -depth / 2 if angle else depth / 2))
        if angle:
            pocket, strap = material(colourway.secondary, roughness=0.6), material(colourway.accent, roughness=0.45)
            lid_parts = [
                prism(rounded_rectangle(1.84, 0.78, 0.12), 0.12, pocket, (0, -0.26, -depth / 2 + 0.2), bevel=0.05)
            ]
            lid_parts.append(rounded_box((1.84, 0.12, 0.14), 0.05, strap, (0, 0.1, -depth / 2 + 0.21)))
            for part in lid_parts:
                part.parent = inner
        halves.append(group([inner], location, (-angle, 0, 0)))
    return [*halves, *_packed_clothes(colourway)]


def _packed_clothes(colourway: Colourway) -> list[Object]:
    accent, second = (
        material(colourway.accent, roughness=0.65, coat=0.05),
        material(colourway.secondary, roughness=0.65, coat=0.05),
    )
    light, dark = material("#FFFFFF", roughness=0.65, coat=0.05), material(colourway.primary, roughness=0.65, coat=0.05)
    parts: list[Object] = []
    for x, y, pile in (
        (-0.62, 0.32, (second, light, accent)),
        (0.5, 0.34, (light, dark, second)),
        (-0.66, -0.4, (accent, dark)),
    ):
        for i, cloth in enumerate(pile):
            parts.append(
                rounded_box(
                    (0.86 if x < 0 else 1.05, 0.68, 0.18), 0.085, cloth, (x, y, 0.27 + 0.16 * i), (0, 0, 3 - 3 * i)
                )
            )
    for y in (-0.22, -0.52):
        parts.append(cylinder(0.16, 0.5, second if y < -0.3 else accent, (0.22, y, 0.36), (90, 0, 90), bevel=0.08))
    parts += [
        rounded_box((0.5, 0.5, 0.34), 0.1, dark, (0.78, -0.38, 0.36)),
        rounded_box((0.52, 0.08, 0.1), 0.03, light, (0.78, -0.64, 0.42)),
    ]
    parts += _sunglasses()
    return parts


def _sunglasses() -> list[Object]:
    frame, lens = rubber(), material("#2B3A4F", roughness=0.08, coat=1.0)
    parts: list[Object] = []
    for x in (-0.2, 0.2):
        parts.append(prism(rounded_rectangle(0.36, 0.28, 0.12), 0.06, frame, (x, 0, 0), bevel=0.025))
        parts.append(prism(rounded_rectangle(0.27, 0.19, 0.085), 0.07, lens, (x, 0, 0), bevel=0.02))
    parts += rod((-0.06, 0.05, 0), (0.06, 0.05, 0), 0.03, frame)
    return [group(parts, (0.5, 0.26, 0.73), (18, 0, 12))]


def build_suitcase(colourway: Colourway, pose: str) -> None:
    """A hard suitcase on wheels with a tag; ``pair`` has a cabin case beside it, ``open`` lies packed with clothes."""
    if pose == "open":
        group(_open_suitcase(colourway))
        return
    group(_suitcase(colourway) + _luggage_tag(colourway))
    if pose == "pair":
        small = Colourway(**{**vars(colourway), "primary": colourway.accent, "accent": colourway.primary})
        group(_suitcase(small), (1.5, -0.5, 0), (0, 0, -14), 0.66)


def _globe_stand(colourway: Colourway) -> list[Object]:
    wood, brass = material(colourway.accent, roughness=0.38, coat=0.35), gold()
    base = [
        (0, 0),
        (0.8, 0),
        (0.88, 0.05),
        (0.88, 0.14),
        (0.78, 0.22),
        (0.34, 0.28),
        (0.2, 0.4),
        (0.16, 0.56),
        (0, 0.56),
    ]
    parts: list[Object] = [lathe(_smooth_profile(base), wood)]
    parts.append(cylinder(0.22, 0.08, brass, (0, 0, 0.42), bevel=0.03))
    ring = [math.radians(-113 + 180 * k / 48) for k in range(49)]
    arc = [(1.34 * math.cos(angle), 0.0, 1.34 * math.sin(angle)) for angle in ring]
    axis = [(math.cos(ring[-1]), math.sin(ring[-1])), (math.cos(ring[0]), math.sin(ring[0]))]
    frame: list[Object] = [tube(arc, 0.085, wood)]
    for x, z in axis:
        frame += rod((1.1 * x, 0, 1.1 * z), (1.4 * x, 0, 1.4 * z), 0.075, brass)
        frame.append(sphere(0.14, brass, (1.44 * x, 0, 1.44 * z)))
    parts.append(group(frame, (0, 0, 1.84)))
    return parts


def _smooth_profile(profile: Sequence[tuple[float, float]]) -> list[tuple[float, ...]]:
    return [profile[0], *spline(profile[1:-1], 4), profile[-1]]


def _globe_ball(colourway: Colourway) -> list[Object]:
    ocean = material(colourway.primary, roughness=0.25, coat=0.6)
    land = material("#7ED084" if colourway.id == "blue" else "#FFDD8F", roughness=0.5, coat=0.1)
    return [sphere(1.15, ocean), *continents(1.15, land)]


def _globe_point(longitude: float, latitude: float, radius: float) -> Point:
    east, north = math.radians(longitude), math.radians(latitude)
    return (
        radius * math.cos(north) * math.sin(east),
        -radius * math.cos(north) * math.cos(east),
        radius * math.sin(north),
    )


def build_globe_on_stand(colourway: Colourway, pose: str) -> None:
    """A globe on its stand; ``plane`` has an airliner flying round it, ``pins`` flags stuck into three countries."""
    parts = _globe_stand(colourway)
    ball = _globe_ball(colourway)
    if pose == "pins":
        head = material("#F4433C", roughness=0.28, coat=0.5)
        for longitude, latitude in ((-104, 44), (-84, 22), (-56, -12)):
            foot, top = _globe_point(longitude, latitude, 1.1), _globe_point(longitude, latitude, 1.42)
            ball += [*rod(foot, top, 0.03, steel()), sphere(0.12, head, top)]
    spin = 41 if pose == "pins" else -29
    parts.append(group([group(ball, rotation=(0, 0, spin))], (0, 0, 1.84), (0, 23, 0)))
    if pose == "plane":
        parts.append(group(airplane_parts(colourway), (-0.45, -1.5, 2.1), (16, -18, 6), 0.36))
    group(parts)


OBJECTS = (
    BankObject("suitcase", build_suitcase, View(azimuth=-30, elevation=18), SUITCASE),
    BankObject("globe_on_stand", build_globe_on_stand, View(azimuth=-14, elevation=14), GLOBE_ON_STAND),
)

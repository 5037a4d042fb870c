"""Where travellers stay: a reception bell, a bed, a key."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    circle_outline,
    cylinder,
    gold,
    group,
    heart_outline,
    lathe,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    steel,
    torus,
    tube,
    white,
)
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.puffy_parts import Balloon
from offline.bank_renderer.objects.travel_2_captions import BED, HOTEL_BELL, KEY
from offline.bank_renderer.objects.travel_parts import wave_arc

_WOOD = "#C98F5A"


def _bell(colourway: Colourway) -> list[Object]:
    metal = gold() if colourway.id == "yellow" else material(colourway.primary, roughness=0.2, metallic=0.25, coat=0.7)
    rim, base = material(colourway.secondary, roughness=0.3, coat=0.4), material(colourway.dark, roughness=0.4)
    button = material(colourway.accent, roughness=0.28, coat=0.5)
    curve = [math.radians(90 * k / 20) for k in range(21)]
    dome = [
        (1.02, 0),
        (1.13, 0),
        (1.16, 0.05),
        (1.12, 0.1),
        *((1.02 * math.cos(a), 0.1 + 0.86 * math.sin(a)) for a in curve[:-1]),
    ]
    parts: list[Object] = [lathe([(0, 0), *dome, (0, 0.96)], metal, (0, 0, 0.4), sharp_angle=60)]
    parts.append(torus(1.08, 0.075, rim, (0, 0, 0.45)))
    foot = [(0, 0), (1.24, 0), (1.32, 0.06), (1.32, 0.16), (1.2, 0.26), (0.9, 0.3), (0, 0.3)]
    parts.append(lathe(foot, base))
    parts.append(cylinder(0.85, 0.3, base, (0, 0, 0.32)))
    parts.append(cylinder(0.15, 0.26, steel(), (0, 0, 1.44), bevel=0.04))
    parts.append(lathe([(0, 0), (0.24, 0), (0.27, 0.05), (0.24, 0.13), (0.12, 0.18), (0, 0.19)], button, (0, 0, 1.53)))
    return parts


def _room_key(colourway: Colourway) -> list[Object]:
    """A key lying on the ground, its blade to -y, with a plump fob on a ring behind it."""
    leather = material(colourway.primary, roughness=0.36)
    parts: list[Object] = [group(_key_parts(gold(), material(colourway.light)), (0.1, 0, 0.1), (-90, 0, 0), 0.42)]
    fob = rounded_polygon([(-0.34, -0.5), (0.34, -0.5), (0.34, 0.24), (0.14, 0.5), (-0.14, 0.5), (-0.34, 0.24)], 0.1)
    heart = prism(heart_outline(0.36), 0.06, white(), (0, -0.06, 0.09), bevel=0.02)
    parts.append(group([prism(fob, 0.16, leather, bevel=0.06), heart], (0.24, 1.42, 0.09), (0, 0, 168)))
    parts.append(torus(0.22, 0.05, steel(), (0.12, 0.82, 0.14), (0, 14, 0)))
    return parts


def build_hotel_bell(colourway: Colourway, pose: str) -> None:
    """A reception bell; ``ringing`` sends out waves, ``key`` has a room key with a fob before it."""
    bell = group(_bell(colourway))
    inner, outer = material(colourway.accent, roughness=0.3), material(colourway.secondary, roughness=0.3)
    if pose == "ringing":
        for directions in ((18, 58), (122, 162)):
            for radius, surface in ((1.36, inner), (1.68, outer)):
                wave_arc(radius, 0.1, surface, (0, 0, 0.6), directions)
    if pose == "key":
        bell.location = (0.35, 0.5, 0)
        group(_room_key(colourway), (0.95, -1.62, 0), (0, 0, 78), 1.15)


def _bed_frame(colourway: Colourway) -> list[Object]:
    wood, head = material(_WOOD, roughness=0.5, coat=0.15), material(colourway.primary, roughness=0.5, coat=0.1)
    parts: list[Object] = [rounded_box((2.5, 3.1, 0.34), 0.09, wood, (0, 0, 0.4))]
    parts += [cylinder(0.12, 0.3, wood, (x, y, 0.15), top_radius=0.14) for x in (-1.1, 1.1) for y in (-1.35, 1.35)]
    board = rounded_polygon(
        [(-1.36, 0.2), (1.36, 0.2), (1.36, 1.75), (0.8, 1.98), (-0.8, 1.98), (-1.36, 1.75)],
        [0.1, 0.1, 0.3, 0.6, 0.6, 0.3],
    )
    parts.append(plate(board, 0.26, head, (0, 1.62, 0), bevel=0.11))
    tuft = Balloon(rounded_rectangle(0.84, 0.96, 0.2), 0.3, fullness=0.6)
    for x in (-0.86, 0, 0.86):
        parts.append(tuft.solid(head, (x, 1.48, 1.34)))
    parts += [
        sphere(0.06, material(colourway.accent), (x, 1.36, 1.36), scale=(1, 0.5, 1), segments=24) for x in (-0.43, 0.43)
    ]
    return parts


def _bedding(colourway: Colourway) -> list[Object]:
    linen, cover = material("#FFFFFF", roughness=0.6, coat=0.05), material(colourway.primary, roughness=0.55, coat=0.08)
    fold, accent = (
        material(colourway.secondary, roughness=0.55, coat=0.08),
        material(colourway.accent, roughness=0.55, coat=0.08),
    )
    parts: list[Object] = [rounded_box((2.36, 2.92, 0.46), 0.16, linen, (0, 0, 0.76))]
    rows = []
    for i in range(25):
        y = -1.53 + 2.0 * i / 24
        row = []
        for k in range(41):
            s = -1 + 2 * k / 40
            row.append(_duvet_point(s, y))
        rows.append(row)
    parts.append(sheet(rows, 0.17, cover, bevel=0.07))
    band = [[_duvet_point(-1 + 2 * k / 40, y, 0.075) for k in range(41)] for y in (0.12, 0.22, 0.34, 0.46, 0.54)]
    parts.append(sheet(band, 0.14, fold, bevel=0.06))
    for x in (-0.58, 0.58):
        parts.append(_pillow((0.98, 0.4, 0.66), linen, (x, 1.16, 1.22), -56))
    parts.append(_pillow((0.66, 0.32, 0.46), accent, (0, 0.82, 1.22), -50))
    return parts


def _pillow(size: Point, surface: Material, location: Point, lean: float) -> Object:
    """A plump pillow leaning back."""
    width, depth, height = size
    shape = Balloon(rounded_rectangle(width, height, height * 0.3), depth, fullness=0.8)
    return shape.solid(surface, location, (lean, 0, 0))


def _duvet_point(s: float, y: float, lift: float = 0.0) -> tuple[float, float, float]:
    """The duvet lies on the mattress and hangs down at both sides and, a little, at the foot."""
    path = abs(s) * 1.72
    if path < 1.12:
        x, z = path, 1.07
    elif path < 1.4:
        angle = (path - 1.12) / 0.28 * math.pi / 2
        x, z = 1.12 + 0.17 * math.sin(angle), 0.9 + 0.17 * math.cos(angle)
    else:
        x, z = 1.29, 0.9 - (path - 1.4)
    ripple = 0.02 * math.sin(9 * y) * max(0.0, path - 1.2) / 0.5
    outwards = (path - 1.12) / 0.28 if path > 1.12 else 0.0
    x += ripple + lift * min(1.0, outwards)
    z += lift * max(0.0, 1 - outwards)
    if y < -1.4:
        z -= (-1.4 - y) ** 2 * 3
    return math.copysign(x, s), y, z


def _nightstand(colourway: Colourway) -> list[Object]:
    wood, accent = material(_WOOD, roughness=0.5, coat=0.15), material(colourway.accent, roughness=0.45)
    glow = material("#FFE9B0", roughness=0.5, coat=0.0, emission=0.35)
    parts: list[Object] = [rounded_box((0.86, 0.8, 0.78), 0.08, wood, (0, 0, 0.53))]
    parts += [cylinder(0.06, 0.2, wood, (x, y, 0.1)) for x in (-0.32, 0.32) for y in (-0.28, 0.28)]
    for z in (0.36, 0.7):
        parts.append(rounded_box((0.72, 0.06, 0.28), 0.028, material("#DDA873", roughness=0.5), (0, -0.4, z)))
        parts.append(sphere(0.055, accent, (0, -0.45, z), segments=24))
    parts.append(
        lathe(
            [(0, 0), (0.2, 0), (0.22, 0.05), (0.1, 0.1), (0.06, 0.16), (0.06, 0.5), (0, 0.5)],
            material(colourway.light),
            (0, 0, 0.92),
        )
    )
    parts.append(lathe([(0.2, 0.46), (0.24, 0.46), (0.4, 0), (0.36, 0), (0.2, 0.46)], glow, (0, 0, 1.36)))
    parts.append(torus(0.38, 0.03, accent, (0, 0, 1.37)))
    return parts


def _breakfast_tray(colourway: Colourway) -> list[Object]:
    wood, china = material("#D9A066", roughness=0.5), material("#FFFFFF", roughness=0.25, coat=0.5)
    parts: list[Object] = [prism(rounded_rectangle(1.3, 0.86, 0.16), 0.08, wood, bevel=0.03)]
    edge = [(x, y, 0.06) for x, y in rounded_rectangle(1.26, 0.82, 0.16)]
    parts.append(tube(edge, 0.055, wood, cyclic=True))
    cup = [(0, 0), (0.1, 0), (0.16, 0.06), (0.19, 0.26), (0.165, 0.26), (0.13, 0.08), (0, 0.06)]
    parts += [lathe(cup, china, (-0.36, 0.08, 0.08)), torus(0.09, 0.026, china, (-0.56, 0.08, 0.22), (90, 0, 0))]
    parts.append(cylinder(0.165, 0.02, material("#6B3F22", roughness=0.2, coat=0.8), (-0.36, 0.08, 0.28), bevel=0.005))
    parts.append(
        lathe([(0, 0), (0.2, 0), (0.3, 0.05), (0.3, 0.07), (0.2, 0.04), (0, 0.03)], china, (0.26, -0.04, 0.04))
    )
    bread = [
        (0.2 * math.cos(a), 0.16 * math.sin(a), 0.05 * math.sin(a))
        for a in (math.radians(20 + 140 * k / 10) for k in range(11))
    ]
    fullness = [0.35 + 0.65 * math.sin(math.pi * k / 10) for k in range(11)]
    parts.append(tube(bread, 0.11, material("#E2A04A", roughness=0.45), (0.26, -0.12, 0.16), radii=fullness))
    stem = material("#3E9B57", roughness=0.5)
    parts.append(
        lathe(
            [(0, 0), (0.07, 0), (0.09, 0.1), (0.05, 0.2), (0.06, 0.24), (0, 0.24)],
            material(colourway.secondary),
            (0.02, 0.28, 0.04),
        )
    )
    parts.append(tube([(0.02, 0.28, 0.2), (0.02, 0.28, 0.5)], 0.022, stem))
    parts.append(sphere(0.1, material("#F25C93", roughness=0.5), (0.02, 0.28, 0.54), scale=(1, 1, 0.85)))
    return parts


def build_bed(colourway: Colourway, pose: str) -> None:
    """A made double bed; ``nightstand`` has a table with a lamp beside it, ``tray`` a breakfast on it."""
    parts = _bed_frame(colourway) + _bedding(colourway)
    if pose == "nightstand":
        parts.append(group(_nightstand(colourway), (1.95, 1.15, 0)))
    if pose == "tray":
        parts.append(group(_breakfast_tray(colourway), (0.02, -0.62, 1.21), (0, 0, 10), 1.2))
    group(parts)


def _key_parts(metal: Material, inlay: Material) -> list[Object]:
    """A key standing upright, facing -y, bow up, its middle at the origin."""
    bow = circle_outline(0.66, 72)
    parts: list[Object] = [
        plate(bow, 0.3, metal, (0, 0, 1.1), bevel=0.12, holes=[[(x * 0.34, y * 0.34 + 0.22) for x, y in bow]])
    ]
    parts.append(torus(0.5, 0.06, inlay, (0, -0.14, 1.1), (90, 0, 0)))
    blade = [
        (-0.17, -1.6),
        (0, -1.72),
        (0.17, -1.6),
        (0.17, -1.36),
        (0.46, -1.36),
        (0.46, -1.1),
        (0.17, -1.1),
        (0.17, -0.9),
        (0.38, -0.9),
        (0.38, -0.64),
        (0.17, -0.64),
        (0.17, 0.6),
        (-0.17, 0.6),
    ]
    parts.append(plate(rounded_polygon(blade, 0.045), 0.26, metal, bevel=0.07))
    parts.append(cylinder(0.27, 0.16, metal, (0, 0, 0.42), bevel=0.06))
    parts.append(plate(rounded_rectangle(0.09, 1.5, 0.04), 0.28, inlay, (-0.03, 0, -0.6), bevel=0.02))
    return parts


def _house_fob(colourway: Colourway) -> list[Object]:
    """A plump house on a ring, hanging from the origin."""
    wall, roof = material(colourway.light, roughness=0.36), material(colourway.primary, roughness=0.32)
    accent = material(colourway.accent, roughness=0.32)
    parts: list[Object] = [plate(rounded_rectangle(1.16, 0.92, 0.12), 0.44, wall, (0, 0, -1.62), bevel=0.12)]
    parts.append(plate(rounded_polygon([(-0.86, -1.3), (0.86, -1.3), (0, -0.44)], 0.13), 0.54, roof, bevel=0.14))
    parts.append(plate(rounded_rectangle(0.28, 0.5, 0.1), 0.1, accent, (0.22, -0.22, -1.8), bevel=0.03))
    parts.append(plate(rounded_rectangle(0.34, 0.34, 0.07), 0.08, roof, (-0.26, -0.22, -1.58), bevel=0.025))
    parts.append(plate(heart_outline(0.34), 0.08, accent, (0, -0.28, -1.02), bevel=0.025))
    parts.append(torus(0.16, 0.05, steel(), (0, 0, -0.38), (90, 0, 90)))
    return [group(parts, (0, 0, 0.26))]


def _hook_board(colourway: Colourway) -> list[Object]:
    """A wooden board with three pegs, its middle peg at the origin."""
    wood, peg = material(_WOOD, roughness=0.5, coat=0.15), material(colourway.accent, roughness=0.35)
    parts: list[Object] = [plate(rounded_rectangle(2.7, 0.86, 0.24), 0.2, wood, (0, 0.36, 0), bevel=0.07)]
    for x in (-0.9, 0, 0.9):
        parts.append(cylinder(0.11, 0.5, peg, (x, 0.08, 0), (82, 0, 0), bevel=0.03))
        parts.append(sphere(0.18, peg, (x, -0.2, 0.04), scale=(1, 0.7, 1)))
    return parts


def build_key(colourway: Colourway, pose: str) -> None:
    """A big key and a little house on one ring; ``pair`` has two keys, ``hook`` hangs on a board."""
    metal = gold() if colourway.id != "orange" else material("#C9CFD8", roughness=0.25, metallic=0.6, coat=0.3)
    inlay = material(colourway.primary, roughness=0.32)
    ring_top = 3.4
    torus(0.52, 0.07, steel(), (0, 0, ring_top), (90, 0, 0))
    group([group(_key_parts(metal, inlay), (0, 0, -1.32))], (-0.3, 0, ring_top - 0.48), (0, 20, 0))
    if pose == "pair":
        silver = material("#C9CFD8", roughness=0.25, metallic=0.6, coat=0.3)
        group(
            [group(_key_parts(silver, material(colourway.accent)), (0, 0, -1.32))],
            (-0.05, 0.32, ring_top - 0.5),
            (0, -4, 0),
            0.92,
        )
    if pose == "hook":
        group(_hook_board(colourway), (0, 0, ring_top + 0.4))
    group(_house_fob(colourway), (0.36, -0.05, ring_top - 0.36), (0, -24, 0))


OBJECTS = (
    BankObject("hotel_bell", build_hotel_bell, View(azimuth=-14, elevation=20), HOTEL_BELL),
    BankObject("bed", build_bed, View(azimuth=34, elevation=26), BED),
    BankObject("key", build_key, View(azimuth=-20, elevation=10, lift=0.1), KEY),
)

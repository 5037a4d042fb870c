"""Where money is kept: wallet and safe."""

import math

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    carve,
    coin,
    cylinder,
    gold,
    group,
    material,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    rubber,
    sphere,
    steel,
)
from offline.bank_renderer.objects.business_1_captions import SAFE, WALLET
from offline.bank_renderer.objects.outfit_parts import plate, stitches, upright_card


def _banknote(location: Point, rotation: Point) -> Object:
    """An upright note with a frame and a disc instead of any writing."""
    paper, ink = material("#8FD3A6", roughness=0.6), material("#4FA876", roughness=0.6)
    parts = [plate(rounded_rectangle(2.0, 1.0, 0.08), 0.05, paper, bevel=0.018)]
    inner, outer = rounded_rectangle(1.74, 0.74, 0.05), rounded_rectangle(1.84, 0.84, 0.06)
    parts.append(plate(outer, 0.03, ink, (0, -0.02, 0), bevel=0.004, holes=[inner]))
    parts.append(cylinder(0.22, 0.04, ink, (0, -0.02, 0), (90, 0, 0), bevel=0.01))
    parts += [cylinder(0.07, 0.04, ink, (x, -0.02, 0.26), (90, 0, 0), bevel=0.01) for x in (-0.72, 0.72)]
    return group(parts, location, rotation)


def _seam_around(width: float, height: float, y: float, z: float, colourway: Colourway) -> list[Object]:
    x, top = width / 2, z + height
    path = [(-x, y, top), (-x, y, z), (x, y, z), (x, y, top)]
    return stitches(path, material(colourway.secondary, roughness=0.5), length=0.1, gap=0.08)


def _closed_wallet(colourway: Colourway) -> list[Object]:
    leather = material(colourway.primary, roughness=0.45, coat=0.15)
    lining = material(colourway.dark, roughness=0.6)
    parts = [plate(rounded_rectangle(2.5, 1.66, 0.24), 0.3, leather, (0, -0.2, 0.83), bevel=0.13)]
    parts.append(plate(rounded_rectangle(2.5, 1.78, 0.24), 0.26, leather, (0, 0.2, 0.89), bevel=0.11))
    parts.append(rounded_box((2.3, 0.36, 1.5), 0.1, lining, (0, 0.02, 0.82)))
    parts.append(rounded_box((0.24, 0.6, 1.62), 0.11, leather, (-1.14, 0, 0.83)))
    parts += _seam_around(2.2, 1.34, -0.36, 0.16, colourway)
    strap = rounded_polygon([(-0.5, -0.24), (0.5, -0.24), (0.5, 0.24), (-0.5, 0.24)], [0.23, 0.1, 0.1, 0.23])
    parts.append(plate(strap, 0.14, material(colourway.secondary, roughness=0.45), (0.82, -0.4, 0.86), bevel=0.055))
    parts.append(
        rounded_box((0.14, 0.86, 0.48), 0.06, material(colourway.secondary, roughness=0.45), (1.27, -0.05, 0.86))
    )
    parts.append(cylinder(0.13, 0.1, gold(), (0.56, -0.5, 0.86), (90, 0, 0), bevel=0.04))
    return parts


def _open_wallet(colourway: Colourway) -> list[Object]:
    """Two halves like a book standing up, cards in the slots of the inner side."""
    leather = material(colourway.primary, roughness=0.45, coat=0.15)
    lining = material(colourway.secondary, roughness=0.5)
    halves = []
    for side in (-1, 1):
        middle = side * 1.06
        half = [plate(rounded_rectangle(2.12, 1.7, 0.16), 0.16, leather, (middle, 0, 0.85), bevel=0.065)]
        for i in range(3):
            height = 1.24 - 0.28 * i
            y = -0.1 - 0.07 * i
            pocket = [
                (-0.95, 0),
                (0.95, 0),
                (0.95, height),
                (0.3, height),
                (0, height - 0.12),
                (-0.3, height),
                (-0.95, height),
            ]
            outline = rounded_polygon(pocket, [0.1, 0.1, 0.05, 0.05, 0.1, 0.05, 0.05])
            half.append(plate(outline, 0.06, lining if i % 2 else leather, (middle, y, 0.08), bevel=0.022))
        colours = (colourway.accent, colourway.light, "#37B58A")[::-side]
        for i in range(3):
            card = (middle + 0.03 * side, -0.065 - 0.07 * i, 1.1 - 0.21 * i)
            half.append(upright_card(colours[i], colourway.secondary, card, (0, 0, 0)))
        halves.append(group(half, rotation=(0, 0, -side * 24)))
    halves.append(cylinder(0.1, 1.66, leather, (0, 0.03, 0.85), bevel=0.05))
    return halves


_LOOSE_COINS = (
    ((-1.05, -0.75, 0.46), (74, 0, -16)),
    ((0.35, -0.95, 0.07), (0, 0, 20)),
    ((0.5, -0.92, 0.21), (0, 0, -12)),
    ((1.25, -0.72, 0.07), (0, 0, 40)),
)


def build_wallet(colourway: Colourway, pose: str) -> None:
    """A full wallet with a strap; ``open`` shows its card slots, ``coins`` lets coins lie in front."""
    if pose == "open":
        group(
            [
                *_open_wallet(colourway),
                _banknote((0.55, 0.3, 1.62), (0, 7, 14)),
                _banknote((-0.5, 0.3, 1.54), (0, -6, -14)),
            ]
        )
        return
    parts = _closed_wallet(colourway)
    parts.append(_banknote((0.0, 0.14, 1.62), (0, -5, 0)))
    parts.append(_banknote((0.08, 0.08, 1.5), (0, 4, 0)))
    parts.append(upright_card(colourway.accent, colourway.light, (-0.28, -0.02, 1.44), (0, -7, 0)))
    if pose == "coins":
        parts += [group(coin(0.46, 0.14), location, rotation) for location, rotation in _LOOSE_COINS]
    group(parts)


def _safe_door(colourway: Colourway, *, bolts_out: bool) -> list[Object]:
    """The door, its hinge edge at x = 0, facing the camera."""
    face = material(colourway.primary, roughness=0.35, coat=0.35)
    trim = material(colourway.secondary, roughness=0.4)
    parts = [plate(rounded_rectangle(1.86, 1.86, 0.16), 0.24, face, (0.93, 0, 0), bevel=0.07)]
    parts.append(plate(rounded_rectangle(1.56, 1.56, 0.12), 0.08, trim, (0.93, -0.12, 0), bevel=0.03))
    parts.append(plate(rounded_rectangle(1.42, 1.42, 0.1), 0.08, face, (0.93, -0.15, 0), bevel=0.03))
    parts.append(cylinder(0.5, 0.1, material(colourway.light, roughness=0.35), (0.93, -0.2, 0), (90, 0, 0), bevel=0.04))
    mark = material(colourway.dark, roughness=0.4)
    for i in range(12):
        angle = math.radians(30 * i)
        spot = (0.93 + 0.41 * math.sin(angle), -0.255, 0.41 * math.cos(angle))
        parts.append(rounded_box((0.045, 0.03, 0.1), 0.012, mark, spot, (0, 30 * i, 0), segments=3))
    parts.append(cylinder(0.2, 0.2, gold(), (0.93, -0.3, 0), (90, 0, 0), bevel=0.06))
    for angle in (math.radians(90), math.radians(210), math.radians(330)):
        end = (0.93 + 0.56 * math.cos(angle), -0.36, 0.56 * math.sin(angle))
        parts += [*rod((0.93, -0.36, 0), end, 0.06, gold()), sphere(0.11, gold(), end, segments=28)]
    parts.append(plate(rounded_rectangle(1.4, 1.4, 0.12), 0.1, trim, (0.93, 0.12, 0), bevel=0.04))
    for z in (-0.5, 0, 0.5):
        parts.append(cylinder(0.09, 0.3, steel(), (1.85 if bolts_out else 1.65, 0, z), (0, 90, 0), bevel=0.03))
        parts.append(sphere(0.08, gold(), (0.93 + z, 0.18, 0.5 if z else -0.5), segments=24))
    return parts


def _gold_bar(location: Point, turn: float = 0) -> Object:
    bar = rounded_box((0.72, 0.36, 0.22), 0.04, gold(), taper=(0.84, 0.7))
    return group([bar], location, (0, 0, turn))


def _coin_stack(x: float, y: float, z: float, count: int, radius: float = 0.34) -> list[Object]:
    stack = []
    for i in range(count):
        sway = 0.025 * math.sin(2.3 * i)
        emblem = "star" if i == count - 1 else "plain"
        stack.append(
            group(
                coin(radius, 0.13, emblem), (x + sway, y + 0.02 * math.cos(3 * i), z + 0.065 + 0.13 * i), (0, 0, 17 * i)
            )
        )
    return stack


def _safe_body(colourway: Colourway, *, hollow: bool) -> list[Object]:
    shell = material(colourway.primary, roughness=0.35, coat=0.35)
    body = rounded_box((2.3, 2.0, 2.3), 0.18, shell, (0, 0, 1.35))
    if hollow:
        body = carve(body, [rounded_box((1.8, 1.7, 1.8), 0.08, shell, (0, -0.45, 1.35))])
    parts = [body]
    lining = material(colourway.secondary, roughness=0.5)
    frame, opening = rounded_rectangle(2.06, 2.06, 0.16), rounded_rectangle(1.78, 1.78, 0.1)
    parts.append(plate(frame, 0.12, lining, (0, -1.0, 1.35), bevel=0.04, holes=[opening]))
    parts += [cylinder(0.17, 0.24, rubber(), (x, y, 0.12), bevel=0.05) for x in (-0.8, 0.8) for y in (-0.7, 0.7)]
    parts += [cylinder(0.09, 0.42, steel(), (-1.0, -1.12, z), bevel=0.03) for z in (0.85, 1.85)]
    return parts


def _safe_treasure(colourway: Colourway) -> list[Object]:
    """What stands in the open safe: gold bars below, coins on the shelf."""
    shelf = material(colourway.secondary, roughness=0.45)
    parts = [rounded_box((1.78, 1.2, 0.08), 0.03, shelf, (0, -0.2, 1.34))]
    for x, y, z in (
        (-0.4, -0.35, 0.57),
        (0.4, -0.35, 0.57),
        (-0.4, 0.05, 0.57),
        (0.4, 0.05, 0.57),
        (0, -0.3, 0.79),
        (0, 0.1, 0.79),
    ):
        parts.append(_gold_bar((x, y, z)))
    for x, y, count in ((-0.5, -0.4, 4), (0.1, -0.45, 2), (0.55, -0.35, 5), (-0.1, 0.05, 3)):
        parts += _coin_stack(x, y, 1.38, count, 0.28)
    return parts


def build_safe(colourway: Colourway, pose: str) -> None:
    """A safe with a wheel on its door; ``open`` shows gold inside, ``coins`` has stacks of coins beside it."""
    parts = _safe_body(colourway, hollow=pose == "open")
    if pose == "open":
        parts.append(group(_safe_door(colourway, bolts_out=True), (-0.98, -1.12, 1.35), (0, 0, -112)))
        parts += _safe_treasure(colourway)
    else:
        parts.append(group(_safe_door(colourway, bolts_out=False), (-0.93, -1.08, 1.35)))
    if pose == "coins":
        parts += _coin_stack(1.55, -0.75, 0, 6, 0.4) + _coin_stack(1.3, -1.45, 0, 3, 0.4)
        parts.append(group(coin(0.44, 0.14), (0.35, -1.6, 0.42), (76, 0, -12)))
    group(parts)


OBJECTS = (
    BankObject("wallet", build_wallet, View(azimuth=-24, elevation=18), WALLET),
    BankObject("safe", build_safe, View(azimuth=-30, elevation=16), SAFE),
)

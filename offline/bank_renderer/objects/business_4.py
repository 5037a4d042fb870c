"""Work and payment: payment terminal and briefcase."""

import math
from collections.abc import Sequence

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    cylinder,
    dark_glass,
    gold,
    group,
    heart_outline,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    spline,
    torus,
    tube,
    white,
)
from offline.bank_renderer.objects.business_4_captions import BRIEFCASE, PAYMENT_TERMINAL
from offline.bank_renderer.objects.outfit_parts import bank_card, plate, soft_star, tick_outline, upright_card


def _terminal_face(colourway: Colourway) -> list[Object]:
    """Screen and keys, in the xy plane around the origin, facing up."""
    parts = [prism(rounded_rectangle(1.3, 1.0, 0.14), 0.08, dark_glass(), (0, 0.72, 0), bevel=0.025)]
    parts.append(
        prism(rounded_rectangle(1.14, 0.84, 0.1), 0.05, material(colourway.light), (0, 0.72, 0.03), bevel=0.01)
    )
    parts.append(cylinder(0.32, 0.06, material("#2DB568", roughness=0.35), (0, 0.72, 0.06), bevel=0.02))
    parts.append(prism(tick_outline(0.34), 0.06, white(), (0, 0.71, 0.1), bevel=0.02))
    key = material(colourway.light, roughness=0.45)
    for row in range(3):
        for column in range(3):
            spot = (-0.43 + 0.43 * column, -0.02 - 0.3 * row, 0.04)
            parts.append(prism(rounded_rectangle(0.34, 0.22, 0.08), 0.14, key, spot, bevel=0.05))
    for column, colour in enumerate(("#EF5350", "#FFC53A", "#35BF72")):
        spot = (-0.43 + 0.43 * column, -0.94, 0.04)
        parts.append(
            prism(rounded_rectangle(0.34, 0.24, 0.09), 0.15, material(colour, roughness=0.35), spot, bevel=0.05)
        )
    return parts


def _receipt() -> list[Object]:
    """A strip of paper rolling out of the top, bars instead of writing."""
    path = spline([(0, 0), (0.55, 0.06), (1.0, 0.22), (1.25, 0.52)], 8)
    rows = [[(-0.42 + 0.105 * k, y, z) for k in range(9)] for y, z in path]
    parts = [sheet(rows, 0.035, white(), bevel=0.01)]
    for y, z, slope, length in ((0.3, 0.035, 4, 0.5), (0.52, 0.065, 12, 0.34), (0.74, 0.125, 22, 0.46)):
        bar = rounded_box(
            (length, 0.07, 0.02), 0.008, material("#A9B3C4", roughness=0.6), (-0.26 + length / 2, y, z + 0.012)
        )
        bar.rotation_euler = (math.radians(slope), 0, 0)
        parts.append(bar)
    return parts


def _contactless_arcs(location: Point, colour: str) -> list[Object]:
    surface = material(colour, roughness=0.35)
    arcs = []
    for radius in (0.2, 0.38, 0.56):
        angles = [math.radians(48 + 84 * k / 16) for k in range(17)]
        points = [(radius * math.cos(a), 0, radius * math.sin(a)) for a in angles]
        arc = [tube(points, 0.05, surface), *(sphere(0.05, surface, points[k], segments=20) for k in (0, -1))]
        arcs.append(group(arc, location))
    return arcs


def build_payment_terminal(colourway: Colourway, pose: str) -> None:
    """A card terminal; ``card`` holds a card over it, ``receipt`` prints a receipt with a card in the slot."""
    shell = material(colourway.primary, roughness=0.35, coat=0.35)
    trim = material(colourway.dark, roughness=0.45)
    body = [prism(rounded_rectangle(1.72, 2.78, 0.34), 0.42, shell, bevel=0.15)]
    body.append(prism(rounded_rectangle(1.76, 2.82, 0.36), 0.1, trim, (0, 0, -0.06), bevel=0.04))
    body.append(group(_terminal_face(colourway), (0, -0.12, 0.2)))
    body.append(rounded_box((1.1, 0.26, 0.22), 0.09, shell, (0, 1.24, 0.16)))
    if pose == "receipt":
        body.append(group(_receipt(), (0, 1.36, 0.24)))
    if pose != "card":
        payment = bank_card(colourway.accent, colourway.light)
        body.append(group([group(payment, (0, 0, 0), (0, 0, 90))], (0, -1.32, -0.06)))
    parts = [group(body, (0, 0, 1.32), (38, 0, 0))]
    base = [(-0.75, 0), (1.05, 0), (0.88, 1.75), (-0.75, 0.48)]
    parts.append(prism(rounded_polygon(base, 0.12), 1.2, trim, (0, 0, 0), (90, 0, 90), bevel=0.05))
    if pose == "card":
        parts.append(upright_card(colourway.accent, colourway.light, (0.72, 0.3, 3.02), (-24, 14, 0)))
        parts += _contactless_arcs((-0.62, 0.95, 2.32), colourway.primary)
    group(parts)


def _closed_briefcase(colourway: Colourway) -> list[Object]:
    leather = material(colourway.primary, roughness=0.42, coat=0.2)
    trim = material(colourway.secondary, roughness=0.42)
    parts = [plate(rounded_rectangle(2.8, 1.9, 0.28), 0.9, leather, (0, 0, 0.98), bevel=0.14)]
    parts.append(plate(rounded_rectangle(2.86, 1.96, 0.3), 0.1, trim, (0, 0, 0.98), bevel=0.04))
    for x in (-1, 1):
        for z in (0.24, 1.72):
            parts.append(rounded_box((0.42, 0.98, 0.42), 0.14, trim, (x * 1.23, 0, z)))
        parts.append(plate(rounded_rectangle(0.3, 0.5, 0.08), 0.1, gold(), (x * 0.72, -0.46, 1.56), bevel=0.035))
        parts.append(rounded_box((0.3, 0.24, 0.1), 0.04, gold(), (x * 0.72, -0.34, 1.94)))
        parts.append(torus(0.11, 0.05, gold(), (x * 0.44, 0, 1.99), (90, 0, 0)))
    return parts + _briefcase_handle(colourway, 1.98)


def _briefcase_handle(colourway: Colourway, z: float) -> list[Object]:
    grip = material(colourway.accent, roughness=0.4)
    path = spline([(-0.44, 0, z), (-0.42, 0, z + 0.3), (0, 0, z + 0.42), (0.42, 0, z + 0.3), (0.44, 0, z)], 8)
    return [tube(path, 0.1, grip)]


def _paper(location: Sequence[float], rotation: Sequence[float], colour: str) -> Object:
    """A sheet lying in the xy plane, bars instead of writing."""
    parts = [prism(rounded_rectangle(1.1, 1.4, 0.06), 0.05, white(), bevel=0.015)]
    parts.append(prism(rounded_rectangle(0.5, 0.14, 0.05), 0.03, material(colour), (-0.2, 0.5, 0.03), bevel=0.01))
    for i in range(4):
        bar = rounded_rectangle(0.84 if i < 3 else 0.5, 0.07, 0.03)
        parts.append(prism(bar, 0.03, material("#B9C2D3"), (0 if i < 3 else -0.17, 0.24 - 0.2 * i, 0.025), bevel=0.008))
    return group(parts, location, rotation)


def _open_briefcase(colourway: Colourway) -> list[Object]:
    """The case on its back, lid up, papers and a pen inside."""
    leather = material(colourway.primary, roughness=0.42, coat=0.2)
    lining = material(colourway.secondary, roughness=0.6)
    outer, inner = rounded_rectangle(2.8, 1.9, 0.28), rounded_rectangle(2.56, 1.66, 0.2)
    parts = [prism(outer, 0.5, leather, (0, 0, 0.25), bevel=0.06, holes=[inner])]
    parts.append(prism(inner, 0.2, lining, (0, 0, 0.12), bevel=0.02))
    lid = [prism(outer, 0.4, leather, (0, 0.95, 0.0), bevel=0.06, holes=[inner])]
    lid.append(prism(outer, 0.12, leather, (0, 0.95, -0.16), bevel=0.05))
    lid.append(prism(inner, 0.06, lining, (0, 0.95, -0.08), bevel=0.02))
    pocket = rounded_polygon([(-1.15, -0.7), (1.15, -0.7), (1.15, 0.0), (0.3, 0.1), (-1.15, 0.0)], 0.1)
    lid.append(_paper((-0.45, 1.0, 0.0), (0, 0, 6), colourway.primary))
    lid.append(prism(pocket, 0.08, leather, (0, 0.92, 0.06), bevel=0.03))
    lid += [prism(rounded_rectangle(0.24, 0.4, 0.07), 0.12, gold(), (x, 1.84, 0.02), bevel=0.04) for x in (-0.72, 0.72)]
    parts.append(group(lid, (0, 0.97, 0.58), (76, 0, 0)))
    parts += [
        _paper((-0.62, -0.02, 0.36), (0, 0, 8), colourway.accent),
        _paper((0.3, 0, 0.42), (0, 0, -10), colourway.primary),
    ]
    pen = material(colourway.accent, roughness=0.3)
    parts += rod((0.95, -0.5, 0.46), (1.02, 0.4, 0.46), 0.07, pen)
    parts += [rounded_box((0.3, 0.1, 0.24), 0.04, gold(), (x, -0.97, 0.42)) for x in (-0.72, 0.72)]
    handle = group(_briefcase_handle(colourway, 0.0), (0, -0.93, 0.3), (104, 0, 0))
    return [*parts, handle]


def build_briefcase(colourway: Colourway, pose: str) -> None:
    """A business case; ``open`` shows papers inside, ``papers`` has a folder lean on it and a tag on its handle."""
    if pose == "open":
        group(_open_briefcase(colourway))
        return
    parts = _closed_briefcase(colourway)
    if pose == "papers":
        parts.append(group([_paper((0, 0.7, 0), (0, 0, 0), colourway.primary)], (0.85, -1.0, 0.02), (68, 0, -8), 1.05))
        parts.append(group([_paper((0, 0.7, 0), (0, 0, 0), colourway.accent)], (0.45, -0.85, 0.02), (70, 0, 6), 1.05))
        tag = plate(rounded_rectangle(0.36, 0.52, 0.1), 0.1, material(colourway.accent, roughness=0.4), bevel=0.04)
        mark = plate(heart_outline(0.22), 0.05, material(colourway.light), (0, -0.06, -0.02), bevel=0.02)
        parts.append(group([tag, mark], (-0.5, -0.56, 1.3), (0, 10, 0)))
        parts.append(
            tube(
                spline([(-0.4, -0.1, 2.3), (-0.46, -0.5, 2.06), (-0.46, -0.55, 1.5)], 6),
                0.04,
                material(colourway.accent),
            )
        )
    else:
        parts.append(
            plate(soft_star(0.5), 0.1, material(colourway.accent, roughness=0.35), (0, -0.47, 0.86), bevel=0.04)
        )
    group(parts)


OBJECTS = (
    BankObject("payment_terminal", build_payment_terminal, View(azimuth=-26, elevation=22), PAYMENT_TERMINAL),
    BankObject("briefcase", build_briefcase, View(azimuth=-28, elevation=20), BRIEFCASE),
)

"""Mascots: toy people who deliver, read, work and rest."""

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    clay,
    cylinder,
    group,
    material,
    place,
    rounded_box,
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
    cap,
    cheeks,
    eyes,
    laugh,
    limb,
    mitten,
    shoe,
    smile,
)
from offline.bank_renderer.objects.mascot_props import closed_book, laptop, open_book, parcel
from offline.bank_renderer.objects.mascots_4_captions import HUMAN_COURIER, HUMAN_READER

_HAIR = ("#5A3A2A", "#2E2A33", "#C9803C")
_SKULL = Ball((0, 0, 0), (0.7, 0.66, 0.68))
_CAPPED = Ball((0, 0.06, 0.1), (0.75, 0.7, 0.7))
"""The head with its hair, as a cap sits on it."""


def _face(skin: str, mood: str, *, laughing: bool) -> list[Object]:
    tone = material(skin, roughness=0.5)
    parts = [_SKULL.solid(tone), _SKULL.patch((0.075, 0.08, 0.065), tone, 0, -7, lift=0.02)]
    parts += [sphere(0.15, tone, (side * 0.68, 0.02, -0.06), scale=(0.6, 0.8, 1)) for side in (-1, 1)]
    parts += eyes(_SKULL, 0.23, turn=23, rise=2, mood=mood)
    parts += cheeks(_SKULL, 0.12, turn=40, rise=-16)
    return parts + (laugh(_SKULL, 0.25, rise=-20) if laughing else smile(_SKULL, width=15, rise=-18, depth=8))


def _hair(colour: str, style: str, *, fringe: bool = True) -> list[Object]:
    """Hair of a style: "short", "bun" or "bob"."""
    look = material(colour, roughness=0.45)
    lumps = [sphere(1, look, (0, 0.12, 0.13), scale=(0.75, 0.66, 0.68))]
    if style == "bob":
        for side in (-1, 1):
            lumps += limb([(side * 0.6, 0.04, 0.2), (side * 0.72, 0.08, -0.2), (side * 0.62, 0.1, -0.56)], 0.24, look)
        lumps += limb([(-0.4, 0.5, -0.5), (0, 0.6, -0.5), (0.4, 0.5, -0.5)], 0.26, look)
    if style == "bun":
        lumps.append(sphere(0.3, look, (0, 0.2, 0.92)))
    if fringe:
        lumps += limb([(-0.54, -0.3, 0.26), (-0.2, -0.42, 0.4), (0.2, -0.42, 0.46)], 0.13, look, end_radius=0.1)
        lumps += limb([(0.2, -0.42, 0.46), (0.4, -0.38, 0.4), (0.54, -0.3, 0.28)], 0.1, look)
    return [clay(lumps, look, voxel=0.026, smoothing=8)]


_Arms = tuple[list[Point], list[Point]]


def _pair(path: list[Point]) -> _Arms:
    """The left and the right arm that follow one path, given for the right one."""
    return [(-x, y, z) for x, y, z in path], path


def _courier_pose(pose: str) -> tuple[_Arms, tuple[Step, Step], Point]:
    """The arms, the feet and the lean of the head."""
    stand = (Step((-0.27, 0, 0), turn=-8), Step((0.27, 0, 0), turn=8))
    if pose == "parcel":
        return _pair([(0.44, -0.05, 1.2), (0.7, -0.5, 1.0), (0.44, -0.98, 1.1)]), stand, (0, 8, 0)
    if pose == "bag":
        wave: list[Point] = [(-0.44, 0, 1.24), (-0.94, -0.08, 1.22), (-1.14, -0.18, 1.62)]
        return (wave, [(0.44, -0.06, 1.2), (0.66, -0.36, 1.02), (0.4, -0.5, 1.16)]), stand, (0, -7, 0)
    back: list[Point] = [(-0.44, 0, 1.22), (-0.78, 0.22, 1.0), (-0.82, -0.1, 0.82)]
    stride = (
        Step((-0.27, 0.62, 0.34), 50, 0, (0, -0.14, -0.02)),
        Step((0.26, -0.56, 0.16), -22, 0, (0, -0.24, 0.2)),
    )
    return (back, [(0.44, -0.05, 1.22), (0.74, -0.36, 0.98), (0.5, -0.72, 1.2)]), stride, (8, 0, 0)


def build_human_courier(colourway: Colourway, pose: str) -> None:
    """A toy courier with a big ``bag``, ``running``, or handing over a ``parcel``."""
    skin, hair, style = {
        "bag": (SKINS[0], _HAIR[0], "short"),
        "running": (SKINS[2], _HAIR[1], "short"),
        "parcel": (SKINS[1], _HAIR[1], "bob"),
    }[pose]
    tone, jacket = material(skin, roughness=0.5), material(colourway.primary, roughness=0.42)
    trousers, sneakers = material("#33405C", roughness=0.5), material("#FFFFFF", roughness=0.4)
    arms, steps, lean = _courier_pose(pose)
    figure = body(Outfit(jacket, tone, trousers, sneakers, material(colourway.accent)), arms, steps)
    for path, side in zip(arms, (-1, 1), strict=True):
        figure.append(mitten(path[-1], 0.165, tone, thumb=(-side * 0.5, -0.3, 0.7)))
    figure += _courier_gear(colourway, big=pose != "parcel")
    head = _face(skin, "happy" if pose == "bag" else "open", laughing=pose != "parcel")
    head += _hair(hair, style, fringe=False)
    head.append(cap(_CAPPED, jacket, material(colourway.accent), rise=22, tilt=2))
    figure.append(group(head, (0, -0.02, 2.0), lean))
    if pose == "parcel":
        place(parcel((0.9, 0.62, 0.6), colourway.primary, colourway.accent), (0, -1.08, 1.2), (0, 0, 4))
    if pose == "running":
        place(group(figure), rotation=(12, 0, 0))


def _courier_gear(colourway: Colourway, *, big: bool) -> list[Object]:
    accent, light = material(colourway.accent), material(colourway.light)
    parts = [torus(0.36, 0.075, light, (0, -0.01, 1.43), scale=(1, 0.88, 1))]
    parts.append(torus(0.53, 0.05, light, (0, 0, 0.86), scale=(1, 0.82, 1)))
    if not big:
        return parts
    box = rounded_box((1.16, 0.78, 1.16), 0.13, accent, (0, 0.8, 1.3))
    band = rounded_box((1.2, 0.82, 0.13), 0.05, light, (0, 0.8, 1.52))
    lid = rounded_box((1.2, 0.82, 0.12), 0.05, material(colourway.primary), (0, 0.8, 1.88))
    parts += [box, band, lid]
    for side in (-1, 1):
        strap: list[Point] = [(side * 0.28, 0.3, 1.46), (side * 0.32, -0.1, 1.5), (side * 0.36, -0.38, 1.2),
                              (side * 0.42, -0.2, 0.8)]  # fmt: skip
        parts.append(arm(strap, 0.075, accent))
    return parts


def _sitting_legs(colourway: Colourway, *, crossed: bool) -> list[Object]:
    """Legs of a figure whose hips are at z = 0.3 over its seat, crossed or stretched forward over an edge."""
    cloth = material("#3B4868", roughness=0.5)
    white, sole = material("#FFFFFF", roughness=0.4), material(colourway.accent)
    lumps = [sphere(1, cloth, (0, 0.02, 0.28), scale=(0.54, 0.46, 0.3))]
    parts: list[Object] = []
    for side in (-1, 1):
        if crossed:
            shin = -0.68 if side < 0 else -0.56
            path = [(side * 0.28, -0.08, 0.24), (side * 0.86, -0.34, 0.22), (-side * 0.1, shin, 0.17)]
            parts.append(place(shoe(0.28, white, sole), (-side * 0.14, shin - 0.02, 0.02), (0, 0, -side * 82)))
        else:
            path = [(side * 0.26, -0.1, 0.26), (side * 0.32, -0.66, 0.3), (side * 0.33, -0.74, -0.26)]
            parts.append(place(shoe(0.33, white, sole), (side * 0.33, -0.74, -0.52), (0, 0, side * 10)))
        lumps += limb(path, 0.2, cloth, end_radius=0.165)
    parts.append(clay(lumps, cloth, voxel=0.028, smoothing=8))
    return parts


def _sitting_torso(colourway: Colourway, skin: str, arms: _Arms) -> list[Object]:
    jumper, tone = material(colourway.primary, roughness=0.5), material(skin, roughness=0.5)
    chest = [sphere(1, jumper, (0, 0.02, 0.66), scale=(0.5, 0.42, 0.52))]
    parts = [clay([*chest, *limb([(0, 0, 0.9), (0, 0, 1.1), (0, 0, 1.16)], 0.2, jumper)], jumper)]
    parts.append(torus(0.3, 0.085, material(colourway.secondary, roughness=0.5), (0, 0, 1.12), scale=(1, 0.9, 1)))
    for path, side in zip(arms, (-1, 1), strict=True):
        parts.append(arm(path, 0.145, jumper))
        parts.append(mitten(path[-1], 0.155, tone, thumb=(-side * 0.5, -0.3, 0.7)))
    return parts


def build_human_reader(colourway: Colourway, pose: str) -> None:
    """A toy person at ease: with a ``laptop`` on a pouffe, with a ``book`` on books, or in ``meditation``."""
    skin, hair, style = {
        "laptop": (SKINS[1], _HAIR[0], "short"),
        "book": (SKINS[0], _HAIR[2], "bob"),
        "meditation": (SKINS[2], _HAIR[1], "bun"),
    }[pose]
    lean: Point = (0, 0, 0)
    things: list[Object] = []
    if pose == "laptop":
        arms = _pair([(0.42, 0, 0.94), (0.74, -0.28, 0.7), (0.42, -0.6, 0.6)])
        seat, lean = _pouffe(colourway), (6, 0, 0)
        things = [place(laptop("#E4E8F0", colourway.accent, "#BFE3FF"), (0, -0.98, 0.53), scale=0.92)]
    elif pose == "book":
        arms = _pair([(0.42, 0, 0.94), (0.76, -0.3, 0.72), (0.44, -0.72, 0.8)])
        seat, lean = _pile_of_books(colourway), (10, 0, 0)
        things = [place(open_book(colourway.accent, 0.46, 0.6), (0, -0.88, 0.86), (-24, 0, 0))]
    else:
        arms = _pair([(0.42, 0, 0.94), (0.82, -0.14, 0.7), (0.82, -0.44, 0.46)])
        seat = _cushion(colourway)
    mood = {"laptop": "open", "book": "happy", "meditation": "closed"}[pose]
    head = _face(skin, mood, laughing=pose == "laptop") + _hair(hair, style)
    figure = _sitting_legs(colourway, crossed=pose == "meditation") + _sitting_torso(colourway, skin, arms)
    group([*figure, *things, group(head, (0, -0.04, 1.68), lean)], (0, 0, seat))


def _pouffe(colourway: Colourway) -> float:
    """A round soft seat; how high figures sit on it."""
    cloth, seam = material(colourway.accent, roughness=0.55), material(colourway.light, roughness=0.5)
    cylinder(0.9, 0.58, cloth, (0, 0.16, 0.29), bevel=0.22)
    torus(0.89, 0.045, seam, (0, 0.16, 0.29))
    return 0.5


def _pile_of_books(colourway: Colourway) -> float:
    """Three thick books on each other; how high figures sit on them."""
    covers = ((1.5, 1.1, 0.26, colourway.secondary), (1.36, 1.02, 0.24, colourway.accent), (1.44, 1.0, 0.22, "#FFFFFF"))
    height = 0.0
    for i, (width, depth, thickness, cover) in enumerate(covers):
        book = closed_book((width, depth, thickness), cover, colourway.primary)
        place(book, (0.03 * (-1) ** i, 0.1, height + thickness / 2), (0, 0, (5, -6, 3)[i]))
        height += thickness
    return height - 0.06


def _cushion(colourway: Colourway) -> float:
    """A flat round cushion; how high figures sit on it."""
    cloth, edge = material(colourway.secondary, roughness=0.55), material(colourway.accent, roughness=0.5)
    sphere(1, cloth, (0, -0.16, 0.17), scale=(1.08, 0.94, 0.19))
    torus(1.05, 0.045, edge, (0, -0.16, 0.17), scale=(1, 0.87, 1))
    return 0.26


OBJECTS = (
    BankObject("human_courier", build_human_courier, View(azimuth=-16, elevation=12, fill=0.78), HUMAN_COURIER),
    BankObject("human_reader", build_human_reader, View(azimuth=-18, elevation=14, fill=0.78), HUMAN_READER),
)

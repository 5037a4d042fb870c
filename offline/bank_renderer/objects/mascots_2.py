"""Mascots: a cat at leisure and an owl who teaches."""

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    clay,
    cylinder,
    group,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sphere,
    torus,
    tube,
)
from offline.bank_renderer.objects.mascot_parts import Ball, arm, cheeks, cord, eyes, limb, mitten
from offline.bank_renderer.objects.mascot_props import headphones, note, open_book, paper_cup, phone
from offline.bank_renderer.objects.mascots_2_captions import CAT, OWL_TEACHER

_COATS = {
    "phone": ("#F5993D", "#FFE3BE", "#DD6F1D"),
    "coffee": ("#8C93A6", "#E9ECF3", "#666D82"),
    "headphones": ("#FBF4E8", "#FFFFFF", "#F0B27A"),
}
"""Fur, paler fur and stripes of the cat in each pose."""


def _cat_head(pose: str) -> list[Object]:
    coat, pale, stripe = (material(colour, roughness=0.5) for colour in _COATS[pose])
    inner = material("#FF9FA5", roughness=0.55)
    skull = Ball((0, 0, 0), (0.88, 0.72, 0.7))
    lumps = [skull.solid(coat)]
    for side in (-1, 1):
        lumps += limb([(side * 0.5, 0, 0.4), (side * 0.62, 0, 0.68), (side * 0.7, 0, 0.96)], 0.3, coat, end_radius=0.08)
        lumps += limb([(side * 0.5, -0.1, -0.3), (side * 0.72, -0.1, -0.32)], 0.26, coat, end_radius=0.14)
    parts = [clay(lumps, coat, voxel=0.028, smoothing=8)]
    for side in (-1, 1):
        shape = rounded_polygon([(-0.15, -0.2), (0.15, -0.2), (side * 0.07, 0.2)], 0.06)
        parts.append(prism(shape, 0.1, inner, (side * 0.6, -0.2, 0.66), (76, 0, 0), bevel=0.04))
        muzzle = Ball((side * 0.14, -0.62, -0.2), (0.2, 0.16, 0.16))
        parts.append(muzzle.solid(pale))
        mouth = [(-side * 44, 6), (-side * 30, -22), (side * 6, -30), (side * 36, -14)]
        parts += muzzle.line(mouth, 0.02, material("#3A2230"))
        for rise in (-8, -17):
            parts += skull.line([(side * 44, rise - 2), (side * 54, rise - 1), (side * 64, rise + 1)], 0.02, pale)
    for turn, low in ((-12, 42), (0, 36), (12, 42)):
        parts += skull.line([(turn, low), (turn * 1.15, low + 14), (turn * 1.5, 66)], 0.05, stripe, lift=-0.015)
    parts.append(sphere(0.1, material("#F0707A", roughness=0.3), (0, -0.76, -0.1), scale=(1, 0.6, 0.72)))
    mood = {"phone": "open", "coffee": "happy", "headphones": "closed"}[pose]
    parts += eyes(skull, 0.31, turn=26, rise=4, mood=mood)
    parts += cheeks(skull, 0.13, turn=45, rise=-13)
    return parts


def _cat_body(colourway: Colourway, pose: str) -> list[Object]:
    coat, pale, _ = (material(colour, roughness=0.5) for colour in _COATS[pose])
    lumps = [Ball((0, 0.12, 0.56), (0.62, 0.56, 0.56)).solid(coat), Ball((0, 0, 1.0), (0.46, 0.4, 0.5)).solid(coat)]
    for side in (-1, 1):
        lumps += limb([(side * 0.44, 0.05, 0.34), (side * 0.5, -0.2, 0.22), (side * 0.42, -0.5, 0.14)], 0.26, coat,
                      end_radius=0.16)  # fmt: skip
    parts = [clay(lumps, coat, voxel=0.03, smoothing=12)]
    parts.append(sphere(1, pale, (0, -0.26, 0.72), scale=(0.34, 0.24, 0.42), rotation=(-10, 0, 0)))
    parts += [sphere(1, pale, (side * 0.42, -0.52, 0.12), scale=(0.19, 0.2, 0.13)) for side in (-1, 1)]
    tail = [(0.3, 0.5, 0.2), (0.78, 0.52, 0.2), (1.06, 0.4, 0.44), (0.98, 0.36, 0.82), (1.08, 0.34, 1.08)]
    parts.append(arm(tail, 0.14, coat))
    parts.append(sphere(0.165, pale, (1.08, 0.34, 1.12), scale=(1, 1, 1.1)))
    collar = material(colourway.primary, roughness=0.35)
    parts.append(torus(0.4, 0.075, collar, (0, -0.03, 1.32), scale=(1, 0.9, 1)))
    parts.append(sphere(0.11, material(colourway.accent, roughness=0.25, coat=0.6), (0, -0.46, 1.24)))
    return parts


def _cat_paw(pose: str, points: list[Point]) -> list[Object]:
    coat, pale, _ = (material(colour, roughness=0.5) for colour in _COATS[pose])
    return [arm(points, 0.15, coat), mitten(points[-1], 0.18, pale, thumb=(-points[-1][0], -0.4, 0.5))]


def build_cat(colourway: Colourway, pose: str) -> None:
    """A sitting cat with a ``phone``, with ``coffee``, or listening in ``headphones``."""
    _cat_body(colourway, pose)
    head = _cat_head(pose)
    lean = (0.06, 0.1, -0.1)
    down: list[Point] = [(0.34, -0.12, 1.05), (0.44, -0.4, 0.7), (0.26, -0.56, 0.3)]
    if pose == "phone":
        _cat_paw(pose, [(-0.34, -0.12, 1.08), (-0.72, -0.4, 0.84), (-0.62, -0.72, 1.06)])
        _cat_paw(pose, down)
        gadget = phone(colourway.dark, colourway.primary, "#FFFFFF")
        gadget.location, gadget.rotation_euler = (-0.68, -0.84, 1.34), (-0.1, -0.1, -0.1)
    elif pose == "coffee":
        for side in (-1, 1):
            _cat_paw(pose, [(side * 0.36, -0.12, 1.08), (side * 0.62, -0.46, 0.84), (side * 0.27, -0.74, 0.9)])
        cup = paper_cup(colourway.light, colourway.primary, colourway.light)
        cup.location, cup.rotation_euler, cup.scale = (0, -0.8, 0.62), (0.06, 0, 0), (0.9,) * 3
        lean = (0.0, -0.08, 0)
    else:
        _cat_paw(pose, [(-0.36, -0.1, 1.08), (-0.9, -0.16, 1.16), (-1.0, -0.24, 1.58)])
        _cat_paw(pose, down)
        set_on = headphones(colourway.primary, colourway.secondary, 0.84, 0.78)
        set_on.location = (0, 0.02, 0.04)
        head.append(set_on)
        sound = note(colourway.accent, 0.8)
        sound.location = (1.2, -0.2, 2.2)
        lean = (0.0, 0.14, 0)
    group(head, (0, -0.08, 1.88)).rotation_euler = lean


def _owl_body(colourway: Colourway) -> list[Object]:
    feathers, pale = material(colourway.primary, roughness=0.45), material(colourway.light, roughness=0.5)
    secondary = material(colourway.secondary, roughness=0.5)
    lumps = [Ball((0, 0, 0.92), (0.86, 0.74, 0.84)).solid(feathers), _OWL_HEAD.solid(feathers)]
    for side in (-1, 1):
        lumps += limb([(side * 0.4, 0, 2.08), (side * 0.66, -0.06, 2.34)], 0.26, feathers, end_radius=0.08)
    parts = [clay(lumps, feathers, voxel=0.032, smoothing=14)]
    belly = Ball((0, -0.2, 0.86), (0.64, 0.62, 0.68))
    parts.append(belly.solid(pale))
    for row, (rise, turns) in enumerate(((14, (-24, 0, 24)), (-6, (-34, -12, 12, 34)), (-26, (-24, 0, 24)))):
        for turn in turns:
            parts.append(belly.patch((0.115, 0.035, 0.1 - 0.01 * row), secondary, turn, rise))
    feet = material("#FF9A2E", roughness=0.4)
    for side in (-1, 1):
        toes = []
        for spread in (-0.13, 0, 0.13):
            toes += limb([(side * 0.3, -0.3, 0.12), (side * 0.3 + spread, -0.58, 0.08)], 0.11, feet, end_radius=0.08)
        parts.append(clay(toes, feet, voxel=0.02, smoothing=4))
    return parts


_OWL_HEAD = Ball((0, -0.02, 1.68), (0.86, 0.7, 0.62))


def _owl_face(colourway: Colourway, pose: str) -> list[Object]:
    pale = material(colourway.light, roughness=0.45)
    parts: list[Object] = []
    for side in (-1, 1):
        parts.append(_OWL_HEAD.patch((0.37, 0.12, 0.37), pale, side * 25, 2))
    parts += _wide_eyes(colourway, pose)
    beak = material("#FF9A2E", roughness=0.3)
    parts.append(_OWL_HEAD.patch((0.11, 0.13, 0.16), beak, 0, -12, lift=0.05))
    parts += cheeks(_OWL_HEAD, 0.12, turn=52, rise=-22)
    return parts


def _wide_eyes(colourway: Colourway, pose: str) -> list[Object]:
    parts = eyes(_OWL_FACE, 0.42, turn=22, rise=2, mood="happy" if pose == "cap" else "open")
    frame = material(colourway.dark, roughness=0.3)
    for side in (-1, 1):
        ring = torus(0.3, 0.04, frame)
        ring.location = _OWL_FACE.point(side * 23, 2, 0.05)
        ring.rotation_euler = (1.5708, 0, side * 0.32)
        parts.append(ring)
    return parts + cord([(-0.08, -0.86, 1.74), (0, -0.88, 1.76), (0.08, -0.86, 1.74)], 0.035, frame)


_OWL_FACE = Ball((0, -0.15, 1.68), (0.86, 0.7, 0.62))
"""Where the eyes are: in front of the pale discs around them."""


def _owl_wing(colourway: Colourway, shoulder: Point, tip: Point) -> Object:
    feathers = material(colourway.primary, roughness=0.45)
    x, y, z = ((a + b) / 2 for a, b in zip(shoulder, tip, strict=True))
    lumps = limb([shoulder, (x * 1.12, y, z), tip], 0.24, feathers, end_radius=0.13)
    lumps += limb([(x * 1.1, y + 0.1, z - 0.05), (tip[0] * 1.1, tip[1] + 0.22, tip[2] - 0.04)], 0.2, feathers,
                  end_radius=0.1)  # fmt: skip
    return clay(lumps, feathers, voxel=0.025, smoothing=10)


def _graduation_cap(colourway: Colourway) -> Object:
    board, accent = material(colourway.dark, roughness=0.4), material(colourway.accent, roughness=0.35)
    parts = [cylinder(0.5, 0.3, board, (0, 0, 0.05), bevel=0.06, top_radius=0.46)]
    parts.append(rounded_box((1.3, 1.3, 0.09), 0.04, board, (0, 0, 0.24), (0, 0, 45)))
    parts.append(cylinder(0.08, 0.06, accent, (0, 0, 0.31), bevel=0.025))
    fall = [(0, 0, 0.33), (0.3, -0.22, 0.33), (0.52, -0.4, 0.3), (0.56, -0.43, 0.1), (0.56, -0.43, -0.12)]
    parts.append(tube(fall, 0.032, accent, smooth=True))
    parts.append(sphere(0.07, accent, (0.56, -0.43, -0.12)))
    parts.append(cylinder(0.11, 0.24, accent, (0.56, -0.43, -0.26), bevel=0.03, top_radius=0.06))
    return group(parts)


def _blackboard(colourway: Colourway) -> Object:
    """A small board on two feet with chalk shapes: a circle, a triangle, a wave."""
    wood, slate = material("#D9A066", roughness=0.5), material("#2F6B57", roughness=0.6, coat=0)
    chalk = material("#FFFFFF", roughness=0.7, coat=0)
    parts = [prism(rounded_rectangle(1.5, 1.16, 0.12), 0.12, wood, (0, 0, 1.1), (90, 0, 0), bevel=0.04)]
    parts.append(prism(rounded_rectangle(1.3, 0.96, 0.06), 0.06, slate, (0, -0.05, 1.1), (90, 0, 0), bevel=0.02))
    parts.append(torus(0.17, 0.03, chalk, (-0.34, -0.09, 1.3), (90, 0, 0)))
    triangle = [(0.1, -0.09, 1.14), (0.5, -0.09, 1.14), (0.3, -0.09, 1.46)]
    parts.append(tube(triangle, 0.03, chalk, cyclic=True))
    parts += [sphere(0.03, chalk, corner, segments=16) for corner in triangle]
    wave = [(-0.5 + 0.05 * i, -0.09, 0.86 + 0.07 * (1, 0.7, 0, -0.7, -1, -0.7, 0, 0.7)[i % 8]) for i in range(21)]
    parts.append(tube(wave, 0.03, material(colourway.accent, roughness=0.6), smooth=True))
    for side in (-1, 1):
        parts += [cylinder(0.06, 0.62, wood, (side * 0.5, 0.04, 0.31), bevel=0.02)]
        parts.append(rounded_box((0.12, 0.5, 0.1), 0.045, wood, (side * 0.5, 0.04, 0.05)))
    return group(parts)


def build_owl_teacher(colourway: Colourway, pose: str) -> None:
    """An owl in glasses with a ``book``, with a ``pointer`` at a board, or in a graduate's ``cap``."""
    _owl_body(colourway)
    _owl_face(colourway, pose)
    if pose == "book":
        for side in (-1, 1):
            _owl_wing(colourway, (side * 0.74, -0.1, 1.2), (side * 0.5, -0.86, 0.86))
        book = open_book(colourway.accent, 0.5, 0.64)
        book.location, book.rotation_euler = (0, -1.0, 0.9), (-0.3, 0, 0)
    elif pose == "pointer":
        _owl_wing(colourway, (0.74, -0.06, 1.24), (1.2, -0.42, 1.34))
        _owl_wing(colourway, (-0.76, 0, 1.24), (-0.9, -0.16, 0.6))
        wood = material(colourway.accent, roughness=0.4)
        tube([(1.1, -0.52, 1.2), (1.9, -0.25, 1.9)], 0.045, wood, radii=(1.3, 0.8))
        sphere(0.07, material("#FFFFFF"), (1.9, -0.25, 1.9))
        board = _blackboard(colourway)
        board.location, board.rotation_euler, board.scale = (1.72, 0.5, 0), (0, 0, -0.1), (1.42,) * 3
    else:
        _owl_wing(colourway, (-0.74, -0.02, 1.26), (-1.2, -0.3, 1.62))
        _owl_wing(colourway, (0.74, -0.02, 1.26), (1.2, -0.3, 1.62))
        hat = _graduation_cap(colourway)
        hat.location, hat.rotation_euler = (0, -0.02, 2.28), (0.04, -0.08, 0.1)


OBJECTS = (
    BankObject("cat", build_cat, View(azimuth=-14, elevation=12, fill=0.78), CAT),
    BankObject("owl_teacher", build_owl_teacher, View(azimuth=-12, elevation=12, fill=0.78), OWL_TEACHER),
)

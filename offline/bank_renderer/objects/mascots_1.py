"""Mascots: a friendly robot and a bear who delivers."""

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    circle_outline,
    cylinder,
    dark_glass,
    group,
    material,
    prism,
    rounded_box,
    rounded_rectangle,
    sphere,
    torus,
)
from offline.bank_renderer.objects.mascot_parts import (
    Ball,
    Outfit,
    arm,
    body,
    cap,
    cheeks,
    cord,
    eyes,
    heart,
    laugh,
    mitten,
    smile,
)
from offline.bank_renderer.objects.mascot_props import bouquet, parcel, pizza
from offline.bank_renderer.objects.mascots_1_captions import BEAR_COURIER, ROBOT

_SCREEN_GLOW = "#7DF0FF"


def _robot_face(pose: str) -> list[Object]:
    glow = material(_SCREEN_GLOW, roughness=0.4, coat=0, emission=1.1)
    screen = [prism(rounded_rectangle(1.22, 0.8, 0.34), 0.16, dark_glass(), (0, -0.56, 0), (90, 0, 0), bevel=0.07)]
    front = -0.645
    for side in (-1, 1):
        if pose == "heart":
            arc = [(side * 0.29 + 0.13 * x / 4, front, 0.12 - 0.012 * x * x + 0.06) for x in range(-4, 5)]
            screen += cord(arc, 0.036, glow)
        else:
            screen.append(sphere(0.13, glow, (side * 0.29, front, 0.08), scale=(0.82, 0.2, 1.15)))
    arc = [(0.2 * x / 6, front, -0.2 + 0.0028 * x * x) for x in range(-6, 7)]
    screen += cord(arc, 0.03, glow)
    blush = material("#FF7FA0", roughness=0.5, coat=0, emission=0.3)
    screen += [sphere(0.085, blush, (side * 0.46, front + 0.01, -0.14), scale=(1, 0.15, 0.62)) for side in (-1, 1)]
    return screen


def _robot_head(colourway: Colourway, pose: str) -> Object:
    shell, light = material(colourway.primary), material(colourway.light)
    accent = material(colourway.accent, roughness=0.3)
    parts = [rounded_box((1.66, 1.14, 1.22), 0.46, shell, segments=10)]
    parts.append(prism(rounded_rectangle(1.4, 0.98, 0.42), 0.12, light, (0, -0.53, 0), (90, 0, 0), bevel=0.05))
    parts += _robot_face(pose)
    for side in (-1, 1):
        parts.append(cylinder(0.27, 0.16, light, (side * 0.85, 0, 0), (0, 90, 0), bevel=0.06))
        parts.append(cylinder(0.18, 0.16, accent, (side * 0.93, 0, 0), (0, 90, 0), bevel=0.06))
    parts.append(cylinder(0.16, 0.1, light, (0, 0, 0.63), bevel=0.04))
    parts.append(cylinder(0.05, 0.26, light, (0, 0, 0.74), bevel=0.02))
    parts.append(sphere(0.15, accent, (0, 0, 0.92)))
    return group(parts)


def _robot_body(colourway: Colourway) -> list[Object]:
    shell, light = material(colourway.primary), material(colourway.light)
    secondary, accent = material(colourway.secondary), material(colourway.accent)
    torso = Ball((0, 0, 1.02), (0.62, 0.5, 0.6))
    parts = [torso.solid(shell), torso.patch((0.4, 0.1, 0.36), light, 0, -4, lift=-0.03)]
    parts.append(torus(0.3, 0.09, secondary, (0, 0, 1.56)))
    parts.append(torus(0.5, 0.07, secondary, (0, 0, 0.66), scale=(1, 0.82, 1)))
    parts += [torso.patch((0.07, 0.04, 0.07), accent, turn, 2, lift=0.06) for turn in (-14, 0, 14)]
    for side in (-1, 1):
        parts.append(arm([(side * 0.25, 0, 0.6), (side * 0.27, 0, 0.4), (side * 0.28, 0, 0.2)], 0.15, secondary))
        parts.append(rounded_box((0.42, 0.6, 0.3), 0.14, shell, (side * 0.29, -0.08, 0.15), taper=(0.8, 0.75)))
    return parts


def _robot_arm(colourway: Colourway, points: list[Point], thumb: Point) -> list[Object]:
    secondary, shell = material(colourway.secondary), material(colourway.primary)
    parts = [arm(points, 0.115, secondary), sphere(0.19, material(colourway.light), points[0])]
    return [*parts, mitten(points[-1], 0.2, shell, thumb=thumb)]


def _tablet(colourway: Colourway) -> Object:
    """A tablet with bars and a tick on its screen, facing -y."""
    parts = [prism(rounded_rectangle(1.02, 0.78, 0.12), 0.1, material(colourway.dark), (0, 0, 0), (90, 0, 0))]
    parts.append(prism(rounded_rectangle(0.9, 0.66, 0.07), 0.04, material(colourway.light), (0, -0.045, 0), (90, 0, 0)))
    for i, height in enumerate((0.16, 0.26, 0.4)):
        look = material((colourway.secondary, colourway.primary, colourway.accent)[i], roughness=0.4)
        box = rounded_box((0.13, 0.06, height), 0.028, look, (-0.29 + 0.19 * i, -0.08, -0.23 + height / 2))
        parts.append(box)
    ring = prism(circle_outline(0.1), 0.05, material(colourway.primary), (0.31, -0.07, 0.16), (90, 0, 0), bevel=0.02)
    return group([*parts, ring])


def build_robot(colourway: Colourway, pose: str) -> None:
    """A robot with a screen for a face: ``waving``, holding a ``heart``, or showing a ``tablet``."""
    _robot_body(colourway)
    head = _robot_head(colourway, pose)
    head.location = (0, -0.02, 2.16)
    rest = [(0.6, 0, 1.2), (0.86, -0.02, 1.0), (0.88, -0.14, 0.72)]
    if pose == "heart":
        for side in (-1, 1):
            _robot_arm(colourway, [(side * 0.58, -0.05, 1.22), (side * 0.8, -0.4, 0.98), (side * 0.44, -0.76, 1.02)],
                       (-side * 0.3, -0.6, 0.5))  # fmt: skip
        heart(0.95, (0, -0.84, 1.12), (84, 0, 0))
        head.rotation_euler = (0, 0.12, 0)
    elif pose == "tablet":
        _robot_arm(colourway, [(-0.58, -0.02, 1.2), (-0.86, -0.3, 1.0), (-0.72, -0.7, 0.9)], (0.4, -0.6, 0.5))
        tablet = _tablet(colourway)
        tablet.location, tablet.rotation_euler = (-0.12, -0.82, 1.06), (-0.16, 0.0, -0.1)
        _robot_arm(colourway, [(0.58, -0.02, 1.2), (0.94, -0.28, 1.08), (0.62, -0.86, 1.0)], (-0.8, -0.5, 0.3))
        head.rotation_euler = (0.1, -0.1, 0)
    else:
        _robot_arm(colourway, [(-0.58, 0, 1.24), (-1.06, -0.06, 1.22), (-1.34, -0.16, 1.66)], (0.8, -0.3, 0.5))
        _robot_arm(colourway, rest, (-0.3, -0.7, 0.2))
        head.rotation_euler = (0, -0.12, 0)


_FUR, _MUZZLE = "#A9683C", "#F0CDA0"


def _bear_head(colourway: Colourway, pose: str) -> Object:
    fur, pale = material(_FUR, roughness=0.5), material(_MUZZLE, roughness=0.5)
    skull = Ball((0, 0, 0), (0.86, 0.74, 0.72))
    muzzle = Ball((0, -0.6, -0.2), (0.36, 0.24, 0.27))
    parts = [skull.solid(fur), muzzle.solid(pale)]
    for side in (-1, 1):
        ear = Ball((side * 0.68, 0.02, 0.5), (0.27, 0.17, 0.27))
        parts += [ear.solid(fur), ear.patch((0.16, 0.06, 0.16), pale, 0, 0, lift=-0.02)]
    parts.append(muzzle.patch((0.14, 0.08, 0.1), material("#3B2320", roughness=0.2, coat=0.8), 0, 34, lift=0.02))
    parts += eyes(skull, 0.24, turn=25, rise=3, mood="happy" if pose == "flowers" else "open")
    parts += cheeks(skull, 0.14, turn=46, rise=-13)
    if pose == "pizza":
        parts += laugh(muzzle, 0.26, rise=-18)
    else:
        parts += smile(muzzle, width=38, rise=-12, depth=24, radius=0.026)
    parts.append(cap(skull, material(colourway.primary), material(colourway.accent), rise=43, crown=1.7, tilt=8))
    return group(parts)


def build_bear_courier(colourway: Colourway, pose: str) -> None:
    """A bear in a courier's cap and jacket with a ``box``, a ``pizza`` or ``flowers``."""
    fur = material(_FUR, roughness=0.5)
    jacket = material(colourway.primary, roughness=0.42)
    outfit = Outfit(jacket, fur, fur, fur, material("#8A5230", roughness=0.5))
    head = _bear_head(colourway, pose)
    head.location = (0, -0.04, 2.06)
    both = [[(side * 0.44, -0.05, 1.22), (side * 0.78, -0.36, 0.94), (side * 0.6, -0.78, 0.9)] for side in (-1, 1)]
    thing: Object
    if pose == "flowers":
        both = [
            [(-0.44, -0.05, 1.22), (-0.8, -0.26, 0.96), (-0.66, -0.68, 0.84)],
            [(0.44, -0.02, 1.22), (0.8, 0.0, 0.98), (0.84, -0.12, 0.66)],
        ]
        thing = bouquet(colourway.light, colourway.primary, (colourway.primary, "#FFFFFF", colourway.accent))
        thing.location, thing.rotation_euler, thing.scale = (-0.6, -0.74, 0.56), (0.12, -0.42, 0), (0.86,) * 3
    elif pose == "pizza":
        thing = pizza(0.52, material("#F3E3C8", roughness=0.55), material(colourway.primary))
        thing.location, thing.rotation_euler = (0, -0.96, 1.0), (0.62, 0, 0)
    else:
        thing = parcel((1.06, 0.8, 0.74), colourway.primary, colourway.accent)
        thing.location = (0, -0.9, 0.96)
    body(outfit, both)
    for path in both:
        mitten(path[-1], 0.19, fur, thumb=(0, -0.3, 0.8))
    _jacket_details(colourway)


def _jacket_details(colourway: Colourway) -> None:
    accent, light = material(colourway.accent), material(colourway.light)
    torus(0.4, 0.075, light, (0, -0.01, 1.42), scale=(1, 0.86, 0.9))
    torus(0.51, 0.06, accent, (0, 0, 0.74), scale=(1, 0.83, 1))


OBJECTS = (
    BankObject("robot", build_robot, View(azimuth=-14, elevation=10, fill=0.78), ROBOT),
    BankObject("bear_courier", build_bear_courier, View(azimuth=-16, elevation=12, fill=0.78), BEAR_COURIER),
)

"""Food on its way: a pizza box and a courier's thermal bag."""

import math
import random

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    group,
    heart_outline,
    lathe,
    material,
    prism,
    rod,
    rounded_box,
    rounded_rectangle,
    sphere,
    steel,
    torus,
    tube,
    white,
)
from offline.bank_renderer.objects.delivery_1_captions import DELIVERY_BAG, PIZZA_BOX
from offline.bank_renderer.objects.mascot_props import paper_cup
from offline.bank_renderer.objects.outfit_parts import plate

_PIZZA_RADIUS = 1.26
_BOX_WIDTH = 2.9
_BOX_HEIGHT = 0.34


def _sector(radius: float, start: float, end: float) -> list[tuple[float, float]]:
    """A piece of a disc between two directions in degrees; a full turn is the whole disc."""
    angles = [math.radians(start + (end - start) * k / 72) for k in range(73)]
    rim = [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
    return rim[:-1] if end - start >= 360 else [(0.0, 0.0), *rim]


def _pizza(start: float, end: float) -> list[Object]:
    """What lies between two directions of a pizza around the origin: dough, crust, sauce, cheese and toppings."""
    dough = material("#D98A3A", roughness=0.6, coat=0.05)
    parts = [prism(_sector(_PIZZA_RADIUS - 0.1, start, end), 0.16, dough, (0, 0, 0.1), bevel=0.03)]
    sauce, cheese = material("#D7402B", roughness=0.45), material("#FFCB57", roughness=0.38, coat=0.35)
    parts.append(prism(_sector(_PIZZA_RADIUS - 0.13, start, end), 0.06, sauce, (0, 0, 0.19), bevel=0.02))
    parts.append(prism(_sector(_PIZZA_RADIUS - 0.19, start, end), 0.1, cheese, (0, 0, 0.2), bevel=0.04))
    edge = _sector(_PIZZA_RADIUS - 0.1, start, end)[0 if end - start >= 360 else 1 :]
    parts.append(tube([(x, y, 0.17) for x, y in edge], 0.155, dough, cyclic=end - start >= 360))
    if end - start < 360:
        parts += [sphere(0.155, dough, (*edge[k], 0.17), segments=28) for k in (0, -1)]
    return parts + _toppings(start, end)


def _toppings(start: float, end: float) -> list[Object]:
    """Pepperoni, olives and basil, each clear of the others and of the cuts."""
    dice = random.Random(11)
    taken: list[tuple[float, float, float]] = []
    parts: list[Object] = []
    share = (end - start) / 360
    for kind, count, size in (("pepperoni", 9, 0.2), ("olive", 8, 0.09), ("basil", 7, 0.1)):
        missing = round(count * share)
        for _ in range(4000):
            if not missing:
                break
            angle, reach = dice.uniform(start, end), (_PIZZA_RADIUS - 0.42) * math.sqrt(dice.random())
            x, y = reach * math.cos(math.radians(angle)), reach * math.sin(math.radians(angle))
            to_cut = reach * math.sin(math.radians(min(angle - start, end - angle, 90)))
            crowded = any(math.dist((x, y), (a, b)) < size + other for a, b, other in taken)
            if crowded or (share < 1 and to_cut < size):
                continue
            taken.append((x, y, size))
            parts += _topping(kind, x, y, dice)
            missing -= 1
    return parts


def _topping(kind: str, x: float, y: float, dice: random.Random) -> list[Object]:
    if kind == "olive":
        return [torus(0.07, 0.032, material("#2E3138", roughness=0.25, coat=0.6), (x, y, 0.275))]
    if kind == "basil":
        leaf = material("#3E9B45", roughness=0.45)
        turn = (dice.uniform(-15, 15), 0, dice.uniform(0, 180))
        return [sphere(0.14, leaf, (x, y, 0.275), scale=(1, 0.5, 0.2), rotation=turn, segments=24)]
    fat = material("#E86A52", roughness=0.4)
    tilt = (dice.uniform(-4, 4), dice.uniform(-4, 4), 0)
    slice_ = cylinder(0.2, 0.07, material("#C7362B", roughness=0.4), (x, y, 0.27), tilt, bevel=0.03)
    spots = [(x + dice.uniform(-0.1, 0.1), y + dice.uniform(-0.1, 0.1), 0.302) for _ in range(3)]
    return [slice_, *(sphere(0.03, fat, spot, scale=(1, 1, 0.35), segments=16) for spot in spots)]


def _open_box(colourway: Colourway) -> list[Object]:
    """A flat box with its lid up, empty."""
    board, paint = material(colourway.light, roughness=0.55, coat=0.05), material(colourway.primary, roughness=0.5)
    inside = material("#E9C79A", roughness=0.7, coat=0)
    half, width = _BOX_WIDTH / 2, _BOX_WIDTH
    parts = [rounded_box((width, width, 0.06), 0.025, inside, (0, 0, 0.03))]
    for side in (-1, 1):
        parts.append(rounded_box((0.07, width, _BOX_HEIGHT), 0.025, paint, (side * half, 0, _BOX_HEIGHT / 2)))
        parts.append(rounded_box((width, 0.07, _BOX_HEIGHT), 0.025, paint, (0, side * half, _BOX_HEIGHT / 2)))
    lid = [rounded_box((width + 0.04, 0.07, width), 0.03, board, (0, 0, half))]
    lid.append(rounded_box((width - 0.25, 0.03, width - 0.25), 0.008, inside, (0, -0.036, half)))
    for side in (-1, 1):
        lid.append(rounded_box((0.07, 0.3, width - 0.06), 0.025, paint, (side * half, -0.15, half)))
    lid.append(rounded_box((width, 0.3, 0.07), 0.025, paint, (0, -0.15, width)))
    return [*parts, group(lid, (0, half, _BOX_HEIGHT - 0.02), (-18, 0, 0))]


def _shut_box(colourway: Colourway, paint: Material) -> list[Object]:
    """A closed box with a pizza pictured on its lid."""
    white_board = material(colourway.light, roughness=0.5, coat=0.05)
    parts = [rounded_box((_BOX_WIDTH, _BOX_WIDTH, 0.42), 0.07, paint, (0, 0, 0.21))]
    parts.append(rounded_box((_BOX_WIDTH + 0.06, _BOX_WIDTH + 0.06, 0.14), 0.05, white_board, (0, 0, 0.43)))
    parts.append(rounded_box((0.5, 0.1, 0.16), 0.04, paint, (0, -_BOX_WIDTH / 2 - 0.03, 0.36)))
    crust, cheese = material("#E39A45", roughness=0.5), material("#FFCB57", roughness=0.4)
    parts.append(cylinder(1.02, 0.06, paint, (0, 0, 0.51), bevel=0.02))
    parts.append(prism(_sector(0.86, -60, 240), 0.08, crust, (0, -0.02, 0.54), bevel=0.03))
    parts.append(prism(_sector(0.72, -58, 238), 0.08, cheese, (0, -0.02, 0.56), bevel=0.02))
    sausage = material("#C7362B", roughness=0.4)
    for angle in (-32, 30, 90, 150, 212):
        x, y = 0.46 * math.cos(math.radians(angle)), 0.46 * math.sin(math.radians(angle))
        parts.append(cylinder(0.15, 0.06, sausage, (x, y - 0.02, 0.6), bevel=0.02))
    return parts


def build_pizza_box(colourway: Colourway, pose: str) -> None:
    """An open box with a pizza; ``slice`` serves one piece on a plate, ``stack`` is two closed boxes."""
    if pose == "stack":
        group(_shut_box(colourway, material(colourway.secondary, roughness=0.5)), (0.06, 0, 0), (0, 0, -9))
        group(_shut_box(colourway, material(colourway.primary, roughness=0.5)), (0, 0, 0.5), (0, 0, 6))
        return
    _open_box(colourway)
    if pose == "slice":
        group(_pizza(-45, 270), (0, 0, 0.06))
        cylinder(0.86, 0.1, material(colourway.secondary, roughness=0.35), (1.75, -1.95, 0.06), bevel=0.04)
        group(_pizza(-90, -45), (1.5, -1.4, 0.12), (0, 0, 12))
    else:
        group(_pizza(0, 360), (0, 0, 0.06))


def _bag_cloths(colourway: Colourway) -> tuple[Material, Material]:
    return material(colourway.primary, roughness=0.5, coat=0.1), material(colourway.dark, roughness=0.55, coat=0.05)


def _bag(colourway: Colourway, *, lid: bool) -> list[Object]:
    """A thermal bag with a white pocket and its heart; without the lid it is dark inside."""
    cloth, dark = _bag_cloths(colourway)
    parts = [rounded_box((1.7, 1.35, 1.75), 0.16, cloth, (0, 0, 0.92))]
    parts.append(rounded_box((1.76, 1.41, 0.2), 0.08, dark, (0, 0, 1.68)))
    parts.append(rounded_box((1.74, 1.39, 0.16), 0.07, dark, (0, 0, 0.12)))
    pocket = material(colourway.light, roughness=0.45)
    parts.append(plate(rounded_rectangle(1.15, 0.72, 0.1), 0.05, pocket, (0, -0.68, 0.82), bevel=0.02))
    heart = material(colourway.accent, roughness=0.35)
    parts.append(plate(heart_outline(0.46), 0.06, heart, (0, -0.72, 0.82), bevel=0.024))
    for side in (-1, 1):
        parts.append(rounded_box((0.03, 1.0, 0.14), 0.012, white(), (side * 0.858, 0, 1.2)))
    parts.append(rounded_box((0.3, 0.06, 0.16), 0.03, steel(), (0, -0.71, 1.68)))
    return [*parts, group(_bag_lid(cloth, dark), (0, 0, 1.72))] if lid else parts


def _bag_lid(cloth: Material, dark: Material) -> list[Object]:
    """The lid with its handle, standing on z = 0."""
    parts = [rounded_box((1.74, 1.39, 0.34), 0.14, cloth, (0, 0, 0.16))]
    handle = [(-0.42, 0, 0.3), (-0.36, 0, 0.52), (0, 0, 0.6), (0.36, 0, 0.52), (0.42, 0, 0.3)]
    return [*parts, tube(handle, 0.07, dark, smooth=True)]


def _bottle(colour: str, cap: str) -> list[Object]:
    """A bottle of juice standing at the origin."""
    drink = material(colour, roughness=0.2, coat=0.8)
    shape = [(0, 0), (0.22, 0), (0.25, 0.05), (0.25, 0.62), (0.2, 0.8), (0.1, 0.96), (0.1, 1.06), (0, 1.06)]
    parts = [lathe(shape, drink), cylinder(0.13, 0.16, material(cap), (0, 0, 1.1), bevel=0.04)]
    return [*parts, cylinder(0.262, 0.34, white(), (0, 0, 0.36), bevel=0.01)]


def _noodle_box(colourway: Colourway) -> list[Object]:
    """A paper box that widens upwards, noodles heaped in it and two chopsticks."""
    paper, band = material(colourway.light, roughness=0.5), material(colourway.primary, roughness=0.45)
    noodle = material("#F6C665", roughness=0.45)
    parts = [rounded_box((0.72, 0.64, 0.78), 0.06, paper, (0, 0, 0.39), taper=(1.28, 1.28))]
    parts.append(plate(heart_outline(0.36), 0.06, band, (0, -0.4, 0.44), bevel=0.02))
    for i in range(9):
        angle = 2.4 * i
        reach = 0.08 + 0.026 * i
        spot = (reach * math.cos(angle), reach * math.sin(angle), 0.86 - 0.012 * i)
        parts.append(torus(0.15, 0.055, noodle, spot, (24 * math.sin(angle), 24 * math.cos(angle), 0)))
    parts.append(sphere(0.11, material("#3E9B45"), (0.2, -0.14, 0.92), scale=(1, 0.6, 0.5), segments=24))
    parts.append(sphere(0.1, material("#E63B2E"), (-0.16, -0.16, 0.94), segments=24))
    stick = material(colourway.accent, roughness=0.45)
    for x in (-0.06, 0.1):
        parts += rod((x, 0.05, 0.85), (x * 2 + 0.42, 0.16, 1.5), 0.04, stick)
    return parts


def build_delivery_bag(colourway: Colourway, pose: str) -> None:
    """A closed thermal bag; ``open`` has its lid up and food inside, ``lunch`` has noodles and a cup beside it."""
    if pose == "open":
        parts = _bag(colourway, lid=False)
        parts.append(group(_bag_lid(*_bag_cloths(colourway)), (0, 1.02, 1.9), (-98, 0, 0)))
        parts.append(rounded_box((1.52, 1.16, 0.08), 0.03, material("#3A3F4B", roughness=0.7), (0, 0, 1.76)))
        parts.append(group(_noodle_box(colourway), (-0.34, -0.1, 1.5), (0, -5, 10), 0.95))
        parts.append(group(_bottle("#F5892A", colourway.accent), (0.48, -0.14, 1.5), (0, 8, 0), 1.1))
        group(parts)
        return
    parts = _bag(colourway, lid=True)
    if pose == "lunch":
        parts.append(group(_noodle_box(colourway), (1.4, -0.75, 0), (0, 0, -12), 1.1))
        cup = paper_cup(colourway.light, colourway.primary, colourway.accent)
        parts.append(group([cup], (-1.24, -0.72, 0), scale=1.5))
    group(parts)


OBJECTS = (
    BankObject("pizza_box", build_pizza_box, View(azimuth=-22, elevation=30), PIZZA_BOX),
    BankObject("delivery_bag", build_delivery_bag, View(azimuth=-26, elevation=18), DELIVERY_BAG),
)

"""Fast food: a burger, on a plate or on a tray with fries or a drink."""

import math
import random

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    cylinder,
    group,
    heart_outline,
    lathe,
    material,
    place,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    spline,
    tube,
)
from offline.bank_renderer.objects.food_1_captions import BURGER
from offline.bank_renderer.objects.outfit_parts import plate

_BUN = "#E39A45"


def _ruffled_leaf(radius: float, z: float, surface: Material, waves: int, seed: int) -> Object:
    """A round leaf of lettuce whose edge ripples and hangs a little."""
    phase = random.Random(seed).uniform(0, 6)
    rows = []
    for i in range(10):
        share = 0.35 + 0.65 * i / 9
        ripple = 0.1 * max(0.0, share - 0.55) / 0.45
        row: list[Point] = []
        for k in range(129):
            angle = 2 * math.pi * k / 128
            reach = radius * share * (1 + 0.05 * math.sin(5 * angle + phase))
            drop = 0.12 * max(0.0, share - 0.7) / 0.3
            row.append(
                (reach * math.cos(angle), reach * math.sin(angle), z - drop + ripple * math.sin(waves * angle + phase))
            )
        rows.append(row)
    return sheet(rows, 0.06, surface, bevel=0.02)


def _cheese(z: float, turn: float) -> Object:
    """A square slice, its corners melting down over the patty."""
    rows = []
    for i in range(21):
        y = -1.0 + i / 10
        row: list[Point] = []
        for k in range(21):
            x = -1.0 + k / 10
            beyond = max(0.0, math.hypot(x, y) - 0.86)
            row.append((x, y, z - 0.85 * beyond**1.15))
        rows.append(row)
    return place(sheet(rows, 0.07, material("#FFC02E", roughness=0.35, coat=0.4), bevel=0.03), rotation=(0, 0, turn))


def _patty(z: float) -> list[Object]:
    meat = material("#7A4429", roughness=0.7, coat=0.1)
    chance = random.Random(4)
    lumps = [cylinder(1.02, 0.26, meat, (0, 0, z), bevel=0.11)]
    for i in range(34):
        angle = 2 * math.pi * i / 34 + chance.uniform(-0.05, 0.05)
        place_z = z + chance.uniform(-0.07, 0.07)
        lumps.append(
            sphere(chance.uniform(0.09, 0.13), meat, (0.97 * math.cos(angle), 0.97 * math.sin(angle), place_z))
        )
    return lumps


def _bun_top(z: float) -> list[Object]:
    crust = material(_BUN, roughness=0.35, coat=0.45)
    profile = spline([(1.06, 0.0), (1.14, 0.14), (1.08, 0.38), (0.82, 0.64), (0.42, 0.78), (0.0, 0.82)], 8)
    parts = [lathe([(0, 0), (1.0, -0.02), *profile], crust, (0, 0, z))]
    seed = material("#FFF0CF", roughness=0.45)
    for i in range(30):
        share = math.sqrt((i + 0.6) / 34)
        angle = i * 2.39996
        radius = 1.0 * share
        height = z + 0.83 * math.sqrt(max(0.0, 1 - (radius / 1.14) ** 2.3))
        tilt = 58 * share
        grain = sphere(0.062, seed, scale=(0.75, 1.25, 0.5), segments=20)
        parts.append(
            group([grain], (radius * math.cos(angle), radius * math.sin(angle), height), (0, tilt, math.degrees(angle)))
        )
    return parts


def _burger(patties: int) -> list[Object]:
    crumb = material(_BUN, roughness=0.4, coat=0.35)
    parts = [lathe([(0, 0), (0.86, 0), (1.02, 0.06), (1.1, 0.2), (1.06, 0.34), (0.98, 0.38), (0, 0.38)], crumb)]
    z = 0.45
    leaf, tomato = material("#63BF45", roughness=0.45), material("#E5412F", roughness=0.25, coat=0.6)
    for i in range(patties):
        parts.append(_ruffled_leaf(1.3, z, leaf, 17, i))
        z += 0.2
        parts += _patty(z)
        z += 0.19
        parts.append(_cheese(z, 20 + 33 * i))
        z += 0.12
    parts.append(_ruffled_leaf(1.22, z, leaf, 15, 7))
    z += 0.11
    for i in range(4):
        angle = math.radians(45 + 90 * i)
        parts.append(cylinder(0.5, 0.15, tomato, (0.66 * math.cos(angle), 0.66 * math.sin(angle), z), bevel=0.05))
    return parts + _bun_top(z + 0.07)


def _flag(colourway: Colourway, z: float) -> list[Object]:
    """A toothpick flag with a heart."""
    stick = material("#E7C089", roughness=0.6)
    rows = []
    for i in range(6):
        y = 0.46 * i / 5
        rows.append([(0.85 * k / 16, 0.07 * math.sin(k / 16 * 6.3), z + 0.42 + y - 0.04 * k / 16) for k in range(17)])
    flag = sheet(rows, 0.06, material(colourway.primary, roughness=0.4), bevel=0.02)
    heart = plate(heart_outline(0.26), 0.05, material(colourway.light), (0.4, -0.08, z + 0.62), bevel=0.02, turn=-14)
    return [tube([(0, 0, z - 0.2), (0, 0, z + 0.95)], 0.045, stick), sphere(0.08, stick, (0, 0, z + 0.96)), flag, heart]


def _fries(colourway: Colourway) -> list[Object]:
    """A carton of fries with a heart on its front."""
    carton = material(colourway.primary, roughness=0.45)
    inside = material(colourway.secondary, roughness=0.5)
    front = [(-0.46, 0), (0.46, 0), (0.64, 0.98), (0.3, 0.82), (0, 0.78), (-0.3, 0.82), (-0.64, 0.98)]
    back = [(-0.46, 0), (0.46, 0), (0.66, 1.1), (0.36, 1.3), (0, 1.36), (-0.36, 1.3), (-0.66, 1.1)]
    parts = [plate(rounded_polygon(front, 0.07), 0.1, carton, (0, -0.24, 0), bevel=0.04)]
    parts.append(plate(rounded_polygon(back, 0.07), 0.1, inside, (0, 0.24, 0), bevel=0.04))
    side = [(-0.47, 0.02), (0.47, 0.02), (0.6, 0.84), (-0.6, 0.84)]
    parts.append(plate(rounded_polygon(side, 0.06), 0.48, carton, bevel=0.05))
    parts.append(plate(heart_outline(0.46), 0.08, material(colourway.light), (0, -0.3, 0.42), bevel=0.03))
    chance = random.Random(8)
    for i in range(17):
        x, y = -0.5 + 0.25 * (i % 5) + 0.05 * (i // 5), -0.13 + 0.13 * (i // 5)
        tint = material(("#FFCB45", "#FFD768", "#F7B92E")[i % 3], roughness=0.45)
        length = chance.uniform(0.75, 1.0) + 0.12 * (i // 5)
        lean = (chance.uniform(-6, 6), 12 * x + chance.uniform(-7, 7), chance.uniform(0, 60))
        parts.append(rounded_box((0.15, 0.15, length), 0.035, tint, (x, y, 0.62 + length / 2 - 0.12), lean, segments=3))
    return parts


def _drink(colourway: Colourway) -> list[Object]:
    """A paper cup with a lid and a straw."""
    cup, lid = material(colourway.primary, roughness=0.4), material(colourway.light, roughness=0.35)
    parts = [lathe([(0, 0), (0.4, 0), (0.44, 0.04), (0.6, 1.4), (0, 1.4)], cup)]
    parts.append(lathe([(0.455, 0.42), (0.5, 0.4), (0.575, 0.94), (0.55, 0.96)], lid))
    parts.append(plate(heart_outline(0.32), 0.06, material(colourway.accent), (0, -0.545, 0.66), bevel=0.025))
    parts.append(lathe([(0, 1.38), (0.63, 1.36), (0.67, 1.42), (0.63, 1.5), (0.55, 1.52), (0.5, 1.62), (0, 1.64)], lid))
    straw = [(0.08, 0, 1.5), (0.14, 0, 2.1), (0.2, 0, 2.2), (0.52, -0.1, 2.34)]
    parts.append(tube(spline(straw, 8), 0.065, material(colourway.accent, roughness=0.4)))
    return parts


def build_burger(colourway: Colourway, pose: str) -> None:
    """A burger on a plate with a flag; ``fries`` adds a carton of fries, ``double`` two patties and a drink."""
    dish = material(colourway.primary, roughness=0.3, coat=0.4)
    if pose == "":
        board = [(0, 0), (1.3, 0), (1.62, 0.1), (1.68, 0.18), (1.6, 0.22), (1.3, 0.14), (0, 0.12)]
        parts = [lathe(board, dish), group(_burger(1), (0, 0, 0.13))]
        group(parts + _flag(colourway, 2.1))
        return
    group(_burger(2 if pose == "double" else 1), (-0.55, -0.15, 0.1))
    tray = prism(rounded_rectangle(4.0, 2.9, 0.4), 0.14, dish, (0.25, 0, 0.04), bevel=0.05)
    rim = [(x + 0.25, y, 0.12) for x, y in rounded_rectangle(3.92, 2.82, 0.36)]
    group([tray, tube(rim, 0.09, dish, cyclic=True)])
    if pose == "fries":
        group(_fries(colourway), (1.3, 0.15, 0.1), (0, 0, -8), 1.25)
    else:
        group(_drink(colourway), (1.35, 0.3, 0.1), (0, 0, 0), 1.12)


OBJECTS = (BankObject("burger", build_burger, View(azimuth=-16, elevation=18), BURGER),)

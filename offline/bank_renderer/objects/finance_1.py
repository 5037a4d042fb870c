"""Money at hand: bank cards, coins and a piggy bank."""

import math

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    clay,
    coin,
    cylinder,
    dark_glass,
    group,
    lathe,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sphere,
    spline,
    torus,
    tube,
)
from offline.bank_renderer.objects.finance_1_captions import BANK_CARD, COINS, PIGGY_BANK
from offline.bank_renderer.objects.outfit_parts import soft_star

_COIN_THICKNESS = 0.17


def _card(base: str, wave: str, marks: str, star: str) -> list[Object]:
    """A bank card lying around the origin: wave, chip, contactless arcs, rows of embossed dots instead of a number."""
    parts = [prism(rounded_rectangle(3.37, 2.125, 0.2), 0.11, material(base, roughness=0.28, coat=0.5), bevel=0.035)]
    crest = spline([(-1.6, -0.35), (-0.7, 0.05), (0.2, -0.35), (1.0, 0.1), (1.6, 0.5)], 14)
    outline = [(-1.6, -0.98), *((x, y) for x, y in crest), (1.6, -0.98)]
    parts.append(prism(outline, 0.02, material(wave, roughness=0.3, coat=0.4), (0, 0, 0.052), bevel=0.004))
    parts += _chip((-1.12, 0.28, 0.06))
    ink = material(marks, roughness=0.35)
    for radius in (0.1, 0.19, 0.28):
        angles = [math.radians(-42 + 84 * k / 16) for k in range(17)]
        arc = [(radius * math.cos(angle), radius * math.sin(angle), 0) for angle in angles]
        parts.append(tube(arc, 0.022, ink, (-0.72, 0.28, 0.066)))
    for cluster in range(4):
        for k in range(4):
            dot = (-1.28 + 0.68 * cluster + 0.145 * k, -0.3, 0.062)
            parts.append(sphere(0.05, ink, dot, scale=(1, 1, 0.55), segments=20))
    parts.append(prism(rounded_rectangle(1.1, 0.11, 0.05), 0.025, ink, (-0.77, -0.68, 0.066), bevel=0.01))
    parts.append(prism(soft_star(0.54), 0.06, material(star, roughness=0.3), (1.2, 0.62, 0.06), bevel=0.025))
    return parts


def _chip(location: Point) -> list[Object]:
    x, y, z = location
    groove = material("#A9801F", roughness=0.4)
    parts = [
        prism(rounded_rectangle(0.5, 0.39, 0.09), 0.05, material("#F1C34B", roughness=0.25, metallic=0.6), location)
    ]
    for offset in (-1, 1):
        parts.append(rounded_box((0.5, 0.014, 0.012), 0.003, groove, (x, y + 0.065 * offset, z + 0.025), segments=1))
        parts.append(rounded_box((0.014, 0.39, 0.012), 0.003, groove, (x + 0.09 * offset, y, z + 0.025), segments=1))
    return parts


def build_bank_card(colourway: Colourway, pose: str) -> None:
    """Two cards in the air; ``fan`` holds three of them, ``coins`` has coins fly around a single one."""
    main = (colourway.primary, colourway.secondary, colourway.light, colourway.accent)
    pale = (colourway.light, colourway.accent, colourway.primary, colourway.primary)
    warm = (colourway.accent, colourway.light, colourway.dark, colourway.primary)
    if pose == "fan":
        fan = [
            group([group(_card(*colours), (1.5, 0.9, 0.0))], (0, 0, -0.17 * i), (0, 0, 22 * i))
            for i, colours in enumerate((main, pale, warm))
        ]
        group(fan, (-1.2, 0, 0.6), (76, 12, -8))
        return
    group(_card(*main), (0.12, -0.25, 1.55), (74, -9, -16))
    if pose == "coins":
        group(coin(0.62), (-1.6, -0.75, 2.6), (66, -18, 0))
        group(coin(0.5, 0.15), (2.0, -0.9, 2.95), (74, 24, 0))
        group(coin(0.56), (1.1, -1.0, 0.3), (58, 10, 0))
    else:
        group(_card(*pale), (-0.25, 0.35, 1.95), (74, 16, -10))


def _coin_pile(count: int, x: float, y: float, *, base: float = 0.0) -> list[Object]:
    """Coins lying on one another, a little out of line; the top one shows its star."""
    pile: list[Object] = []
    for i in range(count):
        sway_x, sway_y = 0.05 * math.sin(2.4 * i + x), 0.05 * math.cos(1.7 * i + y)
        emblem = "star" if i == count - 1 else "plain"
        centre = (x + sway_x, y + sway_y, base + _COIN_THICKNESS * (i + 0.5))
        pile.append(group(coin(emblem=emblem), centre, (0, 0, 31 * i)))
    return pile


def _stairs(colourway: Colourway) -> None:
    """Three piles that grow to the right on a coloured tray, a big coin standing before the lowest."""
    tray = material(colourway.primary, roughness=0.34)
    inlay = material(colourway.secondary, roughness=0.4)
    prism(rounded_rectangle(4.1, 2.1, 0.6), 0.26, tray, (0, 0, 0.13), bevel=0.1)
    prism(rounded_rectangle(3.8, 1.8, 0.48), 0.06, inlay, (0, 0, 0.25), bevel=0.02)
    for i, count in enumerate((3, 7, 12)):
        _coin_pile(count, -1.25 + 1.26 * i, 0.16, base=0.28)
    group(coin(0.66, 0.19), (-0.95, -0.6, 0.93), (76, 0, -12))


def _money_tree(colourway: Colourway) -> None:
    """A sprout with coins for blossoms grows in a pot, more coins at its foot."""
    clay_pot, rim = material(colourway.primary, roughness=0.4), material(colourway.secondary, roughness=0.4)
    pot = [(0, 0), (0.62, 0), (0.68, 0.06), (0.86, 0.92), (0.8, 0.92), (0, 0.86)]
    lathe(pot, clay_pot)
    lathe([(0.8, 0.84), (0.94, 0.86), (0.98, 0.92), (0.98, 1.12), (0.94, 1.18), (0.8, 1.18), (0.78, 1.0)], rim)
    lathe([(0, 1.04), (0.8, 1.02)], material("#6B4A35", roughness=0.8, coat=0))
    stalk, leaf = material("#3F9C55", roughness=0.5), material("#57B96B", roughness=0.42)
    tube(spline([(0, 0, 1.0), (0.06, 0, 1.5), (-0.05, 0, 2.1), (0.02, 0, 2.7)], 10), 0.075, stalk)
    for x, z, lean, size in ((0.36, 1.62, -32, 1.0), (-0.4, 1.96, 30, 1.05), (0.4, 2.3, -36, 0.85)):
        blade = sphere(0.36, leaf, scale=(1.15, 0.62, 0.2), rotation=(24, 0, 0))
        group([blade], (x, -0.06, z), (0, lean, 0), size)
    for x, z, turn in ((-0.66, 2.5, 12), (0.02, 2.98, -6), (0.74, 2.72, -18)):
        tube(spline([(0, 0, 2.3), (x * 0.5, 0, (2.3 + z) / 2 + 0.06), (x, 0, z)], 8), 0.05, stalk)
        group(coin(0.42, 0.14), (x, -0.06, z), (82, 0, turn))
    _coin_pile(3, 1.42, -0.3)
    group(coin(), (-1.3, -0.5, 0.085), (0, 0, 20))
    group(coin(0.56, 0.16), (0.55, -1.05, 0.085), (0, 0, -12))


def build_coins(colourway: Colourway, pose: str) -> None:
    """Two piles and a big standing coin; ``stairs`` lines piles up on a tray, ``sprout`` grows coins in a pot."""
    if pose == "stairs":
        _stairs(colourway)
    elif pose == "sprout":
        _money_tree(colourway)
    else:
        _coin_pile(6, -0.72, 0.25)
        _coin_pile(4, 0.62, 0.42)
        group(coin(0.78, 0.2), (0.18, -0.62, 0.76), (78, 0, -14))
        group(coin(), (-0.95, -0.85, 0.085), (0, 0, 14))


def _pig_body(colourway: Colourway) -> list[Object]:
    """Trunk, legs, snout, ears and tail; the pig faces -x."""
    skin, pale = material(colourway.primary, roughness=0.4), material(colourway.secondary, roughness=0.42)
    dark = material(colourway.dark, roughness=0.3, coat=0.6)
    lumps = [sphere(1, skin, (0, 0, 1.15), scale=(1.25, 1.02, 0.98))]
    for x in (-0.62, 0.62):
        lumps += [cylinder(0.24, 0.75, skin, (x, y, 0.38), bevel=0.08, top_radius=0.27) for y in (-0.5, 0.5)]
    lumps.append(cylinder(0.42, 0.5, skin, (-1.3, 0, 1.08), (0, 90, 0), bevel=0.12))
    parts = [clay(lumps, skin, voxel=0.028, smoothing=26)]
    parts.append(cylinder(0.4, 0.14, pale, (-1.56, 0, 1.08), (0, 90, 0), bevel=0.06))
    parts += [sphere(0.075, dark, (-1.625, y, 1.09), scale=(0.45, 0.8, 1.15)) for y in (-0.14, 0.14)]
    outer = rounded_polygon([(-0.34, -0.1), (0.34, -0.1), (0.06, 0.6)], [0.14, 0.14, 0.16])
    inner = rounded_polygon([(-0.2, 0.0), (0.2, 0.0), (0.04, 0.42)], [0.08, 0.08, 0.09])
    for side in (-1, 1):
        ear = [prism(outer, 0.16, skin, bevel=0.075), prism(inner, 0.08, pale, (0, 0, 0.065), bevel=0.035)]
        parts.append(group(ear, (-0.82, side * 0.52, 1.86), (72, 0, -90 + side * 26)))
    turns = [2.0 * i / 40 for i in range(41)]
    curl = [
        (1.2 + 0.1 * t, 0.13 * math.sin(2.3 * math.pi * t), 1.3 + 0.12 * math.cos(2.3 * math.pi * t)) for t in turns
    ]
    parts.append(tube(curl, 0.055, skin))
    parts.append(rounded_box((0.62, 0.1, 0.05), 0.02, dark, (0, 0, 2.105)))
    return parts


def _pig_eyes(colourway: Colourway, mood: str) -> list[Object]:
    dark = material(colourway.dark, roughness=0.3, coat=0.6)
    parts: list[Object] = []
    for side in (-1, 1):
        if mood == "happy":
            angles = [math.radians(15 + 150 * k / 12) for k in range(13)]
            arc = [(-1.17, side * 0.38 + 0.15 * math.cos(angle), 1.42 + 0.13 * math.sin(angle)) for angle in angles]
            parts.append(tube(arc, 0.045, dark))
            parts += [sphere(0.045, dark, arc[k], segments=20) for k in (0, -1)]
        else:
            parts.append(sphere(0.1, dark, (-1.16, side * 0.36, 1.47)))
            glint = material("#FFFFFF", roughness=0.2, emission=0.3)
            parts.append(sphere(0.034, glint, (-1.245, side * 0.36 - 0.03, 1.515)))
    return parts


def _sunglasses(colourway: Colourway) -> list[Object]:
    frame = material(colourway.accent, roughness=0.3, coat=0.5)
    parts: list[Object] = []
    for side in (-1, 1):
        lens = [cylinder(0.27, 0.06, dark_glass(), bevel=0.02), torus(0.28, 0.05, frame)]
        parts.append(group(lens, (-1.3, side * 0.35, 1.58), (0, -74, side * -12)))
        temple = [(-1.26, side * 0.62, 1.62), (-0.98, side * 0.86, 1.66), (-0.6, side * 0.98, 1.64)]
        parts.append(tube(spline(temple, 8), 0.045, frame))
    bridge = [(-1.34, -0.1, 1.62), (-1.38, 0, 1.66), (-1.34, 0.1, 1.62)]
    parts.append(tube(spline(bridge, 6), 0.045, frame))
    return parts


def build_piggy_bank(colourway: Colourway, pose: str) -> None:
    """A pig and a coin over its slot; ``happy`` stands among coins with its eyes shut, ``glasses`` wears sunglasses."""
    _pig_body(colourway)
    if pose == "glasses":
        _sunglasses(colourway)
    else:
        _pig_eyes(colourway, pose)
    if pose == "happy":
        _coin_pile(3, 0.35, -1.55)
        group(coin(), (-1.0, -1.5, 0.085), (0, 0, 24))
        group(coin(), (1.7, -0.7, 0.085), (0, 0, 24))
        group(coin(0.52, 0.14), (0, 0, 2.16), (90, 0, 0))
    else:
        group(coin(0.52, 0.14), (0, 0, 2.42 if not pose else 2.2), (90, 0, 0))


OBJECTS = (
    BankObject("bank_card", build_bank_card, View(azimuth=-16, elevation=14, lift=0.22), BANK_CARD),
    BankObject("coins", build_coins, View(azimuth=-8, elevation=24), COINS),
    BankObject("piggy_bank", build_piggy_bank, View(azimuth=-42, elevation=14), PIGGY_BANK),
)

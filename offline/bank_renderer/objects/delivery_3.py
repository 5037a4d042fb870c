"""Little daily purchases: a coffee to go and a shopping cart."""

import math
from collections.abc import Sequence
from itertools import pairwise

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
    prism,
    rounded_box,
    rounded_polygon,
    rubber,
    sphere,
    spline,
    torus,
    tube,
)
from offline.bank_renderer.objects.delivery_3_captions import COFFEE_CUP, SHOPPING_CART
from offline.bank_renderer.objects.outfit_parts import bow, plate

_BASKET_LOW, _BASKET_HIGH = 1.05, 1.9


def _cup_to_go(colourway: Colourway) -> list[Object]:
    """A paper cup with a lid and a sleeve that bears a heart, standing in the origin."""
    paper, colour = material(colourway.light, roughness=0.35), material(colourway.primary, roughness=0.4)
    parts = [lathe([(0, 0), (0.56, 0), (0.6, 0.03), (0.84, 1.95), (0, 1.95)], paper)]
    parts.append(lathe([(0.675, 0.52), (0.71, 0.5), (0.8, 1.3), (0.795, 1.34), (0.74, 1.34)], colour))
    lid = [(0, 1.93), (0.86, 1.9), (0.91, 1.92), (0.925, 1.97), (0.91, 2.02), (0.87, 2.03), (0.85, 2.06)]
    parts.append(lathe([*lid, (0.83, 2.2), (0.79, 2.26), (0.74, 2.27), (0.7, 2.22), (0, 2.2)], colour))
    parts.append(rounded_box((0.22, 0.1, 0.05), 0.02, material(colourway.dark), (0, -0.5, 2.21)))
    heart = prism(heart_outline(0.44), 0.08, material(colourway.accent, roughness=0.35), bevel=0.03)
    return [*parts, group([heart], (0, -0.765, 0.93), (96, 0, 0))]


def _bean(location: Point, turn: float, size: float = 1.0) -> Object:
    roast, groove = material("#5B3423", roughness=0.4, coat=0.3), material("#3A2015", roughness=0.6)
    bean = [sphere(0.17, roast, scale=(1.3, 0.9, 0.7))]
    bean.append(sphere(0.1, groove, (0, 0, 0.085), scale=(1.9, 0.16, 0.5)))
    return group(bean, location, (0, 0, turn), size)


def _mug_on_saucer(colourway: Colourway) -> list[Object]:
    """A ceramic cup with a heart of foam on its coffee, on a saucer with a biscuit."""
    glaze, pale = material(colourway.primary, roughness=0.24, coat=0.6), material(colourway.light, roughness=0.3)
    saucer = [(0, 0.06), (0.7, 0.0), (0.8, 0.02), (1.55, 0.26), (1.6, 0.31), (1.55, 0.35), (0.85, 0.14), (0, 0.14)]
    parts = [lathe(saucer, pale)]
    outside = spline([(0.56, 0.14), (0.86, 0.42), (1.02, 0.9), (1.08, 1.42)], 8)
    wall = [(0, 0.14), *((r, z) for r, z in outside), (1.05, 1.48), (0.99, 1.47), (0.96, 1.4), (0.93, 1.0)]
    parts.append(lathe(wall, glaze))
    parts.append(lathe([(0.9, 0.95), (0.94, 1.0), (0.975, 1.41), (0.96, 1.43), (0.93, 1.3), (0.9, 1.0)], pale))
    parts.append(cylinder(0.95, 0.06, material("#8A5530", roughness=0.35), (0, 0, 1.3), bevel=0.01))
    foam = material("#FFF3DC", roughness=0.5)
    parts.append(torus(0.86, 0.07, material("#C98F58", roughness=0.5), (0, 0, 1.31), scale=(1, 1, 0.5)))
    parts.append(prism(heart_outline(1.0), 0.07, foam, (0, 0, 1.34), bevel=0.03))
    ear = spline([(0.96, 0, 1.2), (1.38, 0, 1.24), (1.5, 0, 0.9), (1.3, 0, 0.58), (0.84, 0, 0.52)], 10)
    parts.append(group([tube(ear, 0.12, glaze)], (0, 0, 0), (0, 0, -18)))
    biscuit = material("#E5A85A", roughness=0.6, coat=0.05)
    cookie = [cylinder(0.36, 0.14, biscuit, bevel=0.06)]
    for x, y in ((-0.12, 0.1), (0.14, 0.04), (-0.02, -0.16)):
        cookie.append(sphere(0.06, material("#4A2A1C"), (x, y, 0.07), scale=(1, 1, 0.6), segments=20))
    parts.append(group(cookie, (-0.92, -0.92, 0.36), (24, -22, 0)))
    return parts


def _carrier(colourway: Colourway) -> list[Object]:
    """A cardboard carrier with a handle between two cups."""
    board, dark = material("#D9A56B", roughness=0.65, coat=0.05), material("#B98349", roughness=0.7, coat=0)
    parts = [
        rounded_box((3.9, 1.8, 0.72), 0.14, board, (0, 0, 0.4)),
        rounded_box((3.6, 1.5, 0.1), 0.04, dark, (0, 0, 0.74)),
    ]
    upright = rounded_polygon([(-0.13, 0), (0.13, 0), (0.13, 2.7), (-0.13, 2.7)], 0.1)
    parts.append(plate(upright, 0.62, board, (0, 0, 0.4), bevel=0.05))
    parts.append(rounded_box((0.3, 0.34, 0.2), 0.08, dark, (0, 0, 2.82)))
    parts.append(
        plate(heart_outline(0.46), 0.07, material(colourway.primary, roughness=0.4), (0, -0.9, 0.4), bevel=0.03)
    )
    return parts


def build_coffee_cup(colourway: Colourway, pose: str) -> None:
    """A paper cup among coffee beans; ``pair`` is two in a carrier, ``mug`` a ceramic cup on a saucer."""
    if pose == "mug":
        group([*_mug_on_saucer(colourway), _bean((1.25, -1.3, 0.12), 30), _bean((0.8, -1.62, 0.12), -40)])
    elif pose == "pair":
        parts = _carrier(colourway)
        for side in (-1, 1):
            parts.append(group(_cup_to_go(colourway), (side * 0.98, 0, 0.5), (0, 0, side * 8)))
        group(parts)
    else:
        beans = ((-0.95, -0.55, 30), (-0.62, -0.85, -40), (0.98, -0.62, 70))
        group([*_cup_to_go(colourway), *(_bean((x, y, 0.12), turn) for x, y, turn in beans)])


def _basket_ring(share: float) -> list[Point]:
    """Four corners of the basket at a share of its height; it widens upwards."""
    left, right, half = -1.15 + 0.25 * (1 - share), 1.15 - 0.23 * (1 - share), 0.5 + 0.2 * share
    z = _BASKET_LOW + (_BASKET_HIGH - _BASKET_LOW) * share
    return [(left, -half, z), (right, -half, z), (right, half, z), (left, half, z)]


def _between(start: Sequence[float], end: Sequence[float], share: float) -> list[float]:
    return [a + (b - a) * share for a, b in zip(start, end, strict=True)]


def _basket(paint: Material) -> list[Object]:
    """The wire basket: hoops, uprights and the floor."""
    parts: list[Object] = []
    for share, radius in ((1.0, 0.085), (0.0, 0.065), (0.33, 0.038), (0.66, 0.038)):
        corners = _basket_ring(share)
        loop = rounded_polygon([(x, y) for x, y, _ in corners], 0.14)
        parts.append(tube([(x, y, corners[0][2]) for x, y in loop], radius, paint, cyclic=True))
    low, high = _basket_ring(0), _basket_ring(1)
    sides = zip(pairwise([*low, low[0]]), pairwise([*high, high[0]]), (9, 5, 9, 5), strict=True)
    for (low_start, low_end), (high_start, high_end), count in sides:
        for i in range(count):
            share = 0.04 + 0.92 * (i + 0.5) / count
            foot, head = _between(low_start, low_end, share), _between(high_start, high_end, share)
            parts.append(tube([foot, head], 0.038, paint))
    parts.append(rounded_box((1.72, 0.98, 0.06), 0.02, paint, (0.01, 0, _BASKET_LOW)))
    return parts


def _cart_frame(colourway: Colourway) -> list[Object]:
    """Two bent rails with their wheels, and the handle."""
    metal, grip = material("#D9DEE6", roughness=0.25, metallic=0.6), material(colourway.accent, roughness=0.4)
    rim = material("#F4F6FA", roughness=0.35)
    parts: list[Object] = []
    for side in (-1, 1):
        rail = [(-1.5, 0.7, 2.22), (-1.2, 0.66, 1.9), (-0.95, 0.52, 1.0), (-0.8, 0.5, 0.5), (-0.55, 0.5, 0.38)]
        rail.append((0.9, 0.5, 0.38))
        parts.append(tube([(x, side * y, z) for x, y, z in rail], 0.08, metal, smooth=True))
        parts.append(sphere(0.08, metal, (0.9, side * 0.5, 0.38), segments=24))
        parts.append(tube([(0.82, side * 0.5, 0.38), (0.7, side * 0.48, 1.05)], 0.07, metal))
        for x in (-0.75, 0.75):
            parts.append(torus(0.14, 0.085, rubber(), (x, side * 0.5, 0.225), (90, 0, 0)))
            parts.append(cylinder(0.13, 0.13, rim, (x, side * 0.5, 0.225), (90, 0, 0), bevel=0.03))
        parts.append(sphere(0.115, grip, (-1.5, side * 0.7, 2.22), segments=28))
    return [*parts, tube([(-1.5, -0.7, 2.22), (-1.5, 0.7, 2.22)], 0.115, grip)]


def _box(size: Point, colour: str, band: str, location: Point, rotation: Point) -> Object:
    """A parcel with one band around it."""
    parts = [rounded_box(size, 0.06, material(colour, roughness=0.45))]
    parts.append(rounded_box((size[0] * 0.24, size[1] + 0.03, size[2] + 0.03), 0.03, material(band, roughness=0.4)))
    return group(parts, location, rotation)


def _groceries() -> list[Object]:
    """Bread, milk, greens and fruit that look out of the basket."""
    crust, slash = material("#D68A3C", roughness=0.5), material("#F6D9A4", roughness=0.7)
    loaf = [sphere(0.26, crust, scale=(1, 1, 3.3))]
    loaf += [sphere(0.15, slash, (0, -0.2, -0.1 + 0.3 * i), scale=(1, 0.5, 0.4), rotation=(0, 30, 0)) for i in range(3)]
    parts: list[Object] = [group(loaf, (-0.72, 0.14, 2.0), (0, -16, 0))]
    carton, blue = material("#F4F6FA", roughness=0.4), material("#2D6BF0", roughness=0.4)
    milk = [
        rounded_box((0.5, 0.5, 0.9), 0.05, carton, (0, 0, 0.45)),
        rounded_box((0.52, 0.52, 0.26), 0.05, blue, (0, 0, 0.62)),
    ]
    gable = rounded_polygon([(-0.25, 0), (0.25, 0), (0.05, 0.28), (-0.05, 0.28)], 0.03)
    milk += [
        prism(gable, 0.48, blue, (0, 0, 0.88), (90, 0, 90), bevel=0.03),
        rounded_box((0.5, 0.08, 0.16), 0.03, blue, (0, 0, 1.2)),
    ]
    parts.append(group(milk, (0.62, 0.18, 1.4), (0, 8, 12)))
    leaf, bright = material("#4FAE3F", roughness=0.5), material("#7FD06A", roughness=0.5)
    for i in range(8):
        spot = (-0.06 + 0.2 * math.cos(0.8 * i), 0.16 + 0.17 * math.sin(0.8 * i), 2.08 + 0.05 * (i % 2))
        parts.append(sphere(0.22, bright if i % 2 else leaf, spot, scale=(0.8, 0.8, 1.1), segments=28))
    fruit = (("#E63B2E", -0.55, -0.3, 0.27), ("#FF9A2B", 0.0, -0.34, 0.29), ("#FFD23A", 0.52, -0.3, 0.26))
    parts += [sphere(radius, material(colour, roughness=0.3, coat=0.5), (x, y, 1.78)) for colour, x, y, radius in fruit]
    parts.append(sphere(0.24, material("#E63B2E", roughness=0.3, coat=0.5), (0.9, -0.2, 1.72)))
    return [*parts, rounded_box((1.7, 0.9, 0.5), 0.1, material("#8FCB7A", roughness=0.6), (0, 0, 1.36))]


def _presents(colourway: Colourway) -> list[Object]:
    """Gift boxes with bows and a parcel."""
    light, accent = colourway.light, colourway.accent
    parts: list[Object] = [_box((0.95, 0.8, 1.0), accent, light, (-0.42, 0.05, 1.72), (0, 0, 8))]
    parts.append(bow(0.9, material(light, roughness=0.4), (-0.44, -0.06, 2.36), (0, 0, 8)))
    parts.append(_box((0.8, 0.75, 0.8), "#EB5A6B", colourway.secondary, (0.56, -0.02, 1.6), (0, 4, -10)))
    parts.append(bow(0.76, material(colourway.secondary, roughness=0.4), (0.58, -0.12, 2.12), (0, 0, -10)))
    return parts


def build_shopping_cart(colourway: Colourway, pose: str) -> None:
    """A wire cart with boxes and fruit; ``groceries`` is full of food, ``gifts`` of presents."""
    parts = _basket(material(colourway.primary, roughness=0.28, coat=0.5)) + _cart_frame(colourway)
    if pose == "groceries":
        parts += _groceries()
    elif pose == "gifts":
        parts += _presents(colourway)
    else:
        parts.append(_box((0.75, 0.6, 0.95), colourway.accent, colourway.light, (0.5, -0.05, 1.72), (0, 8, 10)))
        parts.append(_box((0.6, 0.55, 0.8), colourway.secondary, colourway.primary, (-0.35, 0.2, 1.7), (4, -6, -12)))
        parts.append(sphere(0.3, material("#4C8DF6", roughness=0.3, coat=0.5), (-0.15, -0.32, 1.62)))
        parts.append(sphere(0.27, material("#7CC35A", roughness=0.35, coat=0.4), (-0.68, -0.28, 1.6)))
    group(parts)


OBJECTS = (
    BankObject("coffee_cup", build_coffee_cup, View(azimuth=-18, elevation=19), COFFEE_CUP),
    BankObject("shopping_cart", build_shopping_cart, View(azimuth=-30, elevation=18), SHOPPING_CART),
)

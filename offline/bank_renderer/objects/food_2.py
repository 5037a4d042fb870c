"""Food to bring home: a paper bag of groceries."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    add_subdivision,
    circle_outline,
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
    white,
)
from offline.bank_renderer.objects.food_2_captions import PAPER_BAG_GROCERIES
from offline.bank_renderer.objects.outfit_parts import plate

_KRAFT = "#DDAE78"


def _paper_bag(colourway: Colourway) -> list[Object]:
    """A kraft bag, open, with a zigzag edge; a coloured band and a heart on its front."""
    paper = material(_KRAFT, roughness=0.7, coat=0)
    rows = []
    ring = _rectangle_ring(2.0, 1.3, 24)
    for i in range(15):
        share = i / 14
        row: list[Point] = []
        for k in range(97):
            x, y = ring[k % 96]
            crease = 0.1 * math.exp(-((abs(x) - 1.0) ** 2) * 60) * math.cos(y * 2.4) * share
            zigzag = 0.1 * (abs((k % 4) - 2) - 1) if i == 14 else 0.0
            row.append((x * (1 - 0.02 * share) - math.copysign(crease, x), y, 2.1 * share + zigzag))
        rows.append(row)
    parts = [sheet(rows, 0.05, paper, bevel=0)]
    parts.append(rounded_box((1.88, 1.18, 1.5), 0.06, material("#A97B4B", roughness=0.8, coat=0), (0, 0, 0.8)))
    stamp = material(colourway.primary, roughness=0.5)
    parts.append(plate(circle_outline(0.5), 0.05, stamp, (0, -0.67, 0.98), bevel=0.02))
    parts.append(plate(heart_outline(0.5), 0.05, material(colourway.light), (0, -0.7, 0.96), bevel=0.02))
    parts.append(prism(rounded_rectangle(2.09, 1.39, 0.05), 0.2, stamp, (0, 0, 0.16), bevel=0.02))
    return parts


def _rectangle_ring(width: float, depth: float, side_points: int) -> list[tuple[float, float]]:
    """Points around a rectangle, each side divided evenly."""
    corners = [(-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2)]
    return [
        (start[0] + (end[0] - start[0]) * k / side_points, start[1] + (end[1] - start[1]) * k / side_points)
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True)
        for k in range(side_points)
    ]


def _baguette() -> list[Object]:
    """A loaf along z around the origin, with slashes facing the camera."""
    crust, slash = material("#D68A3C", roughness=0.5, coat=0.15), material("#F6D9A4", roughness=0.7)
    profile = [
        (r, z) for z, r in spline([(-1.3, 0.0), (-1.22, 0.16), (-0.7, 0.28), (0.5, 0.29), (1.15, 0.19), (1.3, 0.0)], 8)
    ]
    parts = [lathe([(max(0.0, r), z) for r, z in profile], crust)]
    for i in range(4):
        cut = sphere(0.2, slash, scale=(0.95, 0.35, 0.36), segments=28)
        parts.append(place(cut, (0, -0.25, -0.1 + 0.36 * i), (0, 32, 0)))
    return parts


def _milk_carton(colourway: Colourway) -> list[Object]:
    """A gable-topped carton with a wave and a drop."""
    shell, colour = material(colourway.light, roughness=0.4), material(colourway.primary, roughness=0.35)
    parts = [rounded_box((0.72, 0.72, 1.3), 0.05, shell, (0, 0, 0.65))]
    gable = rounded_polygon([(-0.36, 0), (0.36, 0), (0.07, 0.36), (-0.07, 0.36)], [0.02, 0.02, 0.05, 0.05])
    parts.append(prism(gable, 0.7, colour, (0, 0, 1.29), (90, 0, 90), bevel=0.03))
    parts.append(rounded_box((0.72, 0.1, 0.2), 0.03, colour, (0, 0, 1.7)))
    parts.append(rounded_box((0.74, 0.74, 0.36), 0.05, colour, (0, 0, 0.94)))
    drop = [(0, 0.2), (0.13, -0.02), (0.09, -0.14), (0, -0.18), (-0.09, -0.14), (-0.13, -0.02)]
    parts.append(
        plate(rounded_polygon(drop, [0.02, 0.1, 0.1, 0.1, 0.1, 0.1]), 0.05, white(), (0, -0.37, 0.95), bevel=0.02)
    )
    parts.append(cylinder(0.12, 0.12, material(colourway.accent), (0, -0.2, 1.5), (40, 0, 0), bevel=0.03))
    return parts


def _carrot(length: float = 1.1) -> list[Object]:
    """A carrot tip down, its leaves up, around the origin."""
    flesh, leaf = material("#FF8A2A", roughness=0.42), material("#46A847", roughness=0.55)
    profile = spline(
        [(0.0, -length), (0.09, -length * 0.8), (0.19, -length * 0.3), (0.23, -0.05), (0.14, 0.05), (0.0, 0.06)], 8
    )
    parts = [lathe([(max(0.0, r), z) for r, z in profile], flesh)]
    for lean, turn, size in ((0, 0, 1.0), (24, 20, 0.85), (26, 140, 0.85), (24, 260, 0.8)):
        frond = [tube([(0, 0, 0), (0, 0, 0.36 * size)], 0.04, leaf)]
        frond += [sphere(0.13 * size, leaf, (0, 0, 0.26 + 0.16 * k), scale=(1, 1, 1.1), segments=20) for k in range(3)]
        parts.append(group(frond, rotation=(lean, 0, turn)))
    return parts


def _lettuce() -> list[Object]:
    """A head of ruffled leaves, opening upwards from the origin."""
    parts: list[Object] = []
    tints = ("#4FAE3F", "#6CC24F", "#93D86B")
    for layer in range(3):
        surface = material(tints[layer], roughness=0.5)
        for i in range(5):
            turn = 72 * i + 30 * layer
            parts.append(group([_leaf(0.95 - 0.12 * layer, surface)], rotation=(34 - 13 * layer, 0, turn)))
    parts.append(sphere(0.34, material(tints[2], roughness=0.5), (0, 0, 0.5), scale=(1, 1, 1.2)))
    return parts


def _leaf(length: float, surface: Material) -> Object:
    rows = []
    for i in range(13):
        share = i / 12
        half_width = 0.5 * length * math.sin(math.pi * (0.12 + 0.74 * share)) ** 0.8
        edge = 0.09 * share
        row: list[Point] = []
        for k in range(17):
            across = k / 8 - 1
            ripple = edge * abs(across) ** 2 * math.sin(share * 16 + across * 5)
            row.append((half_width * across, -0.24 * (1 - across**2) + ripple - 0.12 * share**2, length * share))
        rows.append(row)
    return add_subdivision(sheet(rows, 0.05, surface, bevel=0), 1)


def _tomato(radius: float) -> list[Object]:
    skin, leaf = material("#E63B2E", roughness=0.22, coat=0.7), material("#3E9B45", roughness=0.5)
    parts = [sphere(radius, skin, scale=(1, 1, 0.88))]
    for i in range(5):
        sepal = sphere(radius * 0.34, leaf, (0, -radius * 0.3, 0), scale=(0.42, 1, 0.22), segments=20)
        parts.append(group([sepal], (0, 0, radius * 0.86), (12, 0, 72 * i)))
    parts.append(cylinder(radius * 0.09, radius * 0.3, leaf, (0, 0, radius * 0.98)))
    return parts


def _apple(colour: str, radius: float) -> list[Object]:
    skin, leaf = material(colour, roughness=0.22, coat=0.7), material("#3E9B45", roughness=0.5)
    shape = spline(
        [(0, -0.78), (0.34, -0.88), (0.8, -0.5), (0.98, 0.1), (0.84, 0.62), (0.45, 0.86), (0.14, 0.76), (0, 0.62)], 6
    )
    parts = [lathe([(max(0.0, r) * radius, z * radius) for r, z in shape], skin)]
    parts.append(tube([(0, 0, radius * 0.6), (radius * 0.08, 0, radius * 1.2)], radius * 0.08, material("#6B4226")))
    parts.append(
        sphere(radius * 0.32, leaf, (radius * 0.36, 0, radius * 1.12), scale=(1, 0.45, 0.25), rotation=(0, -24, 0))
    )
    return parts


def _banana_bunch() -> list[Object]:
    """Three bananas that share a stalk, curving upwards from the origin."""
    skin, tip = material("#FFD23A", roughness=0.4), material("#7A5B2C", roughness=0.6)
    parts: list[Object] = []
    for i in range(3):
        arc = [(0.95 * math.cos(a), 0, 0.95 * math.sin(a)) for a in (0.5 + 0.16 * k for k in range(11))]
        radii = [0.45, 0.8, 0.95, 1, 1, 1, 1, 0.95, 0.85, 0.6, 0.35]
        fruit = [
            tube(arc, 0.17, skin, radii=radii),
            sphere(0.08, tip, arc[0], segments=20),
            sphere(0.07, tip, arc[-1], segments=20),
        ]
        parts.append(group(fruit, (0, 0.1 * i, 0), (10 - 18 * i, 0, 0)))
    return parts


def build_paper_bag_groceries(colourway: Colourway, pose: str) -> None:
    """A bag with a baguette, milk and vegetables; ``fruit`` carries fruit, ``spilled`` has vegetables lie around it."""
    parts = _paper_bag(colourway)
    if pose == "fruit":
        parts.append(group(_apple("#E63B2E", 0.42), (-0.5, -0.32, 2.0), (0, -10, 0)))
        parts.append(group(_apple("#8CC63F", 0.4), (0.62, -0.36, 1.98), (8, 12, 40)))
        parts.append(group([sphere(0.4, material("#FF9A2B", roughness=0.4))], (0.06, -0.42, 2.0)))
        parts.append(group(_banana_bunch(), (-0.1, 0.1, 1.6), (0, -18, 12), 1.15))
        parts.append(group(_milk_carton(colourway), (0.52, 0.26, 1.5), (4, 8, -12)))
        parts.append(group(_apple("#E63B2E", 0.38), (1.5, -0.55, 0.34), (14, 20, 0)))
        parts.append(group([sphere(0.36, material("#FF9A2B", roughness=0.4))], (-1.42, -0.5, 0.36)))
    else:
        parts.append(group(_baguette(), (-0.62, 0.24, 2.35), (4, -10, 0)))
        parts.append(group(_milk_carton(colourway), (0.55, 0.2, 1.5), (0, 5, -14)))
        parts.append(group(_lettuce(), (-0.12, 0.1, 1.72), (0, 0, 12), 1.05))
        parts.append(group(_tomato(0.36), (0.3, -0.4, 2.02), (14, 6, 0)))
        parts.append(group(_carrot(), (-0.6, -0.34, 2.1), (6, -14, 0)))
    if pose == "spilled":
        parts.append(group(_tomato(0.36), (1.42, -0.5, 0.31)))
        parts.append(group(_tomato(0.3), (1.2, -1.05, 0.26), (0, 20, 0)))
        parts.append(group(_carrot(1.2), (-0.9, -1.1, 0.22), (90, 0, -62)))
    group(parts)


OBJECTS = (
    BankObject("paper_bag_groceries", build_paper_bag_groceries, View(azimuth=-24, elevation=16), PAPER_BAG_GROCERIES),
)

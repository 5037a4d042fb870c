"""Things that the mascots hold: parcels, food, flowers, books, gadgets, luggage."""

import math
from collections.abc import Callable

from bpy.types import Material, Object

from offline.bank_renderer.modelling import (
    Point,
    circle_outline,
    cylinder,
    dark_glass,
    group,
    heart_outline,
    lathe,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    star_outline,
    steel,
    torus,
    tube,
)

CARDBOARD = "#E0A868"
_CARDBOARD_SEAM = "#C98A4B"


def parcel(size: Point, band: str, emblem: str) -> Object:
    """A cardboard box around the origin with a coloured band and a heart on its front."""
    width, depth, height = size
    tape = material(band, roughness=0.32)
    parts = [rounded_box(size, 0.07, material(CARDBOARD, roughness=0.55, coat=0.05))]
    parts.append(rounded_box((width * 0.24, depth + 0.03, height + 0.03), 0.06, tape))
    seam = material(_CARDBOARD_SEAM, roughness=0.6, coat=0)
    parts.append(rounded_box((width * 0.96, 0.03, 0.02), 0.008, seam, (0, 0, height / 2)))
    badge = prism(circle_outline(height * 0.25), 0.06, material("#FFFFFF"), (0, -depth / 2 - 0.02, 0), (90, 0, 0))
    sign = prism(heart_outline(height * 0.3), 0.06, material(emblem), (0, -depth / 2 - 0.05, 0), (90, 0, 0))
    return group([*parts, badge, sign])


def pizza(radius: float, tray: Material, rim: Material) -> Object:
    """A pizza lying in an open square box, its middle in the origin."""
    side = radius * 2.3
    parts: list[Object] = [rounded_box((side, side, 0.08), 0.035, tray, (0, 0, -0.09))]
    wall = side / 2 - 0.04
    for sign in (-1, 1):
        parts.append(rounded_box((side, 0.08, 0.26), 0.035, rim, (0, sign * wall, 0)))
        parts.append(rounded_box((0.08, side, 0.26), 0.035, rim, (sign * wall, 0, 0)))
    parts.append(cylinder(radius * 0.97, 0.1, material("#E9A84C", roughness=0.5), bevel=0.04))
    parts.append(torus(radius * 0.9, radius * 0.1, material("#D98B35", roughness=0.5), (0, 0, 0.04)))
    parts.append(cylinder(radius * 0.86, 0.08, material("#FFD56B", roughness=0.35), (0, 0, 0.04), bevel=0.03))
    sausage, leaf = material("#D8402F", roughness=0.4), material("#3FA34D", roughness=0.4)
    for i, (turn, share) in enumerate(((20, 0.55), (95, 0.6), (165, 0.5), (235, 0.58), (305, 0.55), (0, 0.02))):
        x, y = radius * share * math.cos(math.radians(turn)), radius * share * math.sin(math.radians(turn))
        parts.append(cylinder(radius * 0.19, 0.05, sausage, (x, y, 0.09), bevel=0.02))
        if i < 5:
            u, v = (radius * 0.5 * f(math.radians(turn + 38)) for f in (math.cos, math.sin))
            parts.append(sphere(radius * 0.1, leaf, (u, v, 0.09), scale=(1.3, 0.7, 0.4), rotation=(0, 0, turn)))
    return group(parts)


def flower(size: float, petals: str, middle: str, location: Point) -> Object:
    """A daisy facing -y and a little upwards."""
    look = material(petals, roughness=0.4)
    parts = [sphere(size * 0.3, material(middle, roughness=0.5), (0, -size * 0.1, 0), scale=(1, 0.6, 1))]
    for i in range(7):
        angle = 2 * math.pi * i / 7
        spot = (size * 0.42 * math.sin(angle), 0, size * 0.42 * math.cos(angle))
        parts.append(sphere(size * 0.25, look, spot, scale=(0.85, 0.42, 1.15), rotation=(0, math.degrees(angle), 0)))
    return group(parts, location)


def bouquet(wrap: str, ribbon: str, colours: tuple[str, str, str]) -> Object:
    """Flowers in a paper cone that stands on its tip in the origin."""
    paper = material(wrap, roughness=0.5, coat=0.05)
    cone = [(0.0, 0.0), (0.07, 0.0), (0.12, 0.2), (0.4, 0.78), (0.37, 0.79), (0.1, 0.25), (0.0, 0.2)]
    parts: list[Object] = [lathe(cone, paper), torus(0.135, 0.06, material(ribbon), (0, 0, 0.25))]
    leaf = material("#3FA34D", roughness=0.45)
    for turn in range(15, 375, 45):
        x, y = 0.4 * math.cos(math.radians(turn)), 0.4 * math.sin(math.radians(turn))
        parts.append(sphere(0.2, leaf, (x, y, 0.78), scale=(0.4, 0.7, 0.9), rotation=(0, 0, turn)))
    spots = (
        (-0.34, -0.28, 0.94), (0.0, -0.38, 0.98), (0.34, -0.28, 0.94), (0.02, -0.24, 1.14), (-0.3, -0.02, 1.12),
        (0.32, -0.02, 1.12), (0.0, 0.06, 1.3),
    )  # fmt: skip
    for i, spot in enumerate(spots):
        blossom = flower(0.42, colours[i % 3], "#FFD34D" if i % 3 else "#FFF3D6", spot)
        blossom.rotation_euler = (-0.35, 0, 0.5 * spot[0])
        parts.append(blossom)
    parts.append(sphere(0.3, leaf, (0, 0.06, 0.86)))
    return group(parts)


def open_book(cover: str, width: float = 0.66, height: float = 0.86) -> Object:
    """An open book standing upright with its covers to -y: its spine in the origin's middle, pages to +y."""
    shell, paper = material(cover, roughness=0.4), material("#FFF9EC", roughness=0.6, coat=0)
    parts: list[Object] = []
    for side in (-1, 1):
        panel = rounded_box((width, 0.07, height), 0.03, shell, (side * width / 2, 0, 0))
        pages = rounded_box((width * 0.93, 0.12, height * 0.9), 0.04, paper, (side * width * 0.48, 0.08, 0))
        sign = prism(_star(0.15), 0.05, paper, (side * width / 2, -0.04, 0), (90, 0, 0), bevel=0.02)
        parts.append(group([panel, pages, sign], rotation=(0, 0, side * 20)))
    parts.append(cylinder(0.06, height, shell, (0, 0, 0), bevel=0.02))
    return group(parts)


def closed_book(size: Point, cover: str, band: str) -> Object:
    """A thick book lying around the origin, its spine to -y."""
    width, depth, height = size
    shell, paper = material(cover, roughness=0.4), material("#FFF6E3", roughness=0.6, coat=0)
    parts = [rounded_box((width * 0.95, depth * 0.95, height * 0.8), 0.03, paper, (0, 0.01, 0))]
    for z in (-height * 0.43, height * 0.43):
        parts.append(rounded_box((width, depth, height * 0.15), 0.025, shell, (0, 0, z)))
    parts.append(rounded_box((width, 0.1, height), 0.045, shell, (0, -depth / 2, 0)))
    stripe = material(band, roughness=0.35)
    parts += [rounded_box((0.07, 0.13, height * 1.02), 0.03, stripe, (x * width, -depth / 2, 0)) for x in (-0.32, 0.32)]
    return group(parts)


def phone(shell: str, screen: str, spot: str) -> Object:
    """A telephone around the origin, its screen to -y with a heart on it, upright."""
    parts = [prism(rounded_rectangle(0.46, 0.84, 0.11), 0.1, material(shell, roughness=0.3), (0, 0, 0), (90, 0, 0))]
    parts.append(prism(rounded_rectangle(0.39, 0.76, 0.08), 0.03, material(screen), (0, -0.045, 0), (90, 0, 0)))
    parts.append(prism(heart_outline(0.22), 0.05, material(spot), (0, -0.07, 0.06), (90, 0, 0)))
    parts.append(rounded_box((0.22, 0.03, 0.05), 0.014, material(spot), (0, -0.065, -0.22)))
    return group(parts)


def paper_cup(body: str, sleeve: str, lid: str) -> Object:
    """A coffee cup to take away, standing in the origin."""
    cup = lathe([(0, 0), (0.2, 0), (0.215, 0.02), (0.29, 0.68), (0, 0.68)], material(body, roughness=0.45))
    band = lathe([(0.226, 0.17), (0.252, 0.175), (0.287, 0.48), (0.262, 0.485)], material(sleeve, roughness=0.5))
    top = material(lid, roughness=0.35)
    parts = [cup, band, cylinder(0.31, 0.09, top, (0, 0, 0.7), bevel=0.035)]
    parts.append(cylinder(0.25, 0.09, top, (0, 0, 0.77), bevel=0.035))
    parts.append(prism(heart_outline(0.2), 0.06, material(lid), (0, -0.265, 0.33), (84, 0, 0), bevel=0.02))
    return group(parts)


def suitcase(shell: str, trim: str, dark: str) -> Object:
    """A cabin suitcase on wheels standing in the origin, its broad side to -y."""
    hard, edge, black = material(shell, roughness=0.3), material(trim), material(dark, roughness=0.4)
    parts = [rounded_box((0.86, 0.42, 1.12), 0.14, hard, (0, 0, 0.7))]
    for x in (-0.26, 0, 0.26):
        parts.append(rounded_box((0.07, 0.46, 0.94), 0.03, hard, (x, 0, 0.7)))
    parts.append(rounded_box((0.9, 0.07, 1.16), 0.03, edge, (0, 0, 0.7)))
    for x in (-0.28, 0.28):
        parts.append(sphere(0.1, black, (x, 0, 0.1), scale=(0.7, 1, 1)))
        parts += [cylinder(0.03, 0.5, steel(), (x * 0.7, 0.02, 1.45), bevel=0.01)]
    parts.append(rounded_box((0.52, 0.13, 0.12), 0.055, black, (0, 0.02, 1.7)))
    parts.append(prism(_star(0.15), 0.06, edge, (0.13, -0.23, 0.86), (90, 0, 0)))
    return group(parts)


def camera(shell: str, trim: str) -> Object:
    """A photo camera around the origin, its lens to -y."""
    black = material("#2A2C35", roughness=0.4)
    parts = [rounded_box((0.8, 0.3, 0.5), 0.1, material(shell)), rounded_box((0.82, 0.27, 0.2), 0.06, black, (0, 0, 0))]
    parts.append(rounded_box((0.3, 0.24, 0.16), 0.06, material(shell), (0, 0, 0.28), taper=(0.8, 0.8)))
    parts.append(cylinder(0.21, 0.18, material(trim), (0, -0.2, -0.02), (90, 0, 0), bevel=0.03))
    parts.append(cylinder(0.17, 0.16, black, (0, -0.27, -0.02), (90, 0, 0), bevel=0.03))
    parts.append(sphere(0.13, dark_glass(), (0, -0.31, -0.02), scale=(1, 0.45, 1)))
    parts.append(sphere(0.035, material("#FFFFFF", emission=0.6), (-0.05, -0.37, 0.04), scale=(1, 0.4, 1)))
    parts.append(cylinder(0.06, 0.08, material(trim), (-0.27, 0, 0.27), bevel=0.02))
    parts.append(rounded_box((0.14, 0.05, 0.1), 0.03, material("#FFF4CF", roughness=0.2), (0.26, -0.15, 0.13)))
    return group(parts)


def folded_map(route: str, sea: str, land: str) -> Object:
    """An opened map around the origin, its face to -y, folded like an accordion, with a route and a pin."""

    def fold(x: float) -> float:
        phase = (x / 0.36) % 2
        return 0.1 * (phase if phase < 1 else 2 - phase)

    columns = [-0.72 + 0.03 * i for i in range(49)]
    base = material("#FFF3D9", roughness=0.6, coat=0)
    parts: list[Object] = [sheet([[(x, fold(x), z) for x in columns] for z in (-0.42, 0.0, 0.42)], 0.035, base)]
    patches = ((sea, -0.52, 0.2, 0.16, 0.14), (land, -0.1, -0.16, 0.2, 0.18), (sea, 0.5, 0.2, 0.17, 0.15))
    for colour, x, z, width, height in patches:
        for side in (-1, 1):
            parts.append(_map_spot(colour, (x, z), (width, height), side, fold))
    dots = [(-0.56, -0.24), (-0.4, -0.12), (-0.22, 0.06), (-0.04, 0.18), (0.14, 0.14), (0.3, 0.0)]
    for x, z in dots:
        for side in (-1, 1):
            parts.append(sphere(0.035, material(route), (x, fold(x) + side * 0.02, z), scale=(1, 0.5, 1), segments=20))
    pin = lathe([(0, 0), (0.11, 0.2), (0.13, 0.28), (0.11, 0.36), (0.06, 0.4), (0, 0.41)], material(route))
    parts.append(group([pin, sphere(0.055, material("#FFFFFF"), (0, -0.11, 0.28))], (0.44, fold(0.44) - 0.1, -0.2)))
    return group(parts)


def _map_spot(
    colour: str, at: tuple[float, float], size: tuple[float, float], side: int, fold: Callable[[float], float]
) -> Object:
    rows = []
    for i in range(9):
        z = size[1] * (i / 4 - 1)
        half = size[0] * math.sqrt(max(0.0, 1 - (i / 4 - 1) ** 2)) + 0.01
        rows.append([(at[0] + half * (k / 6 - 1), at[1] + z) for k in range(13)])
    points = [[(x, fold(x) + side * 0.022, z) for x, z in row] for row in rows]
    return sheet(points, 0.02, material(colour, roughness=0.6, coat=0), bevel=0)


def backpack(cloth: str, trim: str, size: Point = (0.9, 0.42, 0.95)) -> Object:
    """A rucksack around the origin, its back to -y (worn on a figure's back) and its pocket to +y."""
    width, depth, height = size
    bag, edge = material(cloth, roughness=0.45), material(trim, roughness=0.4)
    parts = [rounded_box(size, 0.17, bag)]
    parts.append(rounded_box((width * 0.7, depth * 0.5, height * 0.42), 0.1, bag, (0, depth * 0.42, -height * 0.18)))
    parts.append(rounded_box((width * 0.72, 0.08, 0.08), 0.03, edge, (0, depth * 0.66, -height * 0.02)))
    parts.append(torus(0.12, 0.04, edge, (0, 0, height / 2 + 0.04), (90, 0, 0)))
    return group(parts)


def laptop(shell: str, emblem: str, screen: str) -> Object:
    """An open laptop in the origin: keyboard lying, lid's back to -y and screen to +y."""
    metal = material(shell, roughness=0.3)
    parts: list[Object] = [rounded_box((1.08, 0.72, 0.07), 0.032, metal, (0, 0.38, 0))]
    parts.append(rounded_box((0.9, 0.34, 0.03), 0.012, material("#3A4152"), (0, 0.3, 0.03)))
    lid = [prism(rounded_rectangle(1.08, 0.74, 0.09), 0.06, metal, (0, 0, 0.37), (90, 0, 0), bevel=0.025)]
    lid.append(prism(rounded_rectangle(0.98, 0.64, 0.05), 0.03, material(screen), (0, 0.03, 0.37), (90, 0, 0)))
    lid.append(prism(heart_outline(0.24), 0.05, material(emblem), (0, -0.03, 0.38), (90, 0, 0), bevel=0.02))
    return group([*parts, group(lid, rotation=(12, 0, 0))])


def _star(size: float) -> list[tuple[float, float]]:
    return rounded_polygon(star_outline(size, size * 0.52), size * 0.14)


def star(size: float, colour: str) -> Object:
    """A plump star standing upright around the origin."""
    return prism(_star(size), size * 0.5, material(colour, roughness=0.28, coat=0.5), (0, 0, 0), (90, 0, 0),
                 bevel=size * 0.2)  # fmt: skip


def headphones(colour: str, pads: str, width: float, height: float) -> Object:
    """Headphones around the origin, ``width`` to each ear and ``height`` to the top of the band."""
    band, soft = material(colour, roughness=0.3), material(pads, roughness=0.5)
    arch = []
    for i in range(25):
        angle = math.pi * i / 24
        arch.append((width * math.cos(angle), 0, height * math.sin(angle)))
    parts: list[Object] = [tube(arch, 0.085, band)]
    for side in (-1, 1):
        parts.append(cylinder(0.31, 0.17, band, (side * (width + 0.07), 0, 0), (0, 90, 0), bevel=0.07))
        parts.append(cylinder(0.27, 0.14, soft, (side * (width - 0.06), 0, 0), (0, 90, 0), bevel=0.06))
        parts.append(cylinder(0.17, 0.06, soft, (side * (width + 0.155), 0, 0), (0, 90, 0), bevel=0.025))
    return group(parts)


def note(colour: str, size: float) -> Object:
    """A musical note with a flag, standing upright around the origin."""
    look = material(colour, roughness=0.3)
    head = sphere(0.17, look, (0, 0, 0), scale=(1.2, 0.7, 0.9), rotation=(0, -20, 0))
    stem = tube([(0.16, 0, 0.03), (0.16, 0, 0.6)], 0.045, look)
    flag = [(0.16, 0, 0.6), (0.25, 0, 0.52), (0.37, 0, 0.42), (0.36, 0, 0.28)]
    parts = [head, stem, tube(flag, 0.06, look, smooth=True, radii=(1, 1, 0.9, 0.6))]
    parts += [sphere(0.045, look, (0.16, 0, 0.6), segments=16), sphere(0.036, look, (0.36, 0, 0.28), segments=16)]
    return group(parts, scale=size)

"""Things that come home in a box: the parcel itself, a laptop, a washing machine."""

from itertools import pairwise

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    add_subdivision,
    circle_outline,
    cylinder,
    dark_glass,
    group,
    heart_outline,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    rubber,
    sheet,
    sphere,
    spline,
    steel,
    torus,
    white,
)
from offline.bank_renderer.objects.outfit_parts import plate, soft_star, tick_outline
from offline.bank_renderer.objects.shopping_2_captions import LAPTOP, PARCEL_BOX, WASHING_MACHINE

_CARDBOARD = "#D9A56B"
_CARDBOARD_DARK = "#B98349"


def _closed_parcel(colourway: Colourway, size: tuple[float, float, float], *, labelled: bool = True) -> list[Object]:
    """A sealed box standing around the origin, its tape over the top and down the front."""
    width, depth, height = size
    board = material(_CARDBOARD, roughness=0.62, coat=0.05)
    tape = material(colourway.primary, roughness=0.3, coat=0.4)
    parts = [rounded_box(size, 0.07, board, (0, 0, height / 2))]
    parts.append(rounded_box((0.34, depth + 0.03, 0.05), 0.02, tape, (0, 0, height - 0.005)))
    for side in (-1, 1):
        parts.append(rounded_box((0.34, 0.05, height * 0.34), 0.02, tape, (0, side * (depth / 2), height * 0.84)))
    seam = material(_CARDBOARD_DARK, roughness=0.7, coat=0)
    for side in (-1, 1):
        parts.append(rounded_box((width * 0.5 - 0.2, 0.03, 0.02), 0.008, seam, (side * width * 0.25, 0, height)))
    if labelled:
        parts += _parcel_label(colourway, (width * 0.25, -depth / 2 - 0.01, height * 0.34))
        parts += _this_side_up((-width * 0.3, -depth / 2 - 0.01, height * 0.3))
    return parts


def _parcel_label(colourway: Colourway, location: tuple[float, float, float]) -> list[Object]:
    x, y, z = location
    parts = [plate(rounded_rectangle(0.76, 0.6, 0.07), 0.05, white(), location, bevel=0.015)]
    parts.append(
        plate(heart_outline(0.3), 0.05, material(colourway.accent), (x - 0.17, y - 0.03, z + 0.06), bevel=0.02)
    )
    line = material("#B9C2D3", roughness=0.5)
    for offset, length in ((0.14, 0.26), (0.02, 0.26)):
        parts.append(
            plate(rounded_rectangle(length, 0.06, 0.03), 0.03, line, (x + 0.18, y - 0.025, z + offset), bevel=0.01)
        )
    parts.append(plate(rounded_rectangle(0.6, 0.07, 0.03), 0.03, line, (x, y - 0.025, z - 0.19), bevel=0.01))
    return parts


def _this_side_up(location: tuple[float, float, float]) -> list[Object]:
    ink = material(_CARDBOARD_DARK, roughness=0.6, coat=0)
    arrow = [(-0.06, -0.24), (0.06, -0.24), (0.06, 0.04), (0.15, 0.04), (0, 0.24), (-0.15, 0.04), (-0.06, 0.04)]
    x, y, z = location
    outline = rounded_polygon(arrow, 0.02)
    return [plate(outline, 0.03, ink, (x + side * 0.18, y, z), bevel=0.008) for side in (-1, 1)]


def _open_parcel(colourway: Colourway) -> list[Object]:
    board = material(_CARDBOARD, roughness=0.62, coat=0.05)
    inside = material(_CARDBOARD_DARK, roughness=0.7, coat=0)
    width, depth, height, wall = 2.2, 1.8, 1.35, 0.08
    parts = [rounded_box((width, wall, height), 0.03, board, (0, side * depth / 2, height / 2)) for side in (-1, 1)]
    parts += [rounded_box((wall, depth, height), 0.03, board, (side * width / 2, 0, height / 2)) for side in (-1, 1)]
    parts.append(rounded_box((width - 0.04, depth - 0.04, 0.9), 0.05, inside, (0, 0, 0.46)))
    for side in (-1, 1):
        flap = rounded_box((0.78, depth - 0.06, 0.07), 0.03, board, (side * 0.38, 0, 0))
        parts.append(group([flap], (side * width / 2, 0, height - 0.01), (0, side * 24, 0)))
        length = 0.5 if side < 0 else 0.8
        end = rounded_box((width - 0.06, length, 0.07), 0.03, board, (0, side * length / 2, 0))
        parts.append(group([end], (0, side * depth / 2, height - 0.01), (68, 0, 0)))
    tape = material(colourway.primary, roughness=0.3, coat=0.4)
    parts.append(rounded_box((width + 0.03, 0.3, 0.3), 0.02, tape, (0, 0, height * 0.7)))
    parts += _parcel_label(colourway, (0.5, -depth / 2 - 0.05, 0.5)) + _this_side_up((-0.6, -depth / 2 - 0.05, 0.48))
    return parts + _packing(colourway)


def _packing(colourway: Colourway) -> list[Object]:
    """Soft balls of filling with a present and a star on top."""
    colours = (colourway.light, colourway.secondary, colourway.light)
    parts: list[Object] = []
    for i in range(24):
        x, y = -0.85 + 0.34 * (i % 6), -0.58 + 0.38 * (i // 6)
        surface = material(colours[(i * 2 + i // 6) % 3], roughness=0.5)
        parts.append(sphere(0.24, surface, (x, y, 1.06 + 0.07 * ((i * 5) % 3)), segments=28))
    gift = [rounded_box((0.85, 0.85, 0.75), 0.08, material(colourway.primary, roughness=0.4), (0, 0, 0))]
    ribbon = material(colourway.accent, roughness=0.32)
    gift += [rounded_box((0.2, 0.88, 0.78), 0.03, ribbon), rounded_box((0.88, 0.2, 0.78), 0.03, ribbon)]
    gift += [torus(0.17, 0.06, ribbon, (side * 0.17, 0, 0.46), (70, 0, side * 12)) for side in (-1, 1)]
    gift.append(sphere(0.09, ribbon, (0, 0, 0.43)))
    parts.append(group(gift, (-0.3, 0.1, 1.6), (10, -8, 20), 1.15))
    star = plate(soft_star(0.72), 0.24, ribbon, bevel=0.1)
    parts.append(group([star], (0.55, -0.2, 1.62), (-14, 16, 18)))
    return parts


def build_parcel_box(colourway: Colourway, pose: str) -> None:
    """A cardboard parcel with coloured tape; ``open`` shows a present inside, ``stack`` piles up three boxes."""
    if pose == "open":
        group(_open_parcel(colourway))
        return
    group(_closed_parcel(colourway, (2.2, 1.8, 1.5)))
    if pose == "stack":
        group(_closed_parcel(colourway, (1.6, 1.35, 1.0), labelled=False), (-0.15, 0.05, 1.5), (0, 0, 14))
        small = _closed_parcel(colourway, (0.95, 0.9, 0.7), labelled=False)
        small.append(plate(heart_outline(0.34), 0.06, material(colourway.accent), (0.26, -0.45, 0.3), bevel=0.025))
        group(small, (0.02, 0, 2.5), (0, 0, -12))


def _screen_chart(colourway: Colourway) -> list[Object]:
    """A dashboard: bars, a rising line and two round indicators. The screen lies in the xy plane, 2.9 by 1.8."""
    parts = [prism(rounded_rectangle(1.62, 1.5, 0.12), 0.04, white(), (-0.52, 0, 0), bevel=0.012)]
    for i, height in enumerate((0.42, 0.66, 0.54, 0.92)):
        surface = material(colourway.primary if i % 2 else colourway.secondary)
        shape = rounded_rectangle(0.22, height, 0.08)
        parts.append(prism(shape, 0.1, surface, (-1.06 + 0.36 * i, -0.56 + height / 2, 0.04), bevel=0.03))
    line = material(colourway.accent, roughness=0.3)
    knots = [(-1.16, 0.08, 0.12), (-0.74, 0.34, 0.12), (-0.36, 0.2, 0.12), (0.12, 0.58, 0.12)]
    for start, end in pairwise(knots):
        parts += rod(start, end, 0.05, line)
    parts.append(sphere(0.1, line, knots[-1]))
    for y, surface in ((0.42, colourway.accent), (-0.42, colourway.primary)):
        parts.append(prism(rounded_rectangle(0.92, 0.68, 0.12), 0.04, white(), (0.88, y, 0), bevel=0.012))
        parts.append(torus(0.2, 0.06, material(surface), (0.88, y, 0.05)))
    return parts


def _screen_video(colourway: Colourway) -> list[Object]:
    """A film with a play button and a progress bar."""
    parts = [prism(rounded_rectangle(2.6, 1.2, 0.14), 0.04, material(colourway.secondary), (0, 0.16, 0), bevel=0.012)]
    sun = material(colourway.accent, roughness=0.4)
    hill = material(colourway.primary, roughness=0.4)
    parts.append(cylinder(0.2, 0.05, sun, (0.86, 0.46, 0.03), bevel=0.02))
    hills = spline([(-1.22, -0.36), (-0.8, 0.05), (-0.35, -0.2), (0.2, 0.16), (0.75, -0.16), (1.22, -0.02)], 8)
    ground = [(-1.22, -0.4), *[(x, y) for x, y in hills], (1.22, -0.4)]
    parts.append(prism(ground, 0.05, hill, (0, 0, 0.03), bevel=0.006))
    parts.append(cylinder(0.34, 0.1, white(), (0, 0.16, 0.07), bevel=0.04))
    arrow = rounded_polygon([(-0.11, -0.17), (0.19, 0), (-0.11, 0.17)], 0.035)
    parts.append(prism(arrow, 0.06, hill, (0, 0.16, 0.13), bevel=0.02))
    parts.append(prism(rounded_rectangle(2.5, 0.1, 0.05), 0.05, white(), (0, -0.66, 0.02), bevel=0.015))
    parts.append(prism(rounded_rectangle(1.3, 0.1, 0.05), 0.06, sun, (-0.6, -0.66, 0.03), bevel=0.015))
    parts.append(sphere(0.1, sun, (0.05, -0.66, 0.05)))
    return parts


def _screen_shop(colourway: Colourway) -> list[Object]:
    """A shop window: two rows of goods with hearts and stars, a big button beneath."""
    parts: list[Object] = []
    fills = (colourway.primary, colourway.accent, colourway.secondary)
    for i in range(3):
        x = -0.9 + 0.9 * i
        parts.append(prism(rounded_rectangle(0.78, 1.0, 0.12), 0.05, white(), (x, 0.22, 0), bevel=0.015))
        shape = (heart_outline(0.5), soft_star(0.52), circle_outline(0.24))[i]
        parts.append(prism(shape, 0.1, material(fills[i]), (x, 0.34, 0.05), bevel=0.04))
        bar = material("#B9C2D3", roughness=0.5)
        parts.append(prism(rounded_rectangle(0.5, 0.08, 0.04), 0.03, bar, (x, -0.12, 0.03), bevel=0.01))
    button = material(colourway.primary, roughness=0.3)
    parts.append(prism(rounded_rectangle(1.5, 0.34, 0.16), 0.12, button, (0, -0.58, 0.02), bevel=0.05))
    parts.append(prism(tick_outline(0.3), 0.08, white(), (0, -0.58, 0.08), bevel=0.025))
    return parts


_SCREENS = {"": _screen_chart, "video": _screen_video, "shop": _screen_shop}


def build_laptop(colourway: Colourway, pose: str) -> None:
    """An open laptop; the pose chooses what its screen shows: a dashboard, ``video`` or ``shop``."""
    shell = material(colourway.primary, roughness=0.3, coat=0.4)
    deck = material(colourway.light, roughness=0.4)
    parts = [prism(rounded_rectangle(3.4, 2.3, 0.26), 0.2, shell, (0, 0, 0.1), bevel=0.08)]
    parts.append(prism(rounded_rectangle(3.26, 2.16, 0.2), 0.06, deck, (0, 0, 0.2), bevel=0.02))
    keys = material(colourway.dark, roughness=0.45)
    special = material(colourway.accent, roughness=0.4)
    for row in range(4):
        for column in range(9):
            key = special if (row, column) == (3, 8) else keys
            parts.append(rounded_box((0.27, 0.22, 0.1), 0.045, key, (-1.28 + 0.32 * column, 0.72 - 0.28 * row, 0.24)))
    parts.append(
        prism(rounded_rectangle(1.0, 0.6, 0.12), 0.05, material(colourway.secondary), (0, -0.72, 0.22), bevel=0.02)
    )
    lid: list[Object] = [prism(rounded_rectangle(3.4, 2.3, 0.26), 0.16, shell, bevel=0.065)]
    lid.append(prism(rounded_rectangle(3.18, 2.08, 0.17), 0.05, dark_glass(), (0, 0, 0.075), bevel=0.015))
    lid.append(prism(rounded_rectangle(2.98, 1.88, 0.12), 0.04, material(colourway.light), (0, 0, 0.095), bevel=0.01))
    lid.append(group(_SCREENS[pose](colourway), (0, 0, 0.12)))
    for part in lid:
        if part.parent is None:
            part.location.y += 1.15
    parts.append(group(lid, (0, 1.12, 0.2), (72, 0, 0)))
    parts += [cylinder(0.12, 0.5, keys, (x, 1.14, 0.2), (0, 90, 0), bevel=0.03) for x in (-0.95, 0.95)]
    group(parts)


def _machine_body(colourway: Colourway) -> list[Object]:
    shell = material(colourway.light, roughness=0.35, coat=0.4)
    panel = material(colourway.primary, roughness=0.35, coat=0.3)
    parts = [rounded_box((2.1, 1.9, 2.5), 0.16, shell, (0, 0, 1.32))]
    parts.append(rounded_box((2.12, 1.92, 0.16), 0.07, panel, (0, 0, 2.52)))
    parts.append(plate(rounded_rectangle(1.9, 0.42, 0.12), 0.12, panel, (0, -0.94, 2.17), bevel=0.04))
    parts.append(plate(rounded_rectangle(0.62, 0.28, 0.08), 0.1, shell, (-0.56, -0.99, 2.17), bevel=0.03))
    parts.append(rounded_box((0.3, 0.08, 0.06), 0.025, panel, (-0.56, -1.05, 2.13)))
    accent = material(colourway.accent, roughness=0.3)
    parts.append(cylinder(0.16, 0.16, shell, (0.12, -1.03, 2.17), (90, 0, 0), bevel=0.05))
    parts.append(rounded_box((0.05, 0.06, 0.14), 0.02, accent, (0.12, -1.12, 2.22)))
    for i, colour in enumerate((colourway.accent, colourway.secondary, colourway.secondary)):
        parts.append(cylinder(0.065, 0.08, material(colour), (0.44 + 0.19 * i, -1.01, 2.17), (90, 0, 0), bevel=0.025))
    parts.append(rounded_box((1.9, 0.06, 0.22), 0.03, material(colourway.secondary), (0, -0.94, 0.26)))
    parts += [cylinder(0.13, 0.16, rubber(), (x, y, 0.07)) for x in (-0.8, 0.8) for y in (-0.7, 0.7)]
    return parts


def _porthole_ring(colourway: Colourway) -> list[Object]:
    """The door's frame around the origin, facing up."""
    ring = material(colourway.primary, roughness=0.28, coat=0.5)
    return [torus(0.7, 0.13, ring), torus(0.58, 0.07, steel(), (0, 0, 0.04))]


def _laundry(colourway: Colourway) -> list[Object]:
    """Clothes and suds behind the glass, in the plane that faces the camera."""
    blobs = [
        (-0.22, 0.0, 0.3, colourway.accent), (0.24, -0.1, 0.32, colourway.secondary),
        (0.02, -0.28, 0.3, colourway.primary), (-0.1, 0.24, 0.22, colourway.primary),
        (0.26, 0.22, 0.2, colourway.accent),
    ]  # fmt: skip
    parts = [sphere(r, material(c, roughness=0.6), (x, -0.98, 1.1 + z), scale=(1.1, 0.5, 0.85)) for x, z, r, c in blobs]
    for x, z, radius in (
        (-0.34, -0.3, 0.15),
        (-0.14, -0.4, 0.17),
        (0.12, -0.42, 0.16),
        (0.36, -0.3, 0.14),
        (-0.42, -0.12, 0.1),
    ):
        parts.append(sphere(radius, white(), (x, -1.08, 1.1 + z), scale=(1, 0.6, 1), segments=28))
    return parts


_SUDS = (
    (0.95, -1.1, 0.2, 0.22), (1.22, -0.9, 0.5, 0.15), (-1.0, -1.15, 0.18, 0.2), (-0.7, -1.35, 0.13, 0.13),
    (0.5, -0.3, 2.85, 0.26), (0.92, -0.1, 3.05, 0.17), (0.2, -0.4, 3.15, 0.13), (-0.6, 0, 2.78, 0.18),
)  # fmt: skip


def _suds(colourway: Colourway) -> list[Object]:
    """Bubbles on the floor and above the machine."""
    colours = (colourway.light, colourway.secondary, "#FFFFFF")
    return [
        sphere(radius, material(colours[i % 3], roughness=0.12, coat=1), (x, y, z), segments=32)
        for i, (x, y, z, radius) in enumerate(_SUDS)
    ]


def _towel(colourway: Colourway) -> Object:
    """A towel that hangs out of the drum."""
    rows = []
    path = spline([(-0.7, 1.14), (-0.98, 1.06), (-1.2, 0.82), (-1.26, 0.5), (-1.3, 0.22)], 5)
    for i, (y, z) in enumerate(path):
        fold = 0.05 * min(1.0, i / 8)
        wave = [fold * (1 if k % 4 == 0 else -1 if k % 4 == 2 else 0) for k in range(9)]
        rows.append([(-0.32 + 0.08 * k, y - wave[k], z) for k in range(9)])
    return add_subdivision(sheet(rows, 0.1, material(colourway.accent, roughness=0.7, coat=0), bevel=0), 1)


def build_washing_machine(colourway: Colourway, pose: str) -> None:
    """A front-loading washer; ``open`` swings the door with a towel out, ``suds`` lets bubbles rise around it."""
    parts = _machine_body(colourway)
    hole = material("#6B7688", roughness=0.5)
    parts.append(cylinder(0.68, 0.12, hole, (0, -0.93, 1.1), (90, 0, 0), bevel=0.02))
    if pose == "open":
        parts.append(torus(0.66, 0.1, steel(), (0, -0.96, 1.1), (90, 0, 0)))
        parts.append(cylinder(0.5, 0.06, material("#1F2530", roughness=0.6), (0, -0.98, 1.1), (90, 0, 0)))
        door = _porthole_ring(colourway)
        door.append(sphere(0.56, dark_glass(), (0, 0, -0.04), scale=(1, 1, 0.3)))
        swung = group(door, (0.72, 0, 0))
        parts.append(group([swung], (-0.78, -1.0, 1.1), (90, 0, -112)))
        parts.append(_towel(colourway))
    else:
        parts += _laundry(colourway)
        parts.append(group(_porthole_ring(colourway), (0, -1.02, 1.1), (90, 0, 0)))
        glass = material("#CFEBFF", roughness=0.05, coat=1, alpha=0.22)
        parts.append(sphere(0.6, glass, (0, -1.05, 1.1), scale=(1, 0.3, 1)))
    if pose == "suds":
        parts += _suds(colourway)
    group(parts)


OBJECTS = (
    BankObject("parcel_box", build_parcel_box, View(azimuth=-30, elevation=22), PARCEL_BOX),
    BankObject("laptop", build_laptop, View(azimuth=-24, elevation=20), LAPTOP),
    BankObject("washing_machine", build_washing_machine, View(azimuth=-26, elevation=14), WASHING_MACHINE),
)

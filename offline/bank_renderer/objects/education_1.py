"""School and study: stack of books, graduation cap, backpack."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    gold,
    group,
    lathe,
    material,
    place,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    spline,
    star_outline,
    torus,
    tube,
)
from offline.bank_renderer.objects.education_1_captions import BACKPACK, BOOK_STACK, GRADUATION_CAP

_PAPER = "#FFF6E3"
_PAGE_SHADE = "#E4D5B8"


def _book(cover: str, trim: str, width: float, depth: float, height: float) -> list[Object]:
    """A closed hardback lying on z = 0, its round spine towards -y."""
    cloth, band = material(cover, roughness=0.45, coat=0.15), material(trim, roughness=0.4)
    paper = material(_PAPER, roughness=0.7, coat=0)
    board = 0.085
    front = -depth / 2
    parts = [rounded_box((width - 0.16, depth - 0.12, height - board), 0.03, paper, (0, 0.0, height / 2))]
    for z in (board / 2, height - board / 2):
        parts.append(rounded_box((width, depth, board), 0.035, cloth, (0, 0, z)))
    profile = [(front + 0.12, 0), (front + 0.12, height)]
    arc = (math.radians(a) for a in range(90, 271, 15))
    profile += [(front + 0.06 + 0.16 * math.cos(a), height / 2 + height / 2 * math.sin(a)) for a in arc]
    parts.append(prism(profile, width, cloth, (0, 0, 0), (90, 0, 90), bevel=0.02))
    for x in (-0.36, 0.36):
        parts.append(prism(_grown(profile, height), 0.1, band, (x * width, 0, 0), (90, 0, 90), bevel=0.02))
    for i in range(1, 5):
        z = board + (height - 2 * board) * i / 5
        parts.append(rounded_box((width - 0.155, depth - 0.1, 0.012), 0, material(_PAGE_SHADE), (0, 0.0, z)))
    return parts


def _grown(profile: list[tuple[float, float]], height: float) -> list[tuple[float, float]]:
    return [(y - 0.018, height / 2 + (z - height / 2) * 1.03) for y, z in profile]


def _bookmark(surface: Material, width: float, z: float) -> Object:
    """A ribbon that hangs out of the right side of a book at that height."""
    path = spline([(0, 0), (0.14, -0.02), (0.22, -0.14), (0.24, -0.36)], 6)
    rows = [[(width / 2 - 0.12 + x, y, z + drop) for y in (-0.07, 0.0, 0.07)] for x, drop in path]
    return sheet(rows, 0.03, surface, bevel=0.01)


def _apple(colour: str, location: tuple[float, float, float]) -> Object:
    skin, leaf = material(colour, roughness=0.25, coat=0.6), material("#45B35A", roughness=0.4)
    outline = [(0, -0.4), (0.14, -0.46), (0.34, -0.4), (0.52, -0.06), (0.5, 0.24), (0.32, 0.42), (0.12, 0.4), (0, 0.28)]
    parts = [lathe(spline(outline, 8), skin, (0, 0, 0.46), sharp_angle=80)]
    parts += rod((0, 0, 0.72), (0.05, 0, 1.02), 0.04, material("#7A4A26", roughness=0.6))
    parts.append(sphere(0.22, leaf, (0.24, 0, 0.98), scale=(1, 0.5, 0.22), rotation=(0, -24, 0)))
    return group(parts, location)


def _open_book(colourway: Colourway) -> list[Object]:
    """An open book lying on z = 0, its gutter along y."""
    cloth, paper = material(colourway.primary, roughness=0.45), material(_PAPER, roughness=0.7, coat=0)
    ink, accent = material(colourway.secondary, roughness=0.6), material(colourway.accent, roughness=0.4)
    parts: list[Object] = [rounded_box((3.1, 1.9, 0.09), 0.04, cloth, (0, 0, 0.05))]

    def page_height(x: float) -> float:
        return 0.2 + 0.3 * math.sin(min(1.0, abs(x) / 0.55) * math.pi / 2) * (1 - 0.32 * (abs(x) / 1.42) ** 2) - 0.08

    for side in (-1, 1):
        top = [(side * x / 100, page_height(x / 100)) for x in range(2, 143, 5)]
        block = [(side * 0.02, 0.09), *top, (side * 1.44, 0.09)]
        parts.append(prism(block, 1.74, paper, (0, 0, 0), (90, 0, 0), bevel=0.015))
        for y, length in ((0.55, 0.9), (0.3, 0.9), (0.05, 0.66), (-0.2, 0.9), (-0.45, 0.5)):
            xs = [side * (0.32 + length * k / 8) for k in range(9)]
            if side == -1 and y < 0.1:
                continue
            parts.append(tube([(x, y, page_height(x) + 0.005) for x in xs], 0.026, ink))
    star = rounded_polygon(star_outline(0.34, 0.17), 0.045)
    parts.append(prism(star, 0.08, accent, (-0.76, -0.3, page_height(0.76) + 0.01), (0, 4, 0), bevel=0.03))
    ribbon = [
        [(x, y, z) for x in (-0.07, 0, 0.07)]
        for y, z in ((0.8, 0.2), (0.0, 0.2), (-0.8, 0.2), (-1.0, 0.12), (-1.16, -0.1))
    ]
    parts.append(sheet(ribbon, 0.03, accent, bevel=0.01))
    return parts


def build_book_stack(colourway: Colourway, pose: str) -> None:
    """Four books in a pile; ``apple`` has three and an apple on top, ``open`` an open one on two closed ones."""
    colours = [
        (colourway.primary, colourway.light),
        (colourway.secondary, colourway.primary),
        (colourway.accent, colourway.light),
        (colourway.primary, colourway.accent),
    ]
    sizes = [(2.6, 1.9, 0.46, -4), (2.35, 1.75, 0.38, 7), (2.45, 1.8, 0.44, -9), (2.1, 1.6, 0.36, 12)]
    count = {"apple": 3, "open": 2}.get(pose, 4)
    parts: list[Object] = []
    z = 0.0
    for (cover, trim), (width, depth, height, turn) in list(zip(colours, sizes, strict=True))[:count]:
        book = _book(cover, trim, width, depth, height)
        if pose != "open" and z == 0:
            book.append(_bookmark(material(colourway.accent, roughness=0.5), width, height / 2 + 0.1))
        parts.append(group(book, (0.04 * math.sin(turn), 0, z), (0, 0, turn)))
        z += height + 0.005
    if pose == "apple":
        parts.append(_apple("#EB3B3B", (-0.1, -0.1, z - 0.01)))
    elif pose == "open":
        parts.append(group(_open_book(colourway), (0, 0, z), (0, 0, -8), 0.92))
    group(parts)


def _tassel(colour: str, knot: tuple[float, float, float], corner: tuple[float, float, float]) -> list[Object]:
    """A cord from the knot over the corner of the board, and the tassel that hangs there."""
    thread = material(colour, roughness=0.45)
    x, y, z = corner
    path = spline(
        [knot, ((knot[0] + x) / 2, (knot[1] + y) / 2, z + 0.05), (x * 0.94, y * 0.94, z + 0.02), (x, y, z - 0.5)], 8
    )
    parts = [tube(path, 0.045, thread), sphere(0.13, gold(), (x, y, z - 0.56), segments=32)]
    for i in range(9):
        angle = 2 * math.pi * i / 9
        dx, dy = math.cos(angle), math.sin(angle)
        parts += rod((x + 0.05 * dx, y + 0.05 * dy, z - 0.62), (x + 0.12 * dx, y + 0.12 * dy, z - 1.06), 0.05, thread)
    parts.append(cylinder(0.11, 0.42, thread, (x, y, z - 0.84), bevel=0.02, top_radius=0.06))
    return parts


def _cap(colourway: Colourway) -> list[Object]:
    """A mortarboard whose band stands on z = 0."""
    cloth = material(colourway.primary, roughness=0.45, coat=0.15)
    trim = material(colourway.secondary, roughness=0.45)
    crown = spline([(0.84, 0.0), (0.88, 0.34), (0.82, 0.76), (0.78, 0.94)], 6)
    parts = [
        lathe([(0, 0.02), (0.74, 0.0), *crown, (0, 0.94)], cloth, sharp_angle=60),
        lathe([(0.78, -0.02), (0.89, -0.02), (0.925, 0.24), (0.8, 0.24)], trim, sharp_angle=40),
        prism(rounded_rectangle(2.5, 2.5, 0.16), 0.15, cloth, (0, 0, 0.98), (0, 0, 45), bevel=0.06),
        cylinder(0.17, 0.12, gold(), (0, 0, 1.09), bevel=0.05),
    ]
    edge = 1.25 * math.sqrt(2) - 0.07
    parts += _tassel(colourway.accent, (0, 0, 1.13), (edge * math.cos(-0.52), edge * math.sin(-0.52) * 0.75, 1.07))
    return parts


def _diploma(colourway: Colourway) -> list[Object]:
    """A rolled diploma along x, lying on z = 0, tied with a ribbon."""
    paper, ribbon = material(_PAPER, roughness=0.6), material(colourway.accent, roughness=0.4)
    parts = [cylinder(0.3, 2.1, paper, (0, 0, 0.3), (0, 90, 0), bevel=0.03)]
    curl = [(0.3 * t / 22 * math.cos(t * 0.75), 0.3 * t / 22 * math.sin(t * 0.75)) for t in range(4, 23)]
    for side in (-1, 1):
        parts.append(tube([(side * 1.05, y, 0.3 + z) for y, z in curl], 0.018, material(_PAGE_SHADE)))
    parts.append(cylinder(0.32, 0.3, ribbon, (0, 0, 0.3), (0, 90, 0), bevel=0.02))
    seal = rounded_polygon(star_outline(0.3, 0.23, 10), 0.03)
    parts.append(prism(seal, 0.1, ribbon, (0, -0.32, 0.32), (84, 0, 0), bevel=0.03))
    parts.append(cylinder(0.16, 0.14, gold(), (0, -0.34, 0.32), (84, 0, 0), bevel=0.04))
    return parts


def build_graduation_cap(colourway: Colourway, pose: str) -> None:
    """A mortarboard with a tassel; ``diploma`` lies before it, ``books`` lie under it."""
    if pose == "books":
        group(_book(colourway.secondary, colourway.primary, 2.3, 1.8, 0.44), (0, 0, 0), (0, 0, -6))
        group(_book(colourway.accent, colourway.light, 2.1, 1.65, 0.38), (0, 0, 0.445), (0, 0, 8))
        group(_cap(colourway), (0, 0, 0.85), (0, 0, 4))
        return
    cap = group(_cap(colourway), (0, 0, 0.05), (-3, 0, 0))
    if pose == "diploma":
        cap.location = (0, 0.5, 0.05)
        group(_diploma(colourway), (-0.1, -1.0, 0), (0, 0, 12))


def _zip(path: list[tuple[float, float, float]], pull: Material) -> list[Object]:
    """A zip along a path with its pull at the end."""
    teeth = material("#3A3F4A", roughness=0.4)
    x, y, z = path[-1]
    tab = rounded_box((0.09, 0.05, 0.24), 0.024, pull, (x, y - 0.05, z - 0.1))
    return [tube(path, 0.032, teeth), tab, sphere(0.06, gold(), (x, y - 0.03, z), segments=20)]


def _arch(half_width: float, low: float, high: float) -> list[tuple[float, float]]:
    """An outline with a flat bottom and a domed top."""
    corners = [(-half_width, low), (half_width, low), (half_width, high), (-half_width, high)]
    return rounded_polygon(corners, [0.28, 0.28, half_width * 0.78, half_width * 0.78], 14)


def _backpack(colourway: Colourway) -> list[Object]:
    cloth, pale = material(colourway.primary, roughness=0.5, coat=0.1), material(colourway.secondary, roughness=0.5)
    accent, dark = material(colourway.accent, roughness=0.4), material(colourway.dark, roughness=0.5)
    up = (90, 0, 0)
    parts = [
        prism(_arch(0.98, 0, 2.5), 1.0, cloth, (0, 0.1, 0), up, bevel=0.26),
        prism(_arch(0.78, 0.12, 1.12), 0.5, pale, (0, -0.5, 0), up, bevel=0.18),
        prism(_arch(0.8, 0.74, 1.2), 0.34, accent, (0, -0.6, 0), up, bevel=0.12),
        rounded_box((1.98, 1.04, 0.24), 0.11, dark, (0, 0.06, 0.13)),
    ]
    seam = [(0.84, -0.38, 1.24), *((x, -0.38, z) for x, z in _arch(0.84, 0.3, 2.34) if z > 1.2), (-0.84, -0.38, 1.24)]
    parts += _zip(seam, accent)
    buckle = material(colourway.light, roughness=0.35)
    parts.append(rounded_box((0.26, 0.08, 0.42), 0.035, dark, (0, -0.79, 0.78)))
    parts.append(rounded_box((0.32, 0.1, 0.18), 0.04, buckle, (0, -0.81, 0.64)))
    for side in (-1, 1):
        parts.append(prism(_arch(0.4, 0.1, 0.95), 0.6, pale, (side * 1.0, 0.08, 0), (90, 0, 90 * side), bevel=0.2))
        parts.append(torus(0.3, 0.05, accent, (side * 1.06, 0.08, 0.9), scale=(0.72, 1, 1)))
        strap = spline(
            [(side * 0.42, 0.56, 2.2), (side * 0.72, 0.92, 1.8), (side * 0.8, 0.86, 0.9), (side * 0.78, 0.56, 0.3)], 10
        )
        parts.append(tube(strap, 0.13, dark))
    handle = spline([(-0.3, 0.12, 2.42), (-0.26, 0.12, 2.68), (0, 0.12, 2.8), (0.26, 0.12, 2.68), (0.3, 0.12, 2.42)], 8)
    parts.append(tube(handle, 0.085, accent))
    badge = rounded_polygon(star_outline(0.3, 0.155), 0.045)
    parts.append(prism(badge, 0.1, buckle, (0, -0.42, 1.66), up, bevel=0.04))
    return parts


def _pencil(colour: str, location: tuple[float, float, float], rotation: tuple[float, float, float]) -> Object:
    """A pencil with its point up."""
    parts = [
        cylinder(0.11, 1.1, material(colour, roughness=0.35), (0, 0, 0.0)),
        cylinder(0.11, 0.26, material("#F2C48D", roughness=0.6), (0, 0, 0.68), bevel=0, top_radius=0.03),
        sphere(0.045, material(colour, roughness=0.35), (0, 0, 0.81), segments=20),
    ]
    return group(parts, location, rotation)


def _school_things(colourway: Colourway) -> list[Object]:
    """Pencils, a ruler and a notebook that stick out of the top."""
    ruler = [rounded_box((0.28, 0.07, 1.6), 0.03, material("#FFD54A", roughness=0.4), (0, 0, 0))]
    for i in range(7):
        size = (0.14 if i % 2 else 0.09, 0.02, 0.03)
        ruler.append(rounded_box(size, 0.008, material("#8A6A12"), (-0.13 + size[0] / 2, -0.036, 0.72 - i * 0.1)))
    notebook = [
        rounded_box((0.84, 0.16, 1.2), 0.05, material(colourway.light, roughness=0.5), (0, 0, 0)),
        rounded_box((0.84, 0.19, 0.16), 0.04, material(colourway.accent, roughness=0.4), (0, 0, 0.38)),
    ]
    return [
        group(notebook, (0.18, 0.24, 2.36), (4, 8, 0)),
        group(ruler, (-0.58, 0.16, 2.5), (0, -14, 0)),
        _pencil("#EB3B3B" if colourway.id != "red" else "#2D6BF0", (-0.16, 0.02, 2.3), (6, -7, 0)),
        _pencil("#1FA45B" if colourway.id != "green" else "#EB3B3B", (0.62, 0.08, 2.12), (4, 17, 0)),
    ]


def _bottle(colourway: Colourway) -> Object:
    body, cap = material(colourway.light, roughness=0.25, coat=0.6), material(colourway.accent, roughness=0.35)
    profile = spline([(0.26, 0.0), (0.28, 0.1), (0.28, 0.9), (0.22, 1.1), (0.16, 1.16)], 6)
    parts = [
        lathe([(0, 0), *profile, (0, 1.18)], body, sharp_angle=60),
        cylinder(0.2, 0.22, cap, (0, 0, 1.26), bevel=0.05),
    ]
    parts += [
        torus(0.275, 0.03, material(colourway.primary), (0, 0, 0.78)),
        cylinder(0.08, 0.14, cap, (0, 0, 1.4), bevel=0.04),
    ]
    return group(parts)


def build_backpack(colourway: Colourway, pose: str) -> None:
    """A school backpack; ``supplies`` stick out of it, ``bottle`` is in its side pocket."""
    parts = _backpack(colourway)
    if pose == "supplies":
        parts += _school_things(colourway)
    elif pose == "bottle":
        parts.append(place(_bottle(colourway), (1.06, 0.08, 0.66), (0, 0, 0), 0.74))
    group(parts)


OBJECTS = (
    BankObject("book_stack", build_book_stack, View(azimuth=-26, elevation=18), BOOK_STACK),
    BankObject("graduation_cap", build_graduation_cap, View(azimuth=-14, elevation=19), GRADUATION_CAP),
    BankObject("backpack", build_backpack, View(azimuth=-26, elevation=12), BACKPACK),
)

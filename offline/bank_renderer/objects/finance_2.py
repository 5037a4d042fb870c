"""Signs of a good deal: a gift box, a shield, a chart."""

import math
from itertools import pairwise

from bpy.types import Material, Object
from mathutils import Vector

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    cylinder,
    group,
    heart_outline,
    material,
    prism,
    rod,
    rounded_box,
    rounded_rectangle,
    sheet,
    sphere,
    spline,
    torus,
    tube,
)
from offline.bank_renderer.objects.finance_2_captions import CHART, GIFT_BOX, SHIELD
from offline.bank_renderer.objects.outfit_parts import plate, soft_star, tick_outline


def _ribbon(colourway: Colourway) -> Material:
    return material(colourway.accent, roughness=0.3, coat=0.5)


def _ribbon_loop(ribbon: Material, turn: float, rise: float, length: float, height: float, width: float) -> Object:
    """One loop of a bow: a flat band that leaves the origin, widens and comes back."""
    rows = []
    for i in range(41):
        angle = 2 * math.pi * i / 40
        reach = (1 - math.cos(angle)) / 2
        half_width = width * (0.45 + 0.55 * reach) / 2
        x, z = length * reach, height * 0.5 * math.sin(angle) * (0.55 + 0.45 * reach)
        rows.append([(x, -half_width, z), (x, half_width, z)])
    return sheet(rows, 0.05, ribbon, (0, 0, 0), (0, -rise, turn), bevel=0.02)


def _lush_bow(ribbon: Material, location: Point, size: float = 1.0) -> Object:
    """A bow of six loops around a knot, seen well from every side."""
    loops = [_ribbon_loop(ribbon, turn, 22, 0.86, 0.46, 0.34) for turn in (35, 145, 215, 325)]
    loops += [_ribbon_loop(ribbon, turn, 48, 0.6, 0.4, 0.3) for turn in (90, 270)]
    return group([*loops, rounded_box((0.34, 0.34, 0.26), 0.11, ribbon, (0, 0, 0.02))], location, scale=size)


def _present(paper: Material, ribbon: Material, width: float, height: float) -> list[Object]:
    """The lower box of a present with its crossed ribbons, standing around the origin."""
    band = width * 0.2
    parts = [rounded_box((width, width, height), 0.07, paper, (0, 0, height / 2))]
    for turn in (0, 90):
        size = (band, width + 0.03, height + 0.01)
        parts.append(rounded_box(size, 0.02, ribbon, (0, 0, height / 2), (0, 0, turn)))
    return parts


def _present_lid(paper: Material, ribbon: Material, width: float, depth: float) -> list[Object]:
    """The lid with its ribbons and bow, its lower edge at z = 0."""
    parts = [rounded_box((width * 1.1, width * 1.1, depth), 0.07, paper, (0, 0, depth / 2))]
    for turn in (0, 90):
        size = (width * 0.2, width * 1.1 + 0.03, depth + 0.02)
        parts.append(rounded_box(size, 0.03, ribbon, (0, 0, depth / 2), (0, 0, turn)))
    return [*parts, _lush_bow(ribbon, (0, 0, depth + 0.09), width / 1.8)]


def _surprise(colourway: Colourway) -> list[Object]:
    """A heart, a star and balls that rise out of an open box."""
    accent, pale = material(colourway.accent, roughness=0.3), material(colourway.secondary, roughness=0.36)
    white = material(colourway.light, roughness=0.4)
    heart = plate(heart_outline(0.95), 0.3, material("#EB3B4B", roughness=0.28, coat=0.5), bevel=0.13)
    parts: list[Object] = [group([heart], (-0.28, -0.1, 2.05), (-8, -14, 0))]
    star = plate(soft_star(0.86), 0.26, accent, bevel=0.11)
    parts.append(group([star], (0.46, 0.1, 2.35), (-6, 16, 0)))
    for x, y, z, radius, surface in (
        (-0.62, 0.36, 1.36, 0.3, pale), (-0.1, 0.3, 1.4, 0.34, white), (0.5, 0.36, 1.4, 0.32, pale),
        (-0.6, -0.4, 1.36, 0.27, white), (0.02, -0.46, 1.38, 0.3, accent), (0.58, -0.4, 1.36, 0.29, white),
        (0.02, 0.1, 2.95, 0.11, pale), (-0.72, 0.1, 2.72, 0.1, accent), (0.86, 0, 1.84, 0.09, white),
    ):  # fmt: skip
        parts.append(sphere(radius, surface, (x, y, z), segments=32))
    return parts


def build_gift_box(colourway: Colourway, pose: str) -> None:
    """A present with a lush bow; ``open`` has its lid off and a surprise inside, ``pair`` piles a smaller one on it."""
    paper, ribbon = material(colourway.primary, roughness=0.42), _ribbon(colourway)
    if pose == "pair":
        group(_present(paper, ribbon, 2.1, 1.0))
        group(_present_lid(paper, ribbon, 2.1, 0.3)[:-1], (0, 0, 0.95))
        pale = material(colourway.secondary, roughness=0.42)
        group(_present(pale, paper, 1.3, 0.9), (-0.08, 0, 1.26), (0, 0, 16))
        group(_present_lid(pale, paper, 1.3, 0.3), (-0.08, 0, 2.1), (0, 0, 16))
        return
    group(_present(paper, ribbon, 1.8, 1.35), (0, 0, 0), (0, 0, 12))
    lid = _present_lid(paper, ribbon, 1.8, 0.38)
    if pose == "open":
        group(lid, (1.72, -0.62, 0.78), (0, 66, -24))
        group(_surprise(colourway), (0, 0, 0), (0, 0, 12))
    else:
        group(lid, (0, 0, 1.27), (0, 0, 12))


def _shield_outline(scale: float) -> list[tuple[float, float]]:
    half = spline([(0, 1.55), (0.55, 1.3), (1.18, 1.18), (1.22, 0.2), (0.95, -0.65), (0, -1.45)], 10)
    right = [(x * scale, y * scale) for x, y in half]
    return right + [(-x, y) for x, y in reversed(right[1:-1])]


def _padlock(body: Material, shackle: Material, keyhole: Material) -> list[Object]:
    """A padlock lying around the origin, its front up."""
    parts = [prism(rounded_rectangle(1.0, 0.82, 0.2), 0.22, body, (0, -0.24, 0), bevel=0.08)]
    bend = [math.radians(180 * k / 20) for k in range(21)]
    bow = [(0.31 * math.cos(angle), 0.36 + 0.31 * math.sin(angle), 0.0) for angle in bend]
    parts.append(tube([(0.31, 0.05, 0), *bow, (-0.31, 0.05, 0)], 0.095, shackle))
    parts.append(cylinder(0.13, 0.08, keyhole, (0, -0.16, 0.1), bevel=0.02))
    parts.append(prism(rounded_rectangle(0.12, 0.34, 0.05), 0.08, keyhole, (0, -0.32, 0.1), bevel=0.02))
    return parts


def build_shield(colourway: Colourway, pose: str) -> None:
    """A thick shield with a tick; ``lock`` carries a padlock, ``heart`` a heart and two stars at its sides."""
    field, rim = material(colourway.primary, roughness=0.28, coat=0.5), material(colourway.light, roughness=0.32)
    accent = material(colourway.accent, roughness=0.3, coat=0.4)
    parts = [prism(_shield_outline(1), 0.42, accent if pose == "lock" else rim, bevel=0.16)]
    parts.append(prism(_shield_outline(0.83), 0.34, field, (0, 0, 0.14), bevel=0.09))
    if pose == "lock":
        dark = material(colourway.dark, roughness=0.4)
        parts.append(group(_padlock(rim, material(colourway.secondary, roughness=0.3), dark), (0, 0.06, 0.38)))
    elif pose == "heart":
        parts.append(prism(heart_outline(1.32), 0.3, rim, (0, 0.06, 0.34), bevel=0.13))
        for side in (-1, 1):
            star = prism(soft_star(0.62), 0.22, accent, (0, 0, 0), (0, 0, side * 14), bevel=0.09)
            parts.append(group([star], (side * 1.5, 0.9 - 0.5 * side, 0.3)))
    else:
        parts.append(prism(tick_outline(1.16), 0.2, rim, (-0.02, 0, 0.36), bevel=0.07))
    group(parts, (0, 0, 1.6), (80, 0, 0))


def _growing_bars(colourway: Colourway) -> list[Object]:
    """A plinth with four bars, each taller than the one before it."""
    parts = [prism(rounded_rectangle(3.3, 1.7, 0.2), 0.18, material(colourway.light), (0, 0, 0.09), bevel=0.07)]
    for i, height in enumerate((0.7, 1.15, 1.55, 2.1)):
        surface = material(colourway.primary if i % 2 else colourway.secondary, roughness=0.32, coat=0.4)
        parts.append(rounded_box((0.56, 0.56, height), 0.1, surface, (-1.14 + 0.76 * i, 0.2, 0.18 + height / 2)))
    return parts


def _growth_arrow(surface: Material) -> list[Object]:
    """A broken line that climbs past the bars and ends in an arrow head."""
    course = ((-1.25, 0.75), (-0.45, 1.2), (0.25, 1.05), (1.1, 1.85))
    knots = [Vector((x, -0.42, z)) for x, z in course]
    parts: list[Object] = []
    for start, end in pairwise(knots):
        parts += rod(start, end, 0.075, surface)
    ahead = (knots[-1] - knots[-2]).normalized()
    turn = [math.degrees(angle) for angle in ahead.to_track_quat("Z", "Y").to_euler()]
    head = cylinder(0.24, 0.42, surface, bevel=0.05, top_radius=0.02)
    return [*parts, group([head], knots[-1] + ahead * 0.12, turn)]


def _pie_slice(start: float, end: float, height: float, surface: Material, shift: float = 0.0) -> Object:
    """A slice of a round cake lying on z = 0, drawn outwards by ``shift``."""
    angles = [math.radians(start + (end - start) * k / 40) for k in range(41)]
    outline = [(0.0, 0.0), *((1.3 * math.cos(angle), 1.3 * math.sin(angle)) for angle in angles)]
    middle = math.radians((start + end) / 2)
    location = (shift * math.cos(middle), shift * math.sin(middle), height / 2)
    return prism(outline, height, surface, location, bevel=0.07)


def _pie(colourway: Colourway) -> list[Object]:
    """A board on a foot, leaning back, with a pie chart whose slices stand out differently, one drawn out of it."""
    board = [prism(rounded_rectangle(3.5, 3.3, 0.5), 0.2, material(colourway.light), bevel=0.08)]
    slices = (
        (60, 190, 0.42, colourway.primary, 0.0),
        (190, 262, 0.55, colourway.secondary, 0.0),
        (262, 330, 0.8, colourway.accent, 0.22),
        (330, 420, 0.5, "#3BB98A", 0.0),
    )
    for start, end, height, colour, shift in slices:
        surface = material(colour, roughness=0.32, coat=0.4)
        board.append(_pie_slice(start + 1, end - 1, height, surface, shift))
    foot = rounded_box((2.6, 1.2, 0.24), 0.1, material(colourway.dark, roughness=0.4), (0, 0.05, 0.12))
    return [foot, group(board, (0, 0, 1.8), (76, 0, 0))]


def _magnifier(colourway: Colourway) -> Object:
    """A magnifying glass facing the camera, its middle in the lens."""
    frame = material(colourway.dark, roughness=0.35, coat=0.4)
    grip = material(colourway.accent, roughness=0.35)
    parts: list[Object] = [torus(0.62, 0.1, frame, (0, 0, 0), (90, 0, 0))]
    glass = cylinder(0.58, 0.05, material("#D6ECFF", roughness=0.08, coat=1.0), (0, 0.02, 0), (90, 0, 0))
    shine = [(-0.34, 0.0, 0.12), (-0.26, 0.0, 0.28), (-0.1, 0.0, 0.38)]
    parts += [glass, tube(spline(shine, 8), 0.035, material("#FFFFFF", emission=0.3), (0, -0.03, 0))]
    for i, height in enumerate((0.28, 0.46, 0.66)):
        surface = material(colourway.primary if i % 2 else colourway.accent, roughness=0.35)
        parts.append(rounded_box((0.16, 0.06, height), 0.028, surface, (-0.22 + 0.23 * i, -0.04, -0.32 + height / 2)))
    handle = rod((0.52, 0, -0.52), (1.1, 0, -1.1), 0.13, grip)
    return group([*parts, *handle, *rod((0.46, 0, -0.46), (0.58, 0, -0.58), 0.1, frame)])


def build_chart(colourway: Colourway, pose: str) -> None:
    """Growing bars with an arrow; ``pie`` is a round chart, ``lens`` has a magnifying glass before the bars."""
    if pose == "pie":
        group(_pie(colourway))
        return
    parts = _growing_bars(colourway)
    if pose == "lens":
        parts.append(group([_magnifier(colourway)], (-0.35, -0.92, 1.32), (0, 0, 8)))
    else:
        parts += _growth_arrow(_ribbon(colourway))
    group(parts)


OBJECTS = (
    BankObject("gift_box", build_gift_box, View(azimuth=-24, elevation=22), GIFT_BOX),
    BankObject("shield", build_shield, View(azimuth=-24, elevation=10, lift=0.15), SHIELD),
    BankObject("chart", build_chart, View(azimuth=-26, elevation=18), CHART),
)

"""Parts that several builders share: upright plates, ticks, stitches, bows, cards, clear vessels."""

import math
from collections.abc import Sequence
from itertools import pairwise

from bpy.types import Material, Object

from offline.bank_renderer.modelling import (
    Outline,
    Point,
    group,
    lathe,
    material,
    prism,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    star_outline,
)


def plate(
    outline: Outline,
    depth: float,
    surface: Material,
    location: Sequence[float] = (0, 0, 0),
    *,
    bevel: float = 0.03,
    holes: Sequence[Outline] = (),
    turn: float = 0,
) -> Object:
    """An outline standing upright and facing the camera, its y axis up; ``turn`` swings it about the vertical."""
    return prism(outline, depth, surface, location, (90, 0, turn), bevel=bevel, holes=holes)


def tick_outline(size: float) -> list[tuple[float, float]]:
    """A check mark about ``size`` wide around the origin."""
    corners = [(-0.5, 0.02), (-0.34, 0.19), (-0.1, -0.05), (0.36, 0.42), (0.52, 0.25), (-0.1, -0.39)]
    rounding = [0.07, 0.07, 0.03, 0.07, 0.07, 0.07]
    return rounded_polygon([(x * size, y * size) for x, y in corners], [radius * size for radius in rounding])


def soft_star(size: float) -> list[tuple[float, float]]:
    """A plump five-pointed star about ``size`` wide."""
    return rounded_polygon(star_outline(size * 0.53, size * 0.28), size * 0.07)


def stitches(path: Sequence[Point], surface: Material, *, length: float = 0.09, gap: float = 0.07) -> list[Object]:
    """Dashes of thread along straight pieces of a path in a plane that faces the camera."""
    made: list[Object] = []
    for start, end in pairwise(path):
        run, rise = end[0] - start[0], end[2] - start[2]
        count = max(1, round(math.hypot(run, rise) / (length + gap)))
        slope = math.degrees(math.atan2(rise, run))
        for i in range(count):
            share = (i + 0.5) / count
            centre = [a + (b - a) * share for a, b in zip(start, end, strict=True)]
            made.append(rounded_box((length, 0.03, 0.032), 0.014, surface, centre, (0, -slope, 0), segments=2))
    return made


def bow(size: float, surface: Material, location: Sequence[float], rotation: Sequence[float] = (0, 0, 0)) -> Object:
    """A ribbon bow facing the camera, about ``size`` wide: two loops, two tails and a knot."""
    parts = [_bow_loop(size, side, surface) for side in (-1, 1)]
    for side in (-1, 1):
        tail = [(0, 0), (side * 0.3, -0.42), (side * 0.16, -0.4), (side * 0.04, -0.46), (-side * 0.05, -0.05)]
        outline = rounded_polygon([(x * size, y * size) for x, y in tail], 0.02 * size)
        parts.append(plate(outline, 0.06 * size, surface, (0, -0.01, 0), bevel=0.02 * size))
    parts.append(sphere(0.11 * size, surface, (0, -0.06 * size, 0), scale=(1, 0.8, 1.1)))
    return group(parts, location, rotation)


def _bow_loop(size: float, side: int, surface: Material) -> Object:
    rows = []
    for i in range(33):
        angle = 2 * math.pi * i / 32
        reach = (1 - math.cos(angle)) / 2
        half_width = size * (0.05 + 0.11 * reach)
        x = side * size * 0.5 * reach
        z = size * (0.04 + 0.16 * reach) * math.sin(angle)
        rows.append([(x, y * half_width, z + 0.12 * size * reach) for y in (-1, -0.5, 0, 0.5, 1)])
    return sheet(rows, 0.045 * size, surface, bevel=0.015 * size)


def clear_vessel(profile: Sequence[tuple[float, float]], location: Sequence[float] = (0, 0, 0)) -> list[Object]:
    """A vessel of clear glass, turned about the vertical, that stays clean over any background.

    Glass that lets the background through has a noisy alpha, so the half that is away from the front is lined with
    opaque pale blue: what is inside stands out against it.
    """
    glass = lathe(profile, material("#E6F4FF", roughness=0.05, coat=1, alpha=0.12), location)
    glass.visible_shadow = glass.visible_diffuse = False  # what is inside is lit as if the glass were not there
    rows = []
    for i in range(57):
        angle = math.radians(-12 + 204 * i / 56)
        rows.append([(0.985 * r * math.cos(angle), 0.985 * r * math.sin(angle), z) for r, z in profile])
    lining = material("#DDF0FF", roughness=0.4, coat=0.1, emission=0.28)
    return [glass, sheet(rows, 0.01, lining, location, bevel=0)]


def bank_card(base: str, band: str) -> list[Object]:
    """A payment card without any writing, lying around the origin: a chip and a band."""
    surface = material(base, roughness=0.28, coat=0.5)
    parts = [prism(rounded_rectangle(1.7, 1.08, 0.13), 0.07, surface, bevel=0.025)]
    parts.append(prism(rounded_rectangle(1.7, 0.2, 0.01), 0.02, material(band, roughness=0.3), (0, -0.22, 0.03)))
    chip = material("#F1C34B", roughness=0.25, metallic=0.6)
    parts.append(prism(rounded_rectangle(0.3, 0.23, 0.06), 0.04, chip, (-0.55, 0.2, 0.035), bevel=0.012))
    return parts


def upright_card(base: str, band: str, location: Sequence[float], rotation: Sequence[float] = (0, 0, 0)) -> Object:
    """A payment card that stands on its long side, its chip towards the camera."""
    return group([group(bank_card(base, band), rotation=(90, 0, 0))], location, rotation)

"""Finding the way: a pin on a folded map."""

import math
from collections.abc import Sequence
from itertools import pairwise

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import group, heart_outline, material, sheet, sphere, spline, white
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.travel_4_captions import MAP_PIN
from offline.bank_renderer.objects.travel_parts import map_pin, small_house


def _folded_map() -> list[Object]:
    """Four panels in a zigzag, with parks, water and roads."""
    paper, park = material("#FBF7EC", roughness=0.6, coat=0.05), material("#A9DDB0", roughness=0.6, coat=0.05)
    water, road = material("#9CCBFA", roughness=0.6, coat=0.05), material("#FFD98A", roughness=0.55)
    parts: list[Object] = [_on_map([(-1.6, -1.1), (1.6, -1.1), (1.6, 1.1), (-1.6, 1.1)], paper, 0.0, 0.09)]
    parts.append(_on_map([(-1.5, 0.25), (-0.72, 0.35), (-0.6, 1.0), (-1.5, 1.0)], park, 0.05))
    parts.append(_on_map([(0.5, -1.0), (1.5, -1.0), (1.5, -0.35), (0.62, -0.45)], park, 0.05))
    parts.append(_on_map([(0.25, 1.0), (0.95, 1.0), (1.5, 0.52), (1.5, 0.1), (0.75, 0.5)], water, 0.05))
    for path in (
        ((-1.5, -0.55), (-0.3, -0.3), (0.3, 0.1), (1.5, -0.1)),
        ((-0.35, -1.0), (-0.25, -0.2), (0.05, 0.4), (-0.1, 1.0)),
    ):
        parts.append(_map_strip(path, 0.09, road))
    return parts


def _map_height(x: float) -> float:
    """The zigzag of the folds."""
    return 0.22 * abs((x / 0.8 + 1) % 2 - 1) + 0.06


def _on_map(corners: Sequence[tuple[float, float]], surface: Material, lift: float, thickness: float = 0.04) -> Object:
    """A sheet that follows the folds, between the polygon's lower and upper edge at every x."""
    xs = sorted({round(-1.6 + 0.05 * i, 2) for i in range(65)} | {x for x, _ in corners})
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    rows = []
    for x in xs:
        if left <= x <= right:
            low, high = _vertical_extent(corners, x)
            high = max(high, low + 0.02)  # at a pointed end too: flat faces have no normals
            rows.append([(x, low + (high - low) * k / 8, _map_height(x) + lift) for k in range(9)])
    return sheet(rows, thickness, surface, bevel=0.01)


def _vertical_extent(corners: Sequence[tuple[float, float]], x: float) -> tuple[float, float]:
    crossings: list[float] = []
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if min(x0, x1) <= x <= max(x0, x1):
            crossings += [y0, y1] if x0 == x1 else [y0 + (y1 - y0) * (x - x0) / (x1 - x0)]
    return min(crossings), max(crossings)


def _map_strip(path: Sequence[tuple[float, float]], width: float, surface: Material) -> Object:
    rows = []
    curve = spline(path, 16)
    for i, (x, y) in enumerate(curve):
        before, after = curve[max(i - 1, 0)], curve[min(i + 1, len(curve) - 1)]
        run, rise = after[0] - before[0], after[1] - before[1]
        length = math.hypot(run, rise)
        sides = [(x - rise / length * width * k, y + run / length * width * k) for k in (-0.5, 0, 0.5)]
        rows.append([(px, py, _map_height(px) + 0.055) for px, py in sides])
    return sheet(rows, 0.04, surface, bevel=0.01)


def _dotted_route(path: Sequence[tuple[float, float]], surface: Material, gap: float = 0.22) -> list[Object]:
    dots: list[Object] = []
    travelled = 0.0
    for (x0, y0), (x, y) in pairwise(spline(path, 40)):
        travelled += math.hypot(x - x0, y - y0)
        if travelled >= gap:
            travelled -= gap
            dots.append(sphere(0.08, surface, (x, y, _map_height(x) + 0.09), scale=(1, 1, 0.6), segments=24))
    return dots


def build_map_pin(colourway: Colourway, pose: str) -> None:
    """A pin on a folded map; ``route`` has two pins with dots between them, ``house`` a small house beside it."""
    shell, accent = (
        material(colourway.primary, roughness=0.28, coat=0.5),
        material(colourway.accent, roughness=0.3, coat=0.5),
    )
    group(_folded_map())
    if pose == "route":
        map_pin(0.42, accent, white(), (-0.98, 0.42, _map_height(-0.98)), turn=20)
        map_pin(0.62, shell, white(), (0.78, -0.3, _map_height(0.78)), turn=20)
        _dotted_route([(-0.98, 0.42), (-0.7, -0.3), (-0.1, -0.62), (0.4, -0.1), (0.78, -0.3)], shell)
        return
    if pose == "house":
        emblem = [plate(heart_outline(0.42), 0.06, accent, bevel=0.025)]
        map_pin(0.7, shell, white(), (-0.35, 0.25, _map_height(-0.35)), emblem=emblem, turn=-16)
        small_house(colourway.secondary, colourway.accent, colourway.primary, (0.86, -0.3, 0.2), -14, 1.15)
        return
    map_pin(0.78, shell, white(), (0, 0, _map_height(0)), turn=-20)


OBJECTS = (BankObject("map_pin", build_map_pin, View(azimuth=-20, elevation=26), MAP_PIN),)

"""Big plans: a house of one's own and a rocket."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    clay,
    cylinder,
    group,
    heart_outline,
    lathe,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sphere,
    spline,
    steel,
    torus,
    white,
)
from offline.bank_renderer.objects.outfit_parts import plate, soft_star
from offline.bank_renderer.objects.various_2_captions import HOUSE, ROCKET

_ROOF_SLOPE = 43.2


def _glass() -> Material:
    return material("#8CC8FF", roughness=0.1, coat=1.0)


def _window(location: Point, turn: float) -> Object:
    """A square window with a white frame and crossbars; faces -y before ``turn``."""
    frame = white()
    parts = [prism(rounded_rectangle(0.62, 0.62, 0.06), 0.1, frame, bevel=0.03)]
    parts.append(prism(rounded_rectangle(0.5, 0.5, 0.04), 0.06, _glass(), (0, 0, 0.035), bevel=0.01))
    parts.append(rounded_box((0.5, 0.05, 0.05), 0.01, frame, (0, 0, 0.06)))
    parts.append(rounded_box((0.05, 0.5, 0.05), 0.01, frame, (0, 0, 0.06)))
    return group(parts, location, (90, 0, turn))


def _lawn(surface: Material) -> Object:
    return lathe([(0, 0), (1.75, 0), (1.82, 0.05), (1.82, 0.14), (1.75, 0.2), (0, 0.2)], surface)


def _cottage(colourway: Colourway, storeys: int) -> list[Object]:
    """Walls, gabled roof, chimney, door and windows on z = 0.2; each storey more lifts the roof."""
    wall, roof = material(colourway.light, roughness=0.45), material(colourway.primary, roughness=0.42)
    rise = 0.95 * (storeys - 1)
    parts = [rounded_box((1.9, 1.6, 1.35 + rise), 0.06, wall, (0, 0, 0.85 + rise / 2))]
    gable = rounded_polygon([(-0.95, 1.45 + rise), (0.95, 1.45 + rise), (0, 2.35 + rise)], 0.04)
    parts.append(plate(gable, 1.58, wall, bevel=0.03))
    length = math.hypot(1.28, 1.2) + 0.05
    for side in (-1, 1):
        panel = (side * 0.6, 0, 1.98 + rise)
        parts.append(rounded_box((length, 2.05, 0.17), 0.08, roof, panel, (0, side * _ROOF_SLOPE, 0)))
    parts.append(rounded_box((0.34, 0.34, 0.7), 0.05, material("#E07B5B", roughness=0.6), (0.62, 0.3, 2.35 + rise)))
    parts.append(rounded_box((0.42, 0.42, 0.12), 0.05, wall, (0.62, 0.3, 2.72 + rise)))
    door = rounded_polygon([(-0.27, 0), (0.27, 0), (0.27, 0.92), (-0.27, 0.92)], [0.02, 0.02, 0.2, 0.2])
    parts.append(plate(door, 0.12, material(colourway.accent, roughness=0.4), (-0.4, -0.82, 0.2)))
    parts.append(sphere(0.05, white(), (-0.22, -0.9, 0.62), segments=20))
    for storey in range(storeys):
        z = 0.98 + 0.95 * storey
        parts += [_window((0.45, -0.81, z), 0), _window((0.96, 0, z), 90), _window((-0.96, 0, z), -90)]
        if storey:
            parts.append(_window((-0.42, -0.81, z), 0))
    porthole = [cylinder(0.2, 0.1, white(), bevel=0.03), cylinder(0.15, 0.06, _glass(), (0, 0, 0.04), bevel=0.01)]
    return [*parts, group(porthole, (0, -0.81, 1.82 + rise), (90, 0, 0))]


def _garden(bush: Material) -> list[Object]:
    """Round bushes and a path to the door."""
    parts: list[Object] = []
    for x, y, radius in ((-1.35, -0.45, 0.34), (1.25, -0.75, 0.26), (1.42, -0.4, 0.2)):
        parts.append(sphere(radius, bush, (x, y, 0.2 + radius * 0.7)))
    return [*parts, rounded_box((0.46, 0.75, 0.06), 0.025, material("#E6E0D4", roughness=0.7), (-0.4, -1.25, 0.2))]


def _tree(location: Point, leaves: Material) -> Object:
    """A round-headed tree."""
    balls = ((0.0, 0.0, 0.46), (0.12, 0.4, 0.36), (-0.1, 0.34, 0.34))
    crown = clay([sphere(radius, leaves, (x, 0, 1.3 + z)) for x, z, radius in balls], leaves)
    trunk = rod((0, 0, 0), (0, 0, 1.0), 0.1, material("#8A5C3B", roughness=0.7))
    return group([crown, *trunk], location)


def _fir(location: Point, size: float) -> Object:
    """A fir of three tiers, each with snow on it."""
    needles, snow = material("#2F8A56", roughness=0.55), material("#FFFFFF", roughness=0.6)
    parts: list[Object] = [cylinder(0.12, 0.3, material("#7A5236", roughness=0.7), (0, 0, 0.15))]
    for i, radius in enumerate((0.5, 0.4, 0.28)):
        z = 0.45 + 0.36 * i
        parts.append(cylinder(radius, 0.56, needles, (0, 0, z), bevel=0.05, top_radius=0.07))
        parts.append(cylinder(radius * 0.66, 0.24, snow, (0, 0, z + 0.17), bevel=0.06, top_radius=0.06))
    return group(parts, location, scale=size)


def _snow(colourway: Colourway) -> list[Object]:
    """Snow on the roof, the chimney and the ground, a snowman, and firs instead of bushes."""
    snow = material("#FFFFFF", roughness=0.6, coat=0.1)
    parts: list[Object] = []
    for side in (-1, 1):
        panel = (side * 0.5, 0, 2.2)
        parts.append(rounded_box((1.3, 1.9, 0.17), 0.08, snow, panel, (0, side * _ROOF_SLOPE, 0)))
        for i, (y, size) in enumerate(((-0.78, 0.2), (-0.36, 0.26), (0.1, 0.22), (0.52, 0.27), (0.8, 0.18))):
            drift = (side * (0.93 - 0.02 * (i % 2)), y, 1.78)
            parts.append(sphere(size, snow, drift, scale=(1, 1, 0.7), rotation=(0, side * _ROOF_SLOPE, 0)))
    parts.append(sphere(0.25, snow, (0.62, 0.3, 2.8), scale=(1, 1, 0.5)))
    parts += [_fir((-1.3, 0.2, 0.18), 1.1), _fir((1.36, -0.1, 0.18), 0.85)]
    coal, carrot = material("#2B2F3A"), material("#FF8A2A")
    man = [sphere(0.3, snow, (0, 0, 0.24)), sphere(0.21, snow, (0, 0, 0.64))]
    man += [sphere(0.03, coal, (x, -0.19, 0.7), segments=16) for x in (-0.07, 0.07)]
    man.append(cylinder(0.045, 0.18, carrot, (0, -0.27, 0.64), (90, 0, 0), bevel=0.01, top_radius=0.01))
    man.append(torus(0.18, 0.06, material(colourway.accent), (0, 0, 0.48)))
    return [*parts, group(man, (0.85, -1.2, 0.18), (0, 0, 20))]


def build_house(colourway: Colourway, pose: str) -> None:
    """A cottage on a lawn; ``storeys`` is two storeys high with a tree, ``winter`` lies deep in snow."""
    if pose == "winter":
        group([_lawn(material("#FFFFFF", roughness=0.6)), *_cottage(colourway, 1), *_snow(colourway)])
        return
    bush = material("#3F9C55", roughness=0.6, coat=0.05)
    parts = [_lawn(material("#59B368", roughness=0.6, coat=0.05)), *_garden(bush)]
    if pose == "storeys":
        parts.append(_tree((1.4, -0.42, 0.2), bush))
    group([*parts, *_cottage(colourway, 2 if pose == "storeys" else 1)])


def _rocket(colourway: Colourway, *, flame: bool) -> list[Object]:
    """A rocket with its nose up; the nozzle ends at z = -0.12."""
    hull, paint = (
        material(colourway.light, roughness=0.28, coat=0.5),
        material(colourway.primary, roughness=0.28, coat=0.5),
    )
    accent = material(colourway.accent, roughness=0.35)
    wall = spline([(0, 0.42), (0.35, 0.58), (0.9, 0.7), (1.5, 0.68), (2.05, 0.5)], 10)
    parts = [lathe([(0, 0), *((r, z) for z, r in wall)], hull)]
    nose = spline([(2.03, 0.515), (2.4, 0.33), (2.66, 0.13), (2.74, 0.0)], 10)
    parts.append(lathe([(max(0.0, r), z) for z, r in nose], paint))
    parts += [torus(0.505, 0.04, accent, (0, 0, 2.04)), torus(0.6, 0.045, paint, (0, 0, 0.42))]
    fin = rounded_polygon(
        [(0.45, 0.95), (1.12, 0.1), (1.16, -0.42), (0.86, -0.3), (0.42, 0.12)], [0.1, 0.3, 0.1, 0.2, 0.1]
    )
    for turn in (0, 120, 240):
        parts.append(group([plate(fin, 0.18, paint, bevel=0.08)], rotation=(0, 0, turn - 28)))
    porthole = [
        torus(0.27, 0.075, paint),
        sphere(0.25, material("#7CC6FF", roughness=0.08, coat=1.0), scale=(1, 1, 0.3)),
    ]
    parts.append(group(porthole, (0, -0.655, 1.38), (87, 0, 0)))
    parts.append(lathe([(0, -0.12), (0.33, -0.12), (0.36, -0.06), (0.3, 0.06), (0, 0.06)], steel()))
    return parts + _flame() if flame else parts


def _flame() -> list[Object]:
    """Fire beneath the nozzle, a bright tongue before a darker one."""
    shape = spline([(0, 0.24), (0.3, 0.36), (0.7, 0.3), (1.15, 0.12), (1.35, 0.0)], 10)
    parts: list[Object] = []
    for size, colour, glow in ((1.0, "#FF7A1F", 0.9), (0.66, "#FFD24A", 1.4)):
        tongue = [(max(0.0, r) * size, -0.05 - z * size) for z, r in shape]
        surface = material(colour, roughness=0.5, emission=glow)
        parts.append(lathe([(0, -0.03), *tongue], surface, (0, -0.2 if size < 1 else 0, 0)))
    return parts


def _smoke() -> list[Object]:
    """A cloud of smoke on the ground around the origin."""
    puffs = [(-1.0, -0.1, 0.42), (-0.55, -0.45, 0.5), (0.0, -0.55, 0.46), (0.55, -0.4, 0.52), (1.05, -0.05, 0.4)]
    puffs += [(-0.6, 0.45, 0.48), (0.1, 0.5, 0.55), (0.65, 0.4, 0.45), (0.0, 0.0, 0.55)]
    puffs += [(-1.4, -0.3, 0.26), (1.42, -0.3, 0.28), (0.35, -0.95, 0.24), (-0.35, -0.3, 0.6)]
    smoke = material("#F1F4FA", roughness=0.7, coat=0)
    lumps = [sphere(radius, smoke, (x, y, radius * 0.9)) for x, y, radius in puffs]
    return [clay(lumps, smoke, voxel=0.035, smoothing=5)]


def _space(colourway: Colourway) -> list[Object]:
    """A ringed planet and stars beside the rocket's course."""
    accent, pale = material(colourway.accent, roughness=0.35), material(colourway.secondary, roughness=0.4)
    planet = [sphere(0.5, accent), torus(0.78, 0.075, pale, scale=(1, 1, 0.6))]
    parts: list[Object] = [group(planet, (1.55, 0.3, 2.35), (-18, 20, 0))]
    gold_ = material("#FFC93C", roughness=0.3)
    for x, z, size, lean in ((-1.35, 2.3, 0.5, 14), (0.75, 3.3, 0.36, -12), (-1.75, 1.2, 0.3, -8)):
        parts.append(group([plate(soft_star(size), 0.16, gold_, bevel=0.06)], (x, 0, z), (0, lean, 0)))
    return parts


def build_rocket(colourway: Colourway, pose: str) -> None:
    """A rocket flying to the right; ``start`` rises straight out of smoke, ``space`` flies left past a planet."""
    if pose == "start":
        heart = plate(heart_outline(0.4), 0.1, material(colourway.accent), (0, -0.56, 0.62), bevel=0.03)
        group([*_rocket(colourway, flame=True), heart], (0, 0, 1.75))
        group(_smoke())
    elif pose == "space":
        group(_rocket(colourway, flame=True), (0.35, 0, 1.2), (0, -32, 0))
        group(_space(colourway))
    else:
        group(_rocket(colourway, flame=True), (0, 0, 1.2), (0, 24, 0))


OBJECTS = (
    BankObject("house", build_house, View(azimuth=28, elevation=18), HOUSE),
    BankObject("rocket", build_rocket, View(azimuth=0, elevation=8, lift=0.12), ROCKET),
)

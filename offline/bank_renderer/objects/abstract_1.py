"""Abstract shapes: spheres, arches, ribbons, cubes and bursts."""

import math

from bpy.types import Material

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    carve,
    circle_outline,
    clay,
    cylinder,
    gold,
    lathe,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    sheet,
    sphere,
    star_outline,
    torus,
)
from offline.bank_renderer.objects.abstract_1_captions import (
    ARCHES,
    CUBES_STACK,
    SPHERES_CLUSTER,
    SPIRAL_RIBBON,
    STAR_BURST,
)


def _palette(colourway: Colourway) -> tuple[Material, Material, Material, Material]:
    """Primary, secondary, accent and light, as glossy plastic."""
    hues = (colourway.primary, colourway.secondary, colourway.accent, colourway.light)
    primary, secondary, accent, light = (material(hue, roughness=0.3, coat=0.4) for hue in hues)
    return primary, secondary, accent, light


def build_spheres_cluster(colourway: Colourway, pose: str) -> None:
    """Balls of several sizes in a heap; ``orbit`` rings the largest, ``layers`` opens it."""
    primary, secondary, accent, light = _palette(colourway)
    if pose == "orbit":
        sphere(0.8, primary, (0, 0, 1.15), segments=64)
        torus(1.32, 0.1, accent, (0, 0, 1.15), (14, -18, 0), scale=(1, 1, 0.8))
        for x, y, z, size, look in ((-1.2, -0.5, 1.72, 0.24, secondary), (1.25, -0.62, 0.62, 0.3, light),
                                    (0.5, -0.5, 2.08, 0.18, gold()), (-0.72, -0.62, 0.3, 0.3, secondary)):  # fmt: skip
            sphere(size, look, (x, y, z))
        return
    if pose == "layers":
        for radius, look in ((1.0, primary), (0.7, light)):
            shell = sphere(radius, look, (0, 0, 1.0), segments=96)
            hollow = sphere(radius - 0.16, look, (0, 0, 1.0), segments=96)
            carve(shell, [hollow, rounded_box((2, 2, 2), 0, look, (1.0, -1.0, 2.0))])
        sphere(0.42, accent, (0, 0, 1.0), segments=64)
        sphere(0.34, secondary, (1.12, -0.52, 0.34))
        sphere(0.22, accent, (0.7, -1.0, 0.22))
        sphere(0.26, light, (-0.92, -0.66, 0.26))
        return
    balls = (
        (0.0, 0.05, 0.78, 0.78, primary), (-0.95, -0.32, 0.46, 0.46, secondary), (0.9, -0.42, 0.4, 0.4, accent),
        (0.26, -0.86, 0.32, 0.32, light), (-0.36, -0.82, 0.24, 0.24, gold()), (0.62, 0.1, 1.42, 0.36, secondary),
        (-0.55, -0.16, 1.4, 0.3, light), (0.05, -0.16, 1.78, 0.26, accent), (1.3, -0.1, 0.22, 0.22, primary),
    )  # fmt: skip
    for x, y, z, size, look in balls:
        sphere(size, look, (x, y, z))


def _arch(radius: float, width: float, depth: float, look: Material, leg: float = 0.3) -> list[tuple[float, float]]:
    """The outline of an upright arch standing on y = 0, ``radius`` to its outer edge."""
    outer = [(radius * math.cos(math.pi * i / 40), leg + radius * math.sin(math.pi * i / 40)) for i in range(41)]
    inside = radius - width
    inner = [(inside * math.cos(math.pi * i / 40), leg + inside * math.sin(math.pi * i / 40)) for i in range(41)]
    return [(radius, 0), *outer, (-radius, 0), (-inside, 0), *inner[::-1], (inside, 0)]


def build_arches(colourway: Colourway, pose: str) -> None:
    """A rainbow of nested arches; ``row`` lines them up, ``steps`` sets one over stairs with a ball."""
    primary, secondary, accent, light = _palette(colourway)
    if pose == "row":
        for i, (radius, look) in enumerate(((1.2, primary), (0.95, secondary), (0.7, accent))):
            outline = _arch(radius, 0.34, 0.5, look, leg=0.5 - 0.1 * i)
            prism(outline, 0.5, look, (0.1 * i, 0.9 - 0.78 * i, 0), (90, 0, 0), bevel=0.08)
        sphere(0.28, light, (-0.06, -1.3, 0.28))
        sphere(0.2, primary, (1.1, -0.9, 0.2))
        return
    if pose == "steps":
        prism(_arch(1.1, 0.36, 0.6, primary, leg=0.9), 0.6, primary, (0, 0.4, 0), (90, 0, 0), bevel=0.09)
        for i, look in enumerate((light, secondary, light)):
            height = 0.26 * (3 - i)
            rounded_box((1.36, 0.42, height), 0.07, look, (0, 0.32 - 0.44 * i, height / 2))
        sphere(0.3, accent, (0.06, 0.32, 1.08))
        cylinder(0.26, 0.66, secondary, (1.34, -0.2, 0.33), bevel=0.07)
        sphere(0.22, accent, (1.34, -0.2, 0.86))
        lathe([(0, 0), (0.34, 0), (0.36, 0.03), (0.05, 0.78), (0, 0.8)], accent, (-1.3, -0.3, 0), sharp_angle=60)
        return
    for i, (radius, look) in enumerate(((1.5, primary), (1.18, secondary), (0.86, accent), (0.54, light))):
        prism(_arch(radius, 0.3, 0.5, look), 0.52 + 0.16 * i, look, (0, 0, 0), (90, 0, 0), bevel=0.1)
    sphere(0.26, primary, (0.0, -0.3, 0.26))


def _end_taper(i: int, count: int, length: int) -> float:
    """How wide a ribbon is at its i-th step of ``count``, its ends rounded over ``length`` steps."""
    to_end = min(i, count - 1 - i, length) / length
    return math.sqrt(max(0.02, 1 - (1 - to_end) ** 2))


def build_spiral_ribbon(colourway: Colourway, pose: str) -> None:
    """Two ribbons rising in a helix; ``roll`` winds them up flat, ``ring`` twists one into a loop."""
    primary, secondary, accent, light = _palette(colourway)
    if pose == "roll":
        _wound_ribbon(0.0, primary)
        _wound_ribbon(math.pi, secondary)
        sphere(0.2, accent, (0, -0.3, 1.5))
    elif pose == "ring":
        _twisted_ring(primary)
        sphere(0.36, accent, (0, 0, 1.7))
        sphere(0.24, secondary, (0.82, -0.42, 0.52))
    else:
        _helix(0.0, primary)
        _helix(math.pi, accent)
        for z, size, look in ((0.36, 0.34, secondary), (0.98, 0.3, light), (1.52, 0.26, secondary), (2.0, 0.22, light)):
            sphere(size, look, (0, 0, z))


def _wound_ribbon(start: float, look: Material) -> None:
    rows = []
    for k in range(7):
        points = []
        for i in range(150):
            angle = 0.9 + 0.086 * i
            radius = 0.108 * angle
            y = 0.42 * (k / 3 - 1) * _end_taper(i, 150, 7)
            points.append((radius * math.cos(angle + start), y, 1.5 + radius * math.sin(angle + start)))
        rows.append(points)
    sheet(rows, 0.17, look, bevel=0.06)


def _twisted_ring(look: Material) -> None:
    rows = []
    for k in range(9):
        across = 0.46 * (k / 4 - 1)
        points = []
        for i in range(183):  # its ends overlap, for clay to close the loop
            angle = 2 * math.pi * i / 180
            twist = 1.5 * angle + math.pi / 2
            radius = 1.2 + across * math.cos(twist)
            points.append((radius * math.cos(angle), across * math.sin(twist), 1.7 + radius * math.sin(angle)))
        rows.append(points)
    clay([sheet(rows, 0.15, look, bevel=0)], look, voxel=0.03, smoothing=8)


def _helix(start: float, look: Material) -> None:
    rows = []
    for k in range(9):
        points = []
        for i in range(200):
            angle = 0.078 * i
            radius = 0.98 - 0.4 * i / 199
            z = 0.24 + 2.2 * i / 199 + 0.155 * (k / 4 - 1) * _end_taper(i, 200, 5)
            points.append((radius * math.cos(angle + start), radius * math.sin(angle + start), z))
        rows.append(points)
    sheet(rows, 0.13, look, bevel=0.05)


def build_cubes_stack(colourway: Colourway, pose: str) -> None:
    """Soft cubes in a pyramid; ``stairs`` climb, ``tower`` twists upwards."""
    primary, secondary, accent, light = _palette(colourway)
    if pose == "tower":
        levels = ((1.24, primary), (1.06, light), (0.88, accent), (0.7, secondary), (0.5, primary))
        height = 0.0
        for i, (size, look) in enumerate(levels):
            rounded_box((size, size, size * 0.62), size * 0.13, look, (0, 0, height + size * 0.31), (0, 0, 10 + 17 * i))
            height += size * 0.62
        sphere(0.2, accent, (0, 0, height + 0.2))
        return
    size = 0.78
    if pose == "stairs":
        for column, look in enumerate((light, secondary, primary, primary)):
            for level in range(column + 1):
                shade = accent if level == 3 else look
                rounded_box((size, size, size), 0.14, shade, ((column - 1.5) * 0.8, 0, 0.39 + 0.8 * level))
        sphere(0.3, accent, (-1.2, 0, 1.1))
        return
    cubes = (
        (-0.42, 0.42, 0, light), (0.42, 0.42, 0, secondary), (-0.42, -0.42, 0, primary), (0.42, -0.42, 0, accent),
        (-0.42, 0.42, 1, light), (0.42, 0.42, 1, primary), (-0.42, -0.42, 1, secondary), (-0.42, 0.42, 2, accent),
    )  # fmt: skip
    for x, y, level, look in cubes:
        rounded_box((size, size, size), 0.14, look, (x, y, 0.39 + 0.82 * level))
    rounded_box((0.5, 0.5, 0.5), 0.1, secondary, (1.24, 0.0, 0.25), (0, 0, 24))
    sphere(0.24, light, (0.42, -0.42, 1.04))


def build_star_burst(colourway: Colourway, pose: str) -> None:
    """Soft rays around a ball; ``flat`` is a layered rosette, ``sparkles`` are four-pointed glints."""
    primary, secondary, accent, light = _palette(colourway)
    if pose == "flat":
        layers = ((16, 1.5, 1.16, primary, 0.0), (12, 1.12, 0.86, light, -0.2), (8, 0.8, 0.54, accent, -0.38))
        for points, outer, inner, look, y in layers:
            outline = rounded_polygon(star_outline(outer, inner, points), 0.09)
            prism(outline, 0.3, look, (0, y, 1.5), (90, 0, 0), bevel=0.1)
        prism(circle_outline(0.34), 0.3, primary, (0, -0.54, 1.5), (90, 0, 0), bevel=0.13)
        return
    if pose == "sparkles":
        glints = ((0, 0, 1.3, 1.3, primary), (1.12, -0.3, 2.2, 0.56, accent), (-1.1, -0.34, 0.62, 0.6, secondary),
                  (1.06, -0.5, 0.5, 0.42, light), (-1.0, 0.1, 2.16, 0.4, accent))  # fmt: skip
        for x, y, z, size, look in glints:
            prism(_glint(size), size * 0.42, look, (x, y, z), (90, 0, 0), bevel=size * 0.17)
        return
    sphere(0.4, light, (0, -0.02, 1.5), segments=64)
    for i in range(12):
        x, z = math.sin(math.pi * i / 6), math.cos(math.pi * i / 6)
        near, far, thickness = ((0.66, 1.5, 0.2), (0.66, 1.0, 0.15), (0.66, 1.3, 0.2), (0.66, 1.0, 0.15))[i % 4]
        look = (primary, accent, primary, accent)[i % 4]
        rod((near * x, 0, 1.5 + near * z), (far * x, 0, 1.5 + far * z), thickness, look)
        if i % 2:
            sphere(0.12, secondary, (1.36 * x, 0, 1.5 + 1.36 * z))


def _glint(size: float) -> list[tuple[float, float]]:
    """A four-pointed glint with hollow sides and soft tips."""
    outline = []
    for i in range(160):
        angle = 2 * math.pi * i / 160
        x, y = math.cos(angle), math.sin(angle)
        outline.append((size * math.copysign(abs(x) ** 3.0, x) * 0.86, size * math.copysign(abs(y) ** 3.0, y)))
    return rounded_polygon(outline, 0)


OBJECTS = (
    BankObject("spheres_cluster", build_spheres_cluster, View(azimuth=-20, elevation=16, fill=0.76), SPHERES_CLUSTER),
    BankObject("arches", build_arches, View(azimuth=-26, elevation=16, fill=0.76), ARCHES),
    BankObject("spiral_ribbon", build_spiral_ribbon, View(azimuth=-22, elevation=16, fill=0.76), SPIRAL_RIBBON),
    BankObject("cubes_stack", build_cubes_stack, View(azimuth=-32, elevation=22, fill=0.76), CUBES_STACK),
    BankObject("star_burst", build_star_burst, View(azimuth=-20, elevation=12, fill=0.76), STAR_BURST),
)

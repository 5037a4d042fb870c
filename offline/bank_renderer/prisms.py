"""Prisms with round edges: the plates and silhouettes that bank objects are full of."""

import math
from collections.abc import Sequence
from itertools import pairwise

import bmesh
from bmesh.types import BMesh, BMVert
from bpy.types import Material, Object
from mathutils import Vector
from mathutils.geometry import tessellate_polygon

from offline.bank_renderer.mesh_tools import Point, Scale, mesh_object, place
from offline.bank_renderer.outlines import Outline, area, counter_clockwise, insets

_ORIGIN: Point = (0, 0, 0)
_BEVEL_STEPS = 6
_SMALLEST_CAP = 0.02
"""Share of its area that a flat face keeps, however large the bevel."""


def prism(
    outline: Outline,
    depth: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    bevel: float = 0.03,
    holes: Sequence[Outline] = (),
    scale: Scale | None = None,
) -> Object:
    """An outline in the xy plane drawn out along z to ``depth``, centred, its edges rounded inwards by ``bevel``."""
    walls = [counter_clockwise(outline), *(counter_clockwise(hole)[::-1] for hole in holes)]
    bevel = _fitting_bevel(walls, min(bevel, depth / 2 - 1e-4))
    angles = [math.pi / 2 * step / _BEVEL_STEPS for step in range(_BEVEL_STEPS + 1)] if bevel > 0 else [0.0]
    heights = [depth / 2 - bevel * (1 - math.sin(angle)) for angle in angles]
    solid = bmesh.new()
    caps = []
    for wall in walls:
        rings = insets(wall, [bevel * (1 - math.cos(angle)) for angle in angles])
        lower = [[solid.verts.new((x, y, -z)) for x, y in ring] for ring, z in zip(rings, heights, strict=True)]
        upper = [[solid.verts.new((x, y, z)) for x, y in ring] for ring, z in zip(rings, heights, strict=True)]
        _bridge(solid, [*lower[::-1], *upper])
        caps.append((upper[-1], lower[-1]))
    _fill(solid, [upper for upper, _ in caps])
    _fill(solid, [lower for _, lower in caps])
    bmesh.ops.remove_doubles(solid, verts=solid.verts, dist=1e-5)
    bmesh.ops.recalc_face_normals(solid, faces=solid.faces)
    obj = mesh_object("prism", solid, material, sharp_angle=50)
    obj.modifiers.new("normals", "WEIGHTED_NORMAL").keep_sharp = True
    return place(obj, location, rotation, scale)


def _fitting_bevel(walls: Sequence[Outline], bevel: float) -> float:
    """The bevel, or as much of it as leaves a flat face between the walls."""
    least = _SMALLEST_CAP * sum(area(wall) for wall in walls)
    while bevel > 1e-3 and sum(area(insets(wall, [bevel])[0]) for wall in walls) < least:
        bevel *= 0.85
    return max(bevel, 0.0)


def _bridge(solid: BMesh, rings: Sequence[Sequence[BMVert]]) -> None:
    for lower, upper in pairwise(rings):
        for i in range(len(lower)):
            solid.faces.new((lower[i - 1], lower[i], upper[i], upper[i - 1]))


def _fill(solid: BMesh, rings: Sequence[Sequence[BMVert]]) -> None:
    """Close a flat face with its holes."""
    vertices = [vertex for ring in rings for vertex in ring]
    for triangle in tessellate_polygon([[Vector(vertex.co) for vertex in ring] for ring in rings]):
        corners = [vertices[i] for i in triangle]
        if len(set(corners)) == 3 and not solid.faces.get(corners):
            solid.faces.new(corners)

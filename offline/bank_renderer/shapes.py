"""The solids that bank objects are made of, all with soft edges."""

import math
from collections.abc import Sequence
from itertools import pairwise

import bpy
import bmesh
from bpy.types import Curve, Material, Object

from offline.bank_renderer import materials
from offline.bank_renderer.mesh_tools import Point, Scale, add_bevel, link, mesh_object, place
from offline.bank_renderer.outlines import (
    circle_outline,
    heart_outline,
    rounded_polygon,
    star_outline,
)
from offline.bank_renderer.prisms import prism

_ORIGIN: Point = (0, 0, 0)
_ROUND_SIDES = 72
_LATHE_SIDES = 96


def rounded_box(
    size: Point,
    radius: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    taper: tuple[float, float] = (1, 1),
    shift: tuple[float, float] = (0, 0),
    segments: int = 6,
) -> Object:
    """A box with rounded edges; ``taper`` scales its upper face along x and y, ``shift`` moves it."""
    box = bmesh.new()
    bmesh.ops.create_cube(box, size=1)
    for vertex in box.verts:
        upper = vertex.co.z > 0
        vertex.co.x = vertex.co.x * size[0] * (taper[0] if upper else 1) + (shift[0] if upper else 0)
        vertex.co.y = vertex.co.y * size[1] * (taper[1] if upper else 1) + (shift[1] if upper else 0)
        vertex.co.z *= size[2]
    obj = mesh_object("box", box, material)
    if radius:
        add_bevel(obj, radius, segments)
    return place(obj, location, rotation)


def cylinder(
    radius: float,
    height: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    bevel: float = 0.02,
    top_radius: float | None = None,
) -> Object:
    """An upright cylinder, or a cone with ``top_radius``, with rounded rims."""
    solid = bmesh.new()
    top = radius if top_radius is None else top_radius
    bmesh.ops.create_cone(solid, cap_ends=True, segments=_ROUND_SIDES, radius1=radius, radius2=top, depth=height)
    obj = mesh_object("cylinder", solid, material)
    if bevel:
        add_bevel(obj, bevel, 6, limit_angle=40)
    return place(obj, location, rotation)


def sphere(
    radius: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    *,
    scale: Scale = 1.0,
    rotation: Sequence[float] = _ORIGIN,
    segments: int = 48,
) -> Object:
    """A ball, or an ellipsoid with ``scale``."""
    ball = bmesh.new()
    bmesh.ops.create_uvsphere(ball, u_segments=segments, v_segments=segments // 2, radius=radius)
    return place(mesh_object("sphere", ball, material), location, rotation, scale)


def torus(
    major_radius: float,
    minor_radius: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    scale: Scale | None = None,
) -> Object:
    """A ring lying in the xy plane."""
    ring = [(x, y, 0.0) for x, y in circle_outline(major_radius, _ROUND_SIDES)]
    return place(tube(ring, minor_radius, material, cyclic=True), location, rotation, scale)


def tube(
    points: Sequence[Sequence[float]],
    radius: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    cyclic: bool = False,
    smooth: bool = False,
    radii: Sequence[float] | None = None,
) -> Object:
    """A round tube along points, straight or ``smooth`` between them; ``radii`` are factors of the radius."""
    curve: Curve = bpy.data.curves.new("tube", "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth = radius
    curve.bevel_resolution = 6
    curve.use_fill_caps = True
    curve.resolution_u = 16
    path = curve.splines.new("BEZIER" if smooth else "POLY")
    knots = path.bezier_points if smooth else path.points
    knots.add(len(points) - 1)
    for i, (knot, point) in enumerate(zip(knots, points, strict=True)):
        knot.co = tuple(point) if smooth else (*point, 1)
        knot.radius = radii[i] if radii else 1
        if smooth:
            knot.handle_left_type = knot.handle_right_type = "AUTO"
    path.use_cyclic_u = cyclic
    path.use_smooth = True
    return place(link("tube", curve, material), location, rotation)


def rod(start: Sequence[float], end: Sequence[float], radius: float, material: Material) -> list[Object]:
    """A straight rod with round ends: the tube and its two balls."""
    ends = [sphere(radius, material, point, segments=24) for point in (start, end)]
    return [tube([start, end], radius, material), *ends]


def lathe(
    profile: Sequence[Sequence[float]],
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    scale: Scale | None = None,
    sharp_angle: float = 40,
) -> Object:
    """A profile of (radius, z) turned about the z axis; edges sharper than the angle stay sharp."""
    turned = bmesh.new()
    rings = []
    for radius, z in profile:
        circle = circle_outline(radius, _LATHE_SIDES) if radius > 1e-5 else [(0.0, 0.0)]
        rings.append([turned.verts.new((x, y, z)) for x, y in circle])
    for lower, upper in pairwise(rings):
        for i in range(_LATHE_SIDES):
            j = (i + 1) % _LATHE_SIDES
            corners = (lower[i % len(lower)], lower[j % len(lower)], upper[j % len(upper)], upper[i % len(upper)])
            distinct = list(dict.fromkeys(corners))
            if len(distinct) >= 3:
                turned.faces.new(distinct)
    bmesh.ops.recalc_face_normals(turned, faces=turned.faces)
    return place(mesh_object("lathe", turned, material, sharp_angle=sharp_angle), location, rotation, scale)


def sheet(
    rows: Sequence[Sequence[Sequence[float]]],
    thickness: float,
    material: Material,
    location: Sequence[float] = _ORIGIN,
    rotation: Sequence[float] = _ORIGIN,
    *,
    bevel: float = 0.02,
) -> Object:
    """A curved sheet through a grid of points, rows of equal length: ribbons, sails, flags, pages."""
    grid = bmesh.new()
    vertices = [[grid.verts.new(point) for point in row] for row in rows]
    for upper, lower in pairwise(vertices):
        for (a, b), (d, c) in zip(pairwise(upper), pairwise(lower), strict=True):
            grid.faces.new((a, b, c, d))
    bmesh.ops.recalc_face_normals(grid, faces=grid.faces)
    obj = mesh_object("sheet", grid, material)
    solidify = obj.modifiers.new("thickness", "SOLIDIFY")
    solidify.thickness = thickness
    solidify.offset = 0
    if bevel:
        add_bevel(obj, min(bevel, thickness * 0.45), 3, limit_angle=50)
    return place(obj, location, rotation)


def coin(radius: float = 0.62, thickness: float = 0.17, emblem: str = "star") -> list[Object]:
    """A golden coin lying around the origin, its edge ribbed; the emblem is "star", "heart" or "plain"."""
    half = thickness / 2
    rim = [(0, -half), (radius - 0.03, -half), (radius - 0.008, -half + 0.012), (radius, -half + 0.035)]
    rim += [(radius, half - 0.035), (radius - 0.008, half - 0.012), (radius - 0.03, half), (radius - 0.09, half)]
    rim += [(radius - 0.105, half - 0.012), (radius - 0.115, half - 0.035), (0, half - 0.035)]
    parts = [lathe(rim, materials.gold()), _coin_ribs(radius, thickness)]
    relief = materials.material("#FFE29A", roughness=0.25, metallic=0.2, coat=0.5)
    if emblem == "star":
        outline = rounded_polygon(star_outline(radius * 0.56, radius * 0.28), radius * 0.07)
        parts.append(prism(outline, 0.08, relief, (0, 0, half - 0.02), bevel=0.03))
    elif emblem == "heart":
        parts.append(prism(heart_outline(radius), 0.08, relief, (0, 0, half - 0.02), bevel=0.03))
    return parts


def _coin_ribs(radius: float, thickness: float, count: int = 44) -> Object:
    ribs = bmesh.new()
    for i in range(count):
        angle = 2 * math.pi * i / count
        made = bmesh.ops.create_cube(ribs, size=1)["verts"]
        for vertex in made:
            x, y = vertex.co.x * 0.024 + radius, vertex.co.y * 0.03
            vertex.co.x = x * math.cos(angle) - y * math.sin(angle)
            vertex.co.y = x * math.sin(angle) + y * math.cos(angle)
            vertex.co.z *= thickness * 0.62
    return mesh_object("ribs", ribs, materials.material("#DE9420", roughness=0.3, metallic=0.75), sharp_angle=30)

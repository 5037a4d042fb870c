"""How shapes get into the scene: linking, placing, grouping, smoothing and joining meshes."""

import math
from collections.abc import Iterable, Sequence

import bpy
import bmesh
from bmesh.types import BMesh
from bpy.types import Material, Mesh, Object

Point = tuple[float, float, float]
Scale = float | Point


def link(name: str, data: object, material: Material | None) -> Object:
    """A new object of the scene with that data and material."""
    linked = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(linked)
    if material is not None:
        linked.data.materials.clear()
        linked.data.materials.append(material)
    return linked


def mesh_object(name: str, shape: BMesh, material: Material, *, sharp_angle: float | None = None) -> Object:
    """An object from a mesh under construction, smooth but for edges sharper than the angle; frees ``shape``."""
    mesh = bpy.data.meshes.new(name)
    shape.to_mesh(mesh)
    shape.free()
    shade_smooth(mesh, sharp_angle)
    return link(name, mesh, material)


def shade_smooth(mesh: Mesh, sharp_angle: float | None = None) -> None:
    """Shade a mesh smooth, but for edges sharper than the angle."""
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    if sharp_angle is not None:
        mesh.set_sharp_from_angle(angle=math.radians(sharp_angle))


def place(
    obj: Object,
    location: Sequence[float] = (0, 0, 0),
    rotation: Sequence[float] = (0, 0, 0),
    scale: Scale | None = None,
) -> Object:
    """Put an object somewhere, turned by degrees about X, Y and Z."""
    obj.location = location
    obj.rotation_euler = [math.radians(angle) for angle in rotation]
    if scale is not None:
        obj.scale = (scale,) * 3 if isinstance(scale, (int, float)) else scale
    return obj


def group(
    objects: Iterable[Object],
    location: Sequence[float] = (0, 0, 0),
    rotation: Sequence[float] = (0, 0, 0),
    scale: Scale = 1.0,
) -> Object:
    """Move objects as one: those without a parent become children of a new empty, which is returned."""
    parent = link("group", None, None)
    for obj in objects:
        if obj.parent is None:
            obj.parent = parent
    return place(parent, location, rotation, scale)


def add_bevel(obj: Object, width: float, segments: int, *, limit_angle: float | None = None) -> None:
    """Round the edges of an object, or only those sharper than the limit."""
    bevel = obj.modifiers.new("bevel", "BEVEL")
    bevel.width = width
    bevel.segments = segments
    bevel.use_clamp_overlap = True
    bevel.limit_method = "NONE" if limit_angle is None else "ANGLE"
    if limit_angle is not None:
        bevel.angle_limit = math.radians(limit_angle)
    obj.modifiers.new("normals", "WEIGHTED_NORMAL").keep_sharp = True


def add_subdivision(obj: Object, levels: int = 2) -> Object:
    """Smooth an object's cage by Catmull-Clark subdivision."""
    subdivision = obj.modifiers.new("subdivision", "SUBSURF")
    subdivision.levels = subdivision.render_levels = levels
    return obj


def evaluated_mesh(obj: Object) -> Mesh:
    """The object with its modifiers and its place in the scene applied."""
    bpy.context.view_layer.update()
    evaluated = obj.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = bpy.data.meshes.new_from_object(evaluated)
    mesh.transform(obj.matrix_world)
    return mesh


def clay(objects: Sequence[Object], material: Material, *, voxel: float = 0.03, smoothing: int = 12) -> Object:
    """Objects melted into one body with soft joints; more smoothing makes the joints softer."""
    joined = bmesh.new()
    for obj in objects:
        joined.from_mesh(evaluated_mesh(obj))
    for obj in objects:
        bpy.data.objects.remove(obj)
    body = mesh_object("clay", joined, material)
    remesh = body.modifiers.new("remesh", "REMESH")
    remesh.mode = "VOXEL"
    remesh.voxel_size = voxel
    remesh.use_smooth_shade = True
    smooth = body.modifiers.new("smooth", "SMOOTH")
    smooth.iterations = smoothing
    smooth.factor = 0.5
    return body


def carve(obj: Object, cutters: Sequence[Object]) -> Object:
    """What is left of an object when the cutters are taken out of it."""
    for cutter in cutters:
        boolean = obj.modifiers.new("carve", "BOOLEAN")
        boolean.operation = "DIFFERENCE"
        boolean.solver = "EXACT"
        boolean.object = cutter
    mesh = evaluated_mesh(obj)
    material = obj.data.materials[0]
    for used in (*cutters, obj):
        bpy.data.objects.remove(used)
    shade_smooth(mesh, 35)
    carved = link("carved", mesh, material)
    carved.modifiers.new("normals", "WEIGHTED_NORMAL").keep_sharp = True
    return carved

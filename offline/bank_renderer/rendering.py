"""Studio, camera and the two renders of a picture: the object, and the shadow that it casts.

The object is rendered over a ground that only light sees, so that its alpha is exact. The shadow is rendered on a
ground that the camera sees while only light sees the object, so that there is no hole under it.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import bpy
import bmesh
import numpy as np
from bpy.types import Object, Scene
from mathutils import Matrix, Vector

from offline.bank_renderer.bank_object import Picture, View
from offline.bank_renderer.colours import COLOURWAYS
from offline.bank_renderer.materials import material
from offline.bank_renderer.mesh_tools import mesh_object

_FOCAL_LENGTH = 75.0
_SENSOR_WIDTH = 36.0
_OBJECT_SIZE = 2.0
_SHADOW_DIVISOR = 3
_MESH_TYPES = ("MESH", "CURVE")
_SEED = 7


@dataclass(frozen=True)
class Passes:
    """The two renders of a picture, as PNG files."""

    object: Path
    shadow: Path


def render_picture(picture: Picture, passes: Passes, *, size: int, samples: int, threads: int) -> None:
    """Build a picture's object in an empty scene and render its passes, ``size`` pixels square."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    view, variant = picture.bank_object.view, picture.variant
    picture.bank_object.build(COLOURWAYS[variant.colourway], variant.pose)
    models = _models()
    if not models:
        raise ValueError(f"nothing was built for the pose {variant.pose!r}")
    _normalise(models, view)
    _configure(size, threads)
    points = _world_points(models)
    azimuth = math.radians(view.azimuth + variant.azimuth_offset)
    _add_camera(points, azimuth, math.radians(view.elevation), view.fill)
    _add_world()
    _add_lights(models, (points.min(axis=0) + points.max(axis=0)) / 2, azimuth)
    _render_passes(models, _add_ground(), passes, samples)


def _models() -> list[Object]:
    return [obj for obj in bpy.context.scene.objects if obj.type in _MESH_TYPES]


def _world_points(models: list[Object]) -> np.ndarray:
    """Every vertex of the models, modifiers applied, in the coordinates of the scene."""
    bpy.context.view_layer.update()
    depsgraph = bpy.context.evaluated_depsgraph_get()
    clouds = []
    for obj in models:
        evaluated = obj.evaluated_get(depsgraph)
        mesh = evaluated.to_mesh()
        flat = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
        mesh.vertices.foreach_get("co", flat)
        evaluated.to_mesh_clear()
        matrix = np.array(obj.matrix_world, dtype=np.float32)
        clouds.append(flat.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3])
    return np.concatenate(clouds)


def _normalise(models: list[Object], view: View) -> None:
    """Scale what was built to the same size, turn it, and put it in the middle of the ground."""
    roots = [obj for obj in bpy.context.scene.objects if obj.parent is None]
    root = bpy.data.objects.new("root", None)
    bpy.context.scene.collection.objects.link(root)
    for obj in roots:
        obj.parent = root
    root.rotation_euler = (0, 0, math.radians(view.yaw))
    points = _world_points(models)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = _OBJECT_SIZE / float((high - low).max())
    middle = (low + high) / 2 * scale
    root.scale = (scale,) * 3
    root.location = (-middle[0], -middle[1], view.lift - low[2] * scale)


def _configure(size: int, threads: int) -> None:
    scene: Scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x = render.resolution_y = size
    render.film_transparent = True
    render.threads_mode = "FIXED"
    render.threads = threads
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA"
    cycles.device = "CPU"
    cycles.seed = _SEED
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.02
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB"  # at 16 samples the albedo and normals of metal are noisy, and show it
    cycles.diffuse_bounces = 2
    cycles.glossy_bounces = 3
    cycles.transmission_bounces = 6
    cycles.transparent_max_bounces = 8
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4
    cycles.use_light_tree = False
    scene.view_settings.view_transform = "Khronos PBR Neutral"  # keeps the brand's colours true
    scene.view_settings.look = "None"


def _add_camera(points: np.ndarray, azimuth: float, elevation: float, fill: float) -> None:
    """Look from there at the points so that the longer side of what is seen takes ``fill`` of the frame."""
    data = bpy.data.cameras.new("camera")
    data.lens, data.sensor_width = _FOCAL_LENGTH, _SENSOR_WIDTH
    camera = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    backwards = Vector(
        (math.sin(azimuth) * math.cos(elevation), -math.cos(azimuth) * math.cos(elevation), math.sin(elevation))
    )
    camera.rotation_euler = backwards.to_track_quat("Z", "Y").to_euler()
    axes = np.array(camera.rotation_euler.to_matrix())
    tangent = _SENSOR_WIDTH / 2 / _FOCAL_LENGTH
    aim, distance = (points.min(axis=0) + points.max(axis=0)) / 2, 8.0
    for _ in range(8):  # perspective makes the frame depend on the distance; this converges in a few steps
        seen = (points - (aim + axes[:, 2] * distance)) @ axes
        plane = seen[:, :2] / -seen[:, 2:] / tangent
        low, high = plane.min(axis=0), plane.max(axis=0)
        aim = aim + axes[:, :2] @ ((low + high) / 2 * tangent * distance)
        distance *= float((high - low).max()) / 2 / fill
    camera.location = aim + axes[:, 2] * distance


def _add_world(strength: float = 0.55) -> None:
    """A neutral sky, brighter at the zenith, so that round surfaces are shaped from above."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = 64
    nodes, links = world.node_tree.nodes, world.node_tree.links
    background = nodes["Background"]
    background.inputs["Color"].default_value = (1, 0.995, 0.985, 1)
    direction = nodes.new("ShaderNodeTexCoord").outputs["Generated"]
    split = nodes.new("ShaderNodeSeparateXYZ")
    gradient = nodes.new("ShaderNodeMapRange")
    for name, value in (("From Min", -1), ("From Max", 1), ("To Min", 0.62 * strength), ("To Max", 1.25 * strength)):
        gradient.inputs[name].default_value = value
    links.new(direction, split.inputs[0])
    links.new(split.outputs["Z"], gradient.inputs["Value"])
    links.new(gradient.outputs["Result"], background.inputs["Strength"])


def _add_lights(models: list[Object], centre: np.ndarray, azimuth: float) -> None:
    """Key from the upper left, fill from the right, rim from behind; they turn with the camera."""
    collection = bpy.data.collections.new("models")
    for model in models:
        collection.objects.link(model)
    turn = Matrix.Rotation(azimuth, 3, "Z")
    lights = (
        ("key", (-2.5, -1.9, 5.8), 3.4, 260.0, (1, 0.985, 0.96)),
        ("fill", (4.2, -2.6, 2.2), 4.0, 57.0, (0.93, 0.96, 1)),
        ("rim", (1.8, 4.2, 3.6), 2.4, 109.0, (1, 1, 1)),
    )
    for name, position, size, energy, colour in lights:
        data = bpy.data.lights.new(name, "AREA")
        data.shape, data.size, data.energy, data.color = "DISK", size, energy, colour
        light = bpy.data.objects.new(name, data)
        bpy.context.scene.collection.objects.link(light)
        if name != "key":  # one light on the ground casts one clean shadow
            light.light_linking.receiver_collection = collection
        offset = turn @ Vector(position)
        light.location = Vector(centre.tolist()) + offset
        light.rotation_euler = offset.to_track_quat("Z", "Y").to_euler()


def _add_ground() -> Object:
    grid = bmesh.new()
    bmesh.ops.create_grid(grid, x_segments=1, y_segments=1, size=40)
    ground = mesh_object("ground", grid, material("#FFFFFF", roughness=0.9, coat=0))
    ground.visible_glossy = False
    return ground


def _render_passes(models: list[Object], ground: Object, passes: Passes, samples: int) -> None:
    scene: Scene = bpy.context.scene
    ground.visible_camera = False
    scene.cycles.max_bounces = 4
    _render(passes.object, samples)
    ground.visible_camera = ground.is_shadow_catcher = True
    for model in models:
        model.visible_camera = False
    scene.render.resolution_percentage = 100 // _SHADOW_DIVISOR
    scene.cycles.max_bounces = 1
    _render(passes.shadow, max(1, samples * 3 // 4))


def _render(file: Path, samples: int) -> None:
    scene: Scene = bpy.context.scene
    scene.cycles.samples = samples
    scene.render.filepath = str(file)
    bpy.ops.render.render(write_still=True)

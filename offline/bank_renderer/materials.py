"""Plastic, metal, rubber and glass as the bank's objects wear them."""

import bpy
from bpy.types import Material


def linear_colour(colour: str) -> tuple[float, float, float, float]:
    """``#RRGGBB`` as the linear RGBA that Blender's shaders take."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return red, green, blue, 1.0


def material(
    colour: str,
    *,
    roughness: float = 0.36,
    metallic: float = 0,
    coat: float = 0.25,
    subsurface: float = 0,
    transmission: float = 0,
    emission: float = 0,
    alpha: float = 1,
) -> Material:
    """A surface of that colour; equal arguments give the same material."""
    name = f"{colour}|{roughness}|{metallic}|{coat}|{subsurface}|{transmission}|{emission}|{alpha}"
    existing = bpy.data.materials.get(name)
    if existing:
        return existing
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    inputs = made.node_tree.nodes["Principled BSDF"].inputs
    values = {
        "Base Color": linear_colour(colour),
        "Roughness": roughness,
        "Metallic": metallic,
        "Coat Weight": coat,
        "Coat Roughness": 0.18,
        "IOR": 1.45,
        "Alpha": alpha,
        "Subsurface Weight": subsurface,
        "Subsurface Radius": (0.12, 0.06, 0.04),
        "Subsurface Scale": 0.5,
        "Transmission Weight": transmission,
        "Emission Color": linear_colour(colour),
        "Emission Strength": emission,
    }
    for key, value in values.items():
        inputs[key].default_value = value
    return made


def gold() -> Material:
    """Warm polished gold."""
    return material("#FFC23A", roughness=0.24, metallic=0.42, coat=0.5)


def steel() -> Material:
    """Bright brushed steel."""
    return material("#C9CFD8", roughness=0.22, metallic=0.9, coat=0.1)


def rubber() -> Material:
    """Matte, nearly black rubber."""
    return material("#23262E", roughness=0.55, coat=0.05)


def dark_glass() -> Material:
    """Opaque, glossy, dark glass."""
    return material("#2B3A4F", roughness=0.08, coat=1.0)


def white() -> Material:
    """Soft white plastic."""
    return material("#F4F6FA", roughness=0.35)

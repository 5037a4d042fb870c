"""The modelling kit: everything that builders of bank objects use, under one name.

Units are those of the scene, angles are degrees. Objects stand on z = 0 and face -y, towards the camera. Every shape
is returned as the Blender object it is, already in the scene.
"""

from offline.bank_renderer.materials import dark_glass, gold, material, rubber, steel, white
from offline.bank_renderer.mesh_tools import Point, add_subdivision, carve, clay, group, place
from offline.bank_renderer.outlines import (
    Outline,
    circle_outline,
    heart_outline,
    rounded_polygon,
    rounded_rectangle,
    spline,
    star_outline,
)
from offline.bank_renderer.prisms import prism
from offline.bank_renderer.shapes import (
    coin,
    cylinder,
    lathe,
    rod,
    rounded_box,
    sheet,
    sphere,
    torus,
    tube,
)

__all__ = [
    "Outline",
    "Point",
    "add_subdivision",
    "carve",
    "circle_outline",
    "clay",
    "coin",
    "cylinder",
    "dark_glass",
    "gold",
    "group",
    "heart_outline",
    "lathe",
    "material",
    "place",
    "prism",
    "rod",
    "rounded_box",
    "rounded_polygon",
    "rounded_rectangle",
    "rubber",
    "sheet",
    "sphere",
    "spline",
    "star_outline",
    "steel",
    "torus",
    "tube",
    "white",
]

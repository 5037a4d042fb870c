"""Parts that several travel scenes share: map pins, arcs of waves, suitcases."""

import math
from collections.abc import Sequence

from bpy.types import Material, Object

from offline.bank_renderer.modelling import cylinder, group, material, rounded_box, rounded_polygon, sphere, tube
from offline.bank_renderer.objects.outfit_parts import plate


def pin_outline(radius: float) -> list[tuple[float, float]]:
    """A drop around its round head, the tip pointing down at 2.3 radii below the head's centre."""
    tangent = math.degrees(math.acos(1 / 2.3))
    angles = [math.radians(-90 + tangent + (360 - 2 * tangent) * k / 48) for k in range(49)]
    ring = [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
    tip = [(-0.1 * radius, -2.1 * radius), (0, -2.17 * radius), (0.1 * radius, -2.1 * radius)]
    return ring + tip


def map_pin(
    radius: float,
    shell: Material,
    face: Material,
    tip: Sequence[float],
    *,
    emblem: Sequence[Object] = (),
    turn: float = 0,
) -> Object:
    """A plump map pin standing on its tip; ``emblem`` is modelled around the origin, facing -y, before the face."""
    head = 2.17 * radius
    parts: list[Object] = [plate(pin_outline(radius), radius * 0.8, shell, (0, 0, head), bevel=radius * 0.34)]
    parts.append(cylinder(radius * 0.56, radius * 0.9, face, (0, 0, head), (90, 0, 0), bevel=radius * 0.07))
    if emblem:
        parts.append(group(emblem, (0, -radius * 0.47, head)))
    return group(parts, tip, (0, 0, turn))


def wave_arc(
    radius: float, thickness: float, surface: Material, centre: Sequence[float], directions: tuple[float, float]
) -> Object:
    """A thick arc of a radio or sound wave in the plane that faces the camera, from one direction to another."""
    start, end = (math.radians(angle) for angle in directions)
    path = [start + (end - start) * k / 24 for k in range(25)]
    points = [(radius * math.cos(angle), 0.0, radius * math.sin(angle)) for angle in path]
    ends = [sphere(thickness, surface, points[k], segments=24) for k in (0, -1)]
    return group([tube(points, thickness, surface), *ends], centre)


def small_house(wall: str, roof: str, door: str, location: Sequence[float], turn: float, size: float = 1.0) -> Object:
    """A little house with a gable to the front, standing at the location, 0.7 wide and 0.86 high."""
    parts: list[Object] = [rounded_box((0.62, 0.56, 0.5), 0.05, material(wall, roughness=0.5), (0, 0, 0.25))]
    gable = rounded_polygon([(-0.44, 0.44), (0.44, 0.44), (0, 0.86)], 0.06)
    parts.append(plate(gable, 0.68, material(roof, roughness=0.4), bevel=0.05))
    parts.append(rounded_box((0.17, 0.06, 0.3), 0.025, material(door, roughness=0.5), (0, -0.27, 0.16)))
    return group(parts, location, (0, 0, turn), size)

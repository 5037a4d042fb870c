"""Things for every day's screens and sounds: a phone and headphones."""

import math

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    cylinder,
    group,
    heart_outline,
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
    tube,
    white,
)
from offline.bank_renderer.objects.outfit_parts import tick_outline
from offline.bank_renderer.objects.travel_parts import map_pin
from offline.bank_renderer.objects.various_1_captions import HEADPHONES, PHONE

_SCREEN = 0.135
_GREY = "#B9C2D3"


def _tile(
    width: float, height: float, colour: str, x: float, y: float, z: float = _SCREEN, depth: float = 0.06
) -> Object:
    """A rounded tile on the screen, its corners as round as it is small."""
    outline = rounded_rectangle(width, height, min(0.14, 0.48 * min(width, height)))
    return prism(outline, depth, material(colour, roughness=0.3), (x, y, z), bevel=depth * 0.4)


def _phone_body(colourway: Colourway, screen: str) -> list[Object]:
    """The switched-on phone, lying around the origin with its screen up."""
    shell, black = material(colourway.primary, roughness=0.25, coat=0.5), material("#16181F", roughness=0.1, coat=1.0)
    parts = [prism(rounded_rectangle(1.72, 3.5, 0.3), 0.2, shell, bevel=0.07)]
    parts.append(prism(rounded_rectangle(1.56, 3.34, 0.23), 0.03, black, (0, 0, 0.095), bevel=0.01))
    parts.append(prism(rounded_rectangle(1.5, 3.28, 0.2), 0.02, material(screen), (0, 0, 0.108), bevel=0.006))
    parts.append(prism(rounded_rectangle(0.46, 0.12, 0.06), 0.03, black, (0, 1.5, 0.115), bevel=0.01))
    parts += [rounded_box((0.06, 0.3, 0.09), 0.025, shell, (0.87, y, 0)) for y in (0.9, 0.5)]
    return parts


def _bank_screen(colourway: Colourway) -> list[Object]:
    """A card, three tiles, a list and a button."""
    primary, secondary, accent = colourway.primary, colourway.secondary, colourway.accent
    parts = [_tile(1.32, 0.84, primary, 0, 0.82), _tile(0.7, 0.1, "#FFFFFF", -0.22, 1.03, 0.165, 0.03)]
    parts.append(_tile(0.42, 0.16, accent, -0.36, 0.62, 0.165, 0.03))
    parts.append(cylinder(0.12, 0.04, material(secondary), (0.42, 0.62, 0.165), bevel=0.012))
    parts += [_tile(0.38, 0.38, (accent, secondary, primary)[i], -0.46 + 0.46 * i, 0.13, depth=0.08) for i in range(3)]
    for i in range(3):
        y = -0.33 - 0.36 * i
        parts.append(_tile(1.32, 0.28, "#FFFFFF", 0, y, depth=0.04))
        dot = material((primary, accent, secondary)[i])
        parts.append(cylinder(0.085, 0.05, dot, (-0.5, y, 0.155), bevel=0.015))
        parts += [_tile(0.5, 0.07, _GREY, -0.1, y, 0.16, 0.02), _tile(0.2, 0.07, primary, 0.48, y, 0.16, 0.02)]
    return [*parts, _tile(1.32, 0.3, accent, 0, -1.42, depth=0.09), _tile(0.5, 0.07, "#FFFFFF", 0, -1.42, 0.185, 0.02)]


def _bubble(width: float, height: float, colour: str, location: Point, tail: int) -> Object:
    """A speech bubble with its tail on the left (-1) or on the right (1), puffed up above the screen."""
    body = rounded_rectangle(width, height, height * 0.42)
    corner = tail * width / 2
    drop = rounded_polygon(
        [(corner - tail * 0.42, 0.02), (corner - tail * 0.02, 0.02), (corner + tail * 0.06, -height * 0.66)], 0.05
    )
    surface = material(colour, roughness=0.32, coat=0.3)
    return group([prism(body, 0.16, surface, bevel=0.065), prism(drop, 0.13, surface, bevel=0.05)], location)


def _chat_screen(colourway: Colourway) -> list[Object]:
    """Speech bubbles that come out of the screen: dots, a heart, lines, a tick."""
    parts = [_tile(1.5, 0.34, colourway.primary, 0, 1.28, depth=0.05)]
    parts.append(cylinder(0.11, 0.05, material(colourway.accent), (-0.55, 1.26, 0.17), bevel=0.015))
    parts.append(_tile(0.56, 0.08, "#FFFFFF", -0.06, 1.26, 0.17, 0.03))
    parts.append(_bubble(1.1, 0.46, "#FFFFFF", (-0.2, 0.72, 0.3), -1))
    parts += [sphere(0.075, material(colourway.primary), (-0.46 + 0.26 * i, 0.72, 0.39)) for i in range(3)]
    parts.append(_bubble(1.25, 0.62, colourway.accent, (0.42, 0.0, 0.46), 1))
    heart = prism(heart_outline(0.42), 0.12, white(), (0.42, 0.0, 0.56), bevel=0.05)
    parts.append(heart)
    parts.append(_bubble(1.15, 0.5, "#FFFFFF", (-0.2, -0.72, 0.3), -1))
    parts += [_tile(0.7, 0.08, _GREY, -0.2, -0.63, 0.39, 0.03), _tile(0.5, 0.08, _GREY, -0.3, -0.81, 0.39, 0.03)]
    parts += [_tile(1.0, 0.26, "#FFFFFF", -0.18, -1.42), _tile(0.26, 0.26, colourway.primary, 0.54, -1.42, depth=0.09)]
    return [*parts, prism(tick_outline(0.15), 0.04, white(), (0.54, -1.42, 0.19), bevel=0.012)]


def _map_screen(colourway: Colourway) -> list[Object]:
    """Streets, a river, a park and a route to a map pin that stands out of the screen."""
    parts = [_tile(0.5, 0.62, "#A9DFB0", -0.42, 0.92, depth=0.04), _tile(0.46, 0.5, "#A9DFB0", 0.46, -0.6, depth=0.04)]
    blocks = ((0.3, 1.08, 0.7, 0.3), (-0.5, -0.12, 0.34, 0.5), (0.14, -0.08, 0.44, 0.42), (-0.4, -0.8, 0.6, 0.36))
    parts += [_tile(width, height, colourway.secondary, x, y, depth=0.06) for x, y, width, height in blocks]
    river = spline([(-0.7, 0.38), (-0.2, 0.44), (0.3, 0.34), (0.7, 0.5)], 10)
    parts.append(tube([(x, y, _SCREEN) for x, y in river], 0.075, material("#7DBBFF", roughness=0.3)))
    route = spline([(-0.5, -1.2), (-0.05, -1.1), (0.0, -0.5), (0.44, -0.2), (0.42, 0.36), (0.1, 0.66)], 10)
    parts.append(tube([(x, y, 0.2) for x, y in route], 0.06, material(colourway.primary, roughness=0.3)))
    parts.append(sphere(0.12, material(colourway.primary), (-0.5, -1.2, 0.2)))
    pin = map_pin(0.36, material(colourway.accent, roughness=0.28, coat=0.5), white(), (0, 0, 0))
    parts.append(group([pin], (0.1, 0.66, 0.3), (-90, 0, 0)))
    return [*parts, _tile(1.32, 0.3, "#FFFFFF", 0, -1.43, depth=0.08), _tile(0.6, 0.08, _GREY, -0.2, -1.43, 0.18, 0.03)]


def build_phone(colourway: Colourway, pose: str) -> None:
    """A phone that shows a bank's app; ``chat`` lets speech bubbles out of its screen, ``map`` a map pin."""
    if pose == "chat":
        parts = _phone_body(colourway, colourway.secondary) + _chat_screen(colourway)
    elif pose == "map":
        parts = _phone_body(colourway, colourway.light) + _map_screen(colourway)
    else:
        parts = _phone_body(colourway, colourway.light) + _bank_screen(colourway)
    group(parts, (0, 0, 1.8), (76, 0, 0))


def _half_ring(width: float, height: float, low: float, high: float) -> list[Point]:
    angles = [math.radians(low + (high - low) * k / 40) for k in range(41)]
    return [(width * math.cos(angle), 0.0, height * math.sin(angle)) for angle in angles]


def _headset(colourway: Colourway) -> list[Object]:
    """Over-ear headphones around the origin, the ear cups to the sides."""
    paint, soft = material(colourway.primary, roughness=0.3, coat=0.4), material("#2B2F3A", roughness=0.6, coat=0.05)
    disc, metal = material(colourway.light, roughness=0.35), steel()
    parts: list[Object] = [tube(_half_ring(1.12, 1.28, 0, 180), 0.14, paint)]
    parts.append(tube(_half_ring(0.98, 1.14, 40, 140), 0.12, soft))
    parts += [sphere(0.12, soft, _half_ring(0.98, 1.14, 40, 140)[k], segments=28) for k in (0, -1)]
    for side in (-1, 1):
        parts += rod((side * 1.12, 0, 0.06), (side * 1.12, 0, -0.35), 0.09, metal)
        cup = [cylinder(0.6, 0.34, paint, bevel=0.14), cylinder(0.42, 0.1, disc, (0, 0, 0.16), bevel=0.04)]
        cup.append(cylinder(0.2, 0.1, material(colourway.accent), (0, 0, 0.2), bevel=0.03))
        cup += [torus(0.42, 0.18, soft, (0, 0, -0.24)), cylinder(0.4, 0.2, soft, (0, 0, -0.2))]
        parts += [group(cup, (side * 1.18, 0, -0.55), (0, side * 90, 0)), sphere(0.15, metal, (side * 1.16, 0, -0.2))]
    return parts


def _cat_ears(colourway: Colourway) -> list[Object]:
    """Two soft ears for the headband."""
    outer, inner = material(colourway.primary, roughness=0.35), material(colourway.secondary, roughness=0.4)
    large = rounded_polygon([(-0.36, 0), (0.36, 0), (0.02, 0.68)], [0.1, 0.1, 0.14])
    small = rounded_polygon([(-0.22, 0.04), (0.22, 0.04), (0.02, 0.46)], [0.08, 0.08, 0.1])
    parts: list[Object] = []
    for side in (-1, 1):
        ear = [prism(large, 0.26, outer, bevel=0.11), prism(small, 0.12, inner, (0, 0, 0.1), bevel=0.05)]
        parts.append(group([group(ear, rotation=(90, 0, 0))], (side * 0.62, 0, 1.04), (0, side * 28, 0)))
    return parts


def _stand(colourway: Colourway) -> list[Object]:
    """A stand with a round foot; its arm carries the headband at z = 2.4."""
    dark, accent = material(colourway.dark, roughness=0.4), material(colourway.accent, roughness=0.35)
    parts: list[Object] = [
        cylinder(0.92, 0.18, dark, (0, 0, 0.09), bevel=0.07),
        cylinder(0.72, 0.06, accent, (0, 0, 0.18)),
    ]
    parts.append(cylinder(0.13, 2.2, dark, (0, 0, 1.2), bevel=0.04))
    return [*parts, rounded_box((0.78, 0.5, 0.24), 0.11, accent, (0, 0, 2.28))]


def build_headphones(colourway: Colourway, pose: str) -> None:
    """Headphones that stand by themselves; ``stand`` hangs them on a stand, ``ears`` gives them a cat's ears."""
    parts = _headset(colourway)
    if pose == "stand":
        group(parts, (0, 0, 1.4))
        group(_stand(colourway))
        return
    if pose == "ears":
        parts += _cat_ears(colourway)
    group(parts, (0, 0, 1.2), (-12, 0, 0))


OBJECTS = (
    BankObject("phone", build_phone, View(azimuth=-24, elevation=12), PHONE),
    BankObject("headphones", build_headphones, View(azimuth=-34, elevation=12), HEADPHONES),
)

"""Sound and music: microphone, record player."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    circle_outline,
    cylinder,
    group,
    lathe,
    material,
    place,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    rubber,
    sphere,
    spline,
    star_outline,
    steel,
    torus,
    tube,
)
from offline.bank_renderer.objects.cinema_2_captions import MICROPHONE, VINYL_PLAYER


def _grille(colourway: Colourway, radius: float) -> list[Object]:
    """A round wire grille around the origin: a ball in a net of rings."""
    ball, wire = material(colourway.secondary, roughness=0.35), material(colourway.light, roughness=0.3, coat=0.4)
    parts = [sphere(radius, ball)]
    for i in range(6):
        parts.append(torus(radius, radius * 0.035, wire, (0, 0, 0), (90, 0, 30 * i)))
    for degrees in (-50, -25, 25, 50):
        height, ring = radius * math.sin(math.radians(degrees)), radius * math.cos(math.radians(degrees))
        parts.append(torus(ring, radius * 0.035, wire, (0, 0, height)))
    parts.append(torus(radius * 1.01, radius * 0.12, material(colourway.accent, roughness=0.3)))
    return parts


def _hand_microphone(colourway: Colourway) -> list[Object]:
    paint, dark = material(colourway.primary, roughness=0.3, coat=0.5), material(colourway.dark, roughness=0.35)
    body = spline([(0.2, -2.2), (0.24, -2.16), (0.3, -1.2), (0.38, -0.55), (0.5, -0.32)], 8)
    parts = [
        *_grille(colourway, 0.62),
        lathe([(0, -2.2), *body, (0, -0.3)], paint, sharp_angle=50),
        torus(0.4, 0.06, material(colourway.accent, roughness=0.3), (0, 0, -0.5)),
        prism(rounded_rectangle(0.22, 0.46, 0.11), 0.1, material(colourway.secondary), (0, -0.32, -0.86), (86, 0, 0)),
        sphere(0.075, material(colourway.accent, roughness=0.3), (0, -0.39, -0.76), scale=(1, 0.6, 1), segments=24),
        cylinder(0.16, 0.16, dark, (0, 0, -2.24), bevel=0.04),
    ]
    stand = [
        cylinder(0.7, 0.14, dark, (0.25, 0, 0.07), bevel=0.05),
        *rod((0.35, 0.3, 0.1), (0.35, 0.3, 0.98), 0.08, steel()),
        torus(0.35, 0.075, material(colourway.light), (0.36, 0, 1.0), (0, -28, 0)),
    ]
    return [group(parts, (-0.28, 0, 2.2), (0, -28, 0)), *stand]


def _retro_microphone(colourway: Colourway) -> list[Object]:
    paint, chrome = material(colourway.primary, roughness=0.28, coat=0.5), steel()
    shape = rounded_polygon([(-0.62, -0.85), (0.62, -0.85), (0.7, 0.5), (0.5, 0.95), (-0.5, 0.95), (-0.7, 0.5)], 0.42)
    head = [prism(shape, 0.95, paint, (0, 0, 0), (90, 0, 0), bevel=0.3)]
    head.append(
        prism([(x * 0.8, y * 0.8) for x, y in shape], 1.0, material(colourway.dark), (0, 0, 0), (90, 0, 0), bevel=0.2)
    )
    for x, low, high in (
        (-0.36, -0.36, 0.44),
        (-0.18, -0.48, 0.58),
        (0, -0.52, 0.62),
        (0.18, -0.48, 0.58),
        (0.36, -0.36, 0.44),
    ):
        head += rod((x, -0.48, low), (x, -0.48, high), 0.06, chrome)
    band = material(colourway.accent, roughness=0.3)
    head.append(prism(rounded_rectangle(1.38, 1.06, 0.36), 0.2, band, (0, 0, 0.02), bevel=0.06))
    badge = rounded_polygon(star_outline(0.2, 0.1), 0.03)
    head.append(prism(badge, 0.1, material(colourway.light), (0, -0.54, 0.02), (90, 0, 0), bevel=0.03))
    stand = [
        cylinder(0.72, 0.16, paint, (0, 0, 0.08), bevel=0.06),
        lathe([(0.6, 0.14), (0.24, 0.24), (0.12, 0.42), (0.1, 0.44), (0, 0.44)], chrome, sharp_angle=70),
        *rod((0, 0, 0.4), (0, 0, 1.0), 0.09, chrome),
        cylinder(0.17, 0.3, paint, (0, 0, 0.92), bevel=0.05),
    ]
    return [group(head, (0, 0, 1.86), (-10, 0, 0)), *stand]


def _studio_microphone(colourway: Colourway) -> list[Object]:
    paint, pale = material(colourway.primary, roughness=0.3, coat=0.5), material(colourway.light, roughness=0.35)
    accent, dark = material(colourway.accent, roughness=0.3), material(colourway.dark, roughness=0.4)
    dome = [(0.46 * math.cos(math.radians(a)), 0.5 + 0.4 * math.sin(math.radians(a))) for a in range(0, 91, 6)]
    head: list[Object] = [
        lathe([(0, -0.06), (0.46, -0.06), *dome], material(colourway.secondary, roughness=0.35), sharp_angle=60),
        cylinder(0.48, 0.95, paint, (0, 0, -0.5), bevel=0.08),
        torus(0.47, 0.06, accent, (0, 0, -0.03)),
        cylinder(0.13, 0.08, pale, (0, -0.47, -0.42), (90, 0, 0), bevel=0.03),
        sphere(0.045, material("#FF3B30", emission=0.6), (0, -0.49, -0.72), segments=20),
    ]
    for i in range(16):
        turn = 2 * math.pi * i / 16
        arch = [(x * 1.02 * math.cos(turn), x * 1.02 * math.sin(turn), z) for x, z in dome]
        head.append(tube([(arch[0][0], arch[0][1], 0), *arch], 0.022, pale))
    for z in (0.2, 0.5):
        head.append(torus(0.47, 0.03, pale, (0, 0, z)))
    cradle = [(0.78 * math.cos(math.radians(a)), 0, 0.78 * math.sin(math.radians(a))) for a in range(180, 361, 6)]
    yoke = [tube([(-0.78, 0, 0.16), *cradle, (0.78, 0, 0.16)], 0.085, dark)]
    yoke += [cylinder(0.15, 0.36, accent, (side * 0.68, 0, 0.12), (0, 90, 0), bevel=0.05) for side in (-1, 1)]
    stand = [cylinder(0.74, 0.14, dark, (0, 0, 0.07), bevel=0.05), *rod((0, 0, 0.1), (0, 0, 0.5), 0.1, steel())]
    return [group(head, (0, 0, 1.68), (-8, 0, 0)), group(yoke, (0, 0, 1.26)), *stand]


def build_microphone(colourway: Colourway, pose: str) -> None:
    """A singer's microphone on a desk stand; ``retro`` is a chromed classic, ``studio`` one for podcasts."""
    builders = {"retro": _retro_microphone, "studio": _studio_microphone}
    group(builders.get(pose, _hand_microphone)(colourway))


def _record(label: Material, surface: Material) -> list[Object]:
    """A record lying around the origin, its grooves turned in."""
    grooves = [(0.42 + 0.6 * i / 120, 0.028 + 0.007 * math.sin(2 * math.pi * i / 4)) for i in range(121)]
    profile = [(0, -0.03), (1.05, -0.03), (1.08, 0), (1.05, 0.03), *reversed(grooves), (0.4, 0.03), (0, 0.03)]
    disc = lathe(profile, surface, sharp_angle=60)
    return [disc, cylinder(0.38, 0.03, label, (0, 0, 0.035)), torus(0.2, 0.015, material("#FFFFFF"), (0, 0, 0.05))]


def _player(colourway: Colourway) -> list[Object]:
    paint, pale = material(colourway.primary, roughness=0.32, coat=0.4), material(colourway.light, roughness=0.35)
    accent, vinyl = material(colourway.accent, roughness=0.3), material("#23262E", roughness=0.28, coat=0.5)
    parts = [
        rounded_box((3.1, 2.5, 0.46), 0.2, paint, (0, 0, 0.38)),
        rounded_box((3.12, 2.52, 0.12), 0.06, pale, (0, 0, 0.28)),
        cylinder(1.12, 0.12, pale, (-0.34, 0, 0.64), bevel=0.04),
        group(_record(accent, vinyl), (-0.34, 0, 0.73)),
        sphere(0.06, steel(), (-0.34, 0, 0.8)),
        cylinder(0.3, 0.14, pale, (1.12, 0.76, 0.66), bevel=0.05),
        cylinder(0.15, 0.3, steel(), (1.12, 0.76, 0.8), bevel=0.05),
        cylinder(0.17, 0.22, material(colourway.dark), (1.16, 1.02, 0.92), (74, 0, -10), bevel=0.05),
    ]
    arm = spline(
        [(1.15, 0.96, 0.93), (1.12, 0.6, 0.95), (1.04, -0.2, 0.94), (0.78, -0.6, 0.88), (0.5, -0.72, 0.84)], 10
    )
    parts.append(tube(arm, 0.05, steel()))
    parts.append(rounded_box((0.34, 0.18, 0.13), 0.05, accent, (0.42, -0.75, 0.83), (0, -6, 22)))
    for y, size in ((-0.92, 0.17), (-0.46, 0.12)):
        parts.append(cylinder(size, 0.14, accent, (1.24, y, 0.66), bevel=0.04))
        parts.append(rounded_box((0.035, size, 0.03), 0.01, pale, (1.24, y - size * 0.4, 0.74)))
    parts += [cylinder(0.18, 0.2, rubber(), (x, y, 0.1), bevel=0.05) for x in (-1.2, 1.2) for y in (-0.92, 0.92)]
    return parts


def _sleeve(colourway: Colourway) -> Object:
    """A record half out of its sleeve, facing the camera and standing on z = 0."""
    sleeve = prism(rounded_rectangle(2.2, 2.2, 0.08), 0.1, material(colourway.secondary), (0, 0, 1.1), (90, 0, 0))
    sun = prism(circle_outline(0.62), 0.05, material(colourway.accent), (0, -0.05, 1.2), (90, 0, 0), bevel=0.02)
    hill = rounded_polygon([(-1.02, -0.9), (1.02, -0.9), (1.02, -0.1), (0.3, -0.42), (-0.4, 0.0), (-1.02, -0.4)], 0.12)
    wave = prism(hill, 0.06, material(colourway.primary), (0, -0.06, 1.1), (90, 0, 0), bevel=0.02)
    vinyl = material("#23262E", roughness=0.28, coat=0.5)
    disc = group(_record(material(colourway.accent), vinyl), (0.62, 0.04, 1.1), (90, 0, 0))
    return group([sleeve, sun, wave, disc])


def build_vinyl_player(colourway: Colourway, pose: str) -> None:
    """A record player; ``lid`` has its cover up, ``sleeve`` a second record behind it."""
    group(_player(colourway))
    if pose == "lid":
        glass = material(colourway.light, roughness=0.1, coat=0.8)
        frame = material(colourway.secondary, roughness=0.3)
        rim = [(x, y, 0) for x, y in rounded_rectangle(3.0, 2.3, 0.24)]
        lid = [prism(rounded_rectangle(3.0, 2.3, 0.24), 0.06, glass), tube(rim, 0.07, frame, cyclic=True)]
        for x, length in ((-0.55, 0.7), (-0.25, 1.3)):
            lid.append(rounded_box((0.13, length, 0.03), 0.014, frame, (x, 0.1, -0.03), (0, 0, 28)))
            lid.append(rounded_box((0.13, length, 0.03), 0.014, frame, (x, 0.1, 0.03), (0, 0, 28)))
        group(lid, (0, 1.56, 1.66), (72, 0, 0))
        for x in (-0.9, 0.9):
            cylinder(0.12, 0.3, steel(), (x, 1.24, 0.58), (0, 90, 0), bevel=0.04)
    elif pose == "sleeve":
        place(_sleeve(colourway), (0.0, 1.62, 0), (-12, 0, 6))


OBJECTS = (
    BankObject("microphone", build_microphone, View(azimuth=-20, elevation=12), MICROPHONE),
    BankObject("vinyl_player", build_vinyl_player, View(azimuth=-26, elevation=36, fill=0.78), VINYL_PLAYER),
)

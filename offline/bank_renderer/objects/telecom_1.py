"""Being connected: a Wi-Fi router, a SIM card, a cell tower."""

import math

from bpy.types import Material, Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    cylinder,
    dark_glass,
    group,
    lathe,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    rubber,
    sphere,
    steel,
    torus,
)
from offline.bank_renderer.objects.outfit_parts import plate
from offline.bank_renderer.objects.telecom_1_captions import CELL_TOWER, SIM_CARD, WIFI_ROUTER
from offline.bank_renderer.objects.travel_parts import small_house, wave_arc

_GREEN_LAMP = "#4BE07A"


def _wifi_sign(surface: Material, size: float, centre: tuple[float, float, float]) -> list[Object]:
    """Three arcs over a dot, facing the camera; ``size`` is the radius of the outer arc."""
    parts: list[Object] = [sphere(size * 0.14, surface, centre)]
    parts += [wave_arc(size * share, size * 0.085, surface, centre, (45, 135)) for share in (0.4, 0.7, 1.0)]
    return parts


def _antenna(foot: tuple[float, float, float], lean: float, height: float, tip: Material) -> list[Object]:
    """A flat antenna on its joint, leaning to its side."""
    dark = rubber()
    blade = rounded_polygon([(-0.11, 0), (0.11, 0), (0.09, height), (-0.09, height)], 0.08)
    mast = [
        plate(blade, 0.16, dark, bevel=0.06),
        plate(rounded_rectangle(0.2, 0.26, 0.09), 0.18, tip, (0, 0, height - 0.12), bevel=0.06),
    ]
    return [group(mast, foot, (0, lean, 0)), cylinder(0.14, 0.2, dark, foot, (90, 0, 0), bevel=0.04)]


def _router(colourway: Colourway) -> list[Object]:
    shell, face = (
        material(colourway.light, roughness=0.3, coat=0.4),
        material(colourway.primary, roughness=0.32, coat=0.4),
    )
    accent, lamp = material(colourway.accent, roughness=0.32), material(_GREEN_LAMP, roughness=0.2, emission=0.9)
    parts: list[Object] = [rounded_box((3.0, 1.7, 0.5), 0.2, shell, (0, 0, 0.42))]
    parts.append(rounded_box((3.06, 1.76, 0.2), 0.09, face, (0, 0, 0.34)))
    parts.append(prism(rounded_rectangle(2.3, 1.05, 0.24), 0.06, face, (0, 0.06, 0.67), bevel=0.025))
    for i in range(5):
        slot = rounded_rectangle(0.11, 0.62, 0.05)
        parts.append(
            prism(
                slot,
                0.03,
                material(colourway.dark, roughness=0.5),
                (0.36 + 0.17 * i, 0.08, 0.7),
                (0, 0, -14),
                bevel=0.01,
            )
        )
    mark = _wifi_sign(material(colourway.light, roughness=0.35), 0.4, (0, 0, -0.17))
    parts.append(group(mark, (-0.62, 0.06, 0.7), (-90, 0, 0)))
    for i in range(4):
        surface = accent if i == 3 else lamp
        parts.append(sphere(0.06, surface, (-1.1 + 0.26 * i, -0.85, 0.52), scale=(1, 0.5, 1), segments=24))
    parts.append(rounded_box((0.42, 0.06, 0.09), 0.028, accent, (1.0, -0.84, 0.53)))
    parts += [cylinder(0.16, 0.16, rubber(), (x, y, 0.1)) for x in (-1.15, 1.15) for y in (-0.55, 0.55)]
    for x, lean in ((-1.25, -15), (-0.42, -5), (0.42, 5), (1.25, 15)):
        parts += _antenna((x, 0.94, 0.46), lean, 1.62, accent)
    return parts


def _mesh_router(colourway: Colourway, height: float) -> list[Object]:
    """A rounded tower with a glowing belt."""
    shell, cap = (
        material(colourway.light, roughness=0.3, coat=0.4),
        material(colourway.primary, roughness=0.32, coat=0.4),
    )
    glow = material(colourway.accent, roughness=0.3, emission=0.5)
    foot = [(0, 0), (0.62, 0), (0.72, 0.04), (0.74, 0.16), (0.66, 0.24), (0, 0.24)]
    parts: list[Object] = [lathe(foot, cap), torus(0.63, 0.06, glow, (0, 0, 0.27))]
    corner = [math.radians(90 * k / 10) for k in range(11)]
    body = [
        (0, 0.26),
        (0.62, 0.26),
        *((0.36 + 0.28 * math.cos(a), height - 0.28 + 0.28 * math.sin(a)) for a in corner),
        (0, height),
    ]
    parts.append(lathe(body, shell))
    parts += [torus(0.645, 0.022, cap, (0, 0, height - drop)) for drop in (0.36, 0.47)]
    lid = [(0, 0), (0.4, 0), (0.46, 0.03), (0.4, 0.08), (0, 0.1)]
    parts.append(lathe(lid, cap, (0, 0, height - 0.02)))
    mark = _wifi_sign(material(colourway.primary, roughness=0.35), 0.27, (0, 0, 0))
    parts.append(group(mark, (0, -0.65, 0.32 * height + 0.07)))
    return parts


def _phone(colourway: Colourway) -> list[Object]:
    """A phone standing upright and facing -y, its lower edge at the origin: a bare screen for marks."""
    frame, screen = (
        material(colourway.dark, roughness=0.3, coat=0.5),
        material(colourway.secondary, roughness=0.3, coat=0.3),
    )
    parts: list[Object] = [plate(rounded_rectangle(1.44, 2.7, 0.26), 0.2, frame, (0, 0, 1.35), bevel=0.08)]
    parts.append(plate(rounded_rectangle(1.3, 2.56, 0.2), 0.04, screen, (0, -0.1, 1.35), bevel=0.015))
    parts.append(plate(rounded_rectangle(0.42, 0.11, 0.05), 0.03, dark_glass(), (0, -0.13, 2.5), bevel=0.01))
    for z in (1.9, 1.5):
        parts.append(rounded_box((0.06, 0.1, 0.26), 0.025, frame, (0.73, 0, z)))
    return parts


def build_wifi_router(colourway: Colourway, pose: str) -> None:
    """A router under a wave sign; ``phone`` has a phone beside it, ``mesh`` is two rounded towers."""
    accent = material(colourway.accent, roughness=0.3)
    if pose == "mesh":
        group(_mesh_router(colourway, 2.1), (-0.5, 0.2, 0))
        group(_mesh_router(colourway, 1.35), (0.95, -0.5, 0), scale=0.92)
        for directions in ((20, 60), (120, 160)):
            for radius in (0.85, 1.2):
                wave_arc(radius, 0.085, accent, (-0.5, 0.2, 1.95), directions)
        return
    parts = _router(colourway)
    if pose == "phone":
        phone = _phone(colourway) + _wifi_sign(material(colourway.primary, roughness=0.35), 0.46, (0, -0.14, 1.1))
        parts.append(group(phone, (-1.75, -0.85, 0), (-8, 0, -12), 0.78))
        parts += _wifi_sign(accent, 0.7, (0.3, 0.9, 2.3))
    else:
        parts += _wifi_sign(material(colourway.primary, roughness=0.3), 0.86, (0, 0.9, 2.2))
    group(parts)


def _sim(base: Material, rim: Material, width: float = 1.7, height: float = 2.3) -> list[Object]:
    """A SIM card standing upright, facing -y, its lower edge at the origin, one corner cut."""
    x, cut = width / 2, width * 0.3
    corners = [(-x, 0), (x, 0), (x, height - cut), (x - cut, height), (-x, height)]
    parts: list[Object] = [plate(rounded_polygon(corners, [0.2, 0.2, 0.12, 0.12, 0.2]), 0.2, base, bevel=0.07)]
    inner = [(a * 0.86, (b - height / 2) * 0.88 + height / 2) for a, b in corners]
    parts.append(plate(rounded_polygon(inner, [0.14, 0.14, 0.08, 0.08, 0.14]), 0.04, rim, (0, -0.09, 0), bevel=0.015))
    parts += _chip(width * 0.62, (0, -0.12, height * 0.43))
    return parts


def _chip(width: float, location: tuple[float, float, float]) -> list[Object]:
    """Golden contacts with the gaps between them."""
    brass = material("#FFC94D", roughness=0.26, metallic=0.4, coat=0.4)
    gap = material("#B97F1B", roughness=0.5)
    x, y, z = location
    height = width * 0.86
    parts: list[Object] = [plate(rounded_rectangle(width, height, width * 0.17), 0.1, gap, location, bevel=0.03)]
    side = width * 0.29
    for sign in (-1, 1):
        for row in (-1, 0, 1):
            pad = rounded_rectangle(side, height * 0.27, width * 0.06)
            parts.append(
                plate(pad, 0.06, brass, (x + sign * width * 0.315, y - 0.045, z + row * height * 0.31), bevel=0.025)
            )
    parts.append(
        plate(rounded_rectangle(width * 0.25, height * 0.89, width * 0.06), 0.06, brass, (x, y - 0.045, z), bevel=0.025)
    )
    return parts


def build_sim_card(colourway: Colourway, pose: str) -> None:
    """A big SIM card; ``pair`` has a second one behind, ``phone`` a phone behind and waves above."""
    base, rim = material(colourway.primary, roughness=0.3, coat=0.45), material(colourway.secondary, roughness=0.34)
    accent, light = material(colourway.accent, roughness=0.3, coat=0.4), material(colourway.light, roughness=0.34)
    if pose == "phone":
        bare = _phone(colourway)
        bare += _wifi_sign(material(colourway.primary, roughness=0.35), 0.5, (0, -0.14, 1.62))
        group(bare, (0.35, 0.35, 0.02), (-6, 0, -6), 1.18)
        group(_sim(base, light), (-0.75, -0.45, 0), (-9, -6, 10), 0.72)
        return
    if pose == "pair":
        group(_sim(accent, light), (0.62, 0.45, 0.04), (-9, 10, -4), 0.92)
        group(_sim(base, rim), (-0.4, -0.2, 0), (-9, -5, 4))
        return
    group(_sim(base, rim), (0, 0, 0), (-9, -5, 0))
    for radius in (0.5, 0.82, 1.14):
        wave_arc(radius, 0.085, accent, (0.62, 0.12, 2.1), (18, 72))


_TOWER_TOP = 3.5


def _mast(colourway: Colourway) -> list[Object]:
    """A lattice of three tapering storeys, painted by turns."""
    bands = (
        material(colourway.primary, roughness=0.32),
        material("#FFFFFF", roughness=0.35),
        material(colourway.primary, roughness=0.32),
    )
    parts: list[Object] = []
    levels = [(0.28, 0.88), (1.25, 0.64), (2.15, 0.44), (2.9, 0.28)]
    for (low, wide), (high, narrow), surface in zip(levels, levels[1:], bands, strict=False):
        lower = [(sx * wide, sy * wide, low) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        upper = [(sx * narrow, sy * narrow, high) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        for i in range(4):
            j = (i + 1) % 4
            parts += rod(lower[i], upper[i], 0.095, surface)
            parts += rod(upper[i], upper[j], 0.07, surface)
            parts += [*rod(lower[i], upper[j], 0.05, surface), *rod(lower[j], upper[i], 0.05, surface)]
    return parts


def _aerials(colourway: Colourway) -> list[Object]:
    light, accent, dark = (
        material(colourway.light, roughness=0.3, coat=0.4),
        material(colourway.accent, roughness=0.32),
        rubber(),
    )
    parts: list[Object] = [cylinder(0.48, 0.14, material(colourway.dark, roughness=0.45), (0, 0, 2.94), bevel=0.04)]
    parts += rod((0, 0, 2.9), (0, 0, _TOWER_TOP), 0.09, light)
    parts.append(sphere(0.17, material("#FF4B3E", roughness=0.2, coat=1.0, emission=0.5), (0, 0, _TOWER_TOP + 0.1)))
    for turn in (-90, 30, 150):
        x, y = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        parts += rod((0.1 * x, 0.1 * y, 2.6), (0.56 * x, 0.56 * y, 2.6), 0.06, dark)
        panel = rounded_box((0.3, 0.2, 0.95), 0.08, light, (0.62 * x, 0.62 * y, 2.6), (0, 0, turn + 90))
        strip = rounded_box((0.31, 0.21, 0.12), 0.05, accent, (0.62 * x, 0.62 * y, 2.32), (0, 0, turn + 90))
        parts += [panel, strip]
    return parts


def _dish(colourway: Colourway, location: tuple[float, float, float], turn: float, size: float) -> list[Object]:
    bowl = [
        (0, -0.16),
        (0.2, -0.14),
        (0.42, -0.04),
        (0.56, 0.12),
        (0.52, 0.14),
        (0.38, 0.02),
        (0.18, -0.07),
        (0, -0.09),
    ]
    parts: list[Object] = [
        lathe(bowl, material(colourway.light, roughness=0.3, coat=0.4)),
        sphere(0.08, material(colourway.accent), (0, 0, 0.26)),
    ]
    parts += rod((0, 0, -0.1), (0, 0, 0.24), 0.035, steel())
    parts += rod((0, 0, -0.12), (0, 0, -0.36), 0.08, rubber())
    return [group([group(parts, rotation=(78, 0, 0))], location, (0, 0, turn), size)]


def _tower_ground(colourway: Colourway, size: float) -> list[Object]:
    profile = [(0, 0), (1.5, 0), (1.58, 0.05), (1.56, 0.16), (1.4, 0.24), (0, 0.26)]
    grass = material("#8ED19A" if colourway.id != "teal" else "#B9E4C0", roughness=0.7, coat=0.05)
    parts: list[Object] = [lathe(profile, grass, scale=(size, size, 1))]
    for x in (-0.88, 0.88):
        parts += [
            cylinder(0.2, 0.16, material("#C3CAD6", roughness=0.6), (x, y, 0.28), bevel=0.04) for y in (-0.88, 0.88)
        ]
    cabinet = material(colourway.accent, roughness=0.38)
    parts.append(rounded_box((0.5, 0.4, 0.66), 0.08, cabinet, (-0.1, 0.0, 0.58)))
    parts.append(rounded_box((0.34, 0.04, 0.4), 0.018, material(colourway.light), (-0.1, -0.2, 0.62)))
    return parts


def _village(colourway: Colourway) -> list[Object]:
    homes = (
        (-1.35, -0.75, 14, colourway.accent, 1.2),
        (1.35, -0.75, -18, colourway.primary, 1.1),
        (-0.15, -1.4, 4, "#F2736B", 0.95),
    )
    return [small_house("#FFFDF6", roof, "#B98255", (x, y, 0.22), turn, size) for x, y, turn, roof, size in homes]


def build_cell_tower(colourway: Colourway, pose: str) -> None:
    """A lattice mast with aerials and radio waves; ``dish`` carries dishes, ``houses`` stands in a village."""
    parts = _mast(colourway) + _aerials(colourway) + _tower_ground(colourway, 1.3 if pose == "houses" else 1.0)
    if pose == "dish":
        parts += _dish(colourway, (0.5, -0.5, 1.9), 35, 1.0) + _dish(colourway, (-0.56, -0.56, 1.35), -40, 0.85)
    if pose == "houses":
        parts += _village(colourway)
    wave = material(colourway.accent, roughness=0.3)
    for directions in ((-28, 28), (152, 208)):
        for radius in (0.66, 1.04) if pose == "dish" else (0.66, 1.04, 1.42):
            parts.append(wave_arc(radius, 0.085, wave, (0, 0, _TOWER_TOP + 0.1), directions))
    group(parts)


OBJECTS = (
    BankObject("wifi_router", build_wifi_router, View(azimuth=-22, elevation=22), WIFI_ROUTER),
    BankObject("sim_card", build_sim_card, View(azimuth=-24, elevation=14), SIM_CARD),
    BankObject("cell_tower", build_cell_tower, View(azimuth=-20, elevation=14), CELL_TOWER),
)

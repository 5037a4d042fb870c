"""Planning and promotion: calendar, light bulb, megaphone, trophy."""

import math
import random

from bpy.types import Object

from offline.bank_renderer.bank_object import BankObject, View
from offline.bank_renderer.colours import Colourway
from offline.bank_renderer.modelling import (
    Point,
    circle_outline,
    coin,
    cylinder,
    gold,
    group,
    heart_outline,
    lathe,
    material,
    prism,
    rod,
    rounded_box,
    rounded_polygon,
    rounded_rectangle,
    sheet,
    sphere,
    spline,
    steel,
    torus,
    tube,
    white,
)
from offline.bank_renderer.objects.business_2_captions import CALENDAR, LIGHTBULB, MEGAPHONE, TROPHY
from offline.bank_renderer.objects.outfit_parts import clear_vessel, plate, soft_star, tick_outline

_COLUMNS, _ROWS = 6, 4


def _day(column: int, row: int) -> Point:
    return (-1.0 + 0.4 * column, -0.12, 1.38 - 0.36 * row)


def _calendar_page(
    colourway: Colourway, ticked: tuple[tuple[int, int], ...], hearts: tuple[tuple[int, int], ...]
) -> list[Object]:
    """The page with dots for days, upright, its foot at z = 0."""
    page = material("#FBFCFF", roughness=0.45)
    head = material(colourway.primary, roughness=0.35, coat=0.3)
    parts = [plate(rounded_rectangle(2.7, 2.5, 0.22), 0.2, page, (0, 0, 1.25), bevel=0.06)]
    parts.append(
        plate(rounded_rectangle(2.74, 2.56, 0.24), 0.1, material(colourway.secondary), (0, 0.12, 1.24), bevel=0.04)
    )
    header = rounded_polygon([(-1.37, -0.3), (1.37, -0.3), (1.37, 0.36), (-1.37, 0.36)], [0.03, 0.03, 0.24, 0.24])
    parts.append(plate(header, 0.3, head, (0, -0.01, 2.17), bevel=0.08))
    ring = material(colourway.dark, roughness=0.35)
    for x in (-0.8, 0, 0.8):
        parts.append(torus(0.22, 0.07, ring, (x, 0, 2.52), (0, 90, 0)))
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            spot = _day(column, row)
            if (column, row) in ticked:
                parts += _ticked_day(colourway, spot)
            elif (column, row) in hearts:
                parts.append(plate(heart_outline(0.36), 0.1, material(colourway.accent), spot, bevel=0.04))
            else:
                dot = material(colourway.primary if column == _COLUMNS - 1 else colourway.secondary, roughness=0.4)
                parts.append(cylinder(0.105, 0.08, dot, spot, (90, 0, 0), bevel=0.035))
    return parts


def _ticked_day(colourway: Colourway, spot: Point) -> list[Object]:
    x, y, z = spot
    disc = cylinder(0.2, 0.12, material(colourway.accent, roughness=0.35), (x, y - 0.01, z), (90, 0, 0), bevel=0.045)
    return [disc, plate(tick_outline(0.26), 0.09, white(), (x, y - 0.09, z), bevel=0.03)]


def _pencil(colourway: Colourway) -> list[Object]:
    """A pencil along z, tip at the origin."""
    wood, lead = material("#F2CF9B", roughness=0.6), material(colourway.dark, roughness=0.4)
    paint = material(colourway.accent, roughness=0.35)
    parts = [cylinder(0.03, 0.14, lead, (0, 0, 0.07), top_radius=0.07, bevel=0)]
    parts.append(cylinder(0.07, 0.26, wood, (0, 0, 0.27), top_radius=0.15, bevel=0))
    parts.append(cylinder(0.15, 1.5, paint, (0, 0, 1.14), bevel=0.02))
    parts.append(cylinder(0.16, 0.16, steel(), (0, 0, 1.92), bevel=0.02))
    parts.append(cylinder(0.15, 0.22, material("#F38BA0", roughness=0.6), (0, 0, 2.08), bevel=0.07))
    return parts


def _small_clock(colourway: Colourway) -> list[Object]:
    """An alarm clock with dots for hours, standing at the origin."""
    shell, hand = material(colourway.accent, roughness=0.35), material(colourway.dark, roughness=0.4)
    centre = 0.66
    parts = [cylinder(0.56, 0.34, shell, (0, 0, centre), (90, 0, 0), bevel=0.1)]
    parts.append(cylinder(0.45, 0.06, white(), (0, -0.17, centre), (90, 0, 0), bevel=0.02))
    for i in range(12):
        angle = math.radians(30 * i)
        spot = (0.36 * math.sin(angle), -0.2, centre + 0.36 * math.cos(angle))
        parts.append(sphere(0.035 if i % 3 == 0 else 0.022, hand, spot, segments=16))
    parts += rod((0, -0.22, centre), (0, -0.22, centre + 0.26), 0.032, hand)
    parts += rod((0, -0.22, centre), (0.18, -0.22, centre + 0.1), 0.038, hand)
    for side in (-1, 1):
        parts.append(
            sphere(0.19, shell, (side * 0.34, 0, centre + 0.56), scale=(1, 1, 0.75), rotation=(0, side * 32, 0))
        )
        parts += rod((side * 0.3, 0, 0.2), (side * 0.4, 0, 0.07), 0.07, hand)
    parts.append(torus(0.14, 0.04, hand, (0, 0, centre + 0.68), (90, 0, 0)))
    return parts


def build_calendar(colourway: Colourway, pose: str) -> None:
    """A desk calendar with dots for days, one ticked; ``pencil`` and ``clock`` put these beside it."""
    ticked = {"": ((3, 2),), "pencil": ((0, 0), (1, 0), (2, 0), (3, 1)), "clock": ((2, 1),)}[pose]
    hearts = {"": (), "pencil": ((4, 2),), "clock": ((4, 2),)}[pose]
    group(_calendar_page(colourway, ticked, hearts), (0, 0, 0.12), (-9, 0, 0))
    stand = material(colourway.primary, roughness=0.35, coat=0.3)
    prism(rounded_rectangle(2.9, 1.15, 0.25), 0.16, stand, (0, 0.2, 0.08), bevel=0.06)
    leg = plate(rounded_rectangle(2.3, 2.2, 0.2), 0.12, stand, (0, 0, 1.1), bevel=0.04)
    group([leg], (0, 0.72, 0.05), (9, 0, 0))
    if pose == "pencil":
        group(_pencil(colourway), (1.0, -0.98, 0.16), (-18, 24, 0))
    elif pose == "clock":
        group(_small_clock(colourway), (1.05, -0.95, 0), (0, 0, 6))


_BULB = [(0.42, 0.0), (0.46, 0.2), (0.72, 0.66), (1.02, 1.16), (1.02, 1.66), (0.7, 2.16), (0.34, 2.33), (0.0, 2.37)]


def _bulb_glass(*, clear: bool) -> list[Object]:
    profile = [(max(0.0, r), z) for r, z in spline(_BULB, 8)]
    if clear:
        return clear_vessel(profile, (0, 0, 0.9))
    return [lathe(profile, material("#FFD95A", roughness=0.2, coat=0.8, emission=0.14), (0, 0, 0.9))]


def _bulb_base(colourway: Colourway) -> list[Object]:
    collar = material(colourway.primary, roughness=0.35, coat=0.3)
    parts = [cylinder(0.5, 0.22, collar, (0, 0, 0.84), bevel=0.08)]
    for i in range(3):
        parts.append(torus(0.37, 0.11, steel(), (0, 0, 0.62 - 0.19 * i), (4, 0, 0)))
    parts.append(cylinder(0.38, 0.6, steel(), (0, 0, 0.42), bevel=0.05))
    parts.append(sphere(0.24, material(colourway.dark, roughness=0.4), (0, 0, 0.1), scale=(1, 1, 0.6)))
    return parts


def _bulb_rays(colourway: Colourway) -> list[Object]:
    surface = material(colourway.primary, roughness=0.35)
    rays: list[Object] = []
    for angle in (-70, -35, 0, 35, 70):
        x, z = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        rays += rod((1.42 * x, 0, 2.25 + 1.42 * z), (1.8 * x, 0, 2.25 + 1.8 * z), 0.1, surface)
    return rays


def _sprout() -> list[Object]:
    """A seedling on a mound of soil, inside the bulb."""
    stem, soil = material("#4FB04A", roughness=0.5), material("#8A5A3A", roughness=0.8, coat=0)
    parts = [sphere(0.5, soil, (0, 0, 1.2), scale=(1, 1, 0.6))]
    parts.append(tube(spline([(0, 0, 1.4), (0.05, 0, 1.8), (0, 0, 2.2)], 8), 0.07, stem))
    leaf = [(0, 0), (0.26, 0.2), (0.3, 0.52), (0, 0.82), (-0.3, 0.52), (-0.26, 0.2)]
    for lean, z, size in ((58, 2.08, 0.95), (-58, 2.08, 0.95), (66, 1.7, 0.66), (0, 2.14, 0.62)):
        outline = rounded_polygon([(x * size, y * size) for x, y in leaf], [0.02, 0.15, 0.15, 0.05, 0.15, 0.15])
        blade = plate(outline, 0.1, material("#6CCB55", roughness=0.45), bevel=0.045)
        parts.append(group([blade], (0, 0, z), (-16, lean, 0)))
    return parts


def build_lightbulb(colourway: Colourway, pose: str) -> None:
    """A glowing bulb with rays; ``sprout`` is clear with a seedling inside, ``star`` clear with a glowing star."""
    parts = _bulb_base(colourway)
    if pose == "":
        parts += [*_bulb_glass(clear=False), *_bulb_rays(colourway)]
    elif pose == "sprout":
        parts += [*_bulb_glass(clear=True), *_sprout()]
    else:
        glow = material("#FFC21F", roughness=0.35, emission=0.15)
        parts += [*_bulb_glass(clear=True), plate(soft_star(1.1), 0.3, glow, (0, 0, 2.3), bevel=0.13)]
        for side in (-1, 1):
            parts.append(
                tube(spline([(side * 0.2, 0, 0.95), (side * 0.22, 0, 1.5), (side * 0.24, 0, 1.95)], 6), 0.05, steel())
            )
    group(parts, rotation=(0, 0 if pose == "sprout" else 14, 0))


def _horn(colourway: Colourway) -> list[Object]:
    """The horn along z: grip end at 0, mouth up at 2.3."""
    shell, inside = material(colourway.primary, roughness=0.32, coat=0.4), material(colourway.secondary, roughness=0.45)
    outer = spline([(0.44, 0.45), (0.52, 0.9), (0.72, 1.45), (1.1, 2.05), (1.28, 2.28)], 8)
    inner = spline([(1.16, 2.26), (0.98, 2.0), (0.62, 1.45), (0.4, 0.95)], 8)
    parts = [lathe([*outer, *inner[:1]], shell, sharp_angle=60), lathe([*inner, (0, 0.9)], inside)]
    parts.append(torus(1.24, 0.12, material(colourway.accent, roughness=0.35), (0, 0, 2.28)))
    parts.append(cylinder(0.5, 0.62, material(colourway.light, roughness=0.38), (0, 0, 0.3), bevel=0.12))
    parts.append(torus(0.49, 0.07, material(colourway.accent, roughness=0.35), (0, 0, 0.56)))
    parts.append(cylinder(0.3, 0.22, material(colourway.dark, roughness=0.5), (0, 0, -0.06), bevel=0.07))
    parts.append(
        lathe([(0, 0.9), (0.26, 0.9), (0.3, 1.2), (0.22, 1.42), (0, 1.5)], material(colourway.accent, roughness=0.35))
    )
    return parts


def _sound_waves(colour: str) -> list[Object]:
    surface = material(colour, roughness=0.35)
    waves: list[Object] = []
    for radius, spread in ((0.9, 34), (1.35, 34), (1.8, 34)):
        angles = [math.radians(-spread + 2 * spread * k / 20) for k in range(21)]
        points = [(radius * math.sin(a), 0, 1.95 + radius * math.cos(a)) for a in angles]
        waves.append(tube(points, 0.09, surface))
        waves += [sphere(0.09, surface, points[k], segments=20) for k in (0, -1)]
    return waves


def _flying_stars(colourway: Colourway) -> list[Object]:
    colours = (colourway.accent, colourway.primary, colourway.secondary, "#FFC53A", colourway.primary, colourway.accent)
    spots = (
        (-0.62, 2.95, 0.55),
        (0.25, 3.05, 0.68),
        (1.0, 2.95, 0.5),
        (-0.15, 3.65, 0.46),
        (0.75, 3.6, 0.56),
        (-0.9, 3.55, 0.42),
    )
    stars: list[Object] = []
    for i, ((x, z, size), colour) in enumerate(zip(spots, colours, strict=True)):
        outline = heart_outline(size) if i % 3 == 1 else soft_star(size)
        shape = plate(outline, 0.16, material(colour, roughness=0.35), bevel=0.07)
        stars.append(group([shape], (x, -0.1 * (i % 2), z), (0, 40 + 37 * i, 0)))
    return stars


def build_megaphone(colourway: Colourway, pose: str) -> None:
    """A loudhailer pointing right and up; ``waves`` adds arcs of sound, ``stars`` stars and hearts that fly out."""
    horn = _horn(colourway)
    grip = material(colourway.dark, roughness=0.5)
    horn.append(rounded_box((0.86, 0.34, 0.34), 0.13, grip, (0.82, 0, 0.62), (0, -14, 0)))
    horn.append(rounded_box((0.2, 0.18, 0.16), 0.06, material(colourway.accent), (0.62, 0, 0.88)))
    if pose == "waves":
        horn += _sound_waves(colourway.accent)
    elif pose == "stars":
        horn += _flying_stars(colourway)
    group(horn, (0, 0, 1.2), (0, 66, 0))


def _cup(colourway: Colourway) -> list[Object]:
    bowl = spline([(0.2, 1.05), (0.42, 1.18), (0.78, 1.55), (0.95, 2.1), (0.98, 2.62)], 8)
    inner = [(0.9, 2.66), (0.86, 2.1), (0.66, 1.62), (0.3, 1.34), (0, 1.28)]
    stem = [(0.0, 0.55), (0.52, 0.55), (0.54, 0.62), (0.36, 0.72), (0.17, 0.84), (0.15, 0.98)]
    parts = [lathe([*stem, *bowl, (0.97, 2.68), *inner], gold())]
    parts += [torus(0.95, 0.07, gold(), (0, 0, 2.66)), torus(0.2, 0.07, gold(), (0, 0, 0.94))]
    for side in (-1, 1):
        ear = spline([(0.9, 2.42), (1.34, 2.5), (1.5, 2.12), (1.22, 1.68), (0.74, 1.52)], 8)
        parts.append(tube([(side * x, 0, z) for x, z in ear], 0.1, gold()))
    base, plaque = material(colourway.primary, roughness=0.35, coat=0.3), material(colourway.light, roughness=0.4)
    parts.append(rounded_box((1.5, 1.3, 0.5), 0.09, base, (0, 0, 0.33), taper=(0.86, 0.86)))
    parts.append(rounded_box((1.74, 1.5, 0.18), 0.07, base, (0, 0, 0.09)))
    parts.append(plate(rounded_rectangle(0.72, 0.26, 0.07), 0.06, plaque, (0, -0.64, 0.34), bevel=0.02))
    star = material(colourway.primary, roughness=0.3, coat=0.5)
    parts.append(group([plate(soft_star(0.78), 0.34, star, bevel=0.08)], (0, -0.87, 2.06), (9, 0, 0)))
    return parts


def _medal(colourway: Colourway) -> list[Object]:
    """A medal on a ribbon, upright, the disc's foot at z = 0."""
    ribbon, stripe = material(colourway.primary, roughness=0.5), material(colourway.light, roughness=0.5)
    parts = [group(coin(0.46, 0.14), (0, 0, 0.46), (90, 0, 0)), torus(0.12, 0.045, gold(), (0, 0, 0.98), (90, 0, 0))]
    for side in (-1, 1):
        band = rounded_box((0.26, 0.07, 0.86), 0.025, ribbon, (side * 0.2, 0.02 * side, 1.4), (0, side * 26, 0))
        line = rounded_box((0.08, 0.08, 0.87), 0.02, stripe, (side * 0.2, 0.02 * side, 1.4), (0, side * 26, 0))
        parts += [band, line]
    return parts


def _confetti(colourway: Colourway) -> list[Object]:
    """Streamers and scraps that fly out of the cup, and a few that have landed."""
    chance = random.Random(5)
    colours = (colourway.primary, colourway.secondary, colourway.accent, "#FFC53A")
    scraps: list[Object] = []
    for i in range(18):
        angle, reach = chance.uniform(0, 6.28), chance.uniform(0.1, 1.25)
        spot = (
            reach * math.cos(angle),
            0.7 * reach * math.sin(angle),
            2.85 + 0.95 * chance.random() * (1.4 - reach * 0.6),
        )
        turn = [chance.uniform(0, 180) for _ in range(3)]
        surface = material(colours[i % 4], roughness=0.4)
        if i % 3:
            scraps.append(rounded_box((0.3, 0.2, 0.07), 0.03, surface, spot, turn, segments=3))
        else:
            scraps.append(prism(circle_outline(0.14, 24), 0.07, surface, spot, turn, bevel=0.02))
    for side, colour in ((-1, colourway.primary), (1, colourway.accent)):
        rows = []
        for k in range(49):
            share = k / 48
            x = side * (0.25 + 0.85 * share)
            y, z = 0.16 * math.sin(share * 13), 2.7 + 1.1 * share - 0.5 * share**3 + 0.16 * math.cos(share * 13)
            rows.append([(x, y - 0.13, z), (x, y + 0.13, z)])
        scraps.append(sheet(rows, 0.06, material(colour, roughness=0.4), bevel=0.02))
    return scraps


def build_trophy(colourway: Colourway, pose: str) -> None:
    """A golden cup with a star; ``medals`` leans two medals on it, ``confetti`` throws confetti out of it."""
    parts = _cup(colourway)
    if pose == "medals":
        parts.append(group(_medal(colourway), (1.12, -0.75, 0), (-10, 0, 8)))
        parts.append(group(_medal(colourway), (-1.12, -0.65, 0), (-10, 0, -8)))
    elif pose == "confetti":
        parts += _confetti(colourway)
    group(parts)


OBJECTS = (
    BankObject("calendar", build_calendar, View(azimuth=-26, elevation=14), CALENDAR),
    BankObject("lightbulb", build_lightbulb, View(azimuth=-20, elevation=12, lift=0.12), LIGHTBULB),
    BankObject("megaphone", build_megaphone, View(azimuth=28, elevation=12, lift=0.3), MEGAPHONE),
    BankObject("trophy", build_trophy, View(azimuth=-20, elevation=14), TROPHY),
)

"""Parts that the mascots share: features on a round head, soft limbs, mitten hands and joined clay."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bpy.types import Material, Object
from mathutils import Matrix, Vector

from offline.bank_renderer.modelling import (
    Outline,
    Point,
    clay,
    group,
    heart_outline,
    lathe,
    material,
    place,
    prism,
    sphere,
    spline,
    torus,
    tube,
)

CHEEK = "#FF8F87"
MOUTH = "#8E2B3A"
TONGUE = "#FF7E86"
SKINS = ("#F6C7A2", "#E3A278", "#B9774E")


@dataclass(frozen=True)
class Ball:
    """An ellipsoid that features lie on, placed by angles: ``turn`` to the viewer's right, ``rise`` upwards."""

    centre: Point
    radii: Point

    def solid(self, surface: Material) -> Object:
        """The ellipsoid itself."""
        return sphere(1, surface, self.centre, scale=self.radii)

    def point(self, turn: float, rise: float, lift: float = 0) -> Point:
        """A point of the surface, or ``lift`` above it."""
        direction = self._direction(turn, rise)
        normal = self._normal(turn, rise)
        x, y, z = (
            middle + radius * along + lift * outwards
            for middle, radius, along, outwards in zip(self.centre, self.radii, direction, normal, strict=True)
        )
        return x, y, z

    def patch(
        self, size: Point, surface: Material, turn: float, rise: float, *, lift: float = 0, roll: float = 0
    ) -> Object:
        """A flat drop on the surface: half its width, half its thickness and half its height."""
        drop = sphere(1, surface, self.point(turn, rise, lift), scale=size, segments=32)
        drop.rotation_euler = self._facing(turn, rise, roll).to_euler()
        return drop

    def plate(
        self, outline: Outline, depth: float, surface: Material, turn: float, rise: float, *, lift: float = 0,
        roll: float = 0, bevel: float = 0.02,
    ) -> Object:  # fmt: skip
        """An outline drawn out along the surface's normal, its y axis up."""
        solid = prism(outline, depth, surface, self.point(turn, rise, lift), bevel=bevel)
        solid.rotation_euler = (self._facing(turn, rise, roll) @ Matrix.Rotation(math.pi / 2, 3, "X")).to_euler()
        return solid

    def line(
        self, angles: Sequence[tuple[float, float]], radius: float, surface: Material, *, lift: float = 0
    ) -> list[Object]:
        """A cord with round ends that follows the surface through (turn, rise) pairs."""
        points = [self.point(turn, rise, lift) for turn, rise in spline(angles, 8)]
        return cord(points, radius, surface)

    def _direction(self, turn: float, rise: float) -> Vector:
        turn, rise = math.radians(turn), math.radians(rise)
        return Vector((math.sin(turn) * math.cos(rise), -math.cos(turn) * math.cos(rise), math.sin(rise)))

    def _normal(self, turn: float, rise: float) -> Vector:
        direction = self._direction(turn, rise)
        return Vector([along / radius for along, radius in zip(direction, self.radii, strict=True)]).normalized()

    def _facing(self, turn: float, rise: float, roll: float) -> Matrix:
        normal = self._normal(turn, rise)
        around = Matrix.Rotation(math.atan2(normal.x, -normal.y), 3, "Z")
        up = Matrix.Rotation(-math.asin(max(-1.0, min(1.0, normal.z))), 3, "X")
        return around @ up @ Matrix.Rotation(math.radians(roll), 3, "Y")


def cord(points: Sequence[Sequence[float]], radius: float, surface: Material) -> list[Object]:
    """A tube along points with round ends."""
    ends = [sphere(radius, surface, point, segments=20) for point in (points[0], points[-1])]
    return [tube(points, radius, surface), *ends]


def ink() -> Material:
    """The glossy near-black of eyes and noses."""
    return material("#211C28", roughness=0.16, coat=0.8)


def eyes(head: Ball, size: float, *, turn: float = 22, rise: float = 2, mood: str = "open") -> list[Object]:
    """Two eyes about ``size`` high; moods: "open", "happy" (arches), "closed" (drooping arcs), "wink"."""
    parts: list[Object] = []
    for side in (-1, 1):
        if mood == "open" or (mood == "wink" and side < 0):
            parts += _open_eye(head, size, side * turn, rise)
        else:
            parts += _shut_eye(head, size, side * turn, rise, -1 if mood == "closed" else 1)
    return parts


def _open_eye(head: Ball, size: float, turn: float, rise: float) -> list[Object]:
    shine = material("#FFFFFF", roughness=0.3, emission=0.5)
    degrees = math.degrees(size / max(head.radii))
    eyeball = head.patch((size * 0.4, size * 0.16, size * 0.5), ink(), turn, rise)
    big = head.patch((size * 0.13, size * 0.05, size * 0.15), shine, turn - 0.13 * degrees, rise + 0.2 * degrees,
                     lift=size * 0.12)  # fmt: skip
    small = head.patch((size * 0.07, size * 0.04, size * 0.07), shine, turn + 0.14 * degrees, rise - 0.18 * degrees,
                       lift=size * 0.125)  # fmt: skip
    return [eyeball, big, small]


def _shut_eye(head: Ball, size: float, turn: float, rise: float, bend: int) -> list[Object]:
    degrees = math.degrees(size / max(head.radii))
    arc = [
        (turn + 0.5 * degrees * x, rise + bend * 0.32 * degrees * (0.5 - x * x)) for x in (-1, -0.6, -0.2, 0.2, 0.6, 1)
    ]
    return head.line(arc, size * 0.105, ink(), lift=0.005)


def cheeks(head: Ball, size: float, *, turn: float = 38, rise: float = -14, colour: str = CHEEK) -> list[Object]:
    """Two blushing spots."""
    blush = material(colour, roughness=0.6, coat=0)
    return [
        head.patch((size, size * 0.28, size * 0.72), blush, side * turn, rise, lift=-size * 0.12) for side in (-1, 1)
    ]


def smile(
    head: Ball, *, width: float = 14, rise: float = -14, depth: float = 7, radius: float = 0.028, turn: float = 0,
    surface: Material | None = None,
) -> list[Object]:  # fmt: skip
    """A closed smiling mouth, ``width`` degrees to each side of its middle."""
    arc = [(turn + width * x, rise - depth * (1 - x * x)) for x in (-1, -0.6, -0.2, 0.2, 0.6, 1)]
    return head.line(arc, radius, surface or material("#3A2230", roughness=0.4))


def laugh(head: Ball, size: float, *, rise: float = -20, turn: float = 0) -> list[Object]:
    """An open laughing mouth about ``size`` wide, with a tongue."""
    half = [(math.cos(math.pi * i / 20), math.sin(math.pi * i / 20)) for i in range(21)]
    outline = [(0.5 * size * x, -0.62 * size * y + 0.2 * size) for x, y in half]
    mouth = head.plate(outline, 0.08, material(MOUTH, roughness=0.5), turn, rise, lift=0.0, bevel=0.03)
    degrees = math.degrees(size / max(head.radii))
    tongue = head.patch((size * 0.24, size * 0.1, size * 0.14), material(TONGUE, roughness=0.5), turn,
                        rise - 0.24 * degrees, lift=0.03)  # fmt: skip
    return [mouth, tongue]


def limb(
    points: Sequence[Sequence[float]], radius: float, surface: Material, *, end_radius: float | None = None
) -> list[Object]:
    """Balls along a smooth path through points, to be melted together by ``clay``."""
    path = spline(points, 10)
    last = end_radius if end_radius is not None else radius
    balls = []
    for i, point in enumerate(path):
        thickness = radius + (last - radius) * i / (len(path) - 1)
        balls.append(sphere(thickness, surface, point, segments=20))
    return balls


def arm(points: Sequence[Sequence[float]], radius: float, surface: Material) -> Object:
    """A soft arm or leg through points, with a piece's own clay."""
    return clay(limb(points, radius, surface), surface, voxel=0.025, smoothing=6)


def mitten(location: Point, size: float, surface: Material, *, thumb: Point = (0.6, -0.2, 0.5)) -> Object:
    """A round hand with a thumb that points along ``thumb``."""
    direction = Vector(thumb).normalized()
    start, end = (Vector(location) + direction * size * reach for reach in (0.5, 1.4))
    balls = [sphere(size, surface, location, segments=28)]
    balls += limb([start, (start + end) / 2, end], size * 0.44, surface)
    return clay(balls, surface, voxel=0.02, smoothing=6)


def shoe(size: float, surface: Material, sole: Material) -> Object:
    """A plump shoe with its toe forward, the ground under its heel in the origin."""
    return group(
        [
            sphere(size, surface, (0, -0.28 * size, 0.5 * size), scale=(0.62, 0.95, 0.58)),
            sphere(size, sole, (0, -0.28 * size, 0.2 * size), scale=(0.66, 1.0, 0.22)),
        ]
    )


@dataclass(frozen=True)
class Outfit:
    """What a figure wears, from the shoulders down."""

    top: Material
    hand: Material
    legs: Material
    shoes: Material
    sole: Material


@dataclass(frozen=True)
class Step:
    """Where a foot is: the ground under its heel, how far its toe is raised, and how far it turns outwards."""

    heel: Point
    pitch: float = 0
    turn: float = 0
    knee: Point = (0, -0.06, 0)
    """How far the knee is from the middle between hip and ankle."""


TORSO = Ball((0, 0, 0.98), (0.54, 0.44, 0.56))
STAND = (Step((-0.27, 0, 0), turn=-8), Step((0.27, 0, 0), turn=8))


def body(outfit: Outfit, arms: Sequence[Sequence[Point]], steps: Sequence[Step] = STAND) -> list[Object]:
    """Torso, two legs with shoes and the arms, each from shoulder to hand; hands are put on by ``mitten``."""
    parts = [clay([TORSO.solid(outfit.top), *limb(_NECK, 0.2, outfit.top)], outfit.top, voxel=0.03, smoothing=10)]
    hips = [sphere(1, outfit.legs, (0, 0, 0.72), scale=(0.5, 0.41, 0.34))]
    for side, step in zip((-1, 1), steps, strict=True):
        hip, ankle = Vector((side * 0.23, 0, 0.62)), Vector(step.heel) + Vector((0, 0, 0.2))
        hips += limb([hip, (hip + ankle) / 2 + Vector(step.knee), ankle], 0.2, outfit.legs, end_radius=0.165)
        foot = shoe(0.34, outfit.shoes, outfit.sole)
        place(foot, step.heel, (step.pitch, 0, step.turn))
        parts.append(foot)
    parts.append(clay(hips, outfit.legs, voxel=0.028, smoothing=8))
    for path in arms:
        parts.append(arm(path, 0.15, outfit.top))
        parts.append(place(torus(0.125, 0.05, outfit.top), path[-1], _along(path[-2], path[-1])))
    return parts


_NECK = ((0, 0, 1.2), (0, 0, 1.4), (0, 0, 1.5))


def _along(start: Point, end: Point) -> tuple[float, float, float]:
    """The rotation that turns the z axis along a line."""
    turned = (Vector(end) - Vector(start)).to_track_quat("Z", "Y").to_euler()
    x, y, z = (math.degrees(angle) for angle in turned)
    return x, y, z


def cap(head: Ball, cloth: Material, trim: Material, *, rise: float = 30, crown: float = 1, tilt: float = 12) -> Object:
    """A cap with a visor on a head, its rim at ``rise`` degrees; ``crown`` makes it higher."""
    width, depth, height = (radius * 1.05 for radius in head.radii)
    levels = [math.radians(rise + (90 - rise) * i / 14) for i in range(15)]
    base = height * math.sin(levels[0])
    top = (height - base) * crown
    dome = [(math.cos(level), (height * math.sin(level) - base) * crown) for level in levels[:-1]]
    parts = [lathe([*dome, (0, top)], cloth, scale=(width, depth, 1))]
    rim = math.cos(levels[0])
    parts.append(torus(rim, 0.055, trim, scale=(width, depth, 1)))
    visor = (0.82 * width * rim, 0.36, 0.055)
    parts.append(sphere(1, cloth, (0, -depth * rim - 0.04, -0.01), scale=visor, rotation=(10, 0, 0)))
    parts.append(sphere(0.07, trim, (0, 0, top)))
    return group(parts, (head.centre[0], head.centre[1], head.centre[2] + base), (-tilt, 0, 0))


def heart(size: float, location: Point, rotation: Point = (90, 0, 0), colour: str = "#FF4D6D") -> Object:
    """A plump heart standing upright."""
    surface = material(colour, roughness=0.25, coat=0.6)
    return place(prism(heart_outline(size), size * 0.42, surface, bevel=size * 0.19), location, rotation)

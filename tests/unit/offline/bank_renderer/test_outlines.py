import math

import pytest

from offline.bank_renderer.outlines import (
    area,
    circle_outline,
    counter_clockwise,
    heart_outline,
    insets,
    rounded_polygon,
    rounded_rectangle,
    spline,
    star_outline,
)

SQUARE = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]


def test_rounded_corner_is_an_arc_of_that_radius() -> None:
    outline = rounded_polygon(SQUARE, 0.25)
    corner = [point for point in outline if point[0] > 0 and point[1] > 0]
    assert [math.dist(point, (0.75, 0.75)) for point in corner] == pytest.approx([0.25] * len(corner))


def test_too_large_a_radius_stops_at_half_of_a_side() -> None:
    assert max(abs(value) for point in rounded_polygon(SQUARE, 5) for value in point) <= 1


def test_each_corner_takes_its_own_radius() -> None:
    outline = rounded_polygon(SQUARE, [0, 0.3, 0, 0.3])
    assert [corner in outline for corner in SQUARE] == [True, False, True, False]


def test_straight_corner_stays_a_point() -> None:
    assert (0.0, -1.0) in rounded_polygon([(-1, -1), (0, -1), (1, -1), (0, 1)], 0.2)


@pytest.mark.parametrize(
    "outline", [rounded_rectangle(2, 2, 0.2), circle_outline(1), star_outline(1, 0.5), heart_outline(2)]
)
def test_outlines_run_counter_clockwise_around_the_origin(outline: list[tuple[float, float]]) -> None:
    assert counter_clockwise(outline) == outline
    assert counter_clockwise(outline[::-1])[0] in outline
    assert max(abs(x) for x, _ in outline) == pytest.approx(max(x for x, _ in outline), abs=0.02)


def test_star_and_heart_stand_upright() -> None:
    star = max(star_outline(1, 0.5), key=lambda point: point[1])
    tip = min(heart_outline(1), key=lambda point: point[1])
    assert star == pytest.approx((0, 1))
    assert tip[0] == pytest.approx(0, abs=0.02)


def test_repeated_points_are_dropped() -> None:
    assert counter_clockwise([*SQUARE, SQUARE[-1], SQUARE[0]]) in (SQUARE, SQUARE[1:] + SQUARE[:1])


def test_spline_goes_through_its_points_in_plane_and_space() -> None:
    points = [(0.0, 0.0, 1.0), (1.0, 2.0, 0.0), (3.0, 1.0, -1.0)]
    curve = spline(points, steps=6)
    assert [curve[0], curve[6], curve[12]] == [pytest.approx(point) for point in points]
    assert len(spline([(0, 0), (1, 1)], steps=4)) == 5


def test_insets_lie_at_their_distance_and_keep_the_number_of_points() -> None:
    rings = insets(rounded_rectangle(2, 1, 0.2), [0, 0.1])
    assert [len(ring) for ring in rings] == [44, 44]
    assert [max(x for x, _ in ring) for ring in rings] == pytest.approx([1, 0.9])
    assert [max(y for _, y in ring) for ring in rings] == pytest.approx([0.5, 0.4])


def test_corners_tighter_than_the_inset_become_points_instead_of_loops() -> None:
    (ring,) = insets(rounded_rectangle(2, 1, 0.05), [0.2])
    corners = {(round(abs(x), 6), round(abs(y), 6)) for x, y in ring}
    assert corners == {(0.8, 0.3)}
    assert area(ring) == pytest.approx(1.6 * 0.6)


def test_inset_of_a_hole_grows_it() -> None:
    (ring,) = insets(circle_outline(1)[::-1], [0.25])
    assert [math.hypot(x, y) for x, y in ring] == pytest.approx([1.25] * 64, rel=2e-3)


def test_insets_of_a_star_shrink_evenly() -> None:
    star = rounded_polygon(star_outline(1, 0.5), 0.04)
    areas = [area(ring) for ring in insets(star, [0.02 * i for i in range(12)])]
    assert areas == sorted(areas, reverse=True)
    assert areas[-1] > 0

"""Scenes whose object, shadow and floor are known by construction."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from adbanner.errors import ToolFailed
from model_servers.cut_out import cut_out
from model_servers.cut_out_floor import SHADOW_DARKEST

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

SIDE = 256
BLUE = np.array((13, 38, 191), np.float32)
DARK = np.array((18, 20, 28), np.float32)
ORANGE_BALL, WHITE_BALL = (235, 120, 30), (242, 243, 246)


@dataclass(frozen=True)
class Known:
    alpha: Floats
    shade: Floats
    colour: tuple[int, int, int]

    def on(self, floor: Floats | float) -> Floats:
        """The object over a floor that its shadow darkens."""
        shadow = 1 - self.shade[..., None] * (1 - SHADOW_DARKEST)
        painted = floor * (1 - self.shade[..., None]) + 255 * SHADOW_DARKEST * self.shade[..., None]
        behind = floor * shadow if np.ndim(floor) == 0 and floor == 255.0 else painted
        return self.alpha[..., None] * np.array(self.colour, np.float32) + (1 - self.alpha[..., None]) * behind

    @property
    def pixels(self) -> Bytes:
        return np.round(self.on(255.0)).astype(np.uint8)


def known(colour: tuple[int, int, int], *, at: tuple[int, int] = (120, 110), antenna: bool = False) -> Known:
    """A ball, with an antenna on demand, and the soft shadow beside it."""
    fine = np.zeros((SIDE * 4, SIDE * 4), np.uint8)
    cv2.circle(fine, (at[0] * 4, at[1] * 4), 50 * 4, 255, -1)
    if antenna:
        cv2.line(fine, (at[0] * 4, at[1] * 4), ((at[0] + 40) * 4, 20 * 4), 255, 14)
    alpha = cv2.resize(fine, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    shadow = np.zeros((SIDE, SIDE), np.float32)
    cv2.ellipse(shadow, (at[0] + 30, at[1] + 50), (60, 18), 0, 0, 360, 0.5, -1)
    return Known(alpha, cv2.GaussianBlur(shadow, (0, 0), 8), colour)


def composed(rgba: Bytes, colour: Floats) -> Floats:
    alpha = rgba[..., 3:].astype(np.float32) / 255
    return rgba[..., :3] * alpha + colour * (1 - alpha)


def plain(pixels: Bytes, mask: Floats) -> Bytes:
    return np.dstack([pixels, np.round(mask * 255).astype(np.uint8)])


def error(rgba: Bytes, scene: Known, colour: Floats) -> float:
    return float(np.abs(composed(rgba, colour) - scene.on(colour)).mean())


def blurred(mask: Floats, sigma: float = 1.5) -> Floats:
    return cv2.GaussianBlur(mask, (0, 0), sigma)


MASKS = {
    "blurred": blurred,
    "shrunk": lambda mask: blurred(cv2.erode(mask, np.ones((3, 3))), 0.8),
    "grown": lambda mask: blurred(cv2.dilate(mask, np.ones((3, 3))), 0.8),
}


@pytest.mark.parametrize("colour", [ORANGE_BALL, WHITE_BALL], ids=["orange", "white"])
@pytest.mark.parametrize("mask", MASKS)
def test_is_five_times_closer_to_the_truth_than_a_plain_mask(colour: tuple[int, int, int], mask: str) -> None:
    scene = known(colour)
    guide = MASKS[mask](scene.alpha)
    rgba = cut_out(scene.pixels, guide, keep_shadow=True)
    ours = error(rgba, scene, BLUE) + error(rgba, scene, DARK)
    naive = plain(scene.pixels, guide)
    assert ours * 5 < error(naive, scene, BLUE) + error(naive, scene, DARK)


def test_looks_on_white_as_the_picture_did() -> None:
    scene = known(ORANGE_BALL)
    rgba = cut_out(scene.pixels, blurred(scene.alpha), keep_shadow=True)
    assert np.abs(composed(rgba, np.full(3, 255, np.float32)) - scene.pixels).max() < 6


def test_a_white_object_stays_opaque() -> None:
    scene = known((255, 255, 255))
    rgba = cut_out(scene.pixels, blurred(scene.alpha), keep_shadow=True)
    assert (rgba[cv2.erode(scene.alpha, np.ones((7, 7))) == 1] == 255).all()


def test_a_thin_part_that_the_mask_lost_comes_back() -> None:
    scene = known((200, 30, 40), antenna=True)
    without = blurred(known((200, 30, 40)).alpha, 0.8)
    lost = (scene.alpha == 1) & (without < 0.01)
    rgba = cut_out(scene.pixels, without, keep_shadow=False)
    assert np.count_nonzero(lost) > 50
    assert rgba[lost][:, 3].mean() > 240


def test_the_shadow_has_the_energy_and_the_tint_of_the_true_one() -> None:
    scene = known(ORANGE_BALL)
    rgba = cut_out(scene.pixels, blurred(scene.alpha), keep_shadow=True)
    bare = cv2.dilate(scene.alpha, np.ones((9, 9))) == 0
    found, true = rgba[bare][:, 3].sum() / 255, scene.shade[bare].sum()
    assert found == pytest.approx(true, rel=0.03)
    deep = bare & (scene.shade > 0.3)
    assert np.abs(rgba[deep][:, :3].astype(int) - round(255 * SHADOW_DARKEST)).max() <= 4


def test_without_shadow_nothing_is_left_beside_the_object() -> None:
    scene = known(ORANGE_BALL)
    rgba = cut_out(scene.pixels, blurred(scene.alpha), keep_shadow=False)
    assert not rgba[cv2.dilate(scene.alpha, np.ones((9, 9))) == 0].any()
    assert np.abs(rgba[..., 3] / 255 - scene.alpha).mean() < 0.002
    edge = rgba[..., 3] > 60
    assert np.abs(rgba[edge][:, :3].astype(int) - ORANGE_BALL).mean() < 4


def test_noise_and_an_uneven_off_white_floor_leave_no_haze() -> None:
    scene = known(ORANGE_BALL)
    y, x = np.mgrid[-0.5 : 0.5 : SIDE * 1j, -0.5 : 0.5 : SIDE * 1j]
    floor = (250 - 12 * (x * x + y * y))[..., None].astype(np.float32)
    noise = np.random.default_rng(0).normal(0, 1.5, (SIDE, SIDE, 3))
    pixels = np.clip(np.round(scene.on(floor) + noise), 0, 255).astype(np.uint8)
    rgba = cut_out(pixels, blurred(scene.alpha), keep_shadow=True)
    clear = (scene.shade < 1e-3) & (cv2.dilate(scene.alpha, np.ones((9, 9))) == 0)
    assert rgba[clear][:, 3].mean() < 0.3
    assert error(rgba, scene, BLUE) * 4 < error(plain(pixels, blurred(scene.alpha)), scene, BLUE)


def test_a_coloured_reflection_keeps_its_colour_on_white() -> None:
    scene = known(ORANGE_BALL)
    glow = cv2.GaussianBlur(cv2.circle(np.zeros((SIDE, SIDE), np.float32), (120, 200), 20, 1.0, -1), (0, 0), 6)
    pixels = np.round(scene.pixels * (1 - 0.3 * glow[..., None] * np.array([0, 0.5, 1]))).astype(np.uint8)
    rgba = cut_out(pixels, blurred(scene.alpha), keep_shadow=True)
    assert np.abs(composed(rgba, np.full(3, 255, np.float32)) - pixels).max() < 6
    assert rgba[200, 120, 3] < 140


def test_on_a_coloured_background_only_the_object_is_kept() -> None:
    scene = known(ORANGE_BALL)
    flat = scene.alpha[..., None] * np.array(ORANGE_BALL) + (1 - scene.alpha[..., None]) * np.array((40, 90, 60))
    rgba = cut_out(np.round(flat).astype(np.uint8), blurred(scene.alpha), keep_shadow=True)
    assert np.abs(rgba[..., 3] / 255 - scene.alpha).mean() < 0.002
    assert np.abs(rgba[rgba[..., 3] > 60][:, :3].astype(int) - ORANGE_BALL).mean() < 4


def test_an_object_may_touch_the_border() -> None:
    scene = known(ORANGE_BALL, at=(10, 250))
    rgba = cut_out(scene.pixels, blurred(scene.alpha), keep_shadow=True)
    assert np.abs(composed(rgba, BLUE) - scene.on(BLUE)).mean() < 0.5
    assert rgba[-1, 10, 3] == 255


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("keep_shadow", [True, False])
def test_a_flat_picture_is_cut_by_its_mask(level: int, keep_shadow: bool) -> None:
    mask = known(ORANGE_BALL).alpha
    rgba = cut_out(np.full((SIDE, SIDE, 3), level, np.uint8), mask, keep_shadow=keep_shadow)
    assert np.abs(rgba[..., 3] / 255 - mask).mean() < 0.01
    assert (rgba[mask == 1][:, :3] == level).all()


@pytest.mark.parametrize("shape", [(1, 4), (3, 3), (8, 5), (2, 90)])
def test_tiny_pictures_that_are_all_object_come_back_whole(shape: tuple[int, int]) -> None:
    pixels = np.full((*shape, 3), 77, np.uint8)
    rgba = cut_out(pixels, np.ones(shape, np.float32), keep_shadow=True)
    assert (rgba == np.array([77, 77, 77, 255])).all()


def test_the_same_input_gives_the_same_bytes_and_stays_as_it_was() -> None:
    scene = known(ORANGE_BALL, antenna=True)
    pixels, mask = scene.pixels, blurred(scene.alpha)
    copies = pixels.copy(), mask.copy()
    first, second = (cut_out(pixels, mask, keep_shadow=True) for _ in range(2))
    assert first.tobytes() == second.tobytes()
    assert np.array_equal(pixels, copies[0])
    assert np.array_equal(mask, copies[1])


def test_no_object_is_told_to_whoever_chose_the_picture() -> None:
    with pytest.raises(ToolFailed, match="found no object") as failure:
        cut_out(known(ORANGE_BALL).pixels, np.full((SIDE, SIDE), 0.3, np.float32), keep_shadow=True)
    assert "предмета" in failure.value.told


@pytest.mark.parametrize(
    ("pixels", "mask", "problem"),
    [
        (np.zeros((9, 9, 4), np.uint8), np.ones((9, 9), np.float32), "pixels must be"),
        (np.zeros((9, 9), np.uint8), np.ones((9, 9), np.float32), "pixels must be"),
        (np.zeros((9, 9, 3), np.float32), np.ones((9, 9), np.float32), "pixels must be"),
        (np.zeros((9, 9, 3), np.uint8), np.ones((9, 8), np.float32), "object_mask must be"),
        (np.zeros((9, 9, 3), np.uint8), np.ones((9, 9)), "object_mask must be"),
        (np.zeros((9, 9, 3), np.uint8), np.full((9, 9), np.nan, np.float32), "finite"),
    ],
)
def test_wrong_arrays_are_refused_by_name(pixels: Bytes, mask: Floats, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        cut_out(pixels, mask, keep_shadow=True)

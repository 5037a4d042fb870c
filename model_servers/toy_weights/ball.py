"""Noise made into a thing: toy weights draw noise all over, and everything behind them expects an object on white."""

import cv2
import numpy as np

from model_servers.shapes import Pixels

RADIUS_SHARE = 0.3
SHADOW_LEVEL = 190
COLOURS = 60
"""Spread that the noise is given, so that the ball is coloured and not grey."""


def as_ball(noise: Pixels) -> Pixels:
    """A ball on white with a soft shadow, its surface made of the noise."""
    height, width = noise.shape[:2]
    radius, middle = round(RADIUS_SHARE * min(height, width)), (width // 2, height * 11 // 24)
    floor = np.full((height, width), 255, np.uint8)
    below = middle[0], middle[1] + round(0.95 * radius)
    cv2.ellipse(floor, below, (round(0.8 * radius), round(0.18 * radius)), 0, 0, 360, (SHADOW_LEVEL,), cv2.FILLED)
    floor = np.asarray(cv2.GaussianBlur(floor, (0, 0), max(1.0, radius / 12)), np.uint8)
    ball = cv2.circle(np.zeros((height, width), np.uint8), middle, radius, (255,), cv2.FILLED, cv2.LINE_AA)
    alpha = (ball.astype(np.float32) / 255)[..., None]
    smooth = cv2.GaussianBlur(noise.astype(np.float32), (0, 0), max(1.0, radius / 20))
    spread = float(smooth.std()) or 1.0
    mean = smooth.mean(axis=(0, 1))
    tint = np.array([90, 60, 200], np.float32) if mean.std() < 1 else 110 + 60 * (mean - mean.mean()) / mean.std()
    surface = np.clip(tint + COLOURS * (smooth - mean) / spread, 0, 235)
    return np.asarray(np.round(alpha * surface + (1 - alpha) * floor[..., None]), np.uint8)

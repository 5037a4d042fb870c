"""What an image server sees when it looks at the picture that it has drawn."""

from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from PIL import Image

from adbanner.contracts import PictureCheckResult
from adbanner.drawn_picture import MIN_SPREAD, MIN_WHITE_BORDER, measure_drawn
from adbanner.errors import ConfigError
from model_servers.shapes import Pixels, shapes_in
from model_servers.writing import find_rows

LOOKED_AT_PX = 768
LEAST_SHAPE_PX = 12
LARGEST_SHAPE_SHARE = 0.6
LEAST_LETTERS = 5
"""Letter-like shapes in a row that differ as letters do; shorter rows are often parts of an object."""
NSFW_CLASS = "nsfw"


class NsfwChecker(Protocol):
    """Says how likely a picture is not safe for work."""

    def score(self, pixels: Pixels) -> float:
        """0-1."""


class ClassifierNsfwChecker:
    """An image classification model of transformers with a class called ``nsfw``.

    Args:
        folder: The model.
        device: Where it runs.

    Raises:
        ConfigError: The folder is no such model.
    """

    def __init__(self, folder: Path, device: str) -> None:
        from transformers import AutoImageProcessor, AutoModelForImageClassification

        try:
            self._processor = AutoImageProcessor.from_pretrained(folder)  # type: ignore[no-untyped-call]
            self._model = AutoModelForImageClassification.from_pretrained(folder).to(device).eval()
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ConfigError(f"ADBANNER_SERVE_QWEN_IMAGE__NSFW_CHECKER={folder}: {error}") from error
        names = {name.lower(): number for number, name in self._model.config.id2label.items()}
        if NSFW_CLASS not in names:
            raise ConfigError(f"{folder}: the model has no class {NSFW_CLASS!r}, only {', '.join(names)}.")
        self._class = names[NSFW_CLASS]
        self._device = device

    def score(self, pixels: Pixels) -> float:
        """Probability of the class ``nsfw``."""
        import torch

        inputs = self._processor(images=Image.fromarray(pixels), return_tensors="pt").to(self._device)
        with torch.inference_mode():
            logits = self._model(**inputs).logits[0]
        return float(torch.softmax(logits.float(), dim=-1)[self._class])


def check_picture(pixels: Pixels, checker: NsfwChecker | None, threshold: float) -> tuple[PictureCheckResult, ...]:
    """White border, not blank, no writing, safe; each passed, failed or unchecked."""
    measured = measure_drawn(pixels)
    letters = longest_row(pixels)
    return (
        _result("white_border", measured.on_white, f"{measured.white_border:.2f} of {MIN_WHITE_BORDER}"),
        _result("not_blank", not measured.blank, f"spread {measured.spread:.1f} of {MIN_SPREAD}"),
        _result("no_text", letters == 0, f"{letters} letter-like shapes in a row" if letters else ""),
        _safety(pixels, checker, threshold),
    )


def longest_row(pixels: Pixels) -> int:
    """Letter-like shapes in the longest row that looks like writing; 0 where none does."""
    height, width = pixels.shape[:2]
    scale = min(1.0, LOOKED_AT_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    most = round(LARGEST_SHAPE_SHARE * max(size))
    shapes = list(shapes_in(small, (0, 0, *size), least_height=LEAST_SHAPE_PX, most_height=most))
    rows = [row for row in find_rows(small, shapes, least_letters=LEAST_LETTERS) if row.varied]
    return max((len(row.letters) for row in rows), default=0)


def _safety(pixels: Pixels, checker: NsfwChecker | None, threshold: float) -> PictureCheckResult:
    if checker is None:
        return PictureCheckResult(name="safe", verdict="unchecked", detail="no checker is configured")
    score = checker.score(pixels)
    return _result("safe", score < threshold, f"{score:.2f} of {threshold}")


def _result(name: str, passed: bool, detail: str) -> PictureCheckResult:
    return PictureCheckResult.model_validate(
        {"name": name, "verdict": "passed" if passed else "failed", "detail": detail}
    )

"""The finished file: the asked format within the platform's byte budget, as good as that allows.

A person who asked for PNG gets a PNG whenever one of acceptable quality fits: lossless, else with 256 colours. Only
when neither does is the file a JPEG, and the result says so. The bytes depend on the pixels alone.
"""

import io
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.assets import MediaType
from adbanner.brief import FileFormat
from adbanner.errors import LayoutError
from tools.background import oklab
from tools.layers import Pixels

PNG_LEVEL = 6
SMALLEST_PNG_LEVEL = 9
SMALLEST_PNG_GAIN = 0.75
"""The slow level saves up to a quarter; it is tried only where that may be enough."""
PALETTE_COLOURS = 256
EXACT_COLOURS = 8
"""How many of the commonest colours (text, button, flat ground) the palette keeps as they are."""
MIN_PALETTE_SIMILARITY = 0.98
"""SSIM under which 256 colours blur shapes."""
LARGEST_COLOUR_SHIFT = 0.013
"""Distance in OkLab between averaged colours above which 256 colours show as bands and blotches in soft shadows."""
SHIFTED_SHARE = 0.005
"""A shift is forgiven on this share of the picture."""
AVERAGED_SIDE_PX = 4
"""The eye averages about as many pixels, which hides a dither but no band."""
BEST_JPEG_QUALITY = 95
WORST_JPEG_QUALITY = 40
"""Below it blocks show round the letters."""


@dataclass(frozen=True, slots=True)
class EncodedBanner:
    """A banner as a file."""

    data: bytes
    media_type: MediaType
    done: str
    """What was done to keep the budget, in Russian; empty when the asked format fitted as it is."""


def encode(pixels: Pixels, file_format: FileFormat, max_bytes: int) -> EncodedBanner:
    """Encode a banner within a byte budget.

    Args:
        pixels: Height x width x 3, sRGB.
        file_format: What was asked for.
        max_bytes: The budget.

    Raises:
        LayoutError: No acceptable file fits the budget.
    """
    if file_format is FileFormat.PNG:
        data = png_bytes(pixels, PNG_LEVEL)
        if max_bytes < len(data) and len(data) * SMALLEST_PNG_GAIN <= max_bytes:
            data = png_bytes(pixels, SMALLEST_PNG_LEVEL)
        if len(data) <= max_bytes:
            return EncodedBanner(data, MediaType.PNG, "")
        reduced = _palette_png(pixels)
        if len(reduced) <= max_bytes and _is_true_to(pixels, _decoded(reduced)):
            return EncodedBanner(reduced, MediaType.PNG, f"PNG сведён к\u00a0{PALETTE_COLOURS}\u00a0цветам.")
    jpeg = _best_jpeg(pixels, max_bytes)
    if jpeg is None:
        raise LayoutError(
            f"Файл {pixels.shape[1]}×{pixels.shape[0]} не\u00a0умещается в\u00a0{max_bytes} байт даже как JPG "
            f"с\u00a0качеством {WORST_JPEG_QUALITY}. Увеличьте max_kb формата или уменьшите масштаб."
        )
    data, quality = jpeg
    if file_format is FileFormat.PNG:
        done = f"PNG не\u00a0уместился в\u00a0{max_bytes // 1024}\u00a0КБ, файл сохранён как JPG (качество {quality})."
    else:
        done = "" if quality == BEST_JPEG_QUALITY else f"Качество JPG снижено до\u00a0{quality}."
    return EncodedBanner(data, MediaType.JPEG, done)


def similarity(first: Pixels, second: Pixels) -> float:
    """Mean structural similarity of the lightness of two pictures, 0-1 (Wang et al. 2004, Gaussian window)."""
    a = cv2.cvtColor(first, cv2.COLOR_RGB2GRAY).astype(np.float32)
    b = cv2.cvtColor(second, cv2.COLOR_RGB2GRAY).astype(np.float32)

    def blur(image: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(cv2.GaussianBlur(image, (11, 11), 1.5), np.float32)

    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    return float((top / ((mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2))).mean())


def _is_true_to(pixels: Pixels, reduced: Pixels) -> bool:
    """Whether a picture of 256 colours keeps its shapes and, averaged as the eye does, its colours."""
    if similarity(pixels, reduced) < MIN_PALETTE_SIMILARITY:
        return False
    size = (max(1, pixels.shape[1] // AVERAGED_SIDE_PX), max(1, pixels.shape[0] // AVERAGED_SIDE_PX))
    meant, seen = (
        oklab(cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32))
        for picture in (pixels, reduced)
    )
    shift = np.linalg.norm(meant - seen, axis=2)
    return float(np.quantile(shift, 1 - SHIFTED_SHARE)) <= LARGEST_COLOUR_SHIFT


def png_bytes(pixels: Pixels, level: int) -> bytes:
    """Lossless; the "sub" filter suits a dithered gradient, all of them together the slow level."""
    row_filter = cv2.IMWRITE_PNG_FILTER_SUB if level == PNG_LEVEL else cv2.IMWRITE_PNG_ALL_FILTERS
    options = [cv2.IMWRITE_PNG_COMPRESSION, level, cv2.IMWRITE_PNG_FILTER, row_filter]
    _, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), options)
    return data.tobytes()


def _palette_png(pixels: Pixels) -> bytes:
    """A PNG of 256 colours without diffusion: the ground is dithered already, and noise would triple the file."""
    from PIL import Image

    image = Image.fromarray(pixels)
    palette = image.quantize(PALETTE_COLOURS, method=Image.Quantize.MEDIANCUT)
    colours = np.array(palette.getpalette(), np.int32).reshape(-1, 3)
    for exact in _commonest_colours(pixels):
        colours[int(((colours - exact) ** 2).sum(axis=1).argmin())] = exact
    palette.putpalette(colours.astype(np.uint8).tobytes())
    buffer = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()


def _commonest_colours(pixels: Pixels) -> NDArray[np.int32]:
    wide = pixels.reshape(-1, 3).astype(np.int32)
    codes, counts = np.unique((wide[:, 0] << 16) | (wide[:, 1] << 8) | wide[:, 2], return_counts=True)
    top = codes[np.argsort(-counts, kind="stable")[:EXACT_COLOURS]]
    return np.stack([top >> 16, (top >> 8) & 255, top & 255], axis=1).astype(np.int32)


def _decoded(data: bytes) -> Pixels:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)


def _best_jpeg(pixels: Pixels, max_bytes: int) -> tuple[bytes, int] | None:
    """The JPEG of the highest quality within the budget: full colour resolution first, then half."""
    picture = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), np.uint8)
    for sampling in (cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420):
        best: tuple[bytes, int] | None = None
        low, high = WORST_JPEG_QUALITY, BEST_JPEG_QUALITY
        quality = high
        while low <= high:
            data = _jpeg(picture, quality, sampling)
            if len(data) <= max_bytes:
                best, low = (data, quality), quality + 1
            else:
                high = quality - 1
            quality = (low + high) // 2
        if best is not None:
            return best
    return None


def _jpeg(picture: Pixels, quality: int, sampling: int) -> bytes:
    options = [
        *(cv2.IMWRITE_JPEG_QUALITY, quality),
        *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling),
        *(cv2.IMWRITE_JPEG_OPTIMIZE, 1),
    ]
    _, data = cv2.imencode(".jpg", picture, options)
    return data.tobytes()

"""Pictures that clients send: read, judged and brought to RGB."""

import binascii
from base64 import b64decode
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from adbanner.errors import InvalidRequest

FORMATS = ("PNG", "JPEG", "WEBP")
SMALLEST_SIDE_PX = 16
PLAIN_SPREAD = 2
"""Difference between the lightest and the darkest value below which a picture shows nothing."""


def read_picture(image_b64: str, max_megapixels: float) -> NDArray[np.uint8]:
    """The pixels of a base64 picture, sRGB, shape (height, width, 3); transparent parts become white.

    Raises:
        InvalidRequest: No such picture, too large, too small, or of one colour all over.
    """
    try:
        data = b64decode(image_b64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidRequest("image_b64 is no base64.", field="image_b64") from error
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            _refuse_size(image.size, max_megapixels)
            pixels = np.asarray(_on_white(image))
    except Image.DecompressionBombError as error:
        raise InvalidRequest(f"The picture is larger than {max_megapixels:g} megapixels.", field="image_b64") from error
    except UnidentifiedImageError as error:
        raise InvalidRequest("The picture is neither PNG nor JPEG nor WebP.", field="image_b64") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise InvalidRequest(f"The picture is damaged: {error}", field="image_b64") from error
    if int(pixels.max()) - int(pixels.min()) < PLAIN_SPREAD:
        red, green, blue = pixels[0, 0]
        raise InvalidRequest(
            f"The picture shows nothing: it is #{red:02x}{green:02x}{blue:02x} all over.", field="image_b64"
        )
    return pixels


def _refuse_size(size: tuple[int, int], max_megapixels: float) -> None:
    width, height = size
    if width * height > max_megapixels * 1e6:
        message = f"The picture has {width * height / 1e6:.1f} megapixels; at most {max_megapixels:g} are taken."
        raise InvalidRequest(message, field="image_b64")
    if min(size) < SMALLEST_SIDE_PX:
        message = f"The picture is {width}x{height}; its sides must have at least {SMALLEST_SIDE_PX} px."
        raise InvalidRequest(message, field="image_b64")


def _on_white(image: Image.Image) -> Image.Image:
    """RGB, with white where the picture is transparent."""
    if image.mode.startswith("I"):
        raise InvalidRequest("16-bit grey pictures are not taken; save it as RGB.", field="image_b64")
    if not image.has_transparency_data:
        return image.convert("RGB")
    pixels = image.convert("RGBA")
    white = Image.new("RGBA", pixels.size, "white")
    return Image.alpha_composite(white, pixels).convert("RGB")

"""Pictures in the answers of model servers: believed only after they were decoded."""

import binascii
from base64 import b64decode
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from adbanner.errors import ToolFailed
from tools.service_words import Service, Trouble, told

UNUSABLE = told(Service.IMAGES, Trouble.MUDDLES)


def read_png(b64: str, *, mode: str, size: tuple[int, int], server: str) -> tuple[bytes, Image.Image]:
    """The bytes and the pixels of an answered PNG.

    Args:
        b64: What the server sent.
        mode: Pillow's name of the expected pixels: ``RGB`` or ``RGBA``.
        size: Expected width and height, px; checked before the pixels are decoded.
        server: Who answered, for the message.

    Raises:
        ToolFailed: Not base64, not a PNG, damaged, or of another size or kind.
    """
    try:
        data = b64decode(b64, validate=True)
        image = Image.open(BytesIO(data), formats=("PNG",))
        if (image.size, image.mode) != (size, mode):
            wanted, got = f"{size[0]}x{size[1]} {mode}", f"{image.width}x{image.height} {image.mode}"
            raise ToolFailed(f"{server} answered a picture of {got}; {wanted} was expected.", told=UNUSABLE)
        image.load()
    except binascii.Error as error:
        raise ToolFailed(f"{server} answered a picture that is no base64: {error}.", told=UNUSABLE) from error
    except UnidentifiedImageError as error:
        raise ToolFailed(f"{server} answered something that is no PNG.", told=UNUSABLE) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        # What Pillow raises for damaged chunks, a cut-off file and impossible headers.
        raise ToolFailed(f"{server} answered a damaged PNG: {error}.", told=UNUSABLE) from error
    return data, image

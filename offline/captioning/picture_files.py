"""The pictures of a folder, and each of them as a vision model gets it."""

import base64
import hashlib
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen
from tools.own_picture import plain_picture

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")
MAX_SIDE_PX = 1_024
MIN_SIDE_PX = 28
"""Vision models see in patches of this size and refuse what is smaller."""
JPEG_QUALITY = 92
PREPARATION_VERSION = "1"
"""Raise it when pictures are prepared in another way: all of them are then described anew."""


class UnreadablePicture(Exception):
    """A file cannot be shown to a model; the message says why."""


class PictureFile(Frozen):
    """A file of the folder; ``sha256`` is that of its bytes."""

    name: str
    sha256: str


def picture_files(folder: Path) -> tuple[Path, ...]:
    """The pictures of a folder by name, without those of folders inside it.

    Raises:
        InvalidRequest: There are none, or the folder cannot be read.
    """
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()]
    except OSError as error:
        raise InvalidRequest(f"{folder}: the folder cannot be read ({error.strerror}).") from error
    shown = sorted(path for path in found if not path.name.startswith("."))
    if not shown:
        raise InvalidRequest(f"{folder}: there is no picture in this folder ({', '.join(SUFFIXES)}).")
    return tuple(shown)


def identified(paths: Sequence[Path]) -> tuple[tuple[PictureFile, ...], dict[str, str]]:
    """The files with the hashes of their contents, and why others cannot be read, by name."""
    files, unreadable = [], {}
    for path in paths:
        try:
            with path.open("rb") as file:
                files.append(PictureFile(name=path.name, sha256=hashlib.file_digest(file, "sha256").hexdigest()))
        except OSError as error:
            unreadable[path.name] = f"the file cannot be read ({error.strerror})"
    return tuple(files), unreadable


def data_url(folder: Path, file: PictureFile) -> str:
    """The picture on white, at most ``MAX_SIDE_PX`` on a side, as a data URL.

    Raises:
        UnreadablePicture: It cannot be opened, shows nothing, or is not the file that it was when the run began.
    """
    try:
        data = (folder / file.name).read_bytes()
    except OSError as error:
        raise UnreadablePicture(f"the file cannot be read ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UnreadablePicture("the file was changed meanwhile; run the command again")
    try:
        with Image.open(BytesIO(data)) as opened:
            if min(opened.size) < MIN_SIDE_PX:
                raise UnreadablePicture(f"it is {opened.width}x{opened.height}, at least {MIN_SIDE_PX} px are needed")
            # Decodes at a fraction of the size where a JPEG is much larger.
            opened.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))
            opened.load()
            plain = plain_picture(opened)
    except UnidentifiedImageError as error:
        raise UnreadablePicture("it is no picture of a kind that can be opened") from error
    except (OSError, SyntaxError, ValueError, zlib.error, Image.DecompressionBombError) as error:
        raise UnreadablePicture(f"it is damaged or too large ({error})") from error
    white = on_white(plain)
    if white.getcolors(1) is not None:
        raise UnreadablePicture("it shows nothing: every point has the same colour")
    buffer = BytesIO()
    white.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return f"data:image/jpeg;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def on_white(image: Image.Image) -> Image.Image:
    """The picture scaled down where it is too large, its see-through parts white."""
    # Pillow scales with premultiplied alpha, so that hidden colours do not bleed into edges.
    image.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), Image.Resampling.LANCZOS)
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")

"""A file of any kind to 8-bit sRGB with alpha, or the reason why not. The header is read before the pixels."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from tools.layers import Pixels

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_DEPTH_AT = 24
_DEEP = 65_535
_CUT_SHORT = ("truncated", "unexpected end", "incomplete", "not enough")


class Obstacle(StrEnum):
    """Why a file gives no picture, in Russian: it stands in the report."""

    EMPTY = "файл пуст (0 байт)"
    NOT_A_PICTURE = "это не картинка: формат не распознан"
    TOO_LARGE = "слишком много пикселей"
    TRUNCATED = "файл обрывается: картинка сохранена не целиком"
    BROKEN = "файл повреждён"
    FORBIDDEN = "нет прав на чтение файла"
    LINK = "ссылка никуда не ведёт или замкнута сама на себя"
    NO_FILE = "не обычный файл"
    NOTHING_VISIBLE = "на картинке ничего нет: она полностью прозрачна или одного цвета"
    CHANGED = "файл изменился во время проверки: запустите её ещё раз"
    CRASHED = "разбор файла аварийно завершил процесс"


class Note(StrEnum):
    """What was changed while reading, in Russian; no fault."""

    CMYK = "CMYK переведён в sRGB"
    DEEP = "16 бит на канал сведены к 8"
    PALETTE = "палитра развёрнута в RGB"
    GREY = "оттенки серого развёрнуты в RGB"
    ANIMATED = "анимация: взят первый кадр"
    ROTATED = "повёрнуто по EXIF"
    PROFILE = "цветовой профиль приведён к sRGB"
    BAD_PROFILE = "цветовой профиль повреждён: принят sRGB"


class UnreadableError(Exception):
    """The file gives no picture.

    Args:
        obstacle: Why.
        detail: Particulars for people, in Russian.
    """

    def __init__(self, obstacle: Obstacle, detail: str = "") -> None:
        self.obstacle, self.detail = obstacle, detail
        super().__init__(f"{obstacle.value}: {detail}" if detail else obstacle.value)

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[Obstacle, str]]:
        """Exceptions cross between processes by their arguments."""
        return UnreadableError, (self.obstacle, self.detail)


@dataclass(frozen=True, eq=False)
class ReadPicture:
    """A decoded picture."""

    pixels: Pixels
    """Height x width x 4: straight RGBA in sRGB, upright."""
    transparent: bool
    """Whether anything in it lets the ground through."""
    file_format: str
    notes: tuple[Note, ...]

    @property
    def on_white(self) -> Pixels:
        """Height x width x 3: the picture over white."""
        return over_white(self.pixels)


def over_white(pixels: Pixels) -> Pixels:
    """RGBA over white, rounded to whole levels."""
    colour, alpha = pixels[..., :3].astype(np.uint32), pixels[..., 3:].astype(np.uint32)
    return ((colour * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)


DECODER_ERRORS = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders let through on broken headers and data: they trust what a file says of itself."""


def read_picture(data: bytes, *, too_many_pixels: int) -> ReadPicture:
    """Decode the first frame of any picture that Pillow knows.

    Raises:
        UnreadableError: There is none; the header alone decides whether it is one and whether it is too large.
    """
    if not data:
        raise UnreadableError(Obstacle.EMPTY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a limit of our own applies, and broken metadata is no reason to stop
        return _read(data, too_many_pixels)


def _read(data: bytes, too_many_pixels: int) -> ReadPicture:
    try:
        image = Image.open(io.BytesIO(data))
    except UnidentifiedImageError as error:
        raise UnreadableError(Obstacle.NOT_A_PICTURE) from error
    except Image.DecompressionBombError as error:
        raise UnreadableError(Obstacle.TOO_LARGE, f"не меньше {_millions(too_many_pixels)} Мп") from error
    except DECODER_ERRORS as error:
        raise UnreadableError(_damage(data, error)) from error
    width, height = image.size
    if width * height >= too_many_pixels:
        found = f"{width}×{height} — {_millions(width * height)} Мп, предел {_millions(too_many_pixels)} Мп"
        raise UnreadableError(Obstacle.TOO_LARGE, found)
    notes: list[Note] = []
    file_format = image.format or ""
    if getattr(image, "n_frames", 1) > 1:
        notes.append(Note.ANIMATED)
    try:
        image.load()
        turned = ImageOps.exif_transpose(image)
        if image.getexif().get(0x0112, 1) not in (0, 1):
            notes.append(Note.ROTATED)
        pixels = _to_srgb(turned, data, notes)
    except MemoryError as error:
        raise UnreadableError(Obstacle.TOO_LARGE, "не хватило памяти") from error
    except DECODER_ERRORS as error:
        raise UnreadableError(_damage(data, error)) from error
    if not pixels[..., 3].any():
        raise UnreadableError(Obstacle.NOTHING_VISIBLE)
    pixels.flags.writeable = False
    return ReadPicture(pixels, bool((pixels[..., 3] < 255).any()), file_format, tuple(notes))


def _to_srgb(image: Image.Image, data: bytes, notes: list[Note]) -> Pixels:
    """Straight RGBA; the notes say what had to be done for it."""
    if image.mode.startswith("I") or image.mode == "F":
        notes += [Note.DEEP, Note.GREY]
        image = _eight_bits(image)
    elif data.startswith(_PNG_SIGNATURE) and data[_PNG_DEPTH_AT] == 16:
        notes.append(Note.DEEP)
    if image.mode in ("P", "PA"):
        notes.append(Note.PALETTE)
    elif image.mode in ("L", "LA", "1") and Note.GREY not in notes:
        notes.append(Note.GREY)
    elif image.mode == "CMYK":
        notes.append(Note.CMYK)
    alpha = np.asarray(image.convert("RGBA"))[..., 3] if image.has_transparency_data else None
    colour = _managed(image, notes)
    pixels = np.dstack([np.asarray(colour), np.full((colour.height, colour.width), 255) if alpha is None else alpha])
    return np.ascontiguousarray(pixels, dtype=np.uint8)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey levels of 16 or 32 bits or of floating point, by the range that the mode has or the values need."""
    values = np.nan_to_num(np.asarray(image).astype(np.float64))
    top = values.max(initial=0)
    float_full = 1.0 if top <= 1 else 255.0 if top <= 255 else top
    full = float_full if image.mode == "F" else max(_DEEP, top)
    return Image.fromarray(np.clip(np.rint(values * 255 / full), 0, 255).astype(np.uint8))


def _managed(image: Image.Image, notes: list[Note]) -> Image.Image:
    """The colours in sRGB: by the embedded profile where there is one that fits."""
    profile = image.info.get("icc_profile")
    if profile is not None:
        source = image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGBA").convert("RGB")
        try:
            known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            managed = ImageCms.profileToProfile(source, known, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            notes.append(Note.BAD_PROFILE)
        else:
            if managed is not None:
                if "sRGB" not in ImageCms.getProfileDescription(known):
                    notes.append(Note.PROFILE)
                return managed
    return image.convert("RGB") if image.mode == "CMYK" else image.convert("RGBA").convert("RGB")


def _damage(data: bytes, error: Exception) -> Obstacle:
    """Whether the end is missing. The decoder of WebP says only that it failed: the size in the header tells."""
    short_riff = data.startswith(b"RIFF") and int.from_bytes(data[4:8], "little") + 8 > len(data)
    short = short_riff or any(sign in str(error).lower() for sign in _CUT_SHORT)
    return Obstacle.TRUNCATED if short else Obstacle.BROKEN


def _millions(pixels: int) -> str:
    return f"{pixels / 1e6:.0f}"

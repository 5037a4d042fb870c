"""Pictures that marketers bring: judged by their header before they are decoded, then made plain PNGs."""

import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from adbanner.errors import InvalidRequest
from adbanner.frozen import Frozen

FIELD = "images.own_picture"
FORMATS = ("PNG", "JPEG", "WEBP")
MAX_MIB = 20
MIN_SIDE_PX = 64
MAX_SIDE_PX = 8_192
MAX_MEGAPIXELS = 40
"""Decoded, such a picture takes 160 MB."""
CLEAR_ALPHA = 16
MIN_CLEAR_SHARE = 0.005
"""A picture counts as cut out when at least this share of it is see-through: single stray pixels do not."""
SEEN_ALPHA = 128
MIN_SEEN_SHARE = 0.001
"""Share of pixels that must be at least half opaque for a picture to show anything."""
PNG_LEVEL = 1
"""Photographs gain 3 % from level 6 and take four times as long."""

ADVICE = "Приложите PNG, JPEG или\u00a0WebP."
TOO_MANY_PIXELS = (
    f"слишком велик: можно до\u00a0{MAX_SIDE_PX}\u00a0точек по\u00a0стороне, всего "
    f"до\u00a0{MAX_MEGAPIXELS}\u00a0Мп. Уменьшите картинку."
)
KNOWN_FORMATS = (
    (0, b"GIF8", "GIF"),
    (0, b"%PDF", "PDF"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"8BPS", "PSD"),
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "SVG"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyp", "HEIC"),
)
"""Offset and first bytes of files that people bring by mistake, to name them in the refusal."""


class OwnPicture(Frozen):
    """A picture that is safe to work with: sRGB, 8 bits, upright, no metadata."""

    data: bytes
    """PNG, RGBA when ``has_alpha``, otherwise RGB; the same file always gives the same bytes."""
    width: int
    height: int
    has_alpha: bool
    """Whether the picture is cut out already."""


def read_own_picture(data: bytes, file_name: str) -> OwnPicture:
    """Check a marketer's file and make a plain PNG of it; what it is decides its content, not its name.

    Args:
        data: The whole file.
        file_name: What the person calls it, for the messages.

    Raises:
        InvalidRequest: What is wrong with the file and what to do, in Russian.
    """
    image = _open(data, file_name)
    _check_header(image, file_name)
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, zlib.error) as error:
        # What Pillow raises for a cut-off file, damaged chunks and chunks that blow up when unpacked.
        raise _refusal(file_name, "повреждён или загружен не целиком. Сохраните картинку заново.") from error
    plain = plain_picture(image)
    has_alpha = plain.mode == "RGBA" and _is_cut_out(plain)
    if has_alpha and _alpha_share(plain, SEEN_ALPHA, 256) < MIN_SEEN_SHARE:
        raise _refusal(file_name, "полностью прозрачен. Приложите картинку с предметом.")
    if plain.mode == "RGBA" and not has_alpha:
        plain = plain.convert("RGB")
    return OwnPicture(data=_encode(plain), width=plain.width, height=plain.height, has_alpha=has_alpha)


def has_transparency(data: bytes) -> bool:
    """Whether a stored picture is cut out already."""
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        return image.has_transparency_data and _is_cut_out(image.convert("RGBA"))


def needs_cutout(picture: OwnPicture) -> bool:
    """Whether the background of a picture has to be removed before it can stand on a banner."""
    return not picture.has_alpha


def check_background(*, has_alpha: bool, cutout_configured: bool) -> None:
    """Refuse up front a picture whose background nobody could remove.

    White is not simply made transparent: that would eat light objects and tear holes into them.

    Raises:
        InvalidRequest: The picture is opaque and no cut-out server is configured.
    """
    if has_alpha or cutout_configured:
        return
    raise InvalidRequest(
        "У\u00a0вашей картинки непрозрачный фон, а\u00a0сервер вырезания не\u00a0настроен. Приложите PNG "
        "с\u00a0прозрачным фоном или попросите администратора задать ADBANNER_CUTOUT__BASE_URL.",
        field=FIELD,
    )


def _refusal(file_name: str, problem: str) -> InvalidRequest:
    return InvalidRequest(f"Файл «{file_name}» {problem}", field=FIELD)


def _open(data: bytes, file_name: str) -> Image.Image:
    """The picture with only its header read."""
    if not data:
        raise _refusal(file_name, f"пуст. {ADVICE}")
    if len(data) > MAX_MIB * 1024**2:
        size = f"{len(data) / 1024**2:.0f}\u00a0МБ"
        raise _refusal(
            file_name, f"весит {size}, можно до\u00a0{MAX_MIB}\u00a0МБ. Сохраните его с\u00a0большим сжатием."
        )
    try:
        return Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        known = next((name for at, mark, name in KNOWN_FORMATS if data[at : at + len(mark)] == mark), None)
        problem = f"в\u00a0формате {known}, а\u00a0он не\u00a0подходит" if known else "не\u00a0похож на\u00a0картинку"
        raise _refusal(file_name, f"{problem}. {ADVICE}") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refusal(file_name, TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, zlib.error) as error:
        raise _refusal(file_name, "повреждён. Сохраните картинку заново.") from error


def _check_header(image: Image.Image, file_name: str) -> None:
    """Refuse by what the header says, before a single pixel is decoded."""
    width, height = image.size
    if max(width, height) > MAX_SIDE_PX or width * height > MAX_MEGAPIXELS * 1_000_000:
        raise _refusal(file_name, f"({width}×{height}) {TOO_MANY_PIXELS}")
    if min(width, height) < MIN_SIDE_PX:
        raise _refusal(
            file_name,
            f"слишком мал: {width}×{height}, нужно хотя\u00a0бы {MIN_SIDE_PX}\u00a0точки по\u00a0каждой стороне. "
            "Найдите картинку крупнее.",
        )
    # Phones put previews behind the picture of a JPEG; those are not an animation.
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise _refusal(file_name, "анимирован, а\u00a0баннер неподвижен. Сохраните один кадр отдельной картинкой.")


def plain_picture(image: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, with 8 bits a channel, without metadata."""
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I"):
        # Pillow would clip 16-bit grey at 255 instead of scaling it.
        levels = np.asarray(image, dtype=np.uint32)
        image = Image.fromarray(((levels * 255 + 32_767) // 65_535).astype(np.uint8))
    mode = "RGBA" if image.has_transparency_data else "RGB"
    plain = _to_srgb(image, profile, mode) if profile else None
    if plain is None:
        # A needless conversion would be one more copy of up to 160 MB.
        plain = image if image.mode == mode else image.convert(mode)
    plain.info = {}
    return plain


def _to_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """The picture with the colours of its profile; None where the profile cannot be used."""
    if image.mode == "P":
        image = image.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken profile, or one of another colour model, is ignored as browsers do.
        return None


def _is_cut_out(image: Image.Image) -> bool:
    """Whether enough of an RGBA picture is see-through."""
    return _alpha_share(image, 0, CLEAR_ALPHA) >= MIN_CLEAR_SHARE


def _alpha_share(image: Image.Image, low: int, high: int) -> float:
    """Share of the pixels of an RGBA picture whose alpha is at least ``low`` and below ``high``."""
    return sum(image.getchannel("A").histogram()[low:high]) / (image.width * image.height)


def _encode(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=PNG_LEVEL)
    return buffer.getvalue()

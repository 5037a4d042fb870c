"""Which pictures of a bank can stand on a banner, by the same decoder that draws them."""

import asyncio
import hashlib
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.brand_kit import BankImage, BrandKit
from adbanner.errors import ToolFailed
from adbanner.frozen import Frozen
from tools.cpu_pool import in_cpu_pool
from tools.own_picture import MAX_MEGAPIXELS
from tools.picture_placement import decode_straight

KEY_KIND = "bank-picture-check-1"
"""Part of the content key; count up when the check changes, so that old verdicts are not believed."""
OPAQUE = 255


class PictureProblem(Frozen):
    """A picture that no banner can show."""

    image_id: str
    file: str
    problem: str
    """What is wrong and what to do, for the person who keeps the bank."""

    def __str__(self) -> str:
        return f"{self.file} («{self.image_id}»): {self.problem}"


async def check_pictures(kit: BrandKit, store: ArtifactStore | None = None) -> tuple[PictureProblem, ...]:
    """Decode every picture of the bank and say which ones cannot stand on a banner; empty when all can.

    Decoding takes some 5 ms a picture, so loading a kit leaves it out.

    Args:
        kit: Whose bank.
        store: Remembers verdicts by content, so that a picture is decoded only once.
    """
    problems = await asyncio.gather(*(_check(kit.image_path(image), store) for image in kit.images))
    return tuple(_named(image, problem) for image, problem in zip(kit.images, problems, strict=True) if problem)


def problem_of(data: bytes) -> str:
    """Why a banner cannot show a picture; empty when it can."""
    try:
        # Only the header: a bomb is refused before it is unpacked.
        with Image.open(BytesIO(data), formats=("PNG", "WEBP")) as picture:
            width, height = picture.size
    except UnidentifiedImageError:
        return "it is no PNG or WebP; save the cut-out as one of these"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        return f"it cannot be read ({error}); replace the file"
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        return f"{width}x{height} are more than {MAX_MEGAPIXELS} megapixels; scale it down"
    try:
        pixels = decode_straight(data)
    except ToolFailed as error:
        return f"{error} Replace the file"
    if pixels[..., 3].min() == OPAQUE:
        return "it has no transparent part; cut the object out first"
    return ""


async def _check(path: Path, store: ArtifactStore | None) -> str:
    try:
        data = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        return f"it cannot be opened ({error.strerror}); put the file back"
    key = content_key(KEY_KIND, hashlib.sha256(data).hexdigest())
    if store and (known := await store.recall(key)) is not None:
        return known.decode()
    problem = await in_cpu_pool(problem_of, data)
    if store:
        await store.remember(key, problem.encode())
    return problem


def _named(image: BankImage, problem: str) -> PictureProblem:
    return PictureProblem(image_id=image.id, file=image.file, problem=problem)

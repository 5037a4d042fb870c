"""Aspect-ratio buckets: pictures of one batch have one size, and none is stretched or cut."""

import math
from collections.abc import Sequence

from PIL import Image

from adbanner.frozen import Frozen
from offline.training.config import SIDE_STEP_PX


class Bucket(Frozen):
    """A size that pictures are brought to, px."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


def bucket_sizes(resolution: int, ratios: Sequence[str]) -> tuple[Bucket, ...]:
    """One bucket for each ratio (``"4:3"``) with the area of a square of that side, sides multiples of 16 px."""
    return tuple(dict.fromkeys(_bucket(resolution, ratio) for ratio in ratios))


def nearest_bucket(width: int, height: int, buckets: Sequence[Bucket]) -> Bucket:
    """The bucket whose aspect ratio is nearest; twice as wide is as far as half as wide."""
    return min(buckets, key=lambda bucket: abs(math.log(bucket.width / bucket.height * height / width)))


def fitted(picture: Image.Image, bucket: Bucket) -> Image.Image:
    """The whole picture scaled into the bucket, in its middle, on white: RGB of exactly that size.

    Cropping, as other trainers do it, would cut objects; on pictures that stand on white, more white changes nothing.
    """
    scale = min(bucket.width / picture.width, bucket.height / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    scaled = picture.resize(size, Image.Resampling.LANCZOS)
    filled = Image.new("RGB", (bucket.width, bucket.height), "white")
    filled.paste(scaled, ((bucket.width - size[0]) // 2, (bucket.height - size[1]) // 2))
    return filled


def _bucket(resolution: int, ratio: str) -> Bucket:
    across, down = (int(part) for part in ratio.split(":"))
    return Bucket(
        width=_stepped(resolution * math.sqrt(across / down)), height=_stepped(resolution * math.sqrt(down / across))
    )


def _stepped(side: float) -> int:
    return max(1, round(side / SIDE_STEP_PX)) * SIDE_STEP_PX

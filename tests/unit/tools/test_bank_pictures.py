import shutil
import struct
import zlib
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.brand_kit_files import load_brand_kit
from adbanner.settings import PROJECT_ROOT
from tools.bank_pictures import check_pictures, problem_of
from tools.picture_placement import decode_cut_out

SIDE = 64


def cut_out() -> Image.Image:
    pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
    pixels[16:48, 16:48] = (200, 30, 40, 255)
    return Image.fromarray(pixels)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    data = BytesIO()
    image.save(data, kind, **options)  # type: ignore[arg-type]
    return data.getvalue()


def palette_png() -> bytes:
    indexed = cut_out().convert("RGB").quantize(4)
    return encoded(indexed, transparency=indexed.getpixel((0, 0)))


def deep_png() -> bytes:
    levels = cv2.cvtColor(np.asarray(cut_out()), cv2.COLOR_RGBA2BGRA).astype(np.uint16) * 257
    return cv2.imencode(".png", levels)[1].tobytes()


def bomb_png(width: int, height: int) -> bytes:
    """A header that promises so many pixels, with nothing behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("data", [palette_png(), deep_png(), encoded(cut_out(), "WEBP", lossless=True)])
def test_a_cut_out_of_any_depth_or_palette_stands_on_a_banner_as_it_is(data: bytes) -> None:
    assert problem_of(data) == ""
    drawn = decode_cut_out(data).premultiplied
    assert drawn[32, 32].tolist() == [200, 30, 40, 255]
    assert drawn[2, 2, 3] == 0


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"not a picture", "no PNG or WebP"),
        (b"", "no PNG or WebP"),
        (encoded(cut_out().convert("CMYK"), "JPEG"), "no PNG or WebP"),
        (encoded(cut_out())[:100], "cannot be"),
        (encoded(cut_out().convert("RGB")), "no transparent part"),
        (encoded(Image.new("RGBA", (SIDE, SIDE))), "no pixel of it is opaque"),
        (bomb_png(10_000, 5_000), "more than 40 megapixels"),
        (bomb_png(60_000, 60_000), "cannot be read"),
    ],
    ids=["text", "empty", "cmyk", "truncated", "opaque", "invisible", "50 megapixels", "bomb"],
)
def test_what_no_banner_can_show_is_said(data: bytes, problem: str) -> None:
    assert problem in problem_of(data)


@pytest.fixture
def kit(tmp_path: Path) -> BrandKit:
    return load_brand_kit(Path(shutil.copytree(PROJECT_ROOT / "brand_kits" / "demo", tmp_path / "kit")))


async def test_bad_pictures_are_named_and_good_ones_decoded_once(
    kit: BrandKit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = kit.model_copy(update={"images": kit.images[:4]})
    broken, lost = kit.images[1], kit.images[3]
    path = kit.image_path(broken)
    path.write_bytes(path.read_bytes()[:5_000])
    kit.image_path(lost).unlink()
    store = ArtifactStore.local(tmp_path / "store")
    for _ in range(2):
        problems = await check_pictures(kit, store)
        assert [(found.image_id, found.file) for found in problems] == [
            (broken.id, broken.file),
            (lost.id, lost.file),
        ]
        assert "put the file back" in str(problems[1])
        monkeypatch.setattr("tools.bank_pictures.problem_of", None)

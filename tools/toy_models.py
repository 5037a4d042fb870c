"""Toy rules behind the fake model servers: right in form, without any style or meaning."""

import hashlib
import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from adbanner.contracts import (
    CUTOUT_PATH,
    EMBEDDINGS_PATH,
    IMAGES_PATH,
    CutoutRequest,
    CutoutResponse,
    Embedding,
    EmbeddingsRequest,
    EmbeddingsResponse,
    GeneratedImage,
    ImageGenerationRequest,
    ImageGenerationResponse,
)

EMBEDDING_DIMENSIONS = 64
PALETTE = ((226, 72, 61), (38, 110, 230), (36, 160, 92), (242, 148, 30), (128, 78, 214))
SHADOW_GREY = 190
NEUTRAL_CHROMA = 24
"""Difference between the strongest and the weakest channel below which a pixel is floor or shadow."""
COLOURED_CHROMA = 72
"""... and above which it is wholly the object."""


def draw_toy(prompt: str, seed: int, width: int, height: int) -> bytes:
    """A coloured rounded shape with a soft grey shadow on white, as PNG; equal arguments give equal bytes."""
    chance = random.Random(f"{seed}:{prompt}")
    side = min(width, height)
    half = round(side * chance.uniform(0.18, 0.26))
    x, y = width // 2, round(height * 0.46)
    image = Image.new("RGB", (width, height), "white")
    shadow = ImageDraw.Draw(image)
    floor = y + half
    shadow.ellipse((x - half, floor - half // 6, x + half, floor + half // 4), fill=(SHADOW_GREY,) * 3)
    image = image.filter(ImageFilter.GaussianBlur(side / 50))
    shape = (x - half, y - half, x + half, y + half)
    ImageDraw.Draw(image).rounded_rectangle(
        shape, radius=round(half * chance.uniform(0.2, 0.9)), fill=chance.choice(PALETTE)
    )
    return encode_png(image)


def cut_toy(data: bytes, *, keep_shadow: bool) -> bytes:
    """Cut a coloured object out of white as RGBA PNG; grey is taken for its shadow, so grey objects turn into one."""
    with Image.open(BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"), dtype=np.float32)
    chroma = pixels.max(axis=2) - pixels.min(axis=2)
    matte = np.clip((chroma - NEUTRAL_CHROMA) / (COLOURED_CHROMA - NEUTRAL_CHROMA), 0, 1)
    shadow = (1 - pixels.mean(axis=2) / 255) * keep_shadow
    # Object over black shadow: I = a*F + (1-a)*(1-s)*white, so that alpha A = a + (1-a)*s and colour = a*F/A.
    alpha = matte + (1 - matte) * shadow
    colour = pixels * (matte / np.maximum(alpha, 1e-3))[..., None]
    rgba = np.dstack([colour, alpha * 255]).round().clip(0, 255).astype(np.uint8)
    return encode_png(Image.fromarray(rgba, "RGBA"))


def encode_png(image: Image.Image) -> bytes:
    """PNG bytes, fast rather than small."""
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _generate(body: bytes) -> str:
    request = ImageGenerationRequest.model_validate_json(body)
    width, height = (int(side) for side in request.size.split("x"))
    picture = b64encode(draw_toy(request.prompt, request.seed or 0, width, height)).decode()
    return ImageGenerationResponse(
        created=0, data=(GeneratedImage(b64_json=picture),), model="toy", seed=request.seed, toy=True
    ).model_dump_json()


def _cut_out(body: bytes) -> str:
    request = CutoutRequest.model_validate_json(body)
    cut = cut_toy(b64decode(request.image_b64), keep_shadow=request.keep_shadow)
    return CutoutResponse(image_b64=b64encode(cut).decode(), model="toy", toy=True).model_dump_json()


def _embed(body: bytes) -> str:
    request = EmbeddingsRequest.model_validate_json(body)
    vectors = tuple(Embedding(index=k, embedding=toy_vector(text)) for k, text in enumerate(request.input))
    return EmbeddingsResponse(data=vectors, model=request.model).model_dump_json()


def toy_vector(text: str) -> tuple[float, ...]:
    """A unit vector that depends on the text and means nothing."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=EMBEDDING_DIMENSIONS)
    return tuple(float(value) for value in vector / np.linalg.norm(vector))


WORK: dict[str, Callable[[bytes], str]] = {IMAGES_PATH: _generate, CUTOUT_PATH: _cut_out, EMBEDDINGS_PATH: _embed}
"""What each path of the contracts does with a request's body."""

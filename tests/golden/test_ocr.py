"""Tesseract reads the texts of every format back from the pixels of its file.

What it can see: half clipped, overlapping, missing and wrong glyphs, down to a legal line of 8 px. What it cannot: low
contrast (the preflight measures that), Latin letters such as those of an erid (the Russian model has none) and the
rouble sign, which it takes for «Р» or «2».
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.banner import ComposedBanner, SetText
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.images import ImageOrigin, Picture
from adbanner.layout import Layout, TextRole
from adbanner.layout_files import load_layouts
from adbanner.settings import PROJECT_ROOT
from tools.compositing import Compositor
from tools.copywriting import CopyRequest
from tools.facts import extract_facts
from tools.layers import Pixels
from tools.offline_copywriter import OfflineCopywriter
from tools.review import decode
from tools.text_fitting import TextFitter

LAYOUTS = load_layouts(PROJECT_ROOT / "layouts")
READING_SIZES_PX = (32, 48, 24)
"""Sizes that tesseract reads best; a text is enlarged or reduced to each in turn until it is read without an error."""
MARGIN_EM = 0.35
MOST_ERRORS = {TextRole.HEADLINE: 0.05, TextRole.SUBHEADLINE: 0.05, TextRole.BODY: 0.05}
MOST_ERRORS_SHORT = 0.1
"""Buttons, captions, figures and the word mark: one character of ten."""
MOST_ERRORS_LEGAL = 0.05
LOOK_ALIKES = str.maketrans({"ё": "е", "Ё": "Е", "—": "-", "–": "-", "−": "-", "‑": "-", "\u00ad": None})
TAKEN_FOR = {"₽": "РP2"}
"""What tesseract reads where its alphabet lacks a sign."""
SPACES_AT_DIGITS = re.compile(r"(?<=\d) | (?=\d)")
"""Set narrow on purpose («1 000»), and tesseract is in two minds about them."""
TIMEOUT_S = 30


@dataclass(frozen=True)
class Scene:
    """What the banners say and stand on."""

    product_id: str
    offer: str
    ground: str


DARK_TEXT = Scene("delivery", "Скидка 15% на первый заказ до 31 декабря по промокоду ПИЦЦА", "ice")
LIGHT_TEXT = Scene("delivery", "Кэшбэк 10% на все покупки до 1 500 ₽ в месяц", "night")


@pytest.fixture(scope="module")
def tesseract() -> str:
    """The path of tesseract with its Russian model."""
    path = shutil.which("tesseract")
    languages = "" if path is None else subprocess.run([path, "--list-langs"], capture_output=True, text=True).stdout
    if path is None or "rus" not in languages.split():
        pytest.fail("Tesseract or its Russian model is missing: run `make test`, which installs tesseract-ocr-rus.")
    return path


async def compose(
    layout: Layout, scene: Scene, kit: BrandKit, fitter: TextFitter, store: ArtifactStore
) -> tuple[ComposedBanner, Pixels]:
    """A banner as the product makes it offline, and the pixels of its file."""
    product = kit.product(scene.product_id)
    request = CopyRequest(
        product=product,
        layout=layout,
        offer=scene.offer,
        facts=extract_facts(scene.offer),
        tone_of_voice=kit.tone_of_voice,
        forbidden_words=kit.forbidden_words,
        button_verbs=kit.button_verbs(product),
        examples=(),
        language=kit.language,
        seed=1,
    )
    texts = await OfflineCopywriter(fitter).write(request, ())
    pictures = []
    for slot, image in enumerate(kit.images[: len(layout.image_slots)]):
        asset = await store.put(kit.image_path(image).read_bytes(), MediaType.WEBP)
        pictures.append(Picture(slot=slot, origin=ImageOrigin.BANK, asset=asset, label=image.id))
    brief = Brief(product_id=product.id, offer=scene.offer, layout_ids=(layout.id,))
    compositor = Compositor(kit, fitter, store)
    banner = await compositor.compose(layout, texts, tuple(pictures), product, brief, ground=scene.ground)
    return banner, decode(await store.get(banner.asset))


def errors(text: SetText, pixels: Pixels, tesseract: str) -> tuple[float, str]:
    """The lowest character error rate at which a text is read, and what was read."""
    margin = round(text.size_px * MARGIN_EM)
    left, top = max(0, text.ink.x - margin), max(0, text.ink.y - margin)
    crop = cv2.cvtColor(
        np.ascontiguousarray(pixels[top : text.ink.bottom + margin, left : text.ink.right + margin]),
        cv2.COLOR_RGB2GRAY,
    )
    expected, best = plain(" ".join(line.text for line in text.lines)), (1.0, "")
    for size_px in READING_SIZES_PX:
        factor = size_px / text.size_px
        method = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
        read = plain(
            recognise(cv2.resize(crop, None, fx=factor, fy=factor, interpolation=method), len(text.lines), tesseract)
        )
        best = min(best, (distance(expected, read) / len(expected), read))
        if not best[0]:
            break
    return best


def recognise(image: cv2.typing.MatLike, lines: int, tesseract: str) -> str:
    """What tesseract reads; one thread, or it fights with itself over two cores."""
    _, data = cv2.imencode(".png", image)
    layout_mode = "7" if lines == 1 else "6"
    command = [tesseract, "stdin", "stdout", "-l", "rus", "--psm", layout_mode, "--dpi", "300"]
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": str(Path(tesseract).parent)}
    answer = subprocess.run(
        command, input=data.tobytes(), capture_output=True, env=environment, check=True, timeout=TIMEOUT_S
    )
    return answer.stdout.decode()


def plain(text: str) -> str:
    """One spelling for what looks the same."""
    return SPACES_AT_DIGITS.sub("", re.sub(r"\s+", " ", text.translate(LOOK_ALIKES)).strip())


def distance(first: str, second: str) -> int:
    """Levenshtein distance from what was printed to what was read."""
    row = list(range(len(second) + 1))
    for number, one in enumerate(first, 1):
        corner, row[0] = row[0], number
        for place, other in enumerate(second, 1):
            corner, row[place] = (
                row[place],
                min(
                    row[place] + 1, row[place - 1] + 1, corner + (other != one and other not in TAKEN_FOR.get(one, ""))
                ),
            )
    return row[-1]


def limits(layout: Layout) -> dict[str, float]:
    """The highest error rate of each text."""
    of_fields = {field.id: MOST_ERRORS.get(field.role, MOST_ERRORS_SHORT) for field in layout.text_fields}
    return {**of_fields, "legal": MOST_ERRORS_LEGAL, **{field.id: MOST_ERRORS_SHORT for field in layout.static_fields}}


@pytest.mark.parametrize("scene", [DARK_TEXT, LIGHT_TEXT], ids=["dark_text", "light_text"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
async def test_every_text_is_read_back_from_the_file(
    layout: Layout, scene: Scene, demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore, tesseract: str
) -> None:
    banner, pixels = await compose(layout, scene, demo_kit, demo_fitter, store)
    most = limits(layout)
    found = {text.field_id: errors(text, pixels, tesseract) for text in banner.set_texts}
    assert {"headline", "button"} <= set(found)
    assert {key: (rate, read) for key, (rate, read) in found.items() if rate > most[key]} == {}


async def test_a_clipped_or_covered_text_is_not_read_back(
    demo_kit: BrandKit, demo_fitter: TextFitter, store: ArtifactStore, tesseract: str
) -> None:
    layout = LAYOUTS["ya_300x250"]
    banner, pixels = await compose(layout, DARK_TEXT, demo_kit, demo_fitter, store)
    headline = next(text for text in banner.set_texts if text.field_id == "headline")
    assert errors(headline, pixels, tesseract)[0] <= limits(layout)["headline"]
    ink = headline.ink
    clipped, covered = pixels.copy(), pixels.copy()
    clipped[ink.bottom - round(headline.size_px * 0.55) : ink.bottom, ink.x : ink.right] = pixels[ink.y - 2, ink.x]
    covered[ink.y : ink.bottom, ink.right - ink.width // 4 : ink.right] = pixels[ink.y - 2, ink.x]
    assert errors(headline, clipped, tesseract)[0] > limits(layout)["headline"]
    assert errors(headline, covered, tesseract)[0] > limits(layout)["headline"]

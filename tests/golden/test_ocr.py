"""A machine reads every preset's texts back from the pixels: nothing is clipped, overlapped or too faint."""

import asyncio
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from adbanner.artifact_store import ArtifactStore
from adbanner.banner import SetText
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief
from adbanner.layout import Layout, TextRole
from adbanner.settings import PROJECT_ROOT
from adbanner.texts import BannerTexts
from tools.compositing import Compositor
from tools.copywriting import CopyRequest
from tools.facts import extract_facts
from tools.offline_copywriter import OfflineCopywriter
from tools.text_fitting import TextFitter

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
LAYOUT_IDS = sorted(path.stem for path in (PROJECT_ROOT / "layouts").glob("*.json"))
READ_HEIGHT_PX = 48
"""Tesseract reads best at about this size of type; smaller banners are enlarged for it."""
MAX_ERROR_SHARE = {TextRole.BUTTON: 0.1}
"""Character error rate by role; a button is one word, where a single letter is a tenth."""
DEFAULT_ERROR_SHARE = 0.05
LOOK_ALIKES = str.maketrans("aceopxyABCEHKMOPTX3", "асеорхуАВСЕНКМОРТХЗ")


def normalised(text: str) -> str:
    """What a reader takes in: spaces, dashes, ё and Latin twins do not matter."""
    plain = text.replace("ё", "е").replace("Ё", "Е").translate(LOOK_ALIKES)
    return re.sub(r"[\s\u00a0«»\"'.,|—–−-]+", "", plain).lower()


def edit_distance(first: str, second: str) -> int:
    row = list(range(len(second) + 1))
    for number, left in enumerate(first, start=1):
        previous, row[0] = row[0], number
        for place, right in enumerate(second, start=1):
            previous, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, previous + (left != right))
    return row[-1]


def read(image: Image.Image, text: SetText) -> str:
    """The words that tesseract sees where a text stands."""
    margin = max(4, round(text.size_px * 0.35))
    ink = text.ink
    part = image.crop((ink.x - margin, ink.y - margin, ink.right + margin, ink.bottom + margin)).convert("L")
    scale = max(1.0, READ_HEIGHT_PX / text.size_px)
    part = part.resize((round(part.width * scale), round(part.height * scale)), Image.Resampling.LANCZOS)
    data = BytesIO()
    part.save(data, "PNG")
    mode = "7" if len(text.lines) == 1 else "6"
    result = subprocess.run(
        ["tesseract", "-", "-", "-l", "rus", "--psm", mode],
        input=data.getvalue(),
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
    )
    return result.stdout.decode()


async def offline_texts(layout: Layout, kit: BrandKit, fitter: TextFitter) -> BannerTexts:
    product = kit.product("delivery")
    request = CopyRequest(
        product=product,
        layout=layout,
        offer=OFFER,
        facts=extract_facts(OFFER),
        tone_of_voice=kit.tone_of_voice,
        forbidden_words=kit.forbidden_words,
        button_verbs=kit.button_verbs(product),
        examples=kit.examples,
        language=kit.language,
        seed=7,
    )
    return await OfflineCopywriter(fitter).write(request, ())


@pytest.mark.parametrize("ground", ["green", "ice"])
@pytest.mark.parametrize("layout_id", LAYOUT_IDS)
async def test_texts_are_read_back_from_the_pixels(
    layout_id: str,
    ground: str,
    demo_kit: BrandKit,
    demo_layouts: dict[str, Layout],
    demo_fitter: TextFitter,
    tmp_path: Path,
) -> None:
    if shutil.which("tesseract", path="/usr/bin:/bin") is None:
        pytest.fail("tesseract is missing: run `make test`, which installs tesseract-ocr and tesseract-ocr-rus.")
    layout, product = demo_layouts[layout_id], demo_kit.product("delivery")
    store = ArtifactStore.local(tmp_path)
    brief = Brief(product_id=product.id, offer=OFFER, layout_ids=(layout_id,), seed=7)
    texts = await offline_texts(layout, demo_kit, demo_fitter)
    banner = await Compositor(demo_kit, demo_fitter, store).compose(layout, texts, (), product, brief, ground=ground)
    image = Image.open(BytesIO(await store.get(banner.asset))).convert("RGB")
    roles = {field.id: field.role for field in layout.text_fields}
    texts_set = [text for text in banner.set_texts if text.field_id in roles]
    assert {TextRole.HEADLINE, TextRole.BUTTON} <= {roles[text.field_id] for text in texts_set}
    seen = await asyncio.gather(*(asyncio.to_thread(read, image, text) for text in texts_set))
    for text, words in zip(texts_set, seen, strict=True):
        expected, found = normalised(texts.text(text.field_id)), normalised(words)
        share = edit_distance(expected, found) / len(expected)
        limit = MAX_ERROR_SHARE.get(roles[text.field_id], DEFAULT_ERROR_SHARE)
        assert share <= limit, f"{text.field_id} at {text.size_px:.0f} px: {expected!r} was read as {found!r}"

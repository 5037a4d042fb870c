"""The generator's own rules; its talk with servers is in tests/contract/test_picture_servers.py."""

import io

import httpx
import numpy as np
import pytest
from PIL import Image, ImageDraw

from adbanner.artifact_store import ArtifactStore
from adbanner.errors import ConfigError, ToolFailed
from adbanner.settings import ImageGenerationSettings
from tools.image_generation import ImageGenerator, check_generated
from tools.toy_models import draw_toy, encode_png


def test_a_free_standing_object_on_white_passes() -> None:
    check = check_generated(draw_toy("a scooter", 7, 512, 512))
    assert check.problems == ()
    assert check.measured.white_border == 1
    assert not check.measured.blank


def test_an_off_white_floor_with_a_vignette_still_counts_as_white() -> None:
    y, x = np.mgrid[-0.5:0.5:400j, -0.5:0.5:400j]
    floor = 250 - 30 * (x**2 + y**2)
    image = Image.fromarray(floor.round().astype(np.uint8)).convert("RGB")
    ImageDraw.Draw(image).ellipse((120, 120, 280, 280), fill=(38, 110, 230))
    assert check_generated(encode_png(image)).problems == ()


def test_a_cropped_object_is_reported_with_the_measured_share() -> None:
    image = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(image).rectangle((0, 200, 399, 399), fill=(38, 110, 230))
    check = check_generated(encode_png(image))
    assert check.measured.white_border == pytest.approx(0.5, abs=0.02)
    assert "50%" in check.problems[0]


@pytest.mark.parametrize("corner", [(0, 0), (390, 0), (0, 390), (390, 390)])
def test_every_side_of_the_frame_is_measured(corner: tuple[int, int]) -> None:
    image = Image.new("RGB", (400, 400), "white")
    image.paste((0, 0, 0), (*corner, corner[0] + 10, corner[1] + 10))
    assert check_generated(encode_png(image)).measured.white_border < 1


@pytest.mark.parametrize("level", [255, 128, 0])
def test_an_empty_picture_is_blank(level: int) -> None:
    check = check_generated(encode_png(Image.new("RGB", (200, 200), (level,) * 3)))
    assert check.measured.blank
    assert "ничего не видно" in check.problems[0]


def test_without_a_server_the_setting_is_named(store: ArtifactStore) -> None:
    with pytest.raises(ConfigError, match="ADBANNER_IMAGE_GENERATION__BASE_URL"):
        ImageGenerator(ImageGenerationSettings(), store, httpx.AsyncClient())


@pytest.mark.parametrize(("prompt", "seed"), [("", 1), ("x" * 4_001, 1), ("a cat", 2**32), ("a cat", -1)])
async def test_a_request_outside_the_contract_is_not_sent(store: ArtifactStore, prompt: str, seed: int) -> None:
    transport = httpx.MockTransport(lambda request: pytest.fail("something was sent"))
    async with httpx.AsyncClient(transport=transport) as client:
        generator = ImageGenerator(ImageGenerationSettings(base_url="http://gpu"), store, client)
        with pytest.raises(ToolFailed, match=r"prompt|seed"):
            await generator.generate(prompt, seed)


def test_the_toy_picture_is_a_function_of_prompt_and_seed() -> None:
    first = draw_toy("a cat", 1, 128, 96)
    assert first == draw_toy("a cat", 1, 128, 96)
    assert len({first, draw_toy("a cat", 2, 128, 96), draw_toy("a dog", 1, 128, 96)}) == 3
    assert Image.open(io.BytesIO(first)).size == (128, 96)


@pytest.mark.parametrize(("failed", "problem"), [("no_text", "надпись"), ("safe", "непристойность")])
def test_what_the_server_found_counts(failed: str, problem: str) -> None:
    good = draw_toy("a cube", 1, 256, 256)
    assert check_generated(good).problems == ()
    assert problem in check_generated(good, (failed,)).problems[0]

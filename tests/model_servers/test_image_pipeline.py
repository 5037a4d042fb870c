"""The image model on toy weights: seeds, adapters, presets, cancelling, and what it refuses."""

import json
import math
import os
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw, ImageFont
from transformers import ViTConfig, ViTForImageClassification

from adbanner.errors import ConfigError, InvalidRequest
from model_servers.image_pipeline import DrawOrder, ImagePipeline, png_with, require_drawable
from model_servers.picture_checks import ClassifierNsfwChecker, check_picture, longest_row
from model_servers.presets import Preset, preset_of
from model_servers.shapes import Pixels
from model_servers.toy_weights.qwen_image import write_toy_lora, write_toy_qwen_image

FEW = Preset(steps=3, guidance=4.0)


def unwatched(step: int, steps: int) -> None:
    return None


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights") / "qwen-image"
    write_toy_qwen_image(folder)
    return folder


@pytest.fixture
def loras(tmp_path: Path) -> Path:
    write_toy_lora(tmp_path / "style.safetensors", seed=1)
    write_toy_lora(tmp_path / "season" / "pytorch_lora_weights.safetensors", seed=2, rank=8)
    return tmp_path


@pytest.fixture
def draw(folder: Path, loras: Path) -> Callable[..., Pixels]:
    pipeline = ImagePipeline(folder, "cpu", lora_folder=loras)

    def drawn(**changes: object) -> Pixels:
        order = {"prompt": "a blue cube", "negative_prompt": "", "width": 64, "height": 64, "seed": 3, "preset": FEW}
        on_step = changes.pop("on_step", unwatched)
        return pipeline.draw(DrawOrder.model_validate({"loras": {}} | order | changes), on_step)  # type: ignore[arg-type]

    return drawn


def test_the_same_seed_draws_the_same_picture_and_another_does_not(draw: Callable[..., Pixels]) -> None:
    first = draw()
    assert first.shape == (64, 64, 3)
    assert (draw() == first).all()
    assert (draw(seed=4) != first).any()
    assert (draw(prompt="a red chair with three legs") != first).any()
    assert (draw(negative_prompt="text, letters") != first).any()


def test_adapters_change_the_picture_by_their_strength(draw: Callable[..., Pixels]) -> None:
    bare, style = draw(), draw(loras={"style": 1.0})
    assert (style != bare).any()
    assert (draw(loras={"style": 0.0}) == bare).all()
    assert (draw() == bare).all(), "a request without adapters is not touched by those of the last one"
    assert (draw(loras={"style": 0.5}) != style).any()
    both = draw(loras={"style": 1.0, "season": 0.7})
    assert (both != style).any()
    assert (draw(loras={"style": 1.0}) == style).all()


def test_an_adapter_that_changed_on_the_disk_is_taken_at_the_next_request(
    draw: Callable[..., Pixels], loras: Path
) -> None:
    before = draw(loras={"style": 1.0})
    write_toy_lora(loras / "new.safetensors", seed=9, rank=2)
    os.replace(loras / "new.safetensors", loras / "style.safetensors")
    after = draw(loras={"style": 1.0})
    assert (after != before).any()
    write_toy_lora(loras / "late.safetensors", seed=1)
    assert (draw(loras={"late": 1.0}) == before).all(), "a file that came later, with the weights of the first"


def test_an_adapter_of_another_model_is_refused_by_name(draw: Callable[..., Pixels], loras: Path) -> None:
    write_toy_lora(loras / "wide.safetensors", width=128)
    with pytest.raises(InvalidRequest, match=r"'wide' is none of this model: .* takes 64 values, the adapter 128"):
        draw(loras={"wide": 1.0})
    (loras / "torn.safetensors").write_bytes((loras / "style.safetensors").read_bytes()[:100])
    with pytest.raises(InvalidRequest, match="'torn' cannot be read"):
        draw(loras={"torn": 1.0})
    with pytest.raises(InvalidRequest, match="no adapter 'other'; this server has: season, style"):
        draw(loras={"other": 1.0})
    assert draw().shape == (64, 64, 3)


def test_a_client_that_left_ends_the_drawing_and_the_next_one_is_whole(draw: Callable[..., Pixels]) -> None:
    class Left(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def leave(step: int, steps: int) -> None:
        seen.append((step, steps))
        if step == 2:
            raise Left

    first = draw()
    for preset in (FEW, preset_of("balanced", 8).model_copy(update={"steps": 3})):
        seen.clear()
        with pytest.raises(Left):
            draw(on_step=leave, preset=preset)
        assert seen == [(1, 3), (2, 3)]
    assert (draw() == first).all()


def test_presets_differ_in_steps_guidance_and_timesteps(folder: Path, draw: Callable[..., Pixels]) -> None:
    steps: list[int] = []
    for name in ("quality", "balanced", "fast"):
        preset = preset_of(name, 4)  # type: ignore[arg-type]
        counted: list[int] = []
        draw(preset=preset, on_step=lambda step, total, counted=counted: counted.append(total))
        steps.append(len(counted))
    assert steps == [50, 30, 4]
    pipeline = ImagePipeline(folder, "cpu", lora_folder=None)
    config = pipeline._few_step.config
    assert (config.base_shift, config.max_shift, config.shift_terminal) == (math.log(3), math.log(3), None)


def test_a_prompt_that_would_be_cut_is_refused(draw: Callable[..., Pixels]) -> None:
    with pytest.raises(InvalidRequest, match="at most 1024 are read"):
        draw(prompt="qz " * 1_100)


@pytest.mark.parametrize(
    ("width", "height", "problem"),
    [(1000, 1024, "1000x1024: each side must be a multiple of 16, e.g. 992x1024"), (32, 64, "too small"),
     (5008, 4000, "20.0 megapixels; at most 4 are drawn")],
)  # fmt: skip
def test_sizes_that_cannot_be_drawn_are_refused(width: int, height: int, problem: str) -> None:
    with pytest.raises(InvalidRequest, match=problem):
        require_drawable(width, height, 4)


def test_wrong_weights_are_refused_before_anything_is_drawn(folder: Path, tmp_path: Path) -> None:
    for part, problem in (("transformer", "transformer"), ("vae", "vae")):
        broken = Path(shutil.copytree(folder, tmp_path / part))
        (broken / part / "diffusion_pytorch_model.safetensors").unlink()
        with pytest.raises(ConfigError, match=problem):
            ImagePipeline(broken, "cpu", lora_folder=None)
    swapped = Path(shutil.copytree(folder, tmp_path / "swapped"))
    config = swapped / "transformer" / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"_class_name": "FluxTransformer2DModel"}))
    with pytest.raises(ConfigError, match="holds FluxTransformer2DModel"):
        ImagePipeline(swapped, "cpu", lora_folder=None)
    deeper = Path(shutil.copytree(folder, tmp_path / "deeper"))
    config = deeper / "transformer" / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"num_layers": 3}))
    with pytest.raises(ConfigError, match="tensors of transformer are missing"):
        ImagePipeline(deeper, "cpu", lora_folder=None)


def test_toy_weights_are_the_same_every_time_and_draw_something_to_cut_out(folder: Path, tmp_path: Path) -> None:
    write_toy_qwen_image(tmp_path / "again")
    for name in ("transformer/diffusion_pytorch_model.safetensors", "text_encoder/model.safetensors"):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    pipeline = ImagePipeline(folder, "cpu", lora_folder=None, toy=True)
    order = DrawOrder(
        prompt="a cube", negative_prompt="", width=256, height=256, seed=1, preset=FEW, loras={}
    )  # fmt: skip
    checks = check_picture(pipeline.draw(order, unwatched), None, 0.5)
    assert [check.verdict for check in checks] == ["passed", "passed", "passed", "unchecked"]


def test_a_picture_carries_how_it_was_made() -> None:
    png = png_with(np.zeros((8, 8, 3), np.uint8), {"prompt": "ein blauer Würfel", "seed": "7"})
    with Image.open(BytesIO(png)) as image:
        assert image.text == {"prompt": "ein blauer Würfel", "seed": "7"}


def test_a_picture_is_checked_for_white_blankness_writing_and_safety() -> None:
    blank = np.full((256, 256, 3), 255, np.uint8)
    dark = np.full((256, 256, 3), 40, np.uint8)
    dark[64:192, 64:192] = 200
    page = Image.new("RGB", (512, 512), "white")
    font = ImageFont.truetype(next(iter(Path("brand_kits/demo/fonts").glob("*Bold.ttf"))), 80)
    ImageDraw.Draw(page).text((80, 200), "CREDIT", fill="black", font=font)
    written = np.asarray(page, np.uint8)

    class Prude:
        def score(self, pixels: Pixels) -> float:
            return 0.9

    assert {check.name: check.verdict for check in check_picture(blank, None, 0.5)} == {
        "white_border": "passed", "not_blank": "failed", "no_text": "passed", "safe": "unchecked",
    }  # fmt: skip
    assert check_picture(dark, None, 0.5)[0].verdict == "failed"
    assert longest_row(written) >= 5
    assert check_picture(written, Prude(), 0.5)[2].verdict == "failed"
    assert check_picture(written, Prude(), 0.5)[3].verdict == "failed"
    assert check_picture(written, Prude(), 0.95)[3].verdict == "passed"


def write_classifier(folder: Path, classes: tuple[str, ...]) -> Path:
    """An image classifier of random weights."""
    config = ViTConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, image_size=32, patch_size=16,
        id2label=dict(enumerate(classes)), label2id={name: number for number, name in enumerate(classes)},
    )  # fmt: skip
    torch.manual_seed(0)
    ViTForImageClassification(config).save_pretrained(folder)
    preprocessing = {
        "image_processor_type": "ViTImageProcessor", "do_resize": True, "size": {"height": 32, "width": 32},
        "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [0.5] * 3,
        "image_std": [0.5] * 3, "resample": 2,
    }  # fmt: skip
    (folder / "preprocessor_config.json").write_text(json.dumps(preprocessing))
    return folder


def test_a_classifier_of_transformers_judges_safety(tmp_path: Path) -> None:
    picture = np.full((64, 64, 3), 255, np.uint8)
    score = ClassifierNsfwChecker(write_classifier(tmp_path / "two", ("normal", "NSFW")), "cpu").score(picture)
    turned = ClassifierNsfwChecker(write_classifier(tmp_path / "turned", ("nsfw", "normal")), "cpu").score(picture)
    assert 0 < score < 1
    assert score + turned == pytest.approx(1, abs=1e-5)
    with pytest.raises(ConfigError, match="no class 'nsfw', only cat, dog"):
        ClassifierNsfwChecker(write_classifier(tmp_path / "pets", ("cat", "dog")), "cpu")
    with pytest.raises(ConfigError, match="NSFW_CHECKER"):
        ClassifierNsfwChecker(tmp_path, "cpu")

import json
from pathlib import Path

import pytest
import torch
from diffusers.utils import logging as diffusers_logging
from PIL import Image, ImageDraw
from transformers.utils import logging as transformers_logging

from model_servers.toy_weights.qwen_image import write_toy_qwen_image

COLOURS = ("blue", "red", "green", "orange", "purple", "teal")


@pytest.fixture(autouse=True, scope="session")
def one_quiet_thread():
    torch.set_num_threads(1)
    for library in (diffusers_logging, transformers_logging):
        library.set_verbosity_error()
        library.disable_progress_bar()


@pytest.fixture(scope="session")
def weights(tmp_path_factory):
    """A tiny random Qwen-Image in the layout of the real one."""
    folder = tmp_path_factory.mktemp("weights") / "toy-qwen-image"
    write_toy_qwen_image(folder)
    return folder


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Six boxes on white in three formats, one of them see-through."""
    folder = tmp_path_factory.mktemp("pictures")
    for index, colour in enumerate(COLOURS):
        size = ((64, 64), (96, 64), (64, 96))[index % 3]
        clear = index == 0
        image = Image.new("RGBA" if clear else "RGB", size, (0, 0, 0, 0) if clear else "white")
        draw = ImageDraw.Draw(image)
        draw.rectangle((10 + index, 12, 40 + index, 44), fill=colour)
        image.save(folder / f"{colour}.png")
    return folder


@pytest.fixture(scope="session")
def captions(tmp_path_factory):
    path = tmp_path_factory.mktemp("captions") / "captions.jsonl"
    write_captions(path, {f"{colour}.png": f"A {colour} 3D box on a white background." for colour in COLOURS})
    return path


def write_captions(path: Path, captions: dict[str, str]) -> None:
    rows = (
        {"file": file, "caption_en": caption, "caption": "Коробка.", "tags": []} for file, caption in captions.items()
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture(scope="session")
def settings(weights):
    """Of a run that takes a second or two."""
    return {
        "weights": str(weights),
        "resolution": 64,
        "buckets": ["1:1", "3:2", "2:3"],
        "batch_size": 2,
        "learning_rate": 2e-3,
        "rank": 8,
        "targets": ["to_q", "to_k", "to_v", "to_out.0", "add_k_proj", "img_mlp.net.2", "txt_mlp.net.2"],
        "steps": 12,
        "ema_decay": 0.9,
        "precision": "fp32",
        "gradient_checkpointing": False,
        "seed": 3,
        "save_every": 4,
        "sample_every": 6,
        "sample_steps": 2,
    }

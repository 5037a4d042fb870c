"""Image encoders of transformers, by toy ones with random weights: the same loader takes DINOv2 and CLIP."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw
from transformers import CLIPConfig, CLIPModel, Dinov2Config, Dinov2Model

from adbanner.errors import ConfigError, InvalidRequest
from offline.style_scores.embedded import VECTORS_FILE, Embedded, embed, embed_command, read_embedded
from offline.style_scores.embeddings import TransformersEncoder
from offline.style_scores.measuring import embedding_scores
from offline.style_scores.scores import PairedScore
from offline.validation.descriptions import PictureQuestion, ValidationDescription
from offline.validation.drawings import Drawing, Drawings, write_drawings

SIDE = 56
TINY = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}


def write_preprocessor(folder: Path, **changes: object) -> None:
    given = {
        "size": {"shortest_edge": 64},
        "crop_size": {"height": SIDE, "width": SIDE},
        "image_mean": [0.485, 0.456, 0.406],
        "image_std": [0.229, 0.224, 0.225],
        "image_processor_type": "BitImageProcessor",
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(given | changes))


def toy_dinov2(folder: Path) -> Path:
    torch.manual_seed(0)
    Dinov2Model(Dinov2Config(**TINY, mlp_ratio=2, image_size=SIDE, patch_size=14)).save_pretrained(folder)
    write_preprocessor(folder)
    return folder


def toy_clip(folder: Path) -> Path:
    torch.manual_seed(0)
    part = {**TINY, "intermediate_size": 64}
    config = CLIPConfig(
        vision_config={**part, "image_size": SIDE, "patch_size": 14},
        text_config={**part, "vocab_size": 64, "max_position_embeddings": 16},
        projection_dim=16,
    )
    CLIPModel(config).save_pretrained(folder)
    write_preprocessor(folder, size=SIDE, crop_size=None)
    return folder


ENCODERS = pytest.mark.parametrize("make", [toy_dinov2, toy_clip])


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> None:
    torch.set_num_threads(1)


def balls(count: int, seed: int) -> list[Image.Image]:
    """Smooth coloured balls on white, of many places and sizes: a style of sorts."""
    random = np.random.default_rng(seed)
    pictures = []
    for _ in range(count):
        image = Image.new("RGB", (120, 90), "white")
        x, y, radius = random.integers(40, 80), random.integers(35, 55), random.integers(18, 32)
        colour = tuple(int(value) for value in random.integers(40, 220, 3))
        ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
        pictures.append(image)
    return pictures


def noise(count: int) -> list[Image.Image]:
    random = np.random.default_rng(9)
    return [Image.fromarray(random.integers(0, 256, (90, 120, 3), dtype=np.uint8)) for _ in range(count)]


@ENCODERS
def test_vectors_are_unit_and_do_not_depend_on_company(make: Callable[[Path], Path], tmp_path: Path) -> None:
    encoder = TransformersEncoder(make(tmp_path / "toy"))
    pictures = balls(11, 0)
    together = encoder.embed(pictures)
    assert together.shape == (11, 32) and encoder.name == "toy"
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(11))
    assert np.concatenate([encoder.embed([each]) for each in pictures]) == pytest.approx(together, abs=1e-5)
    assert np.array_equal(encoder.embed(pictures), together)


@ENCODERS
def test_pictures_in_style_are_nearer_than_noise(make: Callable[[Path], Path], tmp_path: Path) -> None:
    encoder = TransformersEncoder(make(tmp_path / "toy"))
    bank, alike = balls(30, 1), balls(12, 2)
    for score in embedding_scores(*map(encoder.embed, (noise(12), alike, bank)), 0):
        assert isinstance(score, PairedScore) and score.verdict == "LoRA better"
        assert score.lora < score.base
    for score in embedding_scores(*map(encoder.embed, (balls(12, 3), alike, bank)), 0):
        assert isinstance(score, PairedScore) and score.verdict == "no difference shown"


def test_the_whole_picture_is_seen(tmp_path: Path) -> None:
    # The library's own preprocessing would crop both to the same white centre.
    encoder = TransformersEncoder(toy_dinov2(tmp_path / "toy"))
    plain = Image.new("RGB", (300, 100), "white")
    marked = plain.copy()
    ImageDraw.Draw(marked).rectangle((0, 20, 60, 80), fill="red")
    one, other = encoder.embed([plain, marked])
    assert abs(one - other).max() > 1e-3


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "preprocessor_config.json").unlink(), "preprocessor_config.json cannot be read"),
        (lambda folder: write_preprocessor(folder, image_mean=[1]), "image_mean"),
        (lambda folder: (folder / "config.json").unlink(), "no image encoder"),
        (lambda folder: (folder / "config.json").write_text('{"model_type": "nothing"}'), "no image encoder"),
        (lambda folder: (folder / "model.safetensors").unlink(), "no image encoder"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"broken"), "no image encoder"),
        (lambda folder: toy_text_encoder(folder), "no image encoder"),
    ],
)
def test_a_wrong_folder_is_told(tmp_path: Path, spoil: Callable[[Path], object], said: str) -> None:
    folder = toy_dinov2(tmp_path / "toy")
    spoil(folder)
    with pytest.raises(ConfigError, match=said):
        TransformersEncoder(folder)


def toy_text_encoder(folder: Path) -> None:
    from transformers import BertConfig, BertModel

    BertModel(BertConfig(**TINY, intermediate_size=64, vocab_size=64)).save_pretrained(folder)


def test_from_drawn_pictures_and_the_bank_to_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "drawn"
    questions = tuple(PictureQuestion(question=f"{k}?", expected="yes") for k in range(3))
    descriptions = tuple(
        ValidationDescription(id=f"d{k}", product_id="p", russian="Шар.", english="A ball.", questions=questions)
        for k in range(4)
    )
    drawings = []
    for number, source in enumerate(("base", "r32")):
        (folder / source).mkdir(parents=True)
        for each, picture in zip(descriptions, balls(4, number), strict=True):
            file = f"{source}/{each.id}.png"
            picture.save(folder / file)
            drawings.append(
                Drawing(
                    source=source,
                    description_id=each.id,
                    seed=0,
                    prompt="",
                    file=file,
                    sha256="",
                    toy=True,
                    server="",
                )
            )
    record = Drawings(sources=("base", "r32"), descriptions=descriptions, drawings=tuple(drawings))
    write_drawings(folder, record)
    with pytest.raises(ConfigError, match="ADBANNER_STYLE_ENCODER"):
        embed_command(folder, None)
    monkeypatch.setenv("ADBANNER_STYLE_ENCODER", str(toy_dinov2(tmp_path / "toy")))
    embedded = embed_command(folder, None)
    assert embedded.encoder == "toy" and len(embedded.keys) > 100
    written = (folder / VECTORS_FILE).read_bytes()
    kept = read_embedded(folder)
    assert kept is not None and kept.vectors([folder / "base" / "d0.png"]) is not None
    embed_command(folder, None)
    assert (folder / VECTORS_FILE).read_bytes() == written


def test_known_pictures_are_not_computed_again(tmp_path: Path) -> None:
    for number, picture in enumerate(balls(3, 0)):
        picture.save(tmp_path / f"{number}.png")
    files = sorted(tmp_path.glob("*.png"))
    encoder = TransformersEncoder(toy_dinov2(tmp_path / "toy"))
    first = embed(files[:2], encoder, None)
    marked = Embedded(first.encoder, first.keys, first.matrix + 7)
    second = embed(files, encoder, marked)
    assert np.array_equal(second.matrix[:2], marked.matrix) and abs(second.matrix[2]).max() <= 1
    other = Embedded("another", first.keys, first.matrix + 7)
    assert np.array_equal(embed(files, encoder, other).matrix[:2], first.matrix)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04broken"])
def test_damaged_vectors_are_told(tmp_path: Path, data: bytes) -> None:
    assert read_embedded(tmp_path) is None
    (tmp_path / VECTORS_FILE).write_bytes(data)
    with pytest.raises(InvalidRequest, match="is damaged"):
        read_embedded(tmp_path)

"""The cut-out server on toy weights: the real loader, pictures of all kinds, and the contract over HTTP."""

import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from safetensors.torch import load_file, save_file

from adbanner.contracts import CUTOUT_PATH, CutoutRequest, CutoutResponse
from adbanner.errors import ConfigError, InvalidRequest
from adbanner.model_server_settings import BirefnetServerSettings
from model_servers.birefnet import CutoutApi, require_object
from model_servers.birefnet_files import VARIANTS, read_birefnet_files
from model_servers.birefnet_model import BirefnetModel
from model_servers.pictures_in import read_picture
from model_servers.serving import Cancelled, Job
from model_servers.toy_weights.birefnet import write_toy_birefnet
from model_servers.weights import weights_folder
from model_servers.worker_board import WorkerSlot
from tests.model_servers.server_process import ServerProcess, running_server

PREFIX = "ADBANNER_SERVE_BIREFNET__"
SIDE_PX = 160
TOLD_MP = 1.0
RED_BOX = (40, 50, 119, 129)


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "birefnet"
    write_toy_birefnet(folder)
    return folder


@pytest.fixture
def copy(toy: Path, tmp_path: Path) -> Path:
    """A folder that a test may spoil."""
    return Path(shutil.copytree(toy, tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__")))


def plain_cut(pixels: NDArray[np.uint8], object_mask: NDArray[np.float32], *, keep_shadow: bool) -> NDArray[np.uint8]:
    """The mask as alpha; 255 in a corner tells that a shadow was asked for."""
    alpha = (object_mask * 255).astype(np.uint8)
    alpha[0, 0] = 255 if keep_shadow else 0
    return np.dstack([pixels, alpha])


@pytest.fixture(scope="module")
def api(toy: Path) -> CutoutApi:
    api = CutoutApi(toy, name="toy", side_px=SIDE_PX, max_megapixels=TOLD_MP, toy=True, cut_out=plain_cut)
    api.load("cpu")
    return api


@pytest.fixture(scope="module")
def server(toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    log = tmp_path_factory.mktemp("log") / "server.log"
    with running_server(["-m", "model_servers.birefnet"], PREFIX, log, model=toy, queue_limit=2) as running:
        running.wait_healthy()
        yield running


def scene() -> Image.Image:
    """A red box with a soft grey shadow on white."""
    picture = Image.new("RGB", (SIDE_PX, SIDE_PX), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((30, 120, 130, 145), fill=(205, 205, 205))
    draw.rectangle(RED_BOX, fill=(214, 40, 40))
    return picture


def encode(picture: Image.Image, kind: str = "PNG") -> str:
    buffer = BytesIO()
    picture.save(buffer, kind)
    return b64encode(buffer.getvalue()).decode()


def decode(image_b64: str) -> NDArray[np.uint8]:
    with Image.open(BytesIO(b64decode(image_b64))) as image:
        assert image.mode == "RGBA"
        return np.asarray(image)


def test_the_mask_is_the_object_without_its_shadow(toy: Path) -> None:
    mask = BirefnetModel(toy, SIDE_PX, "cpu").mask(np.asarray(scene()))
    expected = np.zeros((SIDE_PX, SIDE_PX), bool)
    left, top, right, bottom = RED_BOX
    expected[top : bottom + 1, left : right + 1] = True
    assert mask.dtype == np.float32
    assert mask.min() >= 0
    assert mask.max() <= 1
    assert ((mask > 0.5) == expected).mean() > 0.99


def test_a_mask_has_the_pictures_shape_at_any_input_side(toy: Path) -> None:
    pixels = np.asarray(scene().resize((150, 90)))
    assert BirefnetModel(toy, 64, "cpu").mask(pixels).shape == (90, 150)


def test_the_loaded_weights_are_those_of_the_file(copy: Path) -> None:
    weights = load_file(copy / "model.safetensors")
    weights["evidence.bias"] = torch.tensor([-1000.0])
    save_file(weights, copy / "model.safetensors")
    assert BirefnetModel(copy, 64, "cpu").mask(np.asarray(scene())).max() < 1e-6


def test_the_answer_passes_mask_and_wish_for_a_shadow_to_the_cut_out(api: CutoutApi) -> None:
    for keep_shadow in (True, False):
        request = CutoutRequest(image_b64=encode(scene()), keep_shadow=keep_shadow)
        answer = api.work(request, Job("test"))
        rgba = decode(answer.image_b64)
        assert answer.toy
        assert rgba[90, 80, :3].tolist() == [214, 40, 40]
        assert rgba[90, 80, 3] >= 254
        assert rgba[10, 80, 3] == 0
        assert rgba[0, 0, 3] == (255 if keep_shadow else 0)


def test_the_work_can_be_broken_off(api: CutoutApi) -> None:
    slot = WorkerSlot()
    slot.cancel = 7
    with pytest.raises(Cancelled):
        api.work(CutoutRequest(image_b64=encode(scene())), Job("test", slot, 7))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_all_promised_formats_are_read(kind: str) -> None:
    pixels = read_picture(encode(scene(), kind), TOLD_MP)
    assert np.abs(pixels[90, 80].astype(int) - (214, 40, 40)).max() < 12


def test_transparent_parts_become_white() -> None:
    picture = scene().convert("RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    picture.paste((0, 0, 255, 128), (50, 60, 60, 70))
    pixels = read_picture(encode(picture), TOLD_MP)
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert np.abs(pixels[65, 55].astype(int) - (127, 127, 255)).max() <= 1


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1"])
def test_other_modes_become_rgb(mode: str) -> None:
    assert read_picture(encode(scene().convert(mode)), TOLD_MP).shape == (SIDE_PX, SIDE_PX, 3)


def broken_png() -> str:
    data = bytearray(b64decode(encode(scene())))
    return b64encode(bytes(data[: len(data) // 2])).decode()


def flipped_png() -> str:
    data = bytearray(b64decode(encode(scene())))
    data[60] ^= 0xFF
    return b64encode(bytes(data)).decode()


@pytest.mark.parametrize(
    ("image_b64", "told"),
    [
        ("no base64!", "no base64"),
        ("", "neither PNG nor JPEG nor WebP"),
        (b64encode(b"hello, world").decode(), "neither PNG nor JPEG nor WebP"),
        (encode(scene(), "GIF"), "neither PNG nor JPEG nor WebP"),
        (broken_png(), "damaged"),
        (flipped_png(), "damaged"),
        (encode(Image.new("RGB", (1001, 1000))), "1.0 megapixels; at most 1"),
        (encode(Image.new("RGB", (15, 400))), "at least 16 px"),
        (encode(Image.new("RGB", (64, 64), "black")), "#000000 all over"),
        (encode(Image.new("RGB", (64, 64), "white")), "#ffffff all over"),
        (encode(Image.new("I;16", (64, 64))), "16-bit grey"),
    ],
    ids=["text", "empty", "garbage", "gif", "cut", "flipped", "huge", "narrow", "black", "white", "16-bit"],
)
def test_bad_pictures_are_told_why(image_b64: str, told: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        read_picture(image_b64, TOLD_MP)
    assert told in str(refusal.value)
    assert refusal.value.field == "image_b64"


@pytest.mark.parametrize(("value", "told"), [(0.0, "No object"), (1.0, "fills the whole picture")])
def test_a_mask_without_object_or_background_is_refused(value: float, told: str) -> None:
    with pytest.raises(InvalidRequest, match=told):
        require_object(np.full((50, 50), value, np.float32))


def rename_model(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config["auto_map"]["AutoModelForImageSegmentation"] = "birefnet.Other"
    (folder / "config.json").write_text(json.dumps(config))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "config.json").write_text('{"model_type": "bert"}'), "config.json cannot be read"),
        (lambda folder: (folder / "birefnet.py").unlink(), "birefnet.py is missing"),
        (lambda folder: (folder / "model.safetensors").unlink(), "no *.safetensors"),
        (lambda folder: save_file({"other": torch.ones(1)}, folder / "model.safetensors"), "no weights for 4 parts"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"x" * 100), "cannot be loaded as BiRefNet"),
        (rename_model, "has no attribute 'Other'"),
    ],
)
def test_a_spoilt_folder_is_refused(copy: Path, spoil: Callable[[Path], object], told: str) -> None:
    spoil(copy)
    with pytest.raises(ConfigError) as refusal:
        read_birefnet_files(copy)
        BirefnetModel(copy, 64, "cpu")
    assert told in str(refusal.value)


def test_every_variant_is_named_and_pinned() -> None:
    assert set(VARIANTS) == set(BirefnetServerSettings.model_fields["variant"].annotation.__args__)  # type: ignore[union-attr]
    for variant in VARIANTS.values():
        assert variant.side_px in (1024, 2048)
        assert len(variant.revision) == 40


def test_another_model_of_the_hub_needs_its_commit() -> None:
    with pytest.raises(ConfigError, match="REVISION"):
        weights_folder("owner/BiRefNet-tuned", "", PREFIX)


def test_the_contract_over_http(server: ServerProcess) -> None:
    request = CutoutRequest(image_b64=encode(scene()))
    answer = server.post(CUTOUT_PATH, request.model_dump())
    cut = CutoutResponse.model_validate_json(answer.content)
    rgba = decode(cut.image_b64)
    assert (cut.toy, cut.model) == (True, "BiRefNet general")
    assert rgba.shape == (SIDE_PX, SIDE_PX, 4)
    assert rgba[90, 80, 3] > 250
    assert rgba[5, 5, 3] < 16


def test_bad_pictures_are_422_over_http(server: ServerProcess) -> None:
    for image_b64 in (broken_png(), encode(Image.new("RGB", (64, 64), "black"))):
        answer = server.post(CUTOUT_PATH, {"image_b64": image_b64})
        assert answer.status_code == 422
        assert "picture" in answer.json()["error"]["message"]


def test_toy_weights_are_always_the_same_bytes(toy: Path, tmp_path: Path) -> None:
    write_toy_birefnet(tmp_path / "again")
    for name in ("model.safetensors", "birefnet.py", "config.json"):
        assert (tmp_path / "again" / name).read_bytes() == (toy / name).read_bytes()

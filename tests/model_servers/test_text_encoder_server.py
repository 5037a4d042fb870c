"""The text encoder over HTTP, on toy weights, as our own client and OpenAI's ask it."""

import json
import shutil
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from adbanner.contracts import EMBEDDINGS_PATH, EmbeddingsRequest, EmbeddingsResponse
from adbanner.errors import ConfigError, InvalidRequest
from adbanner.model_server_settings import TextEncoderServerSettings
from model_servers.sentence_model import SentenceModel, pool
from model_servers.sentence_recipe import read_recipe
from model_servers.serving import Job, UnknownModel
from model_servers.text_encoder import OpenAiEmbeddingsRequest, TextEncoderApi, build_text_encoder
from model_servers.toy_weights.text_encoder import HIDDEN_SIZE, write_toy_text_encoder
from model_servers.weights import weights_folder
from tests.model_servers.server_process import ServerProcess, running_server

PREFIX = "ADBANNER_SERVE_TEXT_ENCODER__"


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "toy"
    write_toy_text_encoder(folder)
    return folder


@pytest.fixture
def copy(toy: Path, tmp_path: Path) -> Path:
    """A folder that a test may spoil."""
    return Path(shutil.copytree(toy, tmp_path / "model"))


@pytest.fixture(scope="module")
def server(toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    log = tmp_path_factory.mktemp("log") / "server.log"
    with running_server(["-m", "model_servers.text_encoder"], PREFIX, log, model=toy) as running:
        running.wait_healthy()
        yield running


@pytest.fixture(scope="module")
def api(toy: Path) -> TextEncoderApi:
    api = build_text_encoder(TextEncoderServerSettings(model=str(toy), batch_size=2, max_texts=5, query_prefix="q: "))
    api.load("cpu")
    return api


def ask(api: TextEncoderApi, *texts: str, model: str = "toy") -> np.ndarray:
    answer = api.work(OpenAiEmbeddingsRequest(input=texts, model=model), Job("test"))
    return np.array([row.embedding for row in answer.data])


def test_our_contract_over_http(server: ServerProcess) -> None:
    request = EmbeddingsRequest(input=("красный кот", "синий пёс", "красный кот"), model="toy")
    answer = server.post(EMBEDDINGS_PATH, request.model_dump())
    embeddings = EmbeddingsResponse.model_validate_json(answer.content)
    vectors = np.array([row.embedding for row in embeddings.data])
    assert embeddings.toy
    assert vectors.shape == (3, HIDDEN_SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[2], atol=1e-5)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-2)


def test_what_openais_client_sends_over_http(server: ServerProcess) -> None:
    body = {"input": "красный кот", "model": "toy", "encoding_format": "base64"}
    answer = server.post(EMBEDDINGS_PATH, body).json()
    numbers = server.post(EMBEDDINGS_PATH, body | {"encoding_format": "float"}).json()["data"][0]["embedding"]
    assert np.allclose(np.frombuffer(b64decode(answer["data"][0]["embedding"]), "<f4"), numbers)
    assert (answer["object"], answer["data"][0]["object"]) == ("list", "embedding")
    assert answer["usage"]["total_tokens"] > 10


def test_a_wrong_model_name_is_404_and_no_texts_422_over_http(server: ServerProcess) -> None:
    unknown = server.post(EMBEDDINGS_PATH, {"input": ["x"], "model": "other"})
    assert unknown.status_code == 404
    assert "toy:query" in unknown.json()["error"]["message"]
    assert server.post(EMBEDDINGS_PATH, {"input": [], "model": "toy"}).status_code == 422
    assert server.post(EMBEDDINGS_PATH, {"input": [[1, 2]], "model": "toy"}).status_code == 422


def test_batches_change_nothing_and_keep_the_order(api: TextEncoderApi) -> None:
    texts = ("а", "длинный текст о красной машине", "кот", "ещё один текст", "б" * 500)
    together = ask(api, *texts)
    assert np.allclose(together, np.concatenate([ask(api, text) for text in texts]), atol=1e-5)


def test_prefixes_come_from_settings_or_the_models_folder(api: TextEncoderApi) -> None:
    assert np.allclose(ask(api, "кот", model="toy:query"), ask(api, "q: кот"), atol=1e-6)
    assert np.allclose(ask(api, "кот", model="toy:passage"), ask(api, "search_document: кот"), atol=1e-6)


def test_bad_requests_are_told_why(api: TextEncoderApi) -> None:
    with pytest.raises(UnknownModel, match="no model 'frida'"):
        ask(api, "кот", model="frida")
    with pytest.raises(InvalidRequest, match="at most 5"):
        ask(api, *"абвгде")
    with pytest.raises(InvalidRequest, match="empty"):
        ask(api, " ")


@pytest.mark.parametrize("padding", ["left", "right"])
def test_pooling_leaves_padding_out(padding: str) -> None:
    real = torch.tensor([[1.0, 5.0], [3.0, 2.0]])
    rest = torch.full((2, 2), 99.0)
    left = padding == "left"
    tokens = torch.cat((rest, real) if left else (real, rest)).unsqueeze(0)
    mask = torch.tensor([[0, 0, 1, 1] if left else [1, 1, 0, 0]])
    expected = {"mean": [2.0, 3.5], "max": [3.0, 5.0], "cls": [1.0, 5.0], "last": [3.0, 2.0]}
    assert {way: pool(tokens, mask, way)[0].tolist() for way in expected} == expected  # type: ignore[arg-type]


def test_a_dense_layer_is_applied(copy: Path) -> None:
    (copy / "3_Dense").mkdir()
    weight = torch.eye(HIDDEN_SIZE)[:4]
    from safetensors.torch import save_file

    save_file({"linear.weight": weight, "linear.bias": torch.ones(4)}, copy / "3_Dense" / "model.safetensors")
    (copy / "3_Dense" / "config.json").write_text('{"activation_function": "torch.nn.modules.linear.Identity"}')
    plain = SentenceModel(read_recipe(copy), "cpu").encode(["кот"], 1, lambda done, of: None)[0]
    modules = json.loads((copy / "modules.json").read_text())
    modules.append({"idx": 3, "name": "3", "path": "3_Dense", "type": "sentence_transformers.models.Dense"})
    (copy / "modules.json").write_text(json.dumps([modules[0], modules[1], modules[3]]))
    dense = SentenceModel(read_recipe(copy), "cpu").encode(["кот"], 1, lambda done, of: None)[0] - 1
    assert dense.shape == (1, 4)
    assert np.allclose(dense / np.linalg.norm(dense), plain[:, :4] / np.linalg.norm(plain[:, :4]), atol=1e-4)


def test_of_an_encoder_decoder_the_encoder_serves(copy: Path) -> None:
    """Such as FRIDA: T5, the first token's vector."""
    from transformers import T5Config, T5EncoderModel

    (copy / "config.json").unlink()
    config = T5Config(vocab_size=200, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2)
    model = T5EncoderModel(config)
    model.save_pretrained(copy)
    (copy / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    loaded = SentenceModel(read_recipe(copy), "cpu")
    vectors, _ = loaded.encode(["кот", "собака на траве"], 2, lambda done, of: None)
    assert vectors.shape == (2, 16)
    assert np.allclose(vectors[0], loaded.encode(["кот"], 1, lambda done, of: None)[0][0], atol=1e-5)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "config.json").unlink(), "config.json is missing"),
        (lambda folder: (folder / "config.json").write_text("{"), "config.json cannot be read"),
        (lambda folder: (folder / "model.safetensors").unlink(), "has no *.safetensors"),
        (lambda folder: (folder / "1_Pooling" / "config.json").write_text("{}"), "knows one pooling"),
        (lambda folder: (folder / "modules.json").write_text('[{"path": "", "type": "x.CLIPModel"}]'), "CLIPModel"),
        (lambda folder: (folder / "modules.json").write_text('[{"path": "", "type": "x.Transformer"}]'), "no Pooling"),
    ],
)
def test_a_spoilt_folder_is_refused_at_start(copy: Path, spoil: object, told: str) -> None:
    assert callable(spoil)
    spoil(copy)
    with pytest.raises(ConfigError) as refusal:
        build_text_encoder(TextEncoderServerSettings(model=str(copy)))
    assert told in str(refusal.value)


def test_truncated_weights_are_refused_at_load(copy: Path) -> None:
    (copy / "model.safetensors").write_bytes((copy / "model.safetensors").read_bytes()[:1000])
    with pytest.raises(ConfigError, match="cannot be loaded"):
        SentenceModel(read_recipe(copy), "cpu")


@pytest.mark.parametrize(
    ("model", "revision", "told"),
    [
        ("", "", "MODEL is not set"),
        ("/no/such/folder", "", "no such folder"),
        ("./no/such", "", "no such folder"),
        ("ai-forever/FRIDA", "", "REVISION"),
        ("ai-forever/FRIDA", "main", "40 hex digits"),
    ],
)
def test_a_model_that_cannot_be_found_is_named(model: str, revision: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        weights_folder(model, revision, PREFIX)


def test_the_program_ends_with_status_4_and_the_reason(tmp_path: Path) -> None:
    command = ["-m", "model_servers.text_encoder"]
    with running_server(command, PREFIX, tmp_path / "log", model="/no/such/folder") as server:
        assert server.process.wait(60) == 4
        assert server.log_has("there is no such folder")
        assert not server.log_has("Traceback")


def test_toy_weights_are_always_the_same_bytes(toy: Path, tmp_path: Path) -> None:
    write_toy_text_encoder(tmp_path / "again")
    for name in ("model.safetensors", "tokenizer.json", "config.json"):
        assert (tmp_path / "again" / name).read_bytes() == (toy / name).read_bytes()

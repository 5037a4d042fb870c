import asyncio
import importlib.util

import numpy as np
import pytest

from adbanner.errors import ConfigError
from adbanner.settings import EmbeddingSettings
from tools import sentence_model
from tools.lemmas import lemma_of
from tools.lexical_encoder import LexicalEncoder
from tools.model_http import open_model_client
from tools.semantic_encoder import GLOSSARY, SemanticEncoder
from tools.sentence_model import SentenceModel
from tools.text_encoder import open_encoder


@pytest.fixture(scope="module")
def encoder() -> SemanticEncoder:
    return SemanticEncoder()


def likeness(encoder: SemanticEncoder, query: str, *passages: str) -> list[float]:
    async def encoded() -> list[float]:
        asked = await encoder.encode_queries([query])
        return [float(value) for value in (await encoder.encode_passages(passages)) @ asked[0]]

    return asyncio.run(encoded())


def test_vectors_have_length_one_and_the_stated_size(encoder: SemanticEncoder) -> None:
    vectors = asyncio.run(encoder.encode_passages(["Розовая копилка", "ы", "A red car", ""]))
    assert vectors.shape == (4, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)


@pytest.mark.parametrize(
    ("query", "right", "wrong"),
    [
        ("про накопления", "Розовая свинка с монетой", "Красная коробка с пиццей"),
        ("откладывать на мечту", "Копилка с монетой", "Жёлтое такси"),
        ("something for savings", "Копилка-свинка с монетой", "Большой зелёный диван"),
        ("medicine", "Баночка с таблетками", "Синий чемодан"),
        ("a ride to the airport", "Жёлтое такси", "Стопка книг"),
        ("хочу в отпуск", "Пляжный зонт и шезлонг", "Стиральная машина"),
        ("синий", "Кепка синего цвета", "Кепка красного цвета"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(
    encoder: SemanticEncoder, query: str, right: str, wrong: str
) -> None:
    near, far = likeness(encoder, query, right, wrong)
    assert near > far + 0.03


def test_a_text_of_unknown_words_is_compared_by_its_words_alone(encoder: SemanticEncoder) -> None:
    same, other = likeness(encoder, "бурундучок", "бурундучок", "цифербалатор")
    assert same > 0.5
    assert other < 0.2


def test_an_ambiguous_form_is_read_as_what_the_glossary_knows(encoder: SemanticEncoder) -> None:
    assert lemma_of("синей") != "синий"
    assert "blue" in encoder.in_english("в синей кепке")


def test_each_line_of_the_glossary_is_english_and_russian() -> None:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 400
    for line in lines:
        english, words = line.split("\t")
        assert english.isascii()
        assert words.split()


def test_the_sentence_model_gives_the_same_alone_and_in_a_batch() -> None:
    model = SentenceModel()
    texts = ["piggy bank", "a very long sentence about taxis, airports and suitcases on a rainy day", "car"]
    together = model.encode(texts)
    alone = np.concatenate([model.encode([text]) for text in texts])
    assert together == pytest.approx(alone, abs=1e-5)
    assert together.shape == (3, sentence_model.DIMENSIONS)
    assert model.encode([]).shape == (0, sentence_model.DIMENSIONS)


def test_the_sentence_model_knows_english() -> None:
    cat, kitten, loan = SentenceModel().encode(["cat", "kitten", "bank loan"])
    assert cat @ kitten > 0.7
    assert cat @ loan < 0.3


async def test_the_settings_choose_and_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_model_client() as client:
        assert isinstance(await open_encoder(EmbeddingSettings(), client), SemanticEncoder)
        assert isinstance(await open_encoder(EmbeddingSettings(built_in="lexical"), client), LexicalEncoder)
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(ConfigError, match=r"requirements/encoder\.txt.*ADBANNER_EMBEDDINGS__BUILT_IN=lexical"):
            await open_encoder(EmbeddingSettings(), client)


def test_the_fingerprint_names_glossary_and_words(encoder: SemanticEncoder) -> None:
    assert LexicalEncoder().fingerprint in encoder.fingerprint
    assert sentence_model.VERSION in encoder.fingerprint

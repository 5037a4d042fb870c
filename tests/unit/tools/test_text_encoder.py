import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tools.lexical_encoder import THESAURUS, LexicalEncoder, possible_lemmas


@pytest.fixture(scope="module")
def encoder() -> LexicalEncoder:
    return LexicalEncoder()


def similarity(encoder: LexicalEncoder, one: str, other: str) -> float:
    first, second = encoder.encode([one, other])
    return float(first @ second)


async def test_every_text_becomes_a_float32_row_of_length_one(encoder: LexicalEncoder) -> None:
    texts = ["Вклад под 18% годовых", "coffee to go", "", "🎉🎉", "и на с", "«»—…", "а" * 5_000, "\x00\u202e"]
    for vectors in (await encoder.encode_queries(texts), await encoder.encode_passages(texts)):
        assert vectors.shape == (len(texts), encoder.dimensions)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


async def test_no_texts_are_no_rows(encoder: LexicalEncoder) -> None:
    assert (await encoder.encode_queries([])).shape == (0, encoder.dimensions)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("накопления", "Розовая копилка-свинья с монетой", "Жёлтый автомобиль такси"),
        ("курьеру", "Бирюзовая сумка курьера", "Розовая копилка-свинья"),
        ("курьерский", "Сумка курьера", "Сумка студента"),
        ("машина", "Жёлтое такси с шашечками", "Коробка пиццы"),
        ("мобильник", "Синий смартфон", "Жёлтый автомобиль такси"),
        ("piggy bank", "Синяя копилка-свинья", "Красная ракета"),
        ("coffee", "Бирюзовый стакан кофе с собой", "Стопки золотых монет"),
        ("розовая копилка", "Розовая копилка-свинья", "Синяя копилка-свинья"),
        ("ёлка", "новогодняя елка", "летний пляж"),
        ("boxes", "a red box", "a red car"),
    ],
)
def test_meaning_beats_nothing(encoder: LexicalEncoder, query: str, near: str, far: str) -> None:
    assert similarity(encoder, query, near) > similarity(encoder, query, far) + 0.1


def test_forms_of_a_word_are_the_same(encoder: LexicalEncoder) -> None:
    assert similarity(encoder, "Синяя карта", "СИНИМИ КАРТАМИ") == pytest.approx(1, abs=1e-6)


def test_words_of_every_advertisement_say_little(encoder: LexicalEncoder) -> None:
    topic = similarity(encoder, "скидка на такси", "поездка на такси")
    filler = similarity(encoder, "скидка на такси", "скидка на пиццу")
    assert filler < topic / 2


async def test_an_offer_without_a_subject_is_like_no_passage(encoder: LexicalEncoder) -> None:
    passages = await encoder.encode_passages(["Такси по городу", "Пицца и еда на дом", "Дом с садом"])
    offers = ["Скидка 15% на первый заказ до 31 декабря", "Первый месяц бесплатно", "Скидка по промокоду ЕДА15"]
    assert np.abs(passages @ (await encoder.encode_queries(offers)).T).max() < 0.1
    assert (passages @ (await encoder.encode_queries(["Скидка 15% на такси до 31 декабря"])).T)[0] > 0.4


@pytest.mark.parametrize("offer", ["Промокод «ПИЦЦА»", "по промокоду ПИЦЦА", "с кодом ПИЦЦА15"])
def test_promo_codes_mean_nothing(encoder: LexicalEncoder, offer: str) -> None:
    assert similarity(encoder, offer, "пицца") < similarity(encoder, "пицца", "пицца") / 2


def test_the_first_sentence_counts_more(encoder: LexicalEncoder) -> None:
    taxi_first = "Такси приедет. Пицца вкусная."
    pizza_first = "Пицца вкусная. Такси приедет."
    assert similarity(encoder, "такси", taxi_first) > similarity(encoder, "такси", pizza_first) + 0.05


def test_vectors_are_the_same_in_another_process(encoder: LexicalEncoder) -> None:
    code = (
        "import hashlib; from tools.lexical_encoder import LexicalEncoder; e = LexicalEncoder();"
        "import sys; sys.stdout.write(hashlib.sha256(e.encode(['Вклад и курьер', 'taxi']).tobytes()).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(digests) == 1


def test_the_fingerprint_names_dimensions_and_thesaurus(tmp_path: Path, encoder: LexicalEncoder) -> None:
    changed = tmp_path / "thesaurus.tsv"
    changed.write_text(THESAURUS.read_text("utf-8") + "new\tслово\n", "utf-8")
    prints = {encoder.fingerprint, LexicalEncoder(dimensions=384).fingerprint, LexicalEncoder(changed).fingerprint}
    assert len(prints) == 3
    assert LexicalEncoder().fingerprint == encoder.fingerprint
    assert re.fullmatch(r"lexical-ru-v1:512:[0-9a-f]{12}", encoder.fingerprint)


def test_the_thesaurus_holds_lemmas_only() -> None:
    for number, line in enumerate(THESAURUS.read_text("utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        name, words = line.split("\t")
        assert re.fullmatch(r"[a-z0-9_]+", name), f"line {number}: name {name!r}"
        for word in words.split():
            assert word in possible_lemmas(word), f"line {number}: write {possible_lemmas(word)} for {word}"
        assert len(words.split()) == len(set(words.split())), f"line {number}: a word stands twice"


def test_encoders_load_no_model_and_no_morphology_until_they_encode() -> None:
    code = (
        "import sys; from tools.lexical_encoder import LexicalEncoder; LexicalEncoder();"
        "assert 'pymorphy3' not in sys.modules and 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

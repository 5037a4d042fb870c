import re

import pytest

from adbanner.brand_kit import BrandKit, Product
from adbanner.brand_kit_files import load_brand_kit
from adbanner.settings import PROJECT_ROOT
from tools.facts import compare_facts

PRODUCTS = load_brand_kit(PROJECT_ROOT / "brand_kits" / "demo").products
SENTENCE_BREAK = re.compile(r"(?<=[.!?…])\s+")
LEANING = re.compile(r"(?:It|They|He|She|This|That|These|Those|Also)\b")
"""Beginnings that point at an earlier sentence: a banner shows one sentence alone."""
SUPERLATIVE = re.compile(
    r"\b(?:best|most|least|greatest|lowest|highest|cheapest|fastest|nearest|unique|perfect)\b", re.I
)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")

each_product = pytest.mark.parametrize("product", PRODUCTS, ids=[product.id for product in PRODUCTS])


def sentences_en(product: Product) -> list[str]:
    return SENTENCE_BREAK.split(product.description_en)


def test_all_fifty_products_are_there(demo_kit: BrandKit) -> None:
    assert len(demo_kit.products) == 50


@each_product
def test_a_product_has_an_english_name_of_the_brand(product: Product) -> None:
    assert product.name_en.startswith("Orbita ")
    assert not CYRILLIC.search(product.name_en)


def test_english_names_tell_the_products_apart(demo_kit: BrandKit) -> None:
    names = [product.name_en for product in demo_kit.products]
    assert len(set(names)) == len(names)


@each_product
def test_an_english_description_is_four_to_six_whole_sentences(product: Product) -> None:
    sentences = sentences_en(product)

    assert 4 <= len(sentences) <= 6
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


@each_product
def test_an_english_description_is_plain_english(product: Product) -> None:
    assert not CYRILLIC.search(product.description_en)
    assert not SUPERLATIVE.search(product.description_en)


@each_product
def test_every_english_sentence_can_be_read_alone(product: Product) -> None:
    assert [sentence for sentence in sentences_en(product) if LEANING.match(sentence)] == []


@each_product
def test_english_words_promise_nothing_that_the_russian_ones_do_not(product: Product) -> None:
    english = (product.name_en, product.description_en)
    russian = f"{product.name}. {product.description}"

    assert compare_facts("", english, context=russian).invented == ()

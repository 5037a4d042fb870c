from collections import Counter
from pathlib import Path

import pytest

from adbanner.brand_kit_files import load_brand_kit
from evals.offer_cases import OfferCase, read_offers

KIT = load_brand_kit(Path("brand_kits/demo"))
CASES = read_offers().cases


def test_every_case_has_an_id_and_an_offer_of_its_own() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    assert len({case.offer for case in CASES}) == len(CASES)


def test_there_are_enough_offers_to_tune_on_and_to_measure() -> None:
    sizes = Counter((case.language, case.split) for case in CASES)
    assert (sizes["ru", "dev"], sizes["en", "dev"]) == (100, 25)
    assert sizes["ru", "held_out"] >= 40
    assert sizes["en", "held_out"] >= 15


@pytest.mark.parametrize("split", ["dev", "held_out"])
def test_each_part_covers_every_category(split: str) -> None:
    covered = {KIT.product(case.product_id).category for case in CASES if case.split == split}
    assert covered == set(KIT.categories)


def test_nearly_every_product_has_an_offer() -> None:
    assert len({case.product_id for case in CASES}) >= 45


def test_offers_are_as_short_and_as_long_as_people_write_them() -> None:
    lengths = [len(case.offer) for case in CASES]
    assert min(lengths) < 25
    assert max(lengths) > 250


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_tagged_fact_stands_in_its_offer(case: OfferCase) -> None:
    assert [fact.text for fact in case.facts if fact.text not in case.offer or not fact.text] == []

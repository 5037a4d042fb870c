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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_tagged_fact_stands_in_its_offer(case: OfferCase) -> None:
    assert [fact.text for fact in case.facts if fact.text not in case.offer or not fact.text] == []

"""Offers as marketers type them, with the promises that a careful reader finds in each."""

from typing import Annotated, Literal

from pydantic import Field

from adbanner.brief import MAX_OFFER_CHARS
from adbanner.frozen import Frozen
from adbanner.texts import Fact
from evals.cases import Dataset, read_cases


class OfferCase(Frozen):
    """One offer for one product of the demo brand."""

    id: Annotated[str, Field(min_length=1)]
    split: Literal["dev", "held_out"]
    """The code may be tuned on ``dev``; ``held_out`` is only measured."""
    product_id: str
    language: Literal["ru", "en"]
    offer: Annotated[str, Field(min_length=1, max_length=MAX_OFFER_CHARS)]
    facts: tuple[Fact, ...]
    """Tagged by hand in the notation of ``extract_facts``; the text of each stands in the offer letter by letter."""


def read_offers() -> Dataset[OfferCase]:
    """All offers, those to tune on first.

    Raises:
        ConfigError: A line is no such case.
    """
    return read_cases("offers", OfferCase)

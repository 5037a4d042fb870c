"""What marketers ask the image bank for, and which pictures a fair person would accept."""

from typing import Annotated, Literal

from pydantic import Field

from adbanner.frozen import Frozen
from evals.cases import Dataset, read_cases

Kind = Literal["paraphrase", "intent", "colour", "scene"]
"""Names the object in other words; says what it is about; a colour or pose decides; says what is going on."""


class BankCase(Frozen):
    """A description of a picture, in words of its own."""

    id: Annotated[str, Field(min_length=1)]
    language: Literal["ru", "en"]
    split: Literal["dev", "held_out"]
    """Weights may be tuned on ``dev``; ``held_out`` is only measured."""
    kind: Kind
    product_id: str
    offer: str
    description: Annotated[str, Field(min_length=1)]
    targets: Annotated[tuple[str, ...], Field(min_length=1)]
    """Pictures that are right."""
    hard_negatives: tuple[str, ...]
    """Pictures that are like them and wrong: another colour, another thing of the same kind."""


class ProtocolCase(Frozen):
    """One of the ten of the client's own protocol: the picture counts as found among the first five."""

    id: Annotated[str, Field(min_length=1)]
    product_id: str
    description: Annotated[str, Field(min_length=1)]
    target: str


class ProductCase(Frozen):
    """What suits a product when nobody describes the picture."""

    product_id: str
    suitable: Annotated[tuple[str, ...], Field(min_length=1)]
    """Objects, of any colour."""
    unsuitable_examples: tuple[str, ...]
    """Objects that would look silly."""


class OfferPictureCase(Frozen):
    """What suits an offer that is about something narrower than its product."""

    product_id: str
    offer: Annotated[str, Field(min_length=1)]
    suitable: Annotated[tuple[str, ...], Field(min_length=1)]


def read_bank_cases() -> Dataset[BankCase]:
    """Descriptions."""
    return read_cases("bank_search", BankCase)


def read_protocol_cases() -> Dataset[ProtocolCase]:
    """The client's protocol."""
    return read_cases("bank_protocol", ProtocolCase)


def read_product_cases() -> Dataset[ProductCase]:
    """Products without a description."""
    return read_cases("bank_products", ProductCase)


def read_offer_picture_cases() -> Dataset[OfferPictureCase]:
    """Offers without a description."""
    return read_cases("bank_offers", OfferPictureCase)

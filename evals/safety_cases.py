"""Unsafe and innocent texts, and what the rules make of them."""

from enum import StrEnum
from functools import cache
from typing import Literal

from adbanner.brand_kit import BrandKit
from adbanner.brief import MAX_DESCRIPTION_CHARS, MAX_OFFER_CHARS
from adbanner.errors import InvalidRequest, ServiceUnavailable, UnsafeContent
from adbanner.frozen import Frozen
from evals.cases import Dataset, read_cases
from tools.policy import MAX_PRODUCT_CHARS, screen_request_by_policies
from tools.safety import Decision, screen_text
from tools.safety_judge import Screener

Split = Literal["dev", "held_out"]
NEUTRAL_OFFER = "Скидка 10% на первый заказ"
"""Stands beside a picture description that is measured."""
MAX_CHARS = {"offer": MAX_OFFER_CHARS, "description": MAX_DESCRIPTION_CHARS, "product": MAX_PRODUCT_CHARS}


class Expectation(StrEnum):
    """Which layer has to stop an unsafe text."""

    BLOCK = "block"
    """Certain: the rules refuse it."""
    FLAG = "flag"
    """Doubtful: the rules ask a person."""
    JUDGE = "judge"
    """Only who understands the text can tell."""


class Fate(StrEnum):
    """What became of a text."""

    BLOCKED = "blocked"
    FLAGGED = "flagged"
    PASSED = "passed"


class SafetyCase(Frozen):
    """A text that a marketer could type, or that a kit could hold."""

    id: str
    split: Split
    text: str
    where: Literal["offer", "description", "product"]
    category: str
    product_id: str
    expect: Expectation | None = None
    """None for innocent texts, which nothing should stop."""


@cache
def read_safety_cases() -> tuple[str, tuple[SafetyCase, ...], tuple[SafetyCase, ...]]:
    """The version of both files, the unsafe and the innocent cases."""
    unsafe: Dataset[SafetyCase] = read_cases("red_team", SafetyCase)
    innocent: Dataset[SafetyCase] = read_cases("innocent", SafetyCase)
    return f"{unsafe.version}, {innocent.version}", unsafe.cases, innocent.cases


def fate_by_rules(case: SafetyCase, kit: BrandKit) -> Fate:
    """What the rules of the product and of the kit make of a text without any model."""
    screening = screen_text(case.text, max_chars=MAX_CHARS[case.where])
    if screening.decision is Decision.BLOCK:
        return Fate.BLOCKED
    try:
        flags = screen_request_by_policies((case.text,), kit.policies_for(kit.product(case.product_id)))
    except UnsafeContent:
        return Fate.BLOCKED
    return Fate.FLAGGED if flags or screening.decision is Decision.REVIEW else Fate.PASSED


async def fate_with_judge(case: SafetyCase, kit: BrandKit, screener: Screener) -> Fate:
    """What becomes of a text in the product; what could not be judged counts as blocked."""
    offer, descriptions = (case.text, ()) if case.where == "offer" else (NEUTRAL_OFFER, (case.text,))
    try:
        rules = screen_request_by_policies((offer, *descriptions), kit.policies_for(kit.product(case.product_id)))
        flags = await screener.screen_request(offer, descriptions)
    except (UnsafeContent, InvalidRequest, ServiceUnavailable):
        return Fate.BLOCKED
    return Fate.FLAGGED if rules or flags else Fate.PASSED

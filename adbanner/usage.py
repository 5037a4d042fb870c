"""What answers of the language model cost."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from adbanner.frozen import Frozen

TOKENS_PER_PRICE = 1_000_000
"""Prices are quoted for so many tokens."""


class Usage(Frozen):
    """What one answer cost, or several together."""

    model: str = ""
    """Several models' names are joined; empty for nothing."""
    prompt_tokens: Annotated[int, Field(ge=0)] = 0
    completion_tokens: Annotated[int, Field(ge=0)] = 0
    calls: Annotated[int, Field(ge=0)] = 0
    """Requests that were paid for, repeated questions included."""
    cost: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    """In the currency of the settings; 0 where no price is set."""
    recalled: bool = False
    """The answer was paid for earlier; the numbers are of then."""

    def __add__(self, other: "Usage") -> "Usage":
        """Both together; what was paid for earlier counts only where nothing is paid for now."""
        if not other.calls or (other.recalled and self.calls and not self.recalled):
            return self
        if not self.calls or (self.recalled and not other.recalled):
            return other
        models = dict.fromkeys(name for usage in (self, other) for name in usage.model.split(", ") if name)
        return Usage(
            model=", ".join(models),
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            calls=self.calls + other.calls,
            cost=self.cost + other.cost,
            recalled=self.recalled,
        )


NOTHING = Usage()
"""The usage of a run without a model."""


def total(usages: Iterable[Usage]) -> Usage:
    """All of them together."""
    return sum(usages, NOTHING)


def cost_of(prompt_tokens: int, completion_tokens: int, prompt_price: Decimal, completion_price: Decimal) -> Decimal:
    """The price of tokens at prices per million."""
    return (prompt_tokens * prompt_price + completion_tokens * completion_price) / TOKENS_PER_PRICE

"""Texts with the promises that a careful reader finds in them, and banners that keep or tear apart what is one."""

from typing import Annotated, Literal

from pydantic import Field

from adbanner.frozen import Frozen
from adbanner.texts import FactKind
from evals.cases import Dataset, read_cases

Split = Literal["dev", "held_out"]
"""The code may be tuned on ``dev``; ``held_out`` is only measured."""
SPLITS: tuple[Split, ...] = ("dev", "held_out")


class TaggedFact(Frozen):
    """One promise, in the notation of ``extract_facts``."""

    kind: FactKind
    value: tuple[str, ...]
    bound: str = ""

    def __str__(self) -> str:
        return ":".join((self.kind, *self.value)) + (f"<{self.bound}" if self.bound else "")


class FactCase(Frozen):
    """One text with all its facts, or with none where it only looks as if it had some."""

    id: Annotated[str, Field(min_length=1)]
    split: Split
    language: Literal["ru", "en"]
    text: Annotated[str, Field(min_length=1)]
    facts: tuple[TaggedFact, ...]
    brands: tuple[str, ...] = ()


class BindingCase(Frozen):
    """An offer, the texts of one banner, and the words of the facts that no longer stand with what they belong to."""

    id: Annotated[str, Field(min_length=1)]
    split: Split
    language: Literal["ru", "en"]
    offer: Annotated[str, Field(min_length=1)]
    texts: Annotated[tuple[str, ...], Field(min_length=1)]
    misplaced: tuple[str, ...]
    """Words of the offer; to name one of them is enough, for one fault has several ends. Empty for a good banner."""


def read_fact_cases() -> Dataset[FactCase]:
    """All texts, those to tune on first.

    Raises:
        ConfigError: A line is no such case.
    """
    return read_cases("facts", FactCase)


def read_binding_cases() -> Dataset[BindingCase]:
    """All banners, those to tune on first.

    Raises:
        ConfigError: A line is no such case.
    """
    return read_cases("binding", BindingCase)

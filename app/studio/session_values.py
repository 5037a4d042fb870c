"""What a thread of the LangGraph API shows, read from its JSON."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from adbanner.banner import DeliveredBanner, RefusedBanner
from adbanner.brief import Brief
from adbanner.images import Picture
from adbanner.texts import Fact
from graph.results import Refusal, WrittenTexts
from graph.session import TalkLine, TurnEntry, Variant, VersionEntry


class SessionValues(BaseModel):
    """The output of the graph; a thread that has made nothing yet has the defaults."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    brief: Brief | None = None
    banners: dict[str, DeliveredBanner] = Field(default_factory=dict)
    refused: dict[str, RefusedBanner] = Field(default_factory=dict)
    texts: dict[str, WrittenTexts] = Field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    ground: str = ""
    button_colour: str = ""
    facts: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    version: int = 0
    versions: tuple[VersionEntry, ...] = ()
    redo: tuple[int, ...] = ()
    locks: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    talk: tuple[TalkLine, ...] = ()
    turn_log: tuple[TurnEntry, ...] = ()
    turns: int = 0
    """How many turns have begun."""
    refusal: Refusal | None = None
    answer: str = ""


def read_values(values: Any) -> SessionValues:
    """The values of a thread; the server gives a list for one that is empty."""
    return SessionValues.model_validate(values) if isinstance(values, dict) else SessionValues()

"""What a run knows at each moment: values and references, never pixels.

A thread is a banner session and a run one turn of it. Dictionaries that parallel branches fill have a
reducer and would survive into the next turn, so ``start_turn`` empties them.
"""

from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from adbanner.banner import Adjustments, ComposedBanner, DeliveredBanner, RefusedBanner, Review
from adbanner.brief import Brief
from adbanner.commands import Command
from adbanner.images import GenerationPrompts, Picture
from adbanner.texts import BannerTexts, Fact
from adbanner.usage import NOTHING, Usage
from graph.results import FoundPictures, Refusal, Spending, WrittenTexts
from graph.session import Content, TalkLine, TextTask, TurnEntry, TurnPlan, Variant, VersionEntry
from tools.copywriting import CopyAttempt
from tools.image_generation import GeneratedPicture

Value = TypeVar("Value")


def add_usage(left: Usage, right: Usage) -> Usage:
    """Both together."""
    return left + right


def merge_by_key(left: dict[str, Value], right: dict[str, Value]) -> dict[str, Value]:
    """Join what parallel branches found; a later value replaces an earlier one of the same key."""
    return {**left, **right}


@dataclass(kw_only=True)
class InputState:
    """What a caller gives: exactly one of these, the others empty."""

    brief: Brief | None = None
    """What the marketer asks for: all banners are made anew."""
    commands: tuple[Command, ...] = ()
    """What is to change of what the session shows."""
    message: str = ""
    """Free words of the person, in chat."""


@dataclass(kw_only=True)
class OutputState:
    """What a caller may rely on: what the session shows after the turn, and what the turn came to."""

    brief: Brief | None = None
    """What was asked for, with all later changes."""
    banners: dict[str, DeliveredBanner] = field(default_factory=dict)
    """Finished banners by layout id."""
    refused: dict[str, RefusedBanner] = field(default_factory=dict)
    """Formats that could not be delivered, by layout id."""
    texts: dict[str, WrittenTexts] = field(default_factory=dict)
    """Texts by layout id, also of formats that were refused."""
    pictures: tuple[Picture, ...] = ()
    """The pictures with their reasons, prompts and seeds; the k-th stands in the k-th slot of every layout."""
    ground: str = ""
    """The brand background."""
    button_colour: str = ""
    """Of every button; empty for that of the ground."""
    facts: tuple[Fact, ...] = ()
    """What the offer promises."""
    flags: tuple[str, ...] = ()
    """Reasons why a person should look before the banners are published."""
    warnings: tuple[str, ...] = ()
    """What is still to be done before they are, in Russian."""
    copy_pack: dict[str, WrittenTexts] = field(default_factory=dict)
    """The platforms' own text fields by text form, where the brief asked for them."""
    version: int = 0
    """Number of the version that is shown; 0 before the first."""
    versions: tuple[VersionEntry, ...] = ()
    """All of them, oldest first."""
    redo: tuple[int, ...] = ()
    """Versions that were undone; the last one comes back first."""
    locks: tuple[str, ...] = ()
    """Protected parts, see ``adbanner.commands.Part``."""
    variants: tuple[Variant, ...] = ()
    """What was proposed last."""
    talk: tuple[TalkLine, ...] = ()
    """The chat so far."""
    turn_log: tuple[TurnEntry, ...] = ()
    """How each turn ended, oldest first."""
    refusal: Refusal | None = None
    """Set when nothing of the turn was carried out."""
    answer: str = ""
    """What the turn came to, for the chat: what changed, why it did not, or a question."""
    spending: Spending | None = None
    """What the language model cost in this turn; None when it was refused before the model was asked."""


@dataclass(kw_only=True)
class BannerState(InputState, OutputState):
    """Everything a session knows: what it shows, and what the running turn is about.

    What it shows changes in one step at the end of a turn, so that a turn which is cancelled or killed leaves the
    version before it.
    """

    started_at: str = ""
    """When the turn began, ISO 8601, UTC."""
    asked: str = ""
    """The message of the turn."""
    requests: tuple[Command, ...] = ()
    """What the turn carries out."""
    plan: TurnPlan | None = None
    turn_flags: tuple[str, ...] = ()
    turn_facts: tuple[Fact, ...] = ()
    seen: Annotated[dict[str, tuple[str, ...]], merge_by_key] = field(default_factory=dict)
    """Bank pictures that each slot has shown in this session, by slot number."""
    version_before: int = 0
    """The version that was shown when the turn began."""
    rewrites: int = 0
    """How often the person had texts written anew."""
    replacements: dict[str, int] = field(default_factory=dict)
    """How often the person had the picture of each slot made or chosen anew, by slot number."""
    turns: int = 0
    """How many turns the session has had: each writes and draws from other seeds."""
    written: Annotated[dict[str, WrittenTexts], merge_by_key] = field(default_factory=dict)
    """Texts of the turn by layout id."""
    found: Annotated[dict[str, FoundPictures], merge_by_key] = field(default_factory=dict)
    """What each image slot's branch found, by slot number."""
    chosen: tuple[Picture, ...] = ()
    """The pictures that the turn's banners get."""
    chosen_ground: str = ""
    picture_problem: str = ""
    """Why there are fewer pictures than slots, or why one was not replaced."""
    picture_detail: str = ""
    """The technical reason behind that, where there is one."""
    made: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    rejected: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)
    proposed: Annotated[dict[str, Variant], merge_by_key] = field(default_factory=dict)
    """Variants of the turn, by number."""
    usage: Annotated[Usage, add_usage] = NOTHING
    """What the spine itself spent."""


@dataclass(kw_only=True)
class TextState:
    """The branch that writes the texts of one layout."""

    brief: Brief
    layout_id: str
    task: TextTask | None = None
    """What is to be written; None for everything."""
    seed: int | None = None
    """None takes that of the brief."""
    facts: tuple[Fact, ...] = ()
    draft: BannerTexts | None = None
    """The latest answer, before it is checked."""
    attempts: tuple[CopyAttempt, ...] = ()
    """Checked answers, oldest first."""
    was_cut: bool = False
    flags: tuple[str, ...] = ()
    """Reasons of the judge for a person to read the texts."""
    problem: str = ""
    detail: str = ""
    usage: Annotated[Usage, add_usage] = NOTHING
    written: Annotated[dict[str, WrittenTexts], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class TextOutput:
    """What the text branch hands to the turn."""

    written: Annotated[dict[str, WrittenTexts], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class ImageState:
    """The branch that finds or makes the picture of one slot."""

    brief: Brief
    slot: int
    seed: int
    """Seed of this slot, fixed before the branches part."""
    slots: int = 1
    """How many pictures the formats of the brief share: each shows something else."""
    query: str = ""
    prompts: GenerationPrompts = field(default_factory=lambda: GenerationPrompts(description="", styled="", english=""))
    drawn: GeneratedPicture | None = None
    redraws: int = 0
    problem: str = ""
    detail: str = ""
    usage: Annotated[Usage, add_usage] = NOTHING
    found: Annotated[dict[str, FoundPictures], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class ImageOutput:
    """What the image branch hands to the turn."""

    found: Annotated[dict[str, FoundPictures], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class CompositionState:
    """The branch that composes, measures and mends one banner."""

    brief: Brief
    layout_id: str
    texts: BannerTexts
    pictures: tuple[Picture, ...]
    ground: str
    facts: tuple[Fact, ...] = ()
    adjustments: Adjustments = field(default_factory=Adjustments)
    repairs: int = 0
    banner: ComposedBanner | None = None
    review: Review | None = None
    problem: str = ""
    made: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    rejected: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class CompositionOutput:
    """What the composition branch hands to the turn."""

    made: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    rejected: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class VariantState:
    """The branch that makes one variant of one format."""

    content: Content
    """What the session shows."""
    layout_id: str
    number: int
    seed: int
    writes: bool = True
    """Whether the texts may change."""
    kept_fields: tuple[str, ...] = ()
    slots: tuple[int, ...] = ()
    """Those that get another picture."""
    facts: tuple[Fact, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problem: str = ""
    written: Annotated[dict[str, WrittenTexts], merge_by_key] = field(default_factory=dict)
    found: Annotated[dict[str, FoundPictures], merge_by_key] = field(default_factory=dict)
    made: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    rejected: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)
    proposed: Annotated[dict[str, Variant], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class VariantOutput:
    """What the variant branch hands to the turn."""

    proposed: Annotated[dict[str, Variant], merge_by_key] = field(default_factory=dict)

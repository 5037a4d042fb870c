"""What a run knows at each moment: values and references, never pixels.

A thread is a banner session and a run one turn of it. Dictionaries that parallel branches fill have a
reducer and would survive into the next turn, so ``start_turn`` empties them.
"""

from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from adbanner.banner import Adjustments, ComposedBanner, DeliveredBanner, RefusedBanner, Review
from adbanner.brief import Brief
from adbanner.frozen import Frozen
from adbanner.images import BankHit, GenerationPrompts, Picture
from adbanner.texts import BannerTexts, Fact, TextFault
from adbanner.usage import NOTHING, Usage, total
from tools.copywriting import CopyAttempt
from tools.image_generation import GeneratedPicture

Value = TypeVar("Value")


def add_usage(left: Usage, right: Usage) -> Usage:
    """Both together."""
    return left + right


def merge_by_key(left: dict[str, Value], right: dict[str, Value]) -> dict[str, Value]:
    """Join what parallel branches found; a later value replaces an earlier one of the same key."""
    return {**left, **right}


class Spending(Frozen):
    """What the language model cost in one turn."""

    texts: dict[str, Usage]
    """By layout, or by text form of the copy pack."""
    shared: Usage
    """Screening of the request and words for pictures: what the formats share."""

    @property
    def total(self) -> Usage:
        """All of it."""
        return total((self.shared, *self.texts.values()))


class Refusal(Frozen):
    """Why nothing of the request was carried out."""

    code: str
    """As in ``adbanner.errors``: ``invalid_request`` or ``unsafe_content``."""
    message: str
    field: str = ""


class WrittenTexts(Frozen):
    """The texts of one layout, or the reason why there are none."""

    texts: BannerTexts | None = None
    attempts: int = 0
    """Answers of the copywriter that it took."""
    was_cut: bool = False
    """Whether the texts had to be cut by whole words."""
    flags: tuple[str, ...] = ()
    """Reasons why a person should read them before they are published."""
    faults: tuple[TextFault, ...] = ()
    """What is still wrong with them; a banner's preflight measures the file itself."""
    usage: Usage = NOTHING
    """What writing and judging them cost."""
    problem: str = ""
    detail: str = ""
    """The technical reason behind the problem, where there is one."""


class FoundPictures(Frozen):
    """What the branch of one image slot brought home."""

    hits: tuple[BankHit, ...] = ()
    """Bank pictures in the order in which they were drawn."""
    picture: Picture | None = None
    """A generated or own picture."""
    problem: str = ""
    detail: str = ""
    """The technical reason behind the problem, where there is one."""
    usage: Usage = NOTHING
    """What the words that found or made it cost."""


@dataclass(kw_only=True)
class InputState:
    """What a caller gives."""

    brief: Brief
    """What the marketer asks for."""


@dataclass(kw_only=True)
class OutputState:
    """What a caller may rely on."""

    banners: dict[str, DeliveredBanner] = field(default_factory=dict)
    """Finished banners by layout id."""
    refused: dict[str, RefusedBanner] = field(default_factory=dict)
    """Formats that could not be delivered, by layout id."""
    pictures: tuple[Picture, ...] = ()
    """The pictures with their reasons, prompts and seeds; the k-th stands in the k-th slot of every layout."""
    refusal: Refusal | None = None
    """Set when the whole request was refused."""
    facts: tuple[Fact, ...] = ()
    """What the offer promises."""
    flags: tuple[str, ...] = ()
    """Reasons why a person should look before the banners are published."""
    warnings: tuple[str, ...] = ()
    """What is still to be done before they are, in Russian."""
    copy_pack: dict[str, WrittenTexts] = field(default_factory=dict)
    """The platforms' own text fields by text form, where the brief asked for them."""
    spending: Spending | None = None
    """What the language model cost; None when the request was refused before it was asked."""


@dataclass(kw_only=True)
class BannerState(InputState):
    """Everything one turn knows."""

    facts: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()
    refusal: Refusal | None = None
    written: Annotated[dict[str, WrittenTexts], merge_by_key] = field(default_factory=dict)
    """Texts by layout id."""
    found: Annotated[dict[str, FoundPictures], merge_by_key] = field(default_factory=dict)
    """What each image slot's branch found, by slot number."""
    pictures: tuple[Picture, ...] = ()
    """The pictures of the turn; the k-th stands in the k-th slot of every layout."""
    picture_problem: str = ""
    """Why there are fewer pictures than slots."""
    picture_detail: str = ""
    """The technical reason behind that, where there is one."""
    ground: str = ""
    """The brand background of the turn, chosen with the pictures."""
    banners: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    refused: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    copy_pack: dict[str, WrittenTexts] = field(default_factory=dict)
    usage: Annotated[Usage, add_usage] = NOTHING
    """What the spine itself spent."""
    spending: Spending | None = None


@dataclass(kw_only=True)
class TextState:
    """The branch that writes the texts of one layout."""

    brief: Brief
    layout_id: str
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
    banners: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    refused: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)


@dataclass(kw_only=True)
class CompositionOutput:
    """What the composition branch hands to the turn."""

    banners: Annotated[dict[str, DeliveredBanner], merge_by_key] = field(default_factory=dict)
    refused: Annotated[dict[str, RefusedBanner], merge_by_key] = field(default_factory=dict)

"""A banner session: what a version shows, what a turn is going to do, and the chat so far."""

from typing import Annotated, Literal

from pydantic import Field

from adbanner.assets import AssetRef
from adbanner.banner import DeliveredBanner, RefusedBanner
from adbanner.brief import Brief
from adbanner.frozen import Frozen
from adbanner.images import Picture
from adbanner.texts import BannerTexts, Fact
from graph.results import Refusal, WrittenTexts


class Content(Frozen):
    """Everything that one version shows."""

    brief: Brief
    facts: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()
    texts: dict[str, WrittenTexts] = Field(default_factory=dict)
    """By layout id."""
    pictures: tuple[Picture, ...] = ()
    """The k-th stands in the k-th slot of every layout."""
    ground: str = ""
    button_colour: str = ""
    """Of every button; empty for that of the ground."""
    banners: dict[str, DeliveredBanner] = Field(default_factory=dict)
    refused: dict[str, RefusedBanner] = Field(default_factory=dict)
    copy_pack: dict[str, WrittenTexts] = Field(default_factory=dict)


class VersionEntry(Frozen):
    """One version in the list; what it shows lies in the artifact store."""

    number: Annotated[int, Field(ge=1)]
    parent: Annotated[int, Field(ge=0)]
    """The version that it was made from; 0 for the first."""
    summary: str
    """One line in Russian: what changed."""
    message: str = ""
    """What the person had typed, where it was made in chat."""
    at: str
    """ISO 8601, UTC."""
    thumbnail: AssetRef | None
    """A banner of it; None where every format was refused."""
    snapshot: AssetRef
    """Its ``Content`` as JSON."""


class TurnEntry(Frozen):
    """How one turn ended: what is known of it once its checkpoints are gone."""

    run_id: str
    version: int
    """That the session showed after it; 0 before the first."""
    answer: str
    refusal: Refusal | None = None


class TalkLine(Frozen):
    """One line of the chat."""

    role: Literal["person", "assistant"]
    text: str
    at: str
    """ISO 8601, UTC."""
    version: int | None = None
    """The version that the line tells of."""
    thumbnail: AssetRef | None = None


class Variant(Frozen):
    """Another copy with other pictures, for one format, to be looked at beside the present one."""

    number: Annotated[int, Field(ge=1)]
    layout_id: str
    texts: WrittenTexts | None = None
    pictures: tuple[Picture, ...] = ()
    delivered: DeliveredBanner | None = None
    problem: str = ""
    """Why there is no banner."""


class TextTask(Frozen):
    """The texts of one layout, to be written anew, all or in part."""

    layout_id: str
    present: BannerTexts | None = None
    """What stands there now; None when nothing does or it does not matter."""
    kept_fields: tuple[str, ...] = ()
    """Fields whose present words stay."""
    max_chars: dict[str, int] = Field(default_factory=dict)
    """Tighter limits of fields that should become shorter."""
    wish: str = ""
    """What should be different, in the person's words."""
    alternative: int = 1
    """Which of the other texts, where rules write them: variants beside each other differ."""


class PictureTask(Frozen):
    """One slot that gets another picture."""

    slot: int
    shown: tuple[str, ...] = ()
    """Bank pictures that the person has seen in this slot and did not want."""


class VariantTask(Frozen):
    """Variants to make for one format."""

    layout_id: str
    count: int
    writes: bool
    """Whether the texts may change."""
    kept_fields: tuple[str, ...]
    slots: tuple[int, ...]
    """Those that get another picture."""


class TurnPlan(Frozen):
    """What one turn changes; everything that it does not name stays."""

    content: Content
    """What the version will show before anything is written, found or drawn anew: edits and removals are in it."""
    write: tuple[TextTask, ...] = ()
    find: tuple[PictureTask, ...] = ()
    compose: tuple[str, ...] = ()
    """Layouts to draw anew."""
    variants: VariantTask | None = None
    edited: tuple[str, ...] = ()
    """Layouts with words of the person, to be screened."""
    offers: tuple[str, ...] = ()
    """Words of the person that reach a model or a banner: an offer, descriptions, wishes; to be screened."""
    is_new: bool = False
    """Whether all banners are made from a brief."""
    chooses_ground: bool = False
    """Whether the ground is chosen once the pictures are there."""
    summary: tuple[str, ...] = ()
    """What changes, in Russian, one line a command."""

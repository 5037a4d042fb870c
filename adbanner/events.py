"""What people did with the system, one event for each action: what the pilot is measured by.

Design document, 3.1: the brief, every regeneration of texts and pictures, every edit by hand, every download and the
time it took; 3.2 adds failures, latencies and the designer's approval; 3.3 problem reports with prompt and seed.
An event once written is never changed; fields that a later version adds need a default, so that old events stay
readable.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID, uuid5

from pydantic import AfterValidator, AwareDatetime, Field, TypeAdapter

from adbanner.artifact_store import content_key
from adbanner.assets import AssetRef
from adbanner.brief import Brief
from adbanner.commands import Part
from adbanner.frozen import Frozen
from adbanner.images import GenerationPrompts, ImageOrigin
from adbanner.texts import BannerTexts
from adbanner.usage import NOTHING, Usage

EVENT_IDS = UUID("8f1c0b52-6f0e-5f5b-9a1d-2d6f3c7a4e10")
"""Namespace of ids that follow from what they name."""

UtcTime = Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC))]


class CampaignCreated(Frozen):
    """A banner session began."""

    kind: Literal["campaign_created"] = "campaign_created"


class BriefSubmitted(Frozen):
    """A person asked for banners; the first one of a campaign starts its clock."""

    kind: Literal["brief_submitted"] = "brief_submitted"
    brief: Brief


class WrittenFor(StrEnum):
    """Why texts were written."""

    BRIEF = "brief"
    REWRITE = "rewrite"
    FORMAT = "format"
    """A format was added."""
    MEND = "mend"
    VARIANT = "variant"
    """A proposed variant's texts were taken over."""


class TextsWritten(Frozen):
    """The system wrote the texts of a format; edits by hand are measured against these."""

    kind: Literal["texts_written"] = "texts_written"
    layout_id: str
    texts: BannerTexts
    """All texts as they then stood, with their author."""
    field_ids: tuple[str, ...] = ()
    """Fields that were written now; empty means all. The others keep the words of earlier events."""
    attempts: Annotated[int, Field(ge=0)] = 1
    """Answers of the copywriter that it took."""
    was_cut: bool = False
    by: WrittenFor
    k: Annotated[int, Field(ge=0)] = 0
    """How often a person had texts of this campaign written anew up to and with this time."""


class TextEdited(Frozen):
    """A person put their own words into a field."""

    kind: Literal["text_edited"] = "text_edited"
    layout_id: str
    field_id: str
    before: str
    after: str


class PictureShown(Frozen):
    """A picture came into a slot."""

    kind: Literal["picture_shown"] = "picture_shown"
    slot: Annotated[int, Field(ge=0)]
    k: Annotated[int, Field(ge=0)] = 0
    """How often a person had this slot's picture made or chosen anew up to and with this time."""
    origin: ImageOrigin
    asset: AssetRef
    description: str = ""
    """The person's own words for it."""
    label: str = ""
    """Id in the bank, or the file's name."""
    prompts: GenerationPrompts | None = None
    seed: int | None = None


class FormatsChanged(Frozen):
    """Formats were added or left out."""

    kind: Literal["formats_changed"] = "formats_changed"
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class LookChanged(Frozen):
    """Background or button changed; both are as they are now."""

    kind: Literal["look_changed"] = "look_changed"
    ground: str
    button_colour: str
    """Empty for the colour of the background's own palette."""


class VariantsProposed(Frozen):
    """Other copies and pictures were made for one format, to be looked at side by side."""

    kind: Literal["variants_proposed"] = "variants_proposed"
    layout_id: str
    count: Annotated[int, Field(ge=0)]


class VariantUsed(Frozen):
    """A proposal was taken over; what it brought follows as ``texts_written`` and ``picture_shown``."""

    kind: Literal["variant_used"] = "variant_used"
    layout_id: str
    number: Annotated[int, Field(ge=1)]
    takes: Literal["both", "texts", "pictures"]


class VersionShown(Frozen):
    """An earlier or later version was shown again; the event's own version is the one that shows it now."""

    kind: Literal["version_shown"] = "version_shown"
    how: Literal["undo", "redo", "restore"]
    number: Annotated[int, Field(ge=0)]
    """The version whose content is shown."""


class LockSet(Frozen):
    """A part was protected or opened."""

    kind: Literal["lock_set"] = "lock_set"
    part: Part
    locked: bool


class TurnStarted(Frozen):
    """Work began; without a ``turn_finished`` of the same turn it crashed."""

    kind: Literal["turn_started"] = "turn_started"
    turn_id: str
    commands: tuple[str, ...]
    """Kinds of the commands, in order."""


class TurnOutcome(StrEnum):
    """How a turn ended."""

    DONE = "done"
    REFUSED = "refused"
    """For its content: bad input or safety, not a technical error."""
    FAILED = "failed"
    """For a technical reason: a dead or slow service, no memory, no room, a defect."""
    CANCELLED = "cancelled"


class TurnFinished(Frozen):
    """Work ended, one way or another."""

    kind: Literal["turn_finished"] = "turn_finished"
    turn_id: str
    commands: tuple[str, ...]
    outcome: TurnOutcome
    seconds: Annotated[float, Field(ge=0)]
    """From the request to the last file."""
    delivered: Annotated[int, Field(ge=0)] = 0
    refused: Annotated[int, Field(ge=0)] = 0
    """Formats without a file."""
    drawn: Annotated[int, Field(ge=0)] = 0
    """Pictures that the image model made for it."""
    error_code: str = ""
    """As in ``adbanner.errors``; empty where nothing went wrong."""
    spending: Usage = NOTHING


class ChatMessage(Frozen):
    """A person typed something, and the commands that it was understood as."""

    kind: Literal["chat_message"] = "chat_message"
    text: str
    planned: tuple[str, ...] = ()


class Downloaded(Frozen):
    """A person took files away, with the words they then bore."""

    kind: Literal["downloaded"] = "downloaded"
    file_format: Literal["png", "jpg", "zip"]
    layout_ids: tuple[str, ...]
    texts: tuple[BannerTexts, ...]
    """Of every downloaded format."""
    seconds_since_first_brief: Annotated[float, Field(ge=0)]


class ProblemReported(Frozen):
    """A person reported a flaw; prompts and seeds allow to make it again."""

    kind: Literal["problem_reported"] = "problem_reported"
    text: str
    layout_id: str = ""
    prompts: tuple[GenerationPrompts, ...] = ()
    seeds: tuple[int, ...] = ()


class ApprovalAsked(Frozen):
    """The designer was asked to look at the event's version."""

    kind: Literal["approval_asked"] = "approval_asked"


class ApprovalDecided(Frozen):
    """The designer approved or rejected the event's version; a later decision replaces an earlier one."""

    kind: Literal["approval_decided"] = "approval_decided"
    approved: bool
    reason: str = ""


class Shared(Frozen):
    """The campaign was opened to a further person."""

    kind: Literal["shared"] = "shared"
    with_person: str
    """Empty once that person is erased."""


class Opened(Frozen):
    """A person opened the campaign."""

    kind: Literal["opened"] = "opened"


class SignedIn(Frozen):
    """A person came in; belongs to no campaign."""

    kind: Literal["signed_in"] = "signed_in"


class PersonErased(Frozen):
    """Somebody's data were deleted: how much it was, not whose."""

    kind: Literal["person_erased"] = "person_erased"
    campaigns: Annotated[int, Field(ge=0)]
    shares: Annotated[int, Field(ge=0)]
    approvals: Annotated[int, Field(ge=0)]
    """Deleted or without that person's name from now on."""
    events: Annotated[int, Field(ge=0)]


class UsedInCampaign(Frozen):
    """A person's feedback: whether the banners went into an advertising campaign."""

    kind: Literal["used_in_campaign"] = "used_in_campaign"
    used: bool
    comment: str = ""


Detail = Annotated[
    CampaignCreated
    | BriefSubmitted
    | TextsWritten
    | TextEdited
    | PictureShown
    | FormatsChanged
    | LookChanged
    | VariantsProposed
    | VariantUsed
    | VersionShown
    | LockSet
    | TurnStarted
    | TurnFinished
    | ChatMessage
    | Downloaded
    | ProblemReported
    | ApprovalAsked
    | ApprovalDecided
    | Shared
    | Opened
    | SignedIn
    | PersonErased
    | UsedInCampaign,
    Field(discriminator="kind"),
]

DETAIL: TypeAdapter[Detail] = TypeAdapter(Detail)
"""Reads the detail of an event from JSON."""


def event_id(*parts: str) -> str:
    """The id of an event that is named by its parts, e.g. run, kind and number: recording it again adds nothing."""
    return str(uuid5(EVENT_IDS, content_key(*parts)))


class Event(Frozen):
    """One action of one person."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    """A UUID; ``event_id`` where the same event may be recorded twice."""
    at: UtcTime
    person_id: str
    """Empty in ``person_erased``."""
    campaign_id: str = ""
    """Empty where no campaign is concerned."""
    version: Annotated[int, Field(ge=0)] | None = None
    """The version that was shown when it happened, or that it made."""
    detail: Detail


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)

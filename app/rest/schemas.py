"""What goes over the wire, with examples."""

from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from adbanner.assets import AssetRef, MediaType
from adbanner.banner import Check
from adbanner.brief import Brief
from adbanner.commands import MAX_MESSAGE_CHARS, MAX_TEXT_CHARS, Command, FieldId, LayoutId
from adbanner.frozen import Frozen

MAX_TITLE_CHARS = 200
MAX_COMMANDS = 8
MAX_FIELDS = 32
MAX_PROBLEM_CHARS = 2_000
MAX_FORMATS = 64
UUID_PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
TASK_PATTERN = rf"^{UUID_PATTERN}\.{UUID_PATTERN}$"
CAMPAIGN_EXAMPLE = "6f2f3c0e-8d0b-4b5e-9d7c-0a4f2b6f6a11"
TASK_EXAMPLE = f"{CAMPAIGN_EXAMPLE}.1f0c8f5a-2d54-4c0e-8a57-5a5b3a0f9c22"
BRIEF_EXAMPLE: JsonDict = {
    "product_id": "delivery",
    "offer": "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15",
    "layout_ids": ["square_1080x1080", "story_1080x1920"],
    "seed": 7,
}


def example(value: JsonDict) -> ConfigDict:
    """Configuration of a wire model with its example."""
    return ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [value]})


class ErrorBody(Frozen):
    """Why a request was refused."""

    code: str
    """Stable and machine-readable, e.g. ``invalid_request``."""
    message: str
    """For the person, in Russian."""
    field: str = ""
    """The part of the request at fault, where one is."""
    detail: str = ""
    """The technical reason, where the message leaves it out."""


class NewCampaign(Frozen):
    """A campaign that is to be made."""

    model_config = example({"title": "Осенние скидки"})
    title: Annotated[str, Field(max_length=MAX_TITLE_CHARS)] = ""


class CampaignMade(Frozen):
    """A campaign that was made."""

    model_config = example({"campaign_id": CAMPAIGN_EXAMPLE})
    campaign_id: UUID


class GenerateRequest(Frozen):
    """What is to be made: exactly one of ``brief``, ``commands`` and ``message``."""

    model_config = example({"brief": BRIEF_EXAMPLE})
    campaign_id: UUID | None = None
    """None makes a campaign; commands and messages need one."""
    brief: Brief | None = None
    commands: Annotated[tuple[Command, ...], Field(max_length=MAX_COMMANDS)] = ()
    message: Annotated[str, Field(max_length=MAX_MESSAGE_CHARS)] = ""
    """What a person would type in the chat."""

    @model_validator(mode="after")
    def _asks_for_one_thing(self) -> Self:
        if sum((self.brief is not None, bool(self.commands), bool(self.message.strip()))) != 1:
            raise ValueError("give exactly one of brief, commands and message")
        if self.brief is None and self.campaign_id is None:
            raise ValueError("commands and messages need a campaign_id")
        return self


class TaskStarted(Frozen):
    """A task that was accepted."""

    model_config = example(
        {"task_id": TASK_EXAMPLE, "campaign_id": CAMPAIGN_EXAMPLE, "status_url": f"/api/v1/tasks/{TASK_EXAMPLE}"}
    )
    task_id: str
    campaign_id: UUID
    status_url: str


class TaskStatus(StrEnum):
    """How far a task is."""

    PENDING = "Pending"
    PROCESSING = "Processing"
    COMPLETED = "Completed"
    FAILED = "Failed"


class BannerFile(Frozen):
    """A finished banner."""

    layout_id: str
    url: str
    width: int
    height: int
    media_type: MediaType
    size_bytes: int
    alt_text: str


class RefusedFormat(Frozen):
    """A format that could not be delivered."""

    layout_id: str
    reason: str
    detail: str


class FormatReport(Frozen):
    """What was measured on one format."""

    layout_id: str
    passed: bool
    checks: tuple[Check, ...]


class Task(Frozen):
    """A task, as far as it is."""

    task_id: str
    campaign_id: UUID
    status: TaskStatus
    step: str = ""
    """The step under way; see ``adbanner.progress.Step``. Empty before the first and after the last."""
    message: str = ""
    """One line for the person, in Russian."""
    progress: Annotated[float, Field(ge=0, le=1)] = 0
    estimate_s: Annotated[int, Field(ge=0)] | None = None
    """Seconds that are left, as far as anybody knows."""
    files: tuple[BannerFile, ...] = ()
    refused: tuple[RefusedFormat, ...] = ()
    report: tuple[FormatReport, ...] = ()
    warnings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """Reasons why a person should look before the banners are published."""
    failure: ErrorBody | None = None


class Downloaded(Frozen):
    """Files went out."""

    model_config = example(
        {"campaign_id": CAMPAIGN_EXAMPLE, "kind": "download", "file_format": "png", "layout_ids": ["square_1080x1080"]}
    )
    campaign_id: UUID
    kind: Literal["download"]
    file_format: Literal["png", "jpg", "zip"]
    layout_ids: Annotated[tuple[LayoutId, ...], Field(max_length=MAX_FORMATS)] = ()


class Edited(Frozen):
    """A person rewrote a text outside the studio."""

    campaign_id: UUID
    kind: Literal["edit"]
    layout_id: LayoutId
    field_id: FieldId
    before: Annotated[str, Field(max_length=MAX_TEXT_CHARS)]
    after: Annotated[str, Field(max_length=MAX_TEXT_CHARS)]


class Used(Frozen):
    """Whether the banners went into an advertising campaign."""

    campaign_id: UUID
    kind: Literal["used"]
    used: bool
    layout_ids: Annotated[tuple[LayoutId, ...], Field(max_length=MAX_FORMATS)] = ()


class Problem(Frozen):
    """Something is wrong with a banner."""

    campaign_id: UUID
    kind: Literal["problem"]
    text: Annotated[str, Field(min_length=1, max_length=MAX_PROBLEM_CHARS)]
    layout_id: Annotated[str, Field(max_length=64)] = ""


Feedback = Annotated[Downloaded | Edited | Used | Problem, Field(discriminator="kind")]
"""What became of a campaign's banners."""


class FeedbackTaken(Frozen):
    """The feedback is on record."""

    recorded: Literal[True] = True


class PreviewRequest(Frozen):
    """Texts that a person is typing."""

    model_config = example(
        {
            "campaign_id": CAMPAIGN_EXAMPLE,
            "layout_id": "square_1080x1080",
            "texts": {"headline": "Скидка 15% на\u00a0первый заказ"},
        }
    )
    campaign_id: UUID
    layout_id: LayoutId
    texts: Annotated[
        dict[FieldId, Annotated[str, Field(max_length=MAX_TEXT_CHARS)]], Field(min_length=1, max_length=MAX_FIELDS)
    ]


class FieldFit(Frozen):
    """How one typed text fits."""

    field_id: str
    chars: int
    max_chars: int
    over_px: int
    """How much it is wider or higher than its box at the smallest size; 0 when it fits."""
    problem: str
    """In Russian; empty when nothing is wrong."""


class Preview(Frozen):
    """The banner with the typed texts; nothing was saved."""

    asset: AssetRef | None
    """None where the texts cannot be drawn; ``fits`` says why."""
    url: str
    fits: tuple[FieldFit, ...]
    seconds: float

"""The campaign's thread, as far as the routes need it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from langgraph_sdk.client import LangGraphClient
from langgraph_sdk.errors import NotFoundError
from langgraph_sdk.schema import ThreadState
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import AssetRef
from adbanner.banner import DeliveredBanner, RefusedBanner
from adbanner.brief import Brief
from adbanner.images import Picture
from app.rest.errors import NotFound
from graph.results import Refusal, WrittenTexts
from graph.session import Content, TurnEntry, VersionEntry
from tools.legal_line import publishing_warnings

PICTURES = "pictures"
"""Thread metadata: own pictures that were brought to the campaign."""
GRAPH_ID = "banner"
NO_CAMPAIGN = "Такой кампании нет."


class SessionValues(BaseModel):
    """What a thread knows; keys that the routes do not need are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    brief: Brief | None = None
    banners: dict[str, DeliveredBanner] = Field(default_factory=dict)
    refused: dict[str, RefusedBanner] = Field(default_factory=dict)
    refusal: Refusal | None = None
    texts: dict[str, WrittenTexts] = Field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    ground: str = ""
    warnings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    answer: str = ""
    version: int = 0
    versions: tuple[VersionEntry, ...] = ()
    turn_log: tuple[TurnEntry, ...] = ()


class SnapshotRef(BaseModel):
    """The file of an earlier version."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    snapshot: AssetRef


async def thread_metadata(langgraph: LangGraphClient, campaign_id: UUID) -> dict[str, Any]:
    """The metadata of a campaign's thread.

    Raises:
        NotFound: There is none, or it belongs to somebody else.
    """
    try:
        thread = await langgraph.threads.get(str(campaign_id))
    except NotFoundError as error:
        raise NotFound(NO_CAMPAIGN) from error
    return dict(thread["metadata"] or {})


async def thread_state(langgraph: LangGraphClient, campaign_id: UUID) -> dict[str, Any]:
    """The raw values of a campaign's thread.

    Raises:
        NotFound: See ``thread_metadata``.
    """
    try:
        state = await langgraph.threads.get_state(str(campaign_id))
    except NotFoundError as error:
        raise NotFound(NO_CAMPAIGN) from error
    return values_in(state)


async def run_values(langgraph: LangGraphClient, campaign_id: UUID, run_id: UUID) -> dict[str, Any]:
    """The raw values that one run left; empty where the thread knows no such run."""
    state = await run_state(langgraph, campaign_id, run_id)
    return values_in(state) if state is not None else {}


async def earlier_values(
    langgraph: LangGraphClient, campaign_id: UUID, run_id: UUID, store: ArtifactStore
) -> SessionValues | None:
    """What a run left behind whose checkpoints made room for later turns; None where the thread knows no such run."""
    now = SessionValues.model_validate(await thread_state(langgraph, campaign_id))
    entry = next((entry for entry in now.turn_log if entry.run_id == str(run_id)), None)
    if entry is None:
        return None
    version = next((version for version in now.versions if version.number == entry.version), None)
    if entry.refusal is not None or version is None:
        return SessionValues(refusal=entry.refusal, answer=entry.answer)
    content = Content.model_validate_json(await store.get(version.snapshot))
    return SessionValues(
        brief=content.brief,
        banners=content.banners,
        refused=content.refused,
        texts=content.texts,
        pictures=content.pictures,
        ground=content.ground,
        flags=content.flags,
        warnings=publishing_warnings(content.brief, content.banners),
        answer=entry.answer,
        version=entry.version,
    )


async def run_state(langgraph: LangGraphClient, campaign_id: UUID, run_id: UUID) -> ThreadState | None:
    """The last checkpoint of one run, whatever came after it.

    Raises:
        NotFound: See ``thread_metadata``.
    """
    try:
        history = await langgraph.threads.get_history(str(campaign_id), limit=1, metadata={"run_id": str(run_id)})
    except NotFoundError as error:
        raise NotFound(NO_CAMPAIGN) from error
    return history[0] if history else None


def values_in(state: ThreadState) -> dict[str, Any]:
    """The values of a state; empty before the first turn."""
    values = state["values"]
    return dict(values) if isinstance(values, dict) else {}


def assets_in(value: object) -> Iterator[AssetRef]:
    """Every reference to a stored file, however deep it lies in JSON-like data."""
    if isinstance(value, dict):
        if value.keys() == AssetRef.model_fields.keys():
            try:
                yield AssetRef.model_validate(value)
            except ValidationError:
                return  # Something else with the same three names.
        else:
            for part in value.values():
                yield from assets_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from assets_in(part)

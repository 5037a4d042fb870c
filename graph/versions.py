"""Versions of a banner session: each is a whole ``Content`` in the artifact store, so nothing is ever lost."""

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import AssetRef, MediaType
from adbanner.commands import Command, Redo, RestoreVersion, Undo
from adbanner.errors import InvalidRequest
from graph.session import Content, VersionEntry
from graph.state import BannerState

VersionCommand = Undo | Redo | RestoreVersion


def is_version_command(command: Command) -> bool:
    """Whether a command only chooses among the versions that there are."""
    return isinstance(command, Undo | Redo | RestoreVersion)


def entry_of(versions: tuple[VersionEntry, ...], number: int) -> VersionEntry:
    """The version of that number.

    Raises:
        InvalidRequest: There is none.
    """
    for entry in versions:
        if entry.number == number:
            return entry
    raise InvalidRequest(f"Версии {number} нет: последняя — {len(versions)}.", field="number")


async def shown_content(state: BannerState, store: ArtifactStore) -> Content | None:
    """What the session shows; None before the first version.

    Raises:
        ToolFailed: The store lost it.
    """
    if not state.version:
        return None
    return await read_content(entry_of(state.versions, state.version), store)


async def read_content(entry: VersionEntry, store: ArtifactStore) -> Content:
    """What a version shows.

    Raises:
        ToolFailed: The store lost it.
    """
    return Content.model_validate_json(await store.get(entry.snapshot))


async def keep_version(
    state: BannerState, content: Content, summary: str, store: ArtifactStore
) -> tuple[VersionEntry, ...]:
    """The list of versions with a new one at its end.

    Raises:
        StorageFull: There is no room for it.
    """
    snapshot = await store.put(content.model_dump_json().encode(), MediaType.JSON)
    entry = VersionEntry(
        number=len(state.versions) + 1,
        parent=state.version,
        summary=summary,
        message=state.asked,
        at=state.started_at,
        thumbnail=thumbnail_of(content),
        snapshot=snapshot,
    )
    return (*state.versions, entry)


def thumbnail_of(content: Content) -> AssetRef | None:
    """The banner that stands for a version: the first one of the brief that was delivered."""
    for layout_id in content.brief.layout_ids:
        if layout_id in content.banners:
            return content.banners[layout_id].banner.asset
    return None


def version_after(command: VersionCommand, state: BannerState) -> tuple[VersionEntry, tuple[int, ...]]:
    """The version that a command shows, and what a redo would bring back after it.

    Raises:
        InvalidRequest: There is nothing to undo, to redo, or no such version.
    """
    if isinstance(command, RestoreVersion):
        return entry_of(state.versions, command.number), ()
    if isinstance(command, Redo):
        if not state.redo:
            raise InvalidRequest("Повторять нечего: вы ничего не\u00a0отменяли.")
        return entry_of(state.versions, state.redo[-1]), state.redo[:-1]
    parent = entry_of(state.versions, state.version).parent if state.version else 0
    if not parent:
        raise InvalidRequest("Отменять нечего: это первая версия.")
    return entry_of(state.versions, parent), (*state.redo, state.version)

"""Files of a campaign: banners and pictures out, own pictures in."""

import asyncio
import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import AssetRef, MediaType
from adbanner.errors import InvalidRequest
from app.rest.errors import NotFound
from app.rest.parts import LangGraph, OpenedParts, SignedIn
from app.rest.previews import PREVIEWED
from app.rest.responses import REFUSALS
from app.rest.session import PICTURES, assets_in, run_values, thread_metadata, thread_state
from tools.own_picture import read_own_picture

router = APIRouter(prefix="/api/v1/campaigns/{campaign_id}")
MAX_PICTURES = 50
"""Own pictures of one campaign."""
PICTURE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in ("image/png", "image/jpeg", "image/webp")
        },
    }
}
FILE_RESPONSE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file.",
        "content": {
            kind.value: {"schema": {"type": "string", "format": "binary"}}
            for kind in (MediaType.PNG, MediaType.JPEG, MediaType.WEBP)
        },
    },
    304: {"description": "The file that the client has is still the file."},
}


@router.get("/files/{sha256}", responses={**REFUSALS, **FILE_RESPONSE}, response_class=Response, response_model=None)
async def campaign_file(
    campaign_id: UUID,
    sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    request: Request,
    parts: OpenedParts,
    langgraph: LangGraph,
    run: UUID | None = None,
) -> Response:
    """A file that the campaign, one of its versions, a preview of it or the given run refers to."""
    services = await parts.services()
    values = await thread_state(langgraph, campaign_id)
    asset = find_asset(sha256, values) or PREVIEWED.get(campaign_id, sha256)
    if asset is None:
        asset = find_asset(sha256, await thread_metadata(langgraph, campaign_id))
    if asset is None and run is not None:
        asset = find_asset(sha256, await run_values(langgraph, campaign_id, run))
    if asset is None:
        asset = await find_in_versions(sha256, values, services.store)
    if asset is None or asset.media_type is MediaType.JSON:
        raise NotFound("Такого файла в\u00a0кампании нет.")
    headers = {
        "etag": f'"{sha256}"',
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(await services.store.get(asset), media_type=asset.media_type.value, headers=headers)


def find_asset(sha256: str, value: object) -> AssetRef | None:
    """The reference with this hash in JSON-like data."""
    return next((asset for asset in assets_in(value) if asset.sha256 == sha256), None)


async def find_in_versions(sha256: str, values: dict[str, object], store: ArtifactStore) -> AssetRef | None:
    """The reference with this hash in the snapshots of earlier versions, newest first."""
    versions = values.get("versions")
    for entry in reversed(versions if isinstance(versions, list) else []):
        for snapshot in assets_in(entry):
            if snapshot.media_type is not MediaType.JSON:
                continue
            data = await store.get(snapshot)
            if sha256.encode() in data:
                return find_asset(sha256, await asyncio.to_thread(parse_json, data))
    return None


def parse_json(data: bytes) -> object:
    """JSON of the store, which only this product writes."""
    return json.loads(data)


@router.post("/pictures", status_code=201, responses=REFUSALS, openapi_extra=PICTURE_BODY)
async def bring_picture(
    campaign_id: UUID,
    request: Request,
    parts: OpenedParts,
    person: SignedIn,
    langgraph: LangGraph,
    name: Annotated[str, Query(max_length=200, description="What the person calls the file.")] = "картинка",
) -> AssetRef:
    """Bring a picture of one's own (PNG, JPEG or WebP, at most 10 MB) to use it in a brief or a command.

    What it is decides its content, not its name or media type; only its pixels are kept.
    """
    metadata = await thread_metadata(langgraph, campaign_id)
    kept = metadata.get(PICTURES, [])
    data = await request.body()
    picture = await asyncio.to_thread(read_own_picture, data, name)
    asset = await (await parts.services()).store.put(picture.data, MediaType.PNG)
    brought = asset.model_dump(mode="json")
    if brought not in kept:
        if len(kept) >= MAX_PICTURES:
            raise InvalidRequest(f"В\u00a0кампании уже {MAX_PICTURES} своих картинок. Начните новую.", field="pictures")
        await langgraph.threads.update(str(campaign_id), metadata={PICTURES: [*kept, brought]})
    return asset

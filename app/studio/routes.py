"""What the elements of the studio ask for besides their actions: files, the live preview, uploads, downloads."""

import asyncio
import io
import json
import zipfile
from typing import Annotated, Any, Literal
from uuid import UUID

import httpx
import numpy as np
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from PIL import Image

from adbanner.assets import MediaType
from adbanner.banner import DeliveredBanner
from adbanner.brief import FileFormat
from adbanner.errors import LayoutError
from adbanner.person import Person
from app.making import file_name
from app.sign_in import session_token
from app.studio.opened import OPENED
from app.studio.session_values import SessionValues
from app.studio.signing_in import person_of_cookies
from tools.banner_file import encode
from tools.records.approvals import ApprovalState

router = APIRouter()
MAX_UPLOAD_BYTES = 10_000_000
BYTES_PER_KB = 1024
GONE = "Такого баннера нет."


def person_of(request: Request) -> Person:
    """Whose cookie it is.

    Raises:
        HTTPException: Nobody has signed in.
    """
    person = person_of_cookies(request.cookies)
    if person is None:
        raise HTTPException(401, "Войдите, чтобы продолжить.")
    return person


SignedIn = Annotated[Person, Depends(person_of)]


async def passed_on(person: Person, method: str, path: str, **request: Any) -> httpx.Response:
    """Ask the REST API with the person's rights.

    Raises:
        HTTPException: It does not answer.
    """
    parts = OPENED.parts
    token = session_token(person, parts.settings)
    headers = {**request.pop("headers", {}), **({"authorization": f"Bearer {token}"} if token else {})}
    try:
        return await OPENED.client.request(method, f"{parts.api_url}{path}", headers=headers, **request)
    except httpx.HTTPError as error:
        raise HTTPException(503, "Сервер баннеров не\u00a0отвечает. Попробуйте через минуту.") from error


def answered(response: httpx.Response, *kept: str) -> Response:
    """The API's answer for the browser, with the named headers."""
    headers = {name: response.headers[name] for name in kept if name in response.headers}
    media_type = response.headers.get("content-type")
    return Response(response.content, status_code=response.status_code, headers=headers, media_type=media_type)


@router.get("/files/{campaign_id}/{sha256}")
async def campaign_file(campaign_id: UUID, sha256: str, person: SignedIn) -> Response:
    """A picture or a banner of a session that the person may see."""
    if not (sha256.isalnum() and len(sha256) == 64):
        raise HTTPException(404, GONE)
    response = await passed_on(person, "GET", f"/api/v1/campaigns/{campaign_id}/files/{sha256}")
    return answered(response, "etag", "cache-control", "x-content-type-options", "content-security-policy")


@router.post("/preview")
async def preview(request: Request, person: SignedIn) -> Response:
    """The banner with the texts that the person is typing; nothing is saved."""
    content = await request.body()
    headers = {"content-type": "application/json"}
    response = await passed_on(person, "POST", "/studio/v1/preview", content=content, headers=headers)
    if response.status_code != httpx.codes.OK:
        return answered(response)
    answer = response.json()
    if answer["asset"]:
        campaign_id = json.loads(content)["campaign_id"]
        answer["url"] = f"/files/{UUID(campaign_id)}/{answer['asset']['sha256']}"
    return JSONResponse(answer)


@router.post("/upload/{campaign_id}")
async def upload(campaign_id: UUID, file: UploadFile, person: SignedIn) -> Response:
    """A person's own picture, for a slot of the session; the API looks at its pixels."""
    data = await file.read(MAX_UPLOAD_BYTES + 1)
    if len(data) > MAX_UPLOAD_BYTES:
        raise HTTPException(
            413, f"Файл больше {MAX_UPLOAD_BYTES // 1_000_000}\u00a0МБ. Сохраните его с\u00a0большим сжатием."
        )
    await OPENED.parts.remote(person).ensure_thread(str(campaign_id))
    path = f"/api/v1/campaigns/{campaign_id}/pictures"
    response = await passed_on(person, "POST", path, content=data, params={"name": (file.filename or "картинка")[:200]})
    return answered(response)


@router.get("/download/{campaign_id}")
async def download(
    campaign_id: UUID,
    person: SignedIn,
    form: Annotated[Literal["png", "jpg", "zip"], Query(alias="format")] = "png",
    layout: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """One finished banner as PNG or JPG, or all of them with their report as ZIP."""
    values = await OPENED.parts.remote(person).values(str(campaign_id))
    await check_approved(campaign_id, values)
    await note_download(campaign_id, form, layout, person)
    if form == "zip":
        files = await zipped(campaign_id, values, person)
        return attachment(files, "application/zip", f"{product_of(values)}_banners_v{values.version}.zip")
    delivered = values.banners.get(layout)
    if delivered is None or values.brief is None:
        raise HTTPException(404, GONE)
    data = await file_of(campaign_id, delivered, person)
    name = file_name(values.brief, delivered)
    if form == "jpg" and delivered.banner.asset.media_type is not MediaType.JPEG:
        max_bytes = OPENED.parts.layouts[layout].max_kb * BYTES_PER_KB
        data, name = await asyncio.to_thread(as_jpeg, data, max_bytes), f"{name.rpartition('.')[0]}.jpg"
    return attachment(data, "image/jpeg" if name.endswith(".jpg") else "image/png", name)


async def check_approved(campaign_id: UUID, values: SessionValues) -> None:
    """Hold files back until the designer has approved the version, where the settings want that.

    Raises:
        HTTPException: Nobody has approved it.
    """
    if not OPENED.parts.settings.studio.approval_required:
        return
    approval = await OPENED.parts.records.approvals.of(str(campaign_id), values.version)
    if approval.state is not ApprovalState.APPROVED:
        raise HTTPException(403, "Скачать можно после согласования с\u00a0дизайнером.")


async def note_download(campaign_id: UUID, form: str, layout: str, person: Person) -> None:
    """Put the download on record by the REST API's own feedback, so that both ways are counted alike."""
    body = {"campaign_id": str(campaign_id), "kind": "download", "file_format": form}
    await passed_on(person, "POST", "/api/v1/feedback", json=body | ({"layout_ids": [layout]} if layout else {}))


async def file_of(campaign_id: UUID, delivered: DeliveredBanner, person: Person) -> bytes:
    """The very file that was reviewed."""
    response = await passed_on(person, "GET", f"/api/v1/campaigns/{campaign_id}/files/{delivered.banner.asset.sha256}")
    if response.status_code != httpx.codes.OK:
        raise HTTPException(response.status_code, GONE)
    return response.content


async def zipped(campaign_id: UUID, values: SessionValues, person: Person) -> bytes:
    """All finished banners of the version that is shown, with their report."""
    if values.brief is None or not values.banners:
        raise HTTPException(404, GONE)
    brief = values.brief
    files = await asyncio.gather(*(file_of(campaign_id, banner, person) for banner in values.banners.values()))
    report = {
        "version": values.version,
        "brief": brief.model_dump(mode="json"),
        "banners": {key: banner.model_dump(mode="json") for key, banner in values.banners.items()},
        "refused": {key: refused.model_dump(mode="json") for key, refused in values.refused.items()},
        "pictures": [picture.model_dump(mode="json") for picture in values.pictures],
    }

    def pack() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for delivered, data in zip(values.banners.values(), files, strict=True):
                archive.writestr(file_name(brief, delivered), data)
            archive.writestr("report.json", json.dumps(report, ensure_ascii=False, indent=2))
        return buffer.getvalue()

    return await asyncio.to_thread(pack)


def product_of(values: SessionValues) -> str:
    """The product's id, for the name of the archive."""
    return values.brief.product_id if values.brief else "adbanner"


def as_jpeg(data: bytes, max_bytes: int) -> bytes:
    """The pixels of a reviewed banner as JPG, by the rules and within the weight of the banners that are made as JPG.

    Raises:
        HTTPException: No acceptable JPG is so small.
    """
    with Image.open(io.BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    try:
        return encode(pixels, FileFormat.JPG, max_bytes).data
    except LayoutError as error:
        raise HTTPException(409, error.told) from error


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """A file that the browser saves."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, media_type=media_type, headers=headers)

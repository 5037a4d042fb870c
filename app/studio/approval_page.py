"""The page on which the lead designer approves or rejects one version of a session's banners."""

import hashlib
import hmac
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from adbanner.errors import InvalidRequest
from adbanner.events import ApprovalDecided, Event, event_id, utc_now
from adbanner.frozen import Frozen
from adbanner.person import LOCAL_PERSON, Person, Role
from app.studio.opened import OPENED
from app.studio.pages import rendered
from app.studio.routes import SignedIn
from graph.session import Content
from tools.records.approvals import Approval

router = APIRouter()
MAX_REASON_CHARS = 2_000
BYTES_PER_KB = 1024
NO_REASON = "Напишите, что исправить: без причины маркетолог не\u00a0поймёт отказа."


class ApprovedBanner(Frozen):
    """One banner on the page."""

    url: str
    alt_text: str
    title: str
    size_kb: int
    failed: str


@router.get("/approval/{token}", response_class=HTMLResponse)
async def approval_page(token: str, person: SignedIn) -> HTMLResponse:
    """The banners of the version and, for a designer, the decision."""
    return await page(token, person)


@router.post("/approval/{token}", response_class=HTMLResponse)
async def decide(
    token: str,
    request: Request,
    person: SignedIn,
    decision: Annotated[str, Form(pattern="^(approve|reject)$")],
    csrf: Annotated[str, Form(max_length=128)],
    reason: Annotated[str, Form(max_length=MAX_REASON_CHARS)] = "",
) -> Response:
    """The designer's word; a later one replaces it."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "Страница открыта с\u00a0чужого сайта.")
    if Role.DESIGNER not in person.roles or not hmac.compare_digest(csrf, csrf_token(token, person)):
        raise HTTPException(403, "Решение принимает лид-дизайнер.")
    approved = decision == "approve"
    if not approved and not reason.strip():
        return await page(token, person, problem=NO_REASON, typed=reason, status=422)
    records = OPENED.parts.records
    try:
        decided = await records.approvals.decide(token, approved, reason.strip(), person.id)
    except InvalidRequest as error:
        raise HTTPException(404, error.told) from error
    at = utc_now()
    await records.events.add(
        Event(
            id=event_id("approval", token, decision, reason.strip(), at.isoformat()),
            at=at,
            person_id=person.id,
            campaign_id=decided.campaign_id,
            version=decided.version,
            detail=ApprovalDecided(approved=approved, reason=reason.strip()),
        )
    )
    return RedirectResponse(f"/approval/{token}", status_code=303)


async def page(token: str, person: Person, *, problem: str = "", typed: str = "", status: int = 200) -> HTMLResponse:
    """The page as HTML; every word on it is escaped."""
    parts = OPENED.parts
    try:
        approval = await parts.records.approvals.by_token(token)
    except InvalidRequest as error:
        raise HTTPException(404, error.told) from error
    owner = await parts.records.campaigns.owner_of(approval.campaign_id) or ""
    campaign = await parts.records.campaigns.get(approval.campaign_id, owner)
    content = await content_of(approval, owner)
    html = rendered(
        "approval.html",
        approval=approval,
        asked_by=name_of(approval.asked_by),
        decided_by=name_of(approval.decided_by),
        campaign=campaign,
        product=campaign.product,
        offer=content.brief.offer,
        notes=content.flags,
        banners=banners_of(approval, content),
        may_decide=Role.DESIGNER in person.roles,
        csrf=csrf_token(token, person),
        problem=problem,
        typed=typed,
    )
    return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


def name_of(person_id: str) -> str:
    """What people call a person; nothing where nobody signs in, because then there is one only."""
    return "" if person_id == LOCAL_PERSON.id else person_id


async def content_of(approval: Approval, owner: str) -> Content:
    """What the version shows; the link stands for the right to see it."""
    parts = OPENED.parts
    values = await parts.remote(Person(id=owner, name=owner)).values(approval.campaign_id)
    entry = next((entry for entry in values.versions if entry.number == approval.version), None)
    if entry is None:
        raise HTTPException(404, "Этой версии больше нет.")
    return Content.model_validate_json(await parts.store.get(entry.snapshot))


def banners_of(approval: Approval, content: Content) -> tuple[ApprovedBanner, ...]:
    """The finished banners with what failed on them without holding them back."""
    layouts = OPENED.parts.layouts
    return tuple(
        ApprovedBanner(
            url=f"/approval/{approval.token}/{delivered.banner.asset.sha256}",
            alt_text=delivered.alt_text,
            title=layouts[layout_id].title,
            size_kb=round(delivered.banner.asset.size_bytes / BYTES_PER_KB),
            failed=" ".join(check.message for check in delivered.review.checks if not check.passed),
        )
        for layout_id, delivered in content.banners.items()
    )


@router.get("/approval/{token}/{sha256}")
async def approval_file(token: str, sha256: str, person: SignedIn) -> Response:
    """A banner of the page, also for a designer who has no share of the session."""
    parts = OPENED.parts
    try:
        approval = await parts.records.approvals.by_token(token)
    except InvalidRequest as error:
        raise HTTPException(404, error.told) from error
    owner = await parts.records.campaigns.owner_of(approval.campaign_id) or ""
    content = await content_of(approval, owner)
    for delivered in content.banners.values():
        asset = delivered.banner.asset
        if asset.sha256 == sha256:
            headers = {"cache-control": "private, max-age=31536000, immutable"}
            return Response(await parts.store.get(asset), media_type=asset.media_type.value, headers=headers)
    raise HTTPException(404, "Такого баннера нет.")


def csrf_token(token: str, person: Person) -> str:
    """Proves that a decision comes from our page, opened by this person."""
    secret = OPENED.cookie_secret.encode()
    return hmac.new(secret, f"{token}/{person.id}".encode(), hashlib.sha256).hexdigest()

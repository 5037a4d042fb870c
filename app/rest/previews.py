"""The live preview: a banner with the texts that a person is typing, without a run."""

import asyncio
import time
from collections import OrderedDict
from uuid import UUID

from fastapi import APIRouter

from adbanner.artifact_store import content_key
from adbanner.assets import AssetRef
from adbanner.banner import Adjustments, ComposedBanner
from adbanner.brief import Brief
from adbanner.errors import InvalidRequest
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor, TextFault
from app.rest.errors import NotFound
from app.rest.parts import LangGraph, OpenedParts
from app.rest.responses import REFUSALS
from app.rest.schemas import FieldFit, Preview, PreviewRequest
from app.rest.session import SessionValues, thread_state
from graph.services import Services
from tools.copywriting import CopyRequest
from tools.fault_words import told
from tools.safety import Decision, screen_text
from tools.text_check import field_faults

router = APIRouter(prefix="/studio/v1")
COMPOSED_KEPT = 256
PREVIEWED_KEPT = 1_024


class Previewed:
    """Which campaign a preview was drawn for, so that its file can be fetched; forgotten after a while."""

    def __init__(self) -> None:
        self._assets: OrderedDict[tuple[UUID, str], AssetRef] = OrderedDict()

    def add(self, campaign_id: UUID, asset: AssetRef) -> None:
        """The campaign has seen this file."""
        self._assets[campaign_id, asset.sha256] = asset
        self._assets.move_to_end((campaign_id, asset.sha256))
        if len(self._assets) > PREVIEWED_KEPT:
            self._assets.popitem(last=False)

    def get(self, campaign_id: UUID, sha256: str) -> AssetRef | None:
        """The file, if the campaign has seen it."""
        return self._assets.get((campaign_id, sha256))


PREVIEWED = Previewed()
COMPOSED: OrderedDict[str, ComposedBanner] = OrderedDict()


@router.post("/preview", responses=REFUSALS)
async def preview(wanted: PreviewRequest, parts: OpenedParts, langgraph: LangGraph) -> Preview:
    """Compose one format with the given texts and say how each of them fits; nothing is saved."""
    started_s = time.monotonic()
    services = await parts.services()
    values = SessionValues.model_validate(await thread_state(langgraph, wanted.campaign_id))
    layout = services.layouts.get(wanted.layout_id)
    if layout is None or values.brief is None:
        raise NotFound("Этого формата в\u00a0кампании нет.")
    texts = typed_texts(layout, values, wanted.texts)
    fits, drawable = await asyncio.to_thread(measure, layout, texts, wanted, values.brief, services)
    asset = None
    if drawable and len(values.pictures) >= len(layout.image_slots):
        asset = (await compose_once(layout, texts, values, services)).asset
        PREVIEWED.add(wanted.campaign_id, asset)
    return Preview(
        asset=asset,
        url=f"/api/v1/campaigns/{wanted.campaign_id}/files/{asset.sha256}" if asset else "",
        fits=fits,
        seconds=round(time.monotonic() - started_s, 3),
    )


def typed_texts(layout: Layout, values: SessionValues, typed: dict[str, str]) -> BannerTexts:
    """The texts of the session with the typed ones in their place.

    Raises:
        InvalidRequest: The format has no such field.
    """
    known = {field.id for field in layout.text_fields}
    if unknown := sorted(typed.keys() - known):
        raise InvalidRequest(f"В\u00a0формате «{layout.title}» нет поля «{unknown[0]}».", field="texts")
    written = values.texts.get(layout.id)
    before = {field.field_id: field.text for field in written.texts.fields} if written and written.texts else {}
    fields = tuple(
        FieldText(field_id=field.id, text=typed.get(field.id, before.get(field.id, ""))) for field in layout.text_fields
    )
    return BannerTexts(layout_id=layout.id, author=TextAuthor.PERSON, fields=fields)


def measure(
    layout: Layout, texts: BannerTexts, wanted: PreviewRequest, brief: Brief, services: Services
) -> tuple[tuple[FieldFit, ...], bool]:
    """How each typed text fits, and whether all of them may and can be drawn."""
    kit = services.kit
    product = kit.product(brief.product_id)
    request = CopyRequest(
        product=product,
        layout=layout,
        offer=brief.offer,
        facts=(),
        tone_of_voice=(),
        forbidden_words=kit.forbidden_words,
        button_verbs=(),
        examples=(),
        language=kit.language,
        seed=brief.seed,
    )
    fits = []
    drawable = True
    for field in layout.text_fields:
        faults = field_faults(field, texts.text(field.id), request, services.fitter)
        drawable = drawable and all(fault.kind is not FaultKind.UNSUPPORTED_CHARACTER for fault in faults)
        if field.id in wanted.texts:
            text = wanted.texts[field.id]
            screening = screen_text(text)
            refused = [screening.reason] if screening.decision is Decision.BLOCK else []
            drawable = drawable and not refused
            fits.append(
                FieldFit(
                    field_id=field.id,
                    chars=len(text),
                    max_chars=field.max_chars,
                    over_px=max((fault.over_px for fault in faults), default=0),
                    problem="; ".join((*refused, *(words(fault) for fault in faults))),
                )
            )
    return tuple(fits), drawable


def words(fault: TextFault) -> str:
    """The fault in Russian, without the field: the answer names it."""
    return told(fault.model_copy(update={"field_id": ""}))


async def compose_once(layout: Layout, texts: BannerTexts, values: SessionValues, services: Services) -> ComposedBanner:
    """The composed banner; the same inputs are drawn once."""
    assert values.brief is not None
    delivered = values.banners.get(layout.id)
    adjustments = delivered.banner.adjustments if delivered else Adjustments()
    models = (layout, texts, *values.pictures, values.brief, adjustments)
    key = content_key(values.ground, services.fingerprint, *(model.model_dump_json() for model in models))
    banner = COMPOSED.get(key)
    if banner is None:
        banner = await services.compositor.compose(
            layout,
            texts,
            values.pictures,
            services.kit.product(values.brief.product_id),
            values.brief,
            ground=values.ground,
            adjustments=adjustments,
        )
        COMPOSED[key] = banner
        if len(COMPOSED) > COMPOSED_KEPT:
            COMPOSED.popitem(last=False)
    return banner

"""Between the brief form and a brief."""

import secrets
from typing import Any

from adbanner.assets import AssetRef
from adbanner.brief import Brief, ImageRequest, parse_brief
from app.studio.view import BriefDraft

SEEDS = 2**32


def read_draft(payload: dict[str, Any]) -> BriefDraft:
    """The form's fields.

    Raises:
        ValidationError: The page sent something that no form of ours sends.
    """
    return BriefDraft.model_validate({key: payload[key] for key in BriefDraft.model_fields if key in payload})


def brief_of(payload: dict[str, Any]) -> Brief:
    """The brief of a form that was sent, with a seed of its own: sending it again gives other banners.

    Raises:
        InvalidRequest: A field is missing or wrong.
        ValidationError: The page sent something that no form of ours sends.
    """
    draft = read_draft(payload)
    own = payload.get("own_pictures") or ()
    images = tuple(
        ImageRequest(
            description=draft.descriptions[slot] if slot < len(draft.descriptions) else "",
            own_picture=AssetRef.model_validate(own[slot]) if slot < len(own) and own[slot] else None,
        )
        for slot in range(max(len(draft.descriptions), len(own)))
    )
    return parse_brief(
        {
            "product_id": draft.product_id,
            "offer": draft.offer.strip(),
            "layout_ids": draft.layout_ids,
            "image_source": draft.image_source,
            "images": [image.model_dump() for image in images],
            "erid": draft.erid,
            "seed": secrets.randbelow(SEEDS),
        }
    )


def draft_of(brief: Brief) -> BriefDraft:
    """A brief as the form shows it."""
    return BriefDraft(
        product_id=brief.product_id,
        offer=brief.offer,
        layout_ids=brief.layout_ids,
        image_source=brief.image_source,
        descriptions=tuple(image.description for image in brief.images),
        erid=brief.erid,
    )

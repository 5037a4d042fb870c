"""Where texts and pictures came to stand, measured on the drawn coverage and not on what was planned."""

import cv2
import numpy as np

from adbanner.banner import Check, CheckId, SetText
from adbanner.layout import Box, TextRole
from tools.layers import TextLayer
from tools.review_subject import VISIBLE_COVERAGE, Subject, decimal

INK_TOLERANCE_PX = 1.5
"""Antialiasing of the outermost row."""
CLEARANCE_SHARE = 0.02
"""Distance between object and text that looks intended, as a share of the short side."""


def check_text_in_boxes(subject: Subject) -> Check:
    """The glyphs stay in their boxes, those of a button on its pill."""
    outside = {
        text.field_id: max(
            _overhang(text.ink, text.box), _drawn_overhang(subject.layers.texts.get(text.field_id), text)
        )
        for text in subject.banner.set_texts
    }
    worst = max(outside.values(), default=0)
    over = tuple(field_id for field_id, px in outside.items() if px > INK_TOLERANCE_PX)
    message = (
        f"Буквы выходят за\u00a0своё место на\u00a0{worst}\u00a0px: {subject.named(over)}. Сократите текст."
        if over
        else "Все буквы внутри своих мест."
    )
    return Check(
        id=CheckId.TEXT_IN_BOXES, passed=not over, measured=worst, limit=INK_TOLERANCE_PX, unit="px",
        message=message, field_ids=over,
    )  # fmt: skip


def _drawn_overhang(layer: TextLayer | None, text: SetText) -> int:
    """By how much the drawn glyphs leave their room; glyphs that were not drawn leave it by their whole width."""
    if layer is None:
        return text.ink.width
    visible = layer.coverage >= VISIBLE_COVERAGE
    rows, columns = np.flatnonzero(visible.any(axis=1)), np.flatnonzero(visible.any(axis=0))
    if not rows.size:
        return text.ink.width
    glyphs = Box(
        x=layer.box.x + int(columns[0]),
        y=layer.box.y + int(rows[0]),
        width=int(columns[-1] - columns[0]) + 1,
        height=int(rows[-1] - rows[0]) + 1,
    )
    return _overhang(glyphs, layer.button_box or text.box)


def _overhang(inner: Box, room: Box) -> int:
    """By how many pixels a box leaves its room on the worst side, 0 when it does not."""
    return max(0, room.x - inner.x, inner.right - room.right, room.y - inner.y, inner.bottom - room.bottom)


def check_text_over_pictures(subject: Subject) -> Check:
    """No text or button lies on the object of a picture; too small a distance is told, but does not block."""
    covered = {
        field_id: float(subject.objects[mask].mean()) for field_id, mask in subject.occupied.items() if mask.any()
    }
    worst = max(covered.values(), default=0.0)
    over = tuple(field_id for field_id, share in covered.items() if share > 0)
    message = (
        f"На\u00a0картинку заходит {subject.named(over)} ({decimal(worst * 100)}\u00a0%). "
        "Смените картинку или сократите текст."
        if over
        else f"Текст не\u00a0заходит на\u00a0картинки{_distance(subject)}."
    )
    return Check(
        id=CheckId.TEXT_OVER_PICTURES, passed=not over, measured=round(worst * 100, 2), limit=0, unit="%",
        message=message, field_ids=over,
    )  # fmt: skip


def _distance(subject: Subject) -> str:
    """How far the nearest text is from a picture, in words; nothing where there is no picture."""
    if not subject.objects.any() or not subject.occupied:
        return ""
    to_object = cv2.distanceTransform((~subject.objects).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    distances = {field_id: float(to_object[mask].min()) for field_id, mask in subject.occupied.items() if mask.any()}
    nearest = min(distances, key=lambda field_id: distances[field_id])
    wanted = CLEARANCE_SHARE * min(subject.banner.width, subject.banner.height)
    told = f": ближе всего {subject.titles[nearest]}, {distances[nearest]:.0f}\u00a0px"
    return told if distances[nearest] >= wanted else f"{told}, спокойнее от\u00a0{wanted:.0f}\u00a0px"


def check_safe_zone(subject: Subject) -> Check:
    """Nothing but background where the platform draws its label or buttons."""
    scale, taken = subject.scale, 0
    reasons: list[str] = []
    field_ids: dict[str, None] = {}
    for zone in subject.layout.keep_clear:
        place = np.s_[zone.box.y * scale : zone.box.bottom * scale, zone.box.x * scale : zone.box.right * scale]
        seen = subject.objects[place].copy()
        for field_id, mask in subject.occupied.items():
            if mask[place].any():
                field_ids[field_id] = None
                seen |= mask[place]
        if seen.any():
            reasons.append(zone.reason)
            taken += int(seen.sum())
    who = subject.named(tuple(field_ids)) or "картинка"
    message = (
        f"На\u00a0месте площадки ({'; '.join(reasons)}) стоит {who}: {taken}\u00a0px. Выберите другой формат."
        if reasons
        else "Служебные зоны площадки свободны."
    )
    return Check(
        id=CheckId.SAFE_ZONE, passed=not taken, measured=taken, limit=0, unit="px", message=message,
        field_ids=tuple(field_ids),
    )  # fmt: skip


def check_text_area(subject: Subject) -> Check:
    """How much of the banner is text; blocks where the platform sets a limit."""
    counted = {field.id for field in subject.layout.text_fields if field.role is not TextRole.BUTTON}
    texts = tuple(text for text in subject.banner.set_texts if text.field_id in counted)
    share = sum(text.ink.width * text.ink.height for text in texts) / (subject.banner.width * subject.banner.height)
    limit = subject.layout.max_text_area_share
    passed = limit is None or share <= limit
    message = f"Текст занимает {share * 100:.0f}\u00a0% площади."
    if limit is not None and not passed:
        message = (
            f"Текст занимает {decimal(share * 100)}\u00a0% площади, площадка допускает {limit * 100:.0f}\u00a0%. "
            "Сократите его."
        )
    return Check(
        id=CheckId.TEXT_AREA, passed=passed, measured=round(share * 100, 1), limit=(limit or 1) * 100, unit="%",
        message=message, field_ids=() if passed else tuple(text.field_id for text in texts),
        blocking=limit is not None,
    )  # fmt: skip

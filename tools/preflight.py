"""The preflight: every promise about a finished banner, measured on its file and its layers."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from adbanner.banner import Check, CheckId, ComposedBanner, SetText
from adbanner.brand_kit import BrandKit, Category
from adbanner.brief import Brief
from adbanner.layout import Layout, TextRole
from adbanner.texts import Fact
from tools.contrast import colour_blind_contrast, contrast_with, surrounding_pixels
from tools.fact_policy import required_facts
from tools.facts import compare_facts
from tools.layers import OBJECT_ALPHA, Layers, Pixels
from tools.lemmas import forbidden_words_in
from tools.text_placing import LEGAL_ID

LEAST_CONTRAST, LEAST_CONTRAST_LARGE = 4.5, 3.0
LARGE_TEXT_PX = 24.0
"""Text from this size on counts as large in WCAG (18 pt at 96 dpi)."""
LEAST_TEXT_PX = 8.0
INK_TOLERANCE_PX = 1.5
"""Antialiasing of the outermost row."""
CLEARANCE_SHARE = 0.02
"""Distance between object and text that looks intended, as a share of the short side."""
KIB = 1024
VISIBLE_COVERAGE = 64
"""Coverage from which a glyph's pixel is seen."""


@dataclass(frozen=True)
class Subject:
    """Everything that is measured."""

    banner: ComposedBanner
    layers: Layers
    file_pixels: Pixels
    """Height x width x 3: the decoded file."""
    layout: Layout
    kit: BrandKit
    category: Category
    brief: Brief
    facts: tuple[Fact, ...]
    context: str
    """Name and description of the product: its facts may be told."""
    warning_share: float
    """Share of the area that the legal warning takes."""

    @property
    def scale(self) -> int:
        """Pixels of the file per layout pixel."""
        return self.banner.width // self.layout.width

    @property
    def field_texts(self) -> tuple[str, ...]:
        """The copywriter's texts."""
        return tuple(field.text for field in self.banner.texts.fields if field.text)


def measure(subject: Subject) -> tuple[Check, ...]:
    """All checks, in the order in which a person reads them."""
    checks: tuple[Callable[[Subject], Check], ...] = (
        check_character_limits,
        check_text_in_boxes,
        check_text_over_pictures,
        check_contrast,
        check_colour_blind_contrast,
        check_smallest_text,
        check_facts,
        check_forbidden_words,
        check_file_size,
        check_safe_zone,
        check_legal_text,
        check_text_area,
    )
    return tuple(check(subject) for check in checks)


def check_character_limits(subject: Subject) -> Check:
    """No text is longer than its field allows."""
    excess = {
        field.field_id: len(field.text) - subject.layout.text_field(field.field_id).max_chars
        for field in subject.banner.texts.fields
    }
    worst = max(excess.values(), default=0)
    over = tuple(field_id for field_id, count in excess.items() if count > 0)
    message = (
        f"Текст длиннее лимита на {worst} зн.: {', '.join(over)}. Сократите его." if over else "Все тексты в лимитах."
    )
    return Check(
        id=CheckId.CHARACTER_LIMITS, passed=not over, measured=max(worst, 0), limit=0, unit="зн.", message=message,
        field_ids=over,
    )  # fmt: skip


def check_text_in_boxes(subject: Subject) -> Check:
    """The glyphs stay in the boxes, measured on the drawn coverage."""
    outside: dict[str, float] = {}
    for text in subject.banner.set_texts:
        layer = subject.layers.texts.get(text.field_id)
        if layer is None:
            continue
        rows = np.flatnonzero((layer.coverage >= VISIBLE_COVERAGE).any(axis=1))
        columns = np.flatnonzero((layer.coverage >= VISIBLE_COVERAGE).any(axis=0))
        if not rows.size:
            continue
        box = text.box
        outside[text.field_id] = max(
            box.x - (layer.box.x + int(columns[0])),
            layer.box.x + int(columns[-1]) + 1 - box.right,
            box.y - (layer.box.y + int(rows[0])),
            layer.box.y + int(rows[-1]) + 1 - box.bottom,
        )
    worst = max(outside.values(), default=0)
    over = tuple(field_id for field_id, px in outside.items() if px > INK_TOLERANCE_PX)
    message = (
        f"Буквы выходят за своё место на {worst:.0f} px: {', '.join(over)}. Сократите текст."
        if over
        else "Все буквы внутри своих мест."
    )
    return Check(
        id=CheckId.TEXT_IN_BOXES, passed=not over, measured=round(max(worst, 0), 1), limit=INK_TOLERANCE_PX,
        unit="px", message=message, field_ids=over,
    )  # fmt: skip


def check_text_over_pictures(subject: Subject) -> Check:
    """No glyph lies on the object of a picture, measured from the picture's alpha."""
    covered: dict[str, float] = {}
    for field_id, layer in subject.layers.texts.items():
        glyphs = layer.coverage >= VISIBLE_COVERAGE
        below = subject.layers.object_alpha[layer.box.y : layer.box.bottom, layer.box.x : layer.box.right]
        if glyphs.any():
            covered[field_id] = float((below[glyphs] >= OBJECT_ALPHA).mean())
    worst = max(covered.values(), default=0.0)
    over = tuple(field_id for field_id, share in covered.items() if share > 0)
    message = (
        f"Текст заходит на картинку ({worst:.1%} букв): {', '.join(over)}. Смените картинку или сократите текст."
        if over
        else "Текст не заходит на картинки."
    )
    return Check(
        id=CheckId.TEXT_OVER_PICTURES, passed=not over, measured=round(worst * 100, 2), limit=0, unit="%",
        message=message, field_ids=over,
    )  # fmt: skip


def _grounds(subject: Subject) -> dict[str, Pixels]:
    """The pixels of the file round each text."""
    return {
        field_id: surrounding_pixels(layer, subject.file_pixels) for field_id, layer in subject.layers.texts.items()
    }


def _least_contrast(text: SetText, scale: int) -> float:
    return LEAST_CONTRAST_LARGE if text.size_px / scale >= LARGE_TEXT_PX else LEAST_CONTRAST


def check_contrast(subject: Subject) -> Check:
    """Every text stands out from the pixels round it: 4.5:1, large text 3:1."""
    ratios = {
        field_id: contrast_with(subject.layers.texts[field_id].colour, pixels)
        for field_id, pixels in _grounds(subject).items()
    }
    limits = {text.field_id: _least_contrast(text, subject.scale) for text in subject.banner.set_texts}
    low = tuple(field_id for field_id, ratio in ratios.items() if ratio < limits.get(field_id, LEAST_CONTRAST))
    worst = min(ratios, key=lambda field_id: ratios[field_id] / limits.get(field_id, LEAST_CONTRAST))
    message = (
        f"Плохо читается: {', '.join(low)}, контраст {ratios[worst]:.1f}:1. Выберите другой фон."
        if low
        else f"Читается: самый слабый контраст {ratios[worst]:.1f}:1 ({worst})."
    )
    return Check(
        id=CheckId.CONTRAST, passed=not low, measured=round(ratios[worst], 2),
        limit=limits.get(worst, LEAST_CONTRAST), unit=":1", message=message, field_ids=low,
    )  # fmt: skip


def check_colour_blind_contrast(subject: Subject) -> Check:
    """The texts stay readable for people who see colours differently; tells, does not block."""
    found = {
        field_id: colour_blind_contrast(subject.layers.texts[field_id].colour, pixels)
        for field_id, pixels in _grounds(subject).items()
    }
    worst = min(found, key=lambda field_id: found[field_id][0])
    ratio, vision = found[worst]
    passed = ratio >= LEAST_CONTRAST_LARGE
    message = (
        f"При цветовой слепоте контраст не ниже {ratio:.1f}:1 ({vision}, {worst})."
        if passed
        else f"При цветовой слепоте ({vision}) плохо читается {worst}: {ratio:.1f}:1. Выберите другой фон."
    )
    return Check(
        id=CheckId.COLOUR_BLIND_CONTRAST, passed=passed, measured=round(ratio, 2), limit=LEAST_CONTRAST_LARGE,
        unit=":1", message=message, field_ids=() if passed else (worst,), blocking=False,
    )  # fmt: skip


def check_smallest_text(subject: Subject) -> Check:
    """No text is smaller than people can read."""
    sizes = {text.field_id: text.size_px / subject.scale for text in subject.banner.set_texts}
    smallest = min(sizes, key=lambda field_id: sizes[field_id])
    small = tuple(field_id for field_id, size in sizes.items() if size < LEAST_TEXT_PX - 0.01)
    message = (
        f"Слишком мелко: {', '.join(small)}, {sizes[smallest]:.1f} px. Сократите текст."
        if small
        else f"Самый мелкий текст — {sizes[smallest]:.1f} px ({smallest})."
    )
    return Check(
        id=CheckId.SMALLEST_TEXT, passed=not small, measured=round(sizes[smallest], 1), limit=LEAST_TEXT_PX, unit="px",
        message=message, field_ids=small,
    )  # fmt: skip


def check_facts(subject: Subject) -> Check:
    """The offer's numbers and conditions stand on the banner as they are, and none is invented."""
    required = required_facts(subject.facts, subject.layout)
    report = compare_facts(subject.brief.offer, subject.field_texts, subject.context)
    lost = [fact.text for fact in (*report.missing, *report.altered) if fact in required]
    invented = [fact.text for fact in report.invented]
    if lost:
        message = f"Потеряно или изменено: {', '.join(lost)}. Верните в текст."
    elif invented:
        message = f"Этого нет в оффере: {', '.join(invented)}. Уберите из текста."
    else:
        message = f"Условия оффера на месте: {len(required)} из {len(subject.facts)} обязательны в этом формате."
    return Check(
        id=CheckId.FACTS_KEPT, passed=not lost and not invented, measured=len(required) - len(lost),
        limit=len(required), unit="шт.", message=message,
    )  # fmt: skip


def check_forbidden_words(subject: Subject) -> Check:
    """No word of the brand's stop list, in any form."""
    found = forbidden_words_in(" ".join(subject.field_texts), subject.kit.forbidden_words)
    message = f"Бренд не использует слова: {', '.join(found)}. Замените их." if found else "Запрещённых слов нет."
    return Check(
        id=CheckId.FORBIDDEN_WORDS, passed=not found, measured=len(found), limit=0, unit="шт.", message=message
    )


def check_file_size(subject: Subject) -> Check:
    """The file keeps the platform's byte budget."""
    size_kb = subject.banner.asset.size_bytes / KIB
    passed = size_kb <= subject.layout.max_kb
    message = f"Файл {size_kb:.0f} КБ при лимите {subject.layout.max_kb} КБ."
    if not passed:
        message += " Выберите JPG."
    return Check(
        id=CheckId.FILE_SIZE, passed=passed, measured=round(size_kb, 1), limit=subject.layout.max_kb, unit="КБ",
        message=message,
    )  # fmt: skip


def check_safe_zone(subject: Subject) -> Check:
    """Nothing but background where the platform draws its label or buttons."""
    seen = subject.layers.object_alpha >= OBJECT_ALPHA
    for layer in subject.layers.texts.values():
        place = np.s_[layer.box.y : layer.box.bottom, layer.box.x : layer.box.right]
        seen[place] |= layer.coverage >= VISIBLE_COVERAGE
        if layer.button_box is not None:
            pill = layer.button_box
            seen[pill.y : pill.bottom, pill.x : pill.right] = True
    scale, taken, reasons = subject.scale, 0, []
    for zone in subject.layout.keep_clear:
        box = zone.box
        pixels = int(seen[box.y * scale : box.bottom * scale, box.x * scale : box.right * scale].sum())
        taken += pixels
        if pixels:
            reasons.append(zone.reason)
    message = f"Занято место площадки: {'; '.join(reasons)}." if reasons else "Служебные зоны площадки свободны."
    return Check(id=CheckId.SAFE_ZONE, passed=not taken, measured=taken, limit=0, unit="px", message=message)


def check_legal_text(subject: Subject) -> Check:
    """The advertiser, the token and the category's warning are printed, the warning large enough."""
    category, needed = subject.category, subject.category.warning_area_share
    if subject.layout.legal is None:
        passed = not category.warning
        message = (
            "Рекламодателя указывает площадка."
            if passed
            else f"В этом формате негде напечатать «{category.warning}». Для этого продукта выберите формат крупнее."
        )
        return Check(id=CheckId.LEGAL_TEXT, passed=passed, measured=0, limit=0, unit="%", message=message)
    printed = " ".join(
        line.text for text in subject.banner.set_texts if text.field_id == LEGAL_ID for line in text.lines
    )
    wanted = (category.advertiser, category.warning, subject.brief.erid, category.age_mark or "")
    missing = [words for words in wanted if _squeezed(words) not in _squeezed(printed)]
    small = subject.warning_share < needed
    if missing:
        message = f"Не напечатано: {'; '.join(missing)}."
    elif small:
        message = (
            f"Предупреждение занимает {subject.warning_share:.1%} площади, а нужно {needed:.0%}. "
            "Для этого продукта выберите формат крупнее."
        )
    else:
        message = "Рекламодатель и обязательные слова напечатаны."
    return Check(
        id=CheckId.LEGAL_TEXT, passed=not missing and not small, measured=round(subject.warning_share * 100, 1),
        limit=needed * 100, unit="%", message=message, field_ids=(LEGAL_ID,) if missing or small else (),
    )  # fmt: skip


def _squeezed(text: str) -> str:
    """Letters and digits only: line breaks and spaces do not matter."""
    return "".join(character for character in text.lower() if character.isalnum())


def check_text_area(subject: Subject) -> Check:
    """How much of the banner is text; blocks where the platform sets a limit."""
    area = sum(
        text.ink.width * text.ink.height
        for text in subject.banner.set_texts
        if text.field_id in {field.id for field in subject.layout.text_fields if field.role is not TextRole.BUTTON}
    )
    share = area / (subject.banner.width * subject.banner.height)
    limit = subject.layout.max_text_area_share
    passed = limit is None or share <= limit
    message = f"Текст занимает {share:.0%} площади."
    if not passed:
        message = f"Текст занимает {share:.0%} площади, площадка допускает {limit:.0%}. Сократите его."
    return Check(
        id=CheckId.TEXT_AREA, passed=passed, measured=round(share * 100, 1), limit=(limit or 1) * 100, unit="%",
        message=message, blocking=limit is not None,
    )  # fmt: skip

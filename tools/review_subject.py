"""What a preflight looks at: a banner, its layers and everything that it was promised to keep."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from adbanner.banner import ComposedBanner
from adbanner.brand_kit import BrandKit, Category
from adbanner.brief import Brief
from adbanner.layout import Box, Layout, TextRole
from adbanner.texts import Fact
from tools.layers import OBJECT_ALPHA, Layers, Pixels
from tools.printed_words import PrintedWords
from tools.text_placing import LEGAL_ID, WORD_MARK_PLACE

Mask = NDArray[np.bool_]

VISIBLE_COVERAGE = 64
"""Coverage from which a glyph's pixel is seen."""
ROLE_TITLES = {
    TextRole.HEADLINE: "заголовок",
    TextRole.SUBHEADLINE: "подзаголовок",
    TextRole.BODY: "основной текст",
    TextRole.BUTTON: "кнопка",
    TextRole.NUMBER: "число",
    TextRole.CAPTION: "подпись",
}


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
    printed: PrintedWords | None = None
    """What a rule of the kit wants above a text."""

    @property
    def scale(self) -> int:
        """Pixels of the file per layout pixel."""
        return self.banner.width // self.layout.width

    @property
    def field_texts(self) -> tuple[str, ...]:
        """The copywriter's texts."""
        return tuple(field.text for field in self.banner.texts.fields if field.text)

    @cached_property
    def objects(self) -> Mask:
        """Height x width: where a picture's object is."""
        return self.layers.object_alpha >= OBJECT_ALPHA

    @cached_property
    def occupied(self) -> dict[str, Mask]:
        """Height x width for each text: its glyphs and the pill that they stand on."""
        masks = {}
        for field_id, layer in self.layers.texts.items():
            mask = np.zeros(self.objects.shape, np.uint8)
            if layer.button_box is not None:
                _fill_pill(mask, layer.button_box)
            box = layer.box
            mask[box.y : box.bottom, box.x : box.right] |= layer.coverage >= VISIBLE_COVERAGE
            masks[field_id] = mask.astype(bool)
        return masks

    @cached_property
    def titles(self) -> dict[str, str]:
        """What people call each text, in Russian, by its id."""
        return text_titles(self.layout)

    def named(self, field_ids: tuple[str, ...]) -> str:
        """The texts of these ids, as people call them, in one line."""
        return ", ".join(self.titles[field_id] for field_id in field_ids)


def text_titles(layout: Layout) -> dict[str, str]:
    """What people call the texts of a format, in Russian, by their ids; equal roles are counted."""
    roles = [field.role for field in layout.text_fields]
    several = {role for role, count in Counter(roles).items() if count > 1}
    titles = {LEGAL_ID: "юридический текст"}
    for number, field in enumerate(layout.text_fields):
        place = f"\u00a0{roles[: number + 1].count(field.role)}" if field.role in several else ""
        titles[field.id] = ROLE_TITLES[field.role] + place
    for static in layout.static_fields:
        titles[static.id] = "логотип" if static.text == WORD_MARK_PLACE else f"«{static.text}»"
    return titles


def decimal(value: float, digits: int = 1) -> str:
    """A number as Russian writes it: with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def _fill_pill(mask: Pixels, pill: Box) -> None:
    """Fill a rectangle with round ends, in place."""
    radius = pill.height // 2
    left, right, middle = pill.x + radius, pill.right - 1 - radius, pill.y + radius
    cv2.rectangle(mask, (left, pill.y), (right, pill.bottom - 1), 1, cv2.FILLED)
    for x in (left, right):
        cv2.circle(mask, (x, middle), radius, 1, cv2.FILLED)
